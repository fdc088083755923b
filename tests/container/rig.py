"""A whole Debian with systemd and logind, booted beside this machine: what needs them runs there.

The system is built once (a minute or two, then kept under /var/tmp/luytre-test-cache), every boot
gets a throw-away layer over it, and nothing of the machine itself is touched. It has no network but
`lo`. Several may run at once; none outlives its test run, however that ends.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CACHE = Path("/var/tmp/luytre-test-cache")
MIRROR = "http://deb.debian.org/debian"
SUITE = "bookworm"
PYTHON = {"bookworm": "3.11", "trixie": "3.13"}  # what each Debian brings as python3
BASE = (
    "systemd",
    "systemd-sysv",
    "dbus",
    "dbus-user-session",
    "libpam-systemd",
    "polkitd",
    "login",
    "sudo",
)
DISPLAY = ("xvfb", "xauth", "openbox", "xdotool", "x11-utils", "x11-apps", "fonts-noto-core")
GNOME = (
    "gdm3",
    "gnome-session",
    "gnome-shell",
    "xwayland",
    "dconf-cli",
    "dconf-gsettings-backend",
    "gnome-terminal",
    "fonts-noto-core",
)
A_DAY = 86_400  # seconds
KEPT = 14 * A_DAY  # an image stays after its last use
NEEDED = ("systemd-nspawn", "debootstrap", "unshare", "setpriv", "nsenter")


def missing() -> str:
    """Why no container can run here, or ""."""
    if os.geteuid() != 0:
        return "a container needs root"
    lacking = [tool for tool in NEEDED if shutil.which(tool) is None]
    return f"not installed: {' '.join(lacking)}" if lacking else ""


def packages_of(name: str) -> tuple[str, ...]:
    """The names in one of the lists of installers/linux."""
    lines = (ROOT / "installers" / "linux" / name).read_text(encoding="utf-8").splitlines()
    names = (line.partition("#")[0].strip() for line in lines)
    return tuple(each for each in names if each)


@contextmanager
def turn(name: str) -> Iterator[None]:
    """Wait until nobody else on this machine does the same."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _run(*command: str, timeout: float = 900) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def image(*extra: str, suite: str = SUITE) -> Path:
    """Give a root folder with systemd, our run-time packages and `extra` ones; build it once."""
    with turn("build"):
        return _built(extra, suite)


def _built(extra: tuple[str, ...], suite: str) -> Path:
    wanted = sorted({*BASE, *packages_of("debian-packages.txt"), *extra})
    key = hashlib.sha256(" ".join([suite, *wanted]).encode()).hexdigest()[:12]
    root = CACHE / f"{suite}-{key}"
    if root.exists():
        os.utime(root)
        return root
    for old in CACHE.glob(f"{suite}-*"):
        if time.time() - old.stat().st_mtime > KEPT:
            shutil.rmtree(old)
    fresh = CACHE / f"{root.name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    if extra:
        _run(
            "cp", "-a", str(_built((), suite)), str(fresh)
        )  # hard links would let one change the other
    else:
        _run("debootstrap", "--variant=minbase", suite, str(fresh), MIRROR)
    _add_packages(fresh, wanted)
    return fresh.rename(root)


def _add_packages(root: Path, names: Sequence[str]) -> None:
    """Install into a root that is not booted, because only there is a network."""
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    (root / "etc" / "hostname").write_text("pc\n")
    (root / "etc" / "hosts").write_text("127.0.0.1 localhost pc\n")
    policy = root / "usr" / "sbin" / "policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n")  # nothing may be started in a chroot
    policy.chmod(0o755)
    apt = "DEBIAN_FRONTEND=noninteractive apt-get -qq -y"
    install = f"{apt} update && {apt} install --no-install-recommends {' '.join(names)}"
    script = f"mount -t proc proc {root}/proc && chroot {root} sh -c '{install} && apt-get clean'"
    _run("unshare", "-m", "--propagation", "private", "sh", "-c", script)
    policy.unlink()
    (root / "etc" / "resolv.conf").unlink()


