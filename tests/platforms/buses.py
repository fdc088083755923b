"""Real D-Bus daemons for one test, and programs that own names on them."""

import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.platforms.people import Person, stop

# A session bus; without service files whoever wants a name has to take it.
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  {services}
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow eavesdrop="true"/>
    <allow send_destination="*" eavesdrop="true"/>
  </policy>
</busconfig>
"""


@contextmanager
def private_bus(
    folder: Path, person: Person | None = None, *, services: bool = False
) -> Iterator[str]:
    """Run a bus of its own (as `person`, else as root); give its address.

    With `services` it starts what is installed on this machine when somebody asks for it.
    """
    config = folder / "bus.conf"
    found = "<standard_session_servicedirs/>" if services else ""
    config.write_text(_CONFIG.format(path=folder / "bus", services=found))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
    start = subprocess.Popen if person is None else person.starts
    daemon = start(command, stdout=subprocess.PIPE)
    try:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().decode().strip()
    finally:
        stop(daemon)
        if daemon.stdout is not None:
            daemon.stdout.close()
        (folder / "bus").unlink(missing_ok=True)


def wait_for(fd: int, seconds: float = 5.0) -> None:
    """Wait until a descriptor can be read. Raises TimeoutError."""
    if not select.select([fd], [], [], seconds)[0]:
        raise TimeoutError(os.strerror(110))
