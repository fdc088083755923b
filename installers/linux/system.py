"""What the installation puts outside its own folders, all through the undo journal."""

from __future__ import annotations

import pwd
import shutil
import subprocess
import time
from pathlib import Path

from installers.linux import gnome
from installers.linux.journal import Journal, replace_file
from installers.linux.place import Place
from installers.linux.speech import Impossible

UNITS = Path("/etc/systemd/system")
STEADY = 1.5  # seconds a service must stand after it said that it is ready
START_LIMIT = 45.0  # seconds: two starts of the unit, TimeoutStartSec=20


def runs_systemd() -> bool:
    """Whether systemd is the init of this machine (sd_booted(3))."""
    return Path("/run/systemd/system").is_dir()


def make_state(place: Place, steps: Path) -> None:
    """Make our own folder, with the copy of `release` that survives when the program is gone."""
    place.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.state.chmod(0o700)
    replace_file(place.state / "release", (steps / "release").read_bytes(), 0o755)


def make_users(place: Place, journal: Journal) -> None:
    """Make the users that the resolver and the lists program run as: no home, no shell, no log-in.

    The lists program has a folder, which the resolver may read. Raises Impossible when a user
    cannot be made.
    """
    for name in place.users:
        try:
            pwd.getpwnam(name)
        except KeyError:
            journal.user(name)
            words = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
            command = ["useradd", *words, "--shell", "/usr/sbin/nologin", name]
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode != 0:
                raise Impossible(
                    f"The user {name} cannot be made: {done.stderr.strip()}",
                    f"Không tạo được người dùng {name}: {done.stderr.strip()}",
                ) from None
    place.lists.mkdir(mode=0o755, parents=True, exist_ok=True)
    place.lists.chmod(0o755)
    shutil.chown(place.lists, place.users[1], place.users[1])


def furnish(place: Place, journal: Journal, steps: Path) -> None:
    """Put the units, the command and the desktop files in place, from the templates in `steps`."""
    for path, template in files(place):
        text = (steps / template).read_text(encoding="utf-8").replace("@MARK@", place.mark)
        journal.write(path, text.encode())
    for path, source in gnome.files(steps.parent.parent, gnome.installed()):
        journal.write(path, source.read_bytes())
    # Written here rather than by `systemctl enable`, so that it has its way back too.
    journal.link(UNITS / "multi-user.target.wants" / place.unit, str(UNITS / place.unit))
    journal.link(Path("/usr/local/bin") / place.mark, str(place.product / "bin" / "luytre"))


def files(place: Place) -> list[tuple[Path, str]]:
    """Each file with the template it is made from."""
    mark = place.mark
    return [
        (UNITS / place.unit, "luytre.service"),
        (UNITS / f"{mark}-release.service", "luytre-release.service"),
        (Path(f"/usr/local/share/applications/{mark}.desktop"), "luytre.desktop"),
        (Path(f"/etc/xdg/autostart/{mark}-off.desktop"), "luytre-off.desktop"),
        (Path(f"/etc/dbus-1/system.d/{mark}.conf"), "luytre-bus.conf"),
    ]


def start(place: Place) -> bool:
    """Start or restart the service; whether it became ready and stayed so."""
    systemctl("daemon-reload")
    systemctl("reset-failed", place.unit, f"{place.mark}-release.service")
    if not systemctl("restart", place.unit):
        return False
    time.sleep(STEADY)
    shown = ("systemctl", "show", "-p", "ActiveState,NRestarts", place.unit)
    done = subprocess.run(shown, check=False, capture_output=True, text=True)
    return {"ActiveState=active", "NRestarts=0"} <= set(done.stdout.split())


def last_words(place: Place) -> str:
    """The last lines the service wrote, to be shown when it did not start."""
    command = ("journalctl", "--no-pager", "-q", "-n", "15", "-o", "cat", "-u", place.unit)
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def systemctl(*words: str) -> bool:
    """Run systemctl quietly; whether it went well."""
    command = ("systemctl", "-q", *words)
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=START_LIMIT)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def release(place: Place, *options: str) -> None:
    """Run the release script of this installation."""
    subprocess.run(["/bin/sh", str(place.state / "release"), *options], check=True)