def wheels(suite: str = SUITE) -> Path:
    """Give a folder with every wheel of requirements/run.txt, for a container without network."""
    pins = ROOT / "requirements" / "run.txt"
    key = hashlib.sha256(pins.read_bytes()).hexdigest()[:12]
    folder = CACHE / f"wheels-{suite}-{key}"
    with turn("build"):
        if not folder.exists():
            fresh = folder.with_suffix(".new")
            pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "download")
            machine = os.uname().machine
            # glibc of the oldest of these Debians is 2.36; of the newest 2.41.
            theirs = [f"--platform=manylinux_2_{n}_{machine}" for n in range(5, 37)]
            theirs += [f"--platform=manylinux2014_{machine}", f"--python-version={PYTHON[suite]}"]
            pinned = ("--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(pins))
            _run(*pip, *theirs, *pinned, "-d", str(fresh))
            fresh.rename(folder)
    return folder


class Container:
    """A booted system. Commands run in it as root, in all its namespaces."""

    def __init__(self, root: Path, *above: Path, suite: str = SUITE) -> None:
        """Keep where its system comes from: a root, and kept layers over it, topmost last."""
        self._suite = suite
        self.name = f"luytre-t-{secrets.token_hex(4)}"
        self._lower = ":".join(str(layer) for layer in (*reversed(above), root))
        self._layer = CACHE / f"boot-{self.name}"
        with turn("layers"):
            forget_the_dead()
            for name in ("upper", "work", "merged"):
                (self._layer / name).mkdir(parents=True)
            self._hold = (self._layer / "hold").open("w")
            fcntl.flock(self._hold, fcntl.LOCK_EX)
        self._nspawn: subprocess.Popen[bytes] | None = None
        self._leader = 0

    def boot(self) -> None:
        """Start it and wait until systemd says that everything runs (seconds)."""
        layer, merged = self._layer, self._layer / "merged"
        options = (
            f"lowerdir={self._lower},upperdir={layer}/upper,workdir={layer}/work,redirect_dir=on"
        )
        nspawn = (
            "systemd-nspawn --quiet --boot --register=no --keep-unit --console=read-only"
            f" --private-network --machine={self.name}"
            " --resolv-conf=off --timezone=off --link-journal=no"
            " --system-call-filter='fanotify_init fanotify_mark'"
            f" --bind-ro={wheels(self._suite)}:/wheels --directory={merged}"
        )
        # Groups of its own, because --keep-unit divides the one it is started in. Mounts and
        # processes live in namespaces that end with `unshare`, which ends with us.
        enter = "".join(
            f"mkdir {group} && echo $$ >{group}/cgroup.procs && " for group in self._groups
        )
        script = f"{enter} mount -t overlay overlay -o {options} {merged} && exec {nspawn}"
        unshare = "unshare --mount --propagation private --pid --fork --mount-proc --kill-child"
        with (layer / "console").open("wb") as console:
            self._nspawn = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *unshare.split(), "sh", "-c", script],
                env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait_until(self._is_up, 60, "the container did not boot")

    @property
    def _groups(self) -> list[Path]:
        return [tree / self.name for tree in trees()]

    def _is_up(self) -> bool:
        assert self._nspawn is not None
        if self._nspawn.poll() is not None:
            raise RuntimeError((self._layer / "console").read_text(errors="replace")[-2000:])
        leader = self._nspawn.pid
        for _ in ("nspawn", "systemd"):
            children = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
            if not children:
                return False
            leader = int(children[0])
        self._leader = leader
        state = self.run("systemctl", "is-system-running", check=False).strip()
        if state == "degraded":
            raise RuntimeError(self.run("systemctl", "--failed", "--no-pager"))
        return state == "running"

    def keep(self) -> Path:
        """Power it off and give what was changed in it, as a layer for later boots."""
        self._power_off()
        kept = CACHE / f"layer-{self.name}"
        kept.mkdir()
        return (self._layer / "upper").rename(kept / "upper")

    def stop(self) -> None:
        """Power it off, or end it when it will not, and forget everything in it."""
        self._power_off()
        self._hold.close()
        forget(self._layer)

    def _power_off(self) -> None:
        if self._nspawn is None:
            return
        if self._nspawn.poll() is None and self._leader:
            self.run("systemctl", "poweroff", "--no-block", check=False)
        try:
            self._nspawn.wait(20)
        except subprocess.TimeoutExpired:
            self._nspawn.kill()
            self._nspawn.wait()

    def command(self, *command: str) -> list[str]:
        """The command line of this machine that runs `command` in the container."""
        return [
            "nsenter",
            "-t",
            str(self._leader),
            "-a",
            "--",
            "env",
            "-i",
            *self._minimal,
            *command,
        ]

    _minimal = (
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG=C.UTF-8",
        "HOME=/root",
    )

    def run(
        self, *command: str, check: bool = True, timeout: float = 30, stdin: bytes = b""
    ) -> str:
        """Run a command as root; give its output. Raises RuntimeError with what it said."""
        done = subprocess.run(
            self.command(*command), input=stdin, capture_output=True, timeout=timeout
        )
        said = done.stdout.decode(errors="replace")
        if check and done.returncode:
            problem = done.stderr.decode(errors="replace")
            raise RuntimeError(
                f"{' '.join(command)}: {done.returncode}\n{said[-2000:]}{problem[-2000:]}"
            )
        return said

    def sh(self, script: str, *, check: bool = True, timeout: float = 30) -> str:
        """Run a line of shell as root."""
        return self.run("sh", "-c", script, check=check, timeout=timeout)

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """Put a file in place."""
        place = shlex.quote(path)
        self.run("sh", "-c", f"cat >{place} && chmod {mode:o} {place}", stdin=text.encode())

    def clone(self, folder: str, owner: str = "root") -> None:
        """Put what git would hand out of this repository into a new folder."""
        git = ("git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co", "--exclude-standard")
        listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout
        there = b"\0".join(
            n for n in listed.split(b"\0") if n and (ROOT / os.fsdecode(n)).is_file()
        )
        tar = ("tar", "-c", "--null", "-T", "-")
        packed = subprocess.run(tar, cwd=ROOT, input=there, capture_output=True, check=True).stdout
        unpack = (
            f"mkdir -p {folder} && tar -x --no-same-owner -C {folder} && chown -R {owner}: {folder}"
        )
        self.run("sh", "-c", unpack, stdin=packed, timeout=60)

    def user(self, name: str) -> int:
        """Make an ordinary user with a home; give the UID."""
        self.run("useradd", "--create-home", "--shell", "/bin/bash", name)
        return int(self.run("id", "-u", name))

    def log_in(self, user: str, command: str, *, name: str, kind: str = "x11") -> str:
        """Log a user in through PAM on seat0, running `command`; give logind's session id."""
        environment = f"XDG_SEAT=seat0 XDG_SESSION_TYPE={kind} XDG_SESSION_CLASS=user"
        properties = ["PAMName=login", f"User={user}", f"Environment={environment}"]
        options = [f"--property={each}" for each in properties]
        options += ["--property=KillMode=mixed", "--property=TimeoutStopSec=5"]
        self.run("systemd-run", f"--unit={name}", "--collect", *options, "/bin/sh", "-c", command)
        found: list[str] = []

        def there() -> bool:
            found[:] = self.sessions(user)
            return bool(found)

        self.wait_until(there, 10, f"{user} was not logged in")
        return found[-1]

    def sessions(self, user: str) -> list[str]:
        """The ids of a user's sessions (not of the user manager)."""
        lines = self.run("loginctl", "list-sessions", "--no-legend", check=False).splitlines()
        return [line.split()[0] for line in lines if line.split()[2] == user]

    @staticmethod
    def wait_until(ready: Callable[[], bool], seconds: float, problem: str) -> float:
        """Wait for something to become true; give how long it took. Raises TimeoutError."""
        began = time.monotonic()
        while not ready():
            if time.monotonic() - began > seconds:
                raise TimeoutError(problem)
            time.sleep(0.02)
        return time.monotonic() - began


