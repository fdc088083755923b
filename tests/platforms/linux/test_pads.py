"""Which devices are game pads, and that little is heard of them and nothing read."""

import asyncio
import os
from pathlib import Path

import pytest

from app.platforms.linux.pads import LinuxPads, is_joystick
from tests.platforms.linux.plugged import DEVICES, PADS, Port, plain_port
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture

__all__ = ["child_fixture"]


def number(words: str) -> int:
    """A bitmap of sysfs as a number."""
    return int("".join(word.rjust(16, "0") for word in words.split()), 16)


@pytest.mark.parametrize("kind", DEVICES)
def test_which_devices_are_pads(kind: str) -> None:
    """Pads, sticks and wheels are; motion sensors, touchpads, mice, tablets and keyboards not."""
    axes, keys, properties = DEVICES[kind]
    assert is_joystick(number(axes), number(keys), number(properties)) is (kind in PADS)


def watcher(port: Port) -> LinuxPads:
    """The real watcher, in a hurry."""
    return LinuxPads(devices=port.devices, classes=port.classes, look_s=0.05, quiet_s=0.2)


async def _comes_and_goes(port: Port) -> None:
    pads, told = watcher(port), [0]
    pads.start(lambda: told.append(1))
    port.plug("event3", "mouse")
    port.plug("event4")
    await until(lambda: "event4" in pads._open)
    assert "event3" not in pads._open
    port.use("event4")
    await until(lambda: len(told) == 2)
    port.pull("event4")
    await until(lambda: not pads._open)
    port.plug("event4", "dualshock 4")
    await until(lambda: "event4" in pads._open)
    await asyncio.sleep(0.25)
    port.use("event4")
    await until(lambda: len(told) == 3)
    pads.stop()
    assert not pads._open


def test_pads_are_plugged_in_and_out(tmp_path: Path) -> None:
    """A pad that comes later is heard, one pulled out is let go, others are never opened."""
    port = plain_port(tmp_path)
    asyncio.run(_comes_and_goes(port))
    port.close()


async def _storm(port: Port) -> None:
    port.plug("event4")
    port.plug("event5", "dualshock 4")
    pads, told = watcher(port), [0]
    pads.start(lambda: told.append(1))
    for _ in range(25):
        port.use("event4", 40)
        port.use("event5", 40)
        await asyncio.sleep(0.02)
    assert 2 <= len(told) <= 5
    pads.stop()


def test_a_storm_of_events_is_told_seldom(tmp_path: Path) -> None:
    """Two pads with two thousand events make one word per quiet time, here a fifth of a second."""
    port = plain_port(tmp_path)
    asyncio.run(_storm(port))
    port.close()


async def _hangs_up(port: Port) -> None:
    port.plug("event4")
    pads, told = watcher(port), [0]
    pads.start(lambda: told.append(1))
    port.use("event4")
    await until(lambda: len(told) == 2)
    port.close()  # the far end is gone, the name is still there
    await asyncio.sleep(1.0)
    assert len(told) == 2
    port.use("event4")
    await until(lambda: len(told) == 3)
    pads.stop()


def test_a_dead_device_is_no_player(tmp_path: Path) -> None:
    """A device that hangs up is not in use, and is opened again when it is back."""
    port = plain_port(tmp_path)
    asyncio.run(_hangs_up(port))
    port.close()


async def _js(port: Port) -> None:
    port.plug("event4")
    (port.classes / "js0").symlink_to("event4")
    os.mkfifo(port.devices / "js0")
    (port.classes / "js1" / "device").mkdir(parents=True)
    os.mkfifo(port.devices / "js1")
    pads = watcher(port)
    pads.start(lambda: None)
    assert set(pads._open) == {"event4", "js1"}
    pads.stop()


def test_a_js_device_counts_where_it_is_alone(tmp_path: Path) -> None:
    """The older joystick device is watched only where the same pad has no event device."""
    port = plain_port(tmp_path)
    asyncio.run(_js(port))


async def _nothing(folder: Path) -> None:
    pads = LinuxPads(devices=folder / "none", classes=folder / "none")
    pads.start(lambda: None)
    pads.stop()


def test_a_machine_without_input_devices_waits_for_some(tmp_path: Path) -> None:
    """No folder yet means no pad yet."""
    asyncio.run(_nothing(tmp_path))


CODE = """
import asyncio, sys
from pathlib import Path
from app.model.errors import Unsupported
from app.platforms.linux.pads import LinuxPads
async def main():
    pads = LinuxPads(devices=Path(sys.argv[1]), classes=Path(sys.argv[2]))
    try:
        pads.start(lambda: None)
    except Unsupported as why:
        print(why)
asyncio.run(main())
"""


def test_pads_that_may_not_be_read_are_unsupported(child: Person) -> None:
    """An ordinary user without the right to the device says so."""
    port = Port(child.home.parent / "input", child.home.parent / "class")
    port.plug("event4")
    (port.devices / "event4").chmod(0o600)
    root = Path(__file__).parents[3]
    where = [str(port.devices), str(port.classes)]
    command = ["/usr/bin/python3", "-c", CODE, *where]
    with child.starts(command, env={"PYTHONPATH": str(root)}, stdout=-1, stderr=-2) as program:
        said = program.communicate(timeout=20)[0].decode()
    assert said == f"game pads may not be read: {port.devices}/event4\n"
