"""The ports of the senses. Each is small, owned here, implemented in `app/platforms/*`.

Every port has a fake in `app/platforms/fake/` and one contract test that runs on fake and real.
An adapter that cannot do its work raises `Unsupported` from `start`, and the console shows why.
Callbacks are made on the loop that called `start`; no port blocks it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.model.moment import Moment
from app.model.observation import App, Awake, Process, Session


class Clock(Protocol):
    """Reads every clock of the machine at once."""

    def now(self) -> Moment:
        """Give this very moment."""


class Sessions(Protocol):
    """Who is logged in, how, and whose screen is locked."""

    name: str  # `logind` or `x11-scan`: shown by `luytre status`

    def start(self, changed: Callable[[], None]) -> None:
        """Begin to watch; `changed` is called after every change. Raises Unsupported."""

    def current(self) -> tuple[Session, ...]:
        """Give every session as last seen."""

    def stop(self) -> None:
        """Stop watching and let go of everything."""


class Sleep(Protocol):
    """The machine going to sleep and waking up, told in time to let go of what is frozen."""

    def start(self, going: Callable[[bool], None]) -> None:
        """Call `going(True)` just before it sleeps and `going(False)` after it woke.

        Sleep waits for `ready`, five seconds at the most. Raises Unsupported: then a sleep is
        only seen afterwards, as the difference between boot and awake time.
        """

    def ready(self) -> None:
        """Everything is thawed: let it sleep."""

    def stop(self) -> None:
        """Stop watching, and hold no sleep back any more."""


@dataclass(frozen=True, slots=True)
class Started:
    """A program was started (an exec happened). Lost events are followed by a rescan."""

    process: Process


class Processes(Protocol):
    """Programs of the watched users: kernel events where they exist, incremental /proc else."""

    name: str  # `kernel-events` or `proc-scan`

    def start(self, uids: frozenset[int], started: Callable[[Started], None]) -> None:
        """Begin to watch the programs of `uids`. Raises Unsupported."""

    def watch(self, uids: frozenset[int]) -> None:
        """Change whom to watch."""

    def of(self, uid: int) -> tuple[Process, ...]:
        """Give the programs of one user that run now."""

    def stop(self) -> None:
        """Stop watching."""


class Pads(Protocol):
    """Whether a game pad moved; never which button."""

    def start(self, moved: Callable[[], None]) -> None:
        """Begin; `moved` is called at most once a second while any joystick has events.

        Raises Unsupported when the devices may not be read.
        """

    def stop(self) -> None:
        """Close the devices."""


class Inhibitors(Protocol):
    """Whether somebody asked the system not to go idle (logind, block mode)."""

    def held(self, uid: int) -> bool:
        """Whether a program of `uid` holds an idle inhibitor now."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the agent sees from inside the session: the program in front and the last input.

    pid comes from the display server, never from a property any client can write. idle_ms is
    None when it is unknown. app is recognised by the agent as the child. unlocked = the desktop
    itself says that its lock is not up; the log-in service believes whoever tells it one is.
    """

    pid: int = 0
    app: App | None = None
    idle_ms: int | None = None
    awake: frozenset[Awake] = frozenset()
    front_known: bool = True
    unlocked: bool = False


class Desk(Protocol):
    """The agent's sense of one desktop session (X11, GNOME on Wayland)."""

    name: str  # `x11`, `gnome-wayland`, `none`

    def start(self, changed: Callable[[], None]) -> None:
        """Begin to watch; `changed` is called when the front changes. Raises Unsupported."""

    def read(self) -> Front:
        """Give what is in front and how long no input came."""

    def fileno(self) -> int:
        """Give the descriptor which the agent's loop watches for reading; -1 = none."""

    def ready(self) -> None:
        """Take what came on `fileno` without blocking; may call `changed`."""

    def stop(self) -> None:
        """Let go of the display."""
