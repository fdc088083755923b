"""The ports of the hands. Each is small, owned here, implemented in `app/platforms/*`.

Every act on a process goes through a pidfd after its UID and start time were checked on it.
Nothing here is named by a child's session. Fakes live in `app/platforms/fake/`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


@dataclass(frozen=True, slots=True)
class Redirect:
    """An account whose name look-ups go to a port of ours on 127.0.0.1 and ::1, UDP and TCP.

    Two accounts of one child may share a port. quic false = UDP 443 is refused to the account, so
    that its programs speak TLS over TCP, which a name filter can be followed by.
    """

    uid: int
    port: int
    quic: bool = True


class Redirector(Protocol):
    """Leads the name look-ups of some accounts to ports of ours; nobody else's packets are touched.

    For these accounts (their subordinate UIDs and their log-in's cgroup included) names can be
    asked nowhere else in the ways a name filter knows: port 53 of any address is led to their port,
    port 853 (DoT, DoQ) and known DoH addresses are refused. A port of ours answers only the
    accounts it is for.
    """

    def start(self, disturbed: Callable[[str], None]) -> None:
        """Begin to watch over the rules. Raises Unsupported where the kernel or nft lacks it.

        What an earlier life left in force stays until the first `lead`. disturbed is called with
        `restored` when somebody removed or changed our rules and they are back, with the reason
        when they could not be put back; that is tried again until it works.
        """

    def lead(self, redirects: tuple[Redirect, ...], refused: frozenset[str]) -> None:
        """Replace all of it at once; refused are addresses and networks of DoH servers, v4 and v6.

        An empty `redirects` takes everything away. Raises ValueError for root, a system user, or a
        port or address that is none; Unsupported when the kernel refuses, and then what was in
        force stays.
        """

    def stop(self) -> None:
        """Take everything away and stop watching; fine when nothing was in force."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A program that resolves names under its own user and cannot be closed to an account."""

    daemon: str
    why: str


class NameDaemons(Protocol):
    """Programs that ask for names on behalf of others: closed to some accounts, for all else open.

    A look-up through such a program leaves the PC under the program's user, so no redirect sees
    it. Closed to an account, the account's programs ask the network themselves, and are led.
    """

    def start(self, leaks: Callable[[tuple[Leak, ...]], None]) -> None:
        """Begin; `leaks` is called whenever what cannot be closed changes (also with nothing)."""

    def close(self, uids: frozenset[int]) -> None:
        """Replace the accounts these programs are closed to. ValueError for root or a system user.

        A program that starts later is closed when it appears.
        """

    def stop(self) -> None:
        """Open everything again as it was; what somebody else changed since stays as he left it."""


@dataclass(frozen=True, slots=True)
class ResolverPort:
    """A free port with our sockets on it, for app.api.resolver.Open: UDP v4, (v6,) TCP v4, (v6).

    The sockets are file descriptors of ours; whoever asked for them closes them. While they are
    open, nobody else can answer on this port.
    """

    port: int
    sockets: tuple[int, ...]
    v6: bool


@dataclass(frozen=True, slots=True)
class ResolverLink:
    """A running resolver: its process and our end of its control socket (a file descriptor)."""

    process: Process
    fd: int


class ResolverStarter(Protocol):
    """Starts the name resolver as its own user, with nothing but the sockets it is handed."""

    def open(self) -> ResolverPort:
        """Open the sockets of one port. Raises OSError when no port is free."""

    def start(self) -> ResolverLink:
        """Start it; the control socket is its fd 3. Raises Unsupported without its user.

        Its end is told by the end of the stream on `fd`; the caller then calls `end` and starts it
        again. The caller owns `fd` and closes it.
        """

    def end(self, link: ResolverLink) -> None:
        """End it and reap it; fine when it ended by itself."""


class ListsRunner(Protocol):
    """Runs the program that fetches lists of sites, one run at a time, as its own user."""

    def owner(self) -> tuple[int, int]:
        """Give UID and GID of whom it runs as. Raises Unsupported without that user."""

    def start(
        self,
        words: Sequence[str],
        heard: Callable[[bytes], None],
        ended: Callable[[int], None],
    ) -> None:
        """Run it with these words; `heard` gets each line it prints, `ended` its exit code.

        Raises Unsupported without its user, RuntimeError while one runs.
        """

    def stop(self) -> None:
        """End it; nothing is called any more."""
