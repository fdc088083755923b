"""Input devices made of plain files: a FIFO that is written to, and what sysfs says it can do.

The machines these tests run on have no input devices and no uinput to make some. A FIFO behaves
like an event device in what counts here: it can be waited on, read without blocking, and pulled
out. The bitmaps are those of real devices.
"""

import os
from dataclasses import dataclass
from pathlib import Path

# name: (abs, key, properties) as /sys/class/input/eventN/device/ shows them on 64-bit machines
DEVICES = {
    "xbox pad": ("3003f", "7cdb000000000000 0 0 0 0", "0"),
    "dualshock 4": ("3003f", "7fdb000000000000 0 0 0 0", "0"),
    "old joystick": ("3f", "fff00000000 0 0 0 0", "0"),
    "wheel without buttons": ("707", "0", "0"),
    "dualshock 4 motion": ("3f", "0", "40"),
    "dualshock 4 touchpad": ("260800000000003", "2420 10000 0 0 0 0", "5"),
    "mouse": ("0", "ffff0000 0 0 0 0", "0"),
    "keyboard": ("0", "1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe", "0"),
    "virtual tablet": ("3", "1f0000 0 0 0 0", "0"),
    "pen tablet": ("1000d000003", "1c03 0 0 0 0 0", "1"),
    "touch screen": ("260800000000003", "400 0 0 0 0 0", "2"),
}
PADS = {"xbox pad", "dualshock 4", "old joystick", "wheel without buttons"}


@dataclass
class Port:
    """A folder of devices and the class folder that describes them."""

    devices: Path
    classes: Path

    def plug(self, name: str, kind: str = "xbox pad") -> None:
        """Plug a device in."""
        device = self.classes / name / "device"
        (device / "capabilities").mkdir(parents=True, exist_ok=True)
        (device / name).mkdir(exist_ok=True)
        axes, keys, properties = DEVICES[kind]
        (device / "capabilities" / "abs").write_text(f"{axes}\n")
        (device / "capabilities" / "key").write_text(f"{keys}\n")
        (device / "properties").write_text(f"{properties}\n")
        os.mkfifo(self.devices / name)

    def pull(self, name: str) -> None:
        """Pull it out."""
        (self.devices / name).unlink()

    def use(self, name: str, events: int = 1) -> None:
        """Press buttons: 24 bytes an event. Raises OSError ENXIO when nobody has it open."""
        fd = os.open(self.devices / name, os.O_WRONLY | os.O_NONBLOCK)
        os.write(fd, bytes(24 * events))
        # Kept open for good: a pad does not hang up between two buttons.
        self.held.append(fd)

    def __post_init__(self) -> None:
        """Nothing is plugged in, the folders are there."""
        self.held: list[int] = []
        self.devices.mkdir()
        self.classes.mkdir()

    def close(self) -> None:
        """Let go of every device."""
        for fd in self.held:
            os.close(fd)
        self.held.clear()


def plain_port(folder: Path) -> Port:
    """Give an empty port."""
    return Port(folder / "input", folder / "class")
