"""timekpr-next's daemon for benches: from an unpacked package, on a bus and in folders of its own.

It is given what it has on a PC where one child plays: a system bus, a log-in service (the one of
python3-dbusmock) with one graphical session, its own example settings. Nothing is installed:
    apt-get download timekpr-next python3-dbusmock python3-psutil
    for package in *.deb; do dpkg -x $package FOLDER; done
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.platforms.buses import private_bus
from tests.platforms.people import Person, stop

PACKAGES = "usr/lib/python3/dist-packages"
PYTHON = "/usr/bin/python3"  # Debian's own, which the packages are made for
START_S = 3.0
LOG_IN = """
import dbus, sys
bus = dbus.SystemBus()
login = bus.get_object("org.freedesktop.login1", "/org/freedesktop/login1")
mock = "org.freedesktop.DBus.Mock"
path = login.AddSession("1", "seat0", int(sys.argv[1]), sys.argv[2], True, dbus_interface=mock)
session = bus.get_object("org.freedesktop.login1", path)
kind = dbus.Dictionary({"Type": "x11"}, signature="sv")
session.UpdateProperties("org.freedesktop.login1.Session", kind, dbus_interface=mock)
"""


@contextmanager
def timekprd(unpacked: Path, child: Person) -> Iterator[int]:
    """Run it for a child who is logged in; give its pid."""
    base = Path(tempfile.mkdtemp(prefix="luytre-t-peer-"))
    try:
        with private_bus(base) as address:
            environment = {
                "PATH": "/usr/bin:/bin",
                "PYTHONPATH": f"{base}:{unpacked / PACKAGES}",
                "DBUS_SYSTEM_BUS_ADDRESS": address,
            }
            login = _run(["-m", "dbusmock", "--system", "--template", "logind"], environment)
            try:
                time.sleep(1)
                said = [PYTHON, "-c", LOG_IN, str(child.uid), child.name]
                subprocess.run(said, env=environment, check=True)
                script = _own_copy(unpacked, base) / "server" / "timekprd.py"
                daemon = _run([str(script)], environment)
                try:
                    time.sleep(START_S)
                    assert daemon.poll() is None, "timekprd ended"
                    yield daemon.pid
                finally:
                    stop(daemon)
            finally:
                stop(login)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _run(words: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen([PYTHON, *words], env=environment, stdout=quiet, stderr=quiet)


def _own_copy(unpacked: Path, base: Path) -> Path:
    """Copy its program, with every folder it writes to moved under `base`."""
    program = base / "timekpr"
    shutil.copytree(unpacked / PACKAGES / "timekpr", program)
    shutil.copytree(unpacked / "etc" / "timekpr", base / "etc")
    for name in ("config", "work", "log", "tmp"):
        (base / name).mkdir()
    places = {
        '"/etc/timekpr"': base / "etc",
        '"/var/lib/timekpr/config"': base / "config",
        '"/var/lib/timekpr/work"': base / "work",
        '"/var/log"': base / "log",
        '"/tmp"': base / "tmp",
        '"/usr/share/timekpr"': unpacked / "usr/share/timekpr",
    }
    for path in (program / "common" / "constants" / "constants.py", base / "etc" / "timekpr.conf"):
        text = path.read_text(encoding="utf-8")
        for old, new in places.items():
            text = text.replace(old, f'"{new}"').replace(f"= {old[1:-1]}\n", f"= {new}\n")
        path.write_text(text, encoding="utf-8")
    os.chmod(base, 0o755)
    return program
