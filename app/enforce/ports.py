"""The ports of the hands. Each is small, owned here, implemented in `app/platforms/*`.

Every act on a process goes through a pidfd after its UID and start time were checked on it.
Nothing here is named by a child's session. Fakes live in `app/platforms/fake/`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.model.observation import Process, Session


class Freezer(Protocol):
    """Stops programs without ending them; a group is one subject's or one held program's."""

    name: str

    def freeze(self, group: str, processes: tuple[Process, ...]) -> tuple[Process, ...]:
        """Freeze them, remembering where each came from; give those that are frozen now.

        Processes that ended or changed meanwhile are left out. May be called again to add more:
        what a listed program started meanwhile is for the caller to list and judge.
        Raises Unsupported where the kernel offers no freezer.
        """

    def thaw(self, group: str) -> None:
        """Let the group run and give every process its old place back. Idle when unknown."""

    def thaw_all(self) -> tuple[str, ...]:
        """Thaw everything that carries our mark, also from an earlier life; give the groups."""

    def left(self) -> tuple[str, ...]:
        """Give the groups an earlier life froze that were neither frozen nor thawed since."""

    def watch(self, thawed: Callable[[str], None]) -> None:
        """Call `thawed` when somebody else thawed a group of ours."""


class Closer(Protocol):
    """Ends single programs, politely first."""

    def ask(self, process: Process) -> bool:
        """Send the request to end (SIGTERM); False = it is not that process any more."""

    def end(self, process: Process) -> bool:
        """End it now (SIGKILL); only for refused programs, never for unsaved work."""


class SessionHands(Protocol):
    """Acts on whole sessions through the system's session service."""

    def lock(self, session: Session) -> None:
        """Ask the desktop to lock itself. Raises Unsupported."""

    def unlock(self, session: Session) -> None:
        """Take the desktop's lock away again."""

    def end(self, session: Session) -> None:
        """End the log-in."""

    def say(self, session: Session, text: str) -> None:
        """Write a message on the terminal of a tty or ssh session."""


@dataclass(frozen=True, slots=True)
class AgentLink:
    """A running agent: its process and our end of the socketpair (a file descriptor)."""

    process: Process
    fd: int


class AgentStarter(Protocol):
    """Starts the agent in a child's session with a fixed environment."""

    def start(self, session: Session, language: str) -> AgentLink:
        """Start it; give the link. Raises Unsupported when the session has no display."""

    def end(self, link: AgentLink) -> None:
        """End it and everything in its cgroup."""


class Refuser(Protocol):
    """Refuses programs before they start, on the files themselves, never on a file system."""

    def start(self, refused: Callable[[int, str], None]) -> None:
        """Begin; `refused(uid, path)` is called after every refusal. Raises Unsupported.

        Tries of one user at one file within half a second may be told as one.
        """

    def deny(self, uid: int, paths: frozenset[str]) -> None:
        """Replace the set of files that this user may not execute."""

    def stop(self) -> None:
        """Let everything start again."""
