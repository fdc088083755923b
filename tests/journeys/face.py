"""A window as somebody meets it who cannot see it: its words and buttons, by the desktop's own way.

Screen readers ask a program for what it shows over AT-SPI; a journey does the same and then moves
the real pointer there. So nothing of ours runs inside the program that is tried, and what a journey
can find a blind parent can find too.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from app.model.errors import Unsupported
from app.platforms.linux.bus import Bus, Place
from tests.journeys.rig import until
from tests.platforms.linux.desktop import Desktop
from tests.platforms.people import Person, stop

CONFIG = "/usr/share/defaults/at-spi2/accessibility.conf"
REGISTRY = "/usr/libexec/at-spi2-registryd"
A11Y = "org.a11y.atspi"
DAEMON = "org.freedesktop.DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT = "/org/a11y/atspi/accessible/root"
SHOWING, ENABLED, FOCUSED = 1 << 25, 1 << 8, 1 << 12  # bits of AtspiStateType
MOST = 2_000  # nodes of one window; more is a loop


@dataclass(frozen=True)
class Node:
    """Something that is shown: what it says, what it is, where it lies on the screen."""

    said: str
    role: str
    box: tuple[int, int, int, int]
    enabled: bool
    focused: bool


class Face:
    """One program on one display, read and used from outside."""

    def __init__(self, address: str, screen: Desktop, pid: int) -> None:
        """Read what the program `pid` tells the accessibility bus at `address`."""
        self._address, self._screen, self._pid = address, screen, pid

    def nodes(self) -> list[Node]:
        """Everything that shows now, from the top down."""
        return self._read()

    def text(self) -> str:
        """All words that show, one a line."""
        return "\n".join(node.said for node in self.nodes() if node.said)

    def says(self, words: str, seconds: float = 15) -> str:
        """Wait until these words show; give all that shows then."""
        seen = [""]

        def there() -> bool:
            seen[0] = self.text()
            return words in seen[0]

        try:
            until(there, seconds)
        except AssertionError:
            raise AssertionError(f"it does not say “{words}” but\n{seen[0]}") from None
        return seen[0]

    def click(self, said: str, seconds: float = 15) -> None:
        """Move the pointer onto what says this, once it can be used, and press the button."""
        found = until(
            lambda: [n for n in self.nodes() if n.said == said and n.enabled and "label" != n.role],
            seconds,
            f"nothing to click on says “{said}” but\n{self.text()}",
        )
        left, top, width, height = found[0].box
        assert width > 0 and height > 0, found[0]
        self._screen.xdotool("mousemove", "--sync", f"{left + width // 2}", f"{top + height // 2}")
        self._screen.xdotool("click", "1")

    def enter(self, text: str) -> None:
        """Type a line, once a field waits for it."""
        until(
            lambda: any(n.focused and "text" in n.role for n in self.nodes()),
            15,
            f"no field has the focus but\n{[n for n in self.nodes() if n.focused]}",
        )
        self._screen.xdotool("type", "--delay", "15", text)
        self.press("Return")

    def press(self, *keys: str) -> None:
        """Press single keys."""
        self._screen.xdotool("key", "--delay", "40", *keys)

    # --- reading ----------------------------------------------------------------------------------

    def _read(self) -> list[Node]:
        with closing(Bus(self._address)) as bus:
            for name in _names(bus):
                if name.startswith(":") and _pid(bus, name) == self._pid:
                    return _walk(bus, name)
        return []


def _ask(
    bus: Bus,
    name: str,
    path: str,
    member: str,
    *said: Any,
    interface: str = f"{A11Y}.Accessible",
    signature: str = "",
) -> Any:
    """Ask one object; None when it is gone or says no."""
    try:
        return bus.call(Place(name, path, interface), member, signature, *said)
    except Unsupported:
        return None


def _names(bus: Bus) -> list[str]:
    names = _ask(bus, DAEMON, "/", "ListNames", interface=DAEMON)
    return [*names[0]] if names else []


def _has(address: str, name: str) -> bool:
    with closing(Bus(address)) as bus:
        return name in _names(bus)


def _pid(bus: Bus, name: str) -> int:
    asked = ("GetConnectionUnixProcessID", name)
    answer = _ask(bus, DAEMON, "/", *asked, interface=DAEMON, signature="s")
    return int(answer[0]) if answer else 0


def _walk(bus: Bus, name: str) -> list[Node]:
    found: list[Node] = []
    waiting = [ROOT]
    while waiting and len(found) < MOST:
        path = waiting.pop(0)
        state = _ask(bus, name, path, "GetState")
        if path != ROOT and not (state and state[0][0] & SHOWING):
            continue
        children = _ask(bus, name, path, "GetChildren")
        waiting[:0] = [child for _, child in children[0]] if children else []
        if path != ROOT:
            found.append(_node(bus, name, path, state[0][0]))
    return found


def _node(bus: Bus, name: str, path: str, state: int) -> Node:
    named = (f"{A11Y}.Accessible", "Name")
    said = _ask(bus, name, path, "Get", *named, interface=PROPERTIES, signature="ss")
    role = _ask(bus, name, path, "GetRoleName")
    box = _ask(bus, name, path, "GetExtents", 0, interface=f"{A11Y}.Component", signature="u")
    return Node(
        said[0][1] if said else "",  # a variant: its type and its value
        role[0] if role else "",
        tuple(box[0]) if box else (0, 0, 0, 0),
        bool(state & ENABLED),
        bool(state & FOCUSED),
    )


@contextmanager
def accessibility(person: Person) -> Iterator[str]:
    """This person's accessibility bus, as a desktop starts it; give its address."""
    bus = person.starts(
        ["dbus-daemon", f"--config-file={CONFIG}", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    registry = None
    try:
        assert bus.stdout is not None
        address = bus.stdout.readline().decode().strip()
        registry = person.starts(
            [REGISTRY], env={"AT_SPI_BUS_ADDRESS": address}, stderr=subprocess.DEVNULL
        )
        until(lambda: _has(address, f"{A11Y}.Registry"), 10, "no registry")
        yield address
    finally:
        for program in (registry, bus):
            if program is not None:
                stop(program)
        assert bus.stdout is not None
        bus.stdout.close()
