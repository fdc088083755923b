"""What the senses saw. Facts of the past, never titles, addresses or typed text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SessionKind(StrEnum):
    """How somebody is logged in."""

    X11 = "x11"
    WAYLAND = "wayland"
    TTY = "tty"
    SSH = "ssh"


@dataclass(frozen=True, slots=True)
class Session:
    """One log-in. `active` = it has the seat (or is remote); `locked` = its screen is locked.

    display is `:0` or a Wayland socket name, desktop the lower-case XDG_CURRENT_DESKTOP or "",
    tty the terminal's path, leader the session leader's pid (0 = unknown).
    """

    id: str
    uid: int
    user: str
    kind: SessionKind
    active: bool
    locked: bool = False
    display: str = ""
    desktop: str = ""
    runtime_dir: str = ""
    tty: str = ""
    leader: int = 0


@dataclass(frozen=True, slots=True)
class App:
    """A program as it was recognised.

    id is the best identity known (`desktop:org.gnome.Maps`, else `package:`, `path:`), aliases
    are the others (`hash:`, `path:`, `package:`, `launcher:`), name is for people. game says that
    its desktop file or its launcher calls it a game. ours marks our own windows and help pages.
    """

    id: str
    aliases: tuple[str, ...] = ()
    name: str = ""
    game: bool = False
    ours: bool = False


class Awake(StrEnum):
    """Why an untouched screen is still in use (hazards.md, What is idle)."""

    INHIBITOR = "inhibitor"
    SOUND = "sound"
    FULLSCREEN = "fullscreen"
    CALL = "call"
    PAD = "pad"


@dataclass(frozen=True, slots=True)
class Seen:
    """The merged view of one subject: what holds from now until the next observation.

    sessions   every log-in of the subject, whichever account.
    front      the program in front; None = it cannot be seen or nothing is in front.
    front_known False = this desktop does not let us see the front; running is charged instead.
    running    programs of interest that run in an active session.
    idle_ms    time since the last input in the active session; None = unknown, counts as in use.
    awake      reasons why no input is not idle.
    """

    subject: str
    sessions: tuple[Session, ...] = ()
    front: App | None = None
    front_known: bool = True
    running: tuple[App, ...] = ()
    idle_ms: int | None = None
    awake: frozenset[Awake] = frozenset()

    @property
    def present(self) -> bool:
        """Whether some session of the subject has the seat and is not locked."""
        return any(s.active and not s.locked for s in self.sessions)


@dataclass(frozen=True, slots=True)
class Process:
    """A running program: pid and start time (clock ticks since boot) together name it for good."""

    pid: int
    started: int
    uid: int
    exe: str
    cgroup: str = ""
    ppid: int = 0