def trees() -> list[Path]:
    """Where control groups that nspawn divides are mounted."""
    found = [Path("/sys/fs/cgroup/unified"), Path("/sys/fs/cgroup/systemd")]
    return [tree for tree in found if tree.is_dir()] or [Path("/sys/fs/cgroup")]


def forget_the_dead() -> None:
    """Remove what containers left whose test run was killed: nobody holds their lock any more."""
    for layer in CACHE.glob("boot-*"):
        try:
            with (layer / "hold").open("w") as hold:
                fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue  # it lives
        forget(layer)
    for kept in CACHE.glob("layer-*"):
        if time.time() - kept.stat().st_mtime > A_DAY:
            shutil.rmtree(kept, ignore_errors=True)


def forget(layer: Path) -> None:
    """Remove a stopped container's files and control groups."""
    for tree in trees():
        top = tree / layer.name.removeprefix("boot-")
        for folder in (*sorted(top.rglob("*/"), reverse=True), top):
            with suppress(OSError):
                folder.rmdir()
    shutil.rmtree(layer, ignore_errors=True)


@contextmanager
def booted(*extra: str, above: tuple[Path, ...] = (), suite: str = SUITE) -> Iterator[Container]:
    """A booted container with these extra Debian packages, gone afterwards whatever happens."""
    root = image(*extra, suite=suite)
    wheels(suite)
    container = Container(root, *above, suite=suite)
    try:
        container.boot()
        yield container
    finally:
        container.stop()
