"""What the hands act with, gathered in one value, and whom they may act on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.enforce.choose import may_freeze
from app.enforce.ports import Closer, Freezer, SessionHands
from app.model.observation import Process, Session, SessionKind
from app.monitor.ports import Processes
from app.programs.service.agents import Agents
from app.programs.service.claims import Claims, Recognise
from app.programs.service.favour import words_for
from app.rules.apps import own_names

OWN_LOCK = ("gnome", "kde", "plasma")  # desktops with a lock of their own, programs in scopes
APPS = "/app.slice/"
_INSTALLED = ("/usr/bin/", "/usr/lib", "/usr/sbin/", "/bin/", "/sbin/", "/lib")


class Trust(Protocol):
    """Tells processes whose path cannot be believed."""

    def __call__(self, processes: tuple[Process, ...], leaders: tuple[int, ...]) -> frozenset[int]:
        """Give their pids."""


@dataclass(frozen=True, slots=True)
class Means:
    """The hands of this machine.

    sessions_of  the log-ins of a subject, on accounts we may act on.
    grace_s      seconds to save before something of a subject's is ended.
    claims       what agents say that interpreters run.
    borrowed     the UIDs a person may borrow (/etc/subuid).
    now_ms       boot time in ms.
    """

    agents: Agents
    freezer: Freezer
    closer: Closer
    hands: SessionHands
    processes: Processes
    recognise: Recognise
    claims: Claims
    disguised: Trust
    borrowed: Callable[[int], tuple[range, ...]]
    sessions_of: Callable[[str], tuple[Session, ...]]
    grace_s: Callable[[str], int]
    now_ms: Callable[[], int]
    happened: Callable[..., None]

    def uids(self, subject: str) -> frozenset[int]:
        """Give the users a subject is logged in as."""
        return frozenset(session.uid for session in self.sessions_of(subject))

    def choose(
        self,
        subject: str,
        spare: frozenset[str] = frozenset(),
        only: frozenset[str] | None = None,
        kept: frozenset[int] = frozenset(),
    ) -> tuple[Process, ...]:
        """Give the processes of a subject that may be frozen now.

        spare  words of programs that stay usable; only  own names of the programs meant, None =
        all; kept  pids that are left alone with everything they started.
        """
        leaders = tuple(s.leader for s in self.sessions_of(subject) if s.leader)
        found: list[Process] = []
        for uid in sorted(self.uids(subject)):
            listed = self.processes.of(uid)
            disguised = self.disguised(listed, leaders)
            chosen = may_freeze(
                listed,
                uid,
                session_leaders=leaders,
                agent_pids=self.agents.pids() | kept,
                spared=self._spared(subject, listed, spare, disguised),
                disguised=disguised,
                subordinate=self.borrowed(uid),
            )
            if only is not None:
                meant = self.named(listed, only)
                chosen = tuple(one for one in chosen if one.pid in meant)
            found += chosen
        if self._all_in_scopes(subject):
            return tuple(one for one in found if self._is_app(one))
        return tuple(found)

    def _all_in_scopes(self, subject: str) -> bool:
        """Whether every desktop of a subject is one that keeps programs apart from itself."""
        kinds = (SessionKind.X11, SessionKind.WAYLAND)
        desktops = [s.desktop for s in self.sessions_of(subject) if s.kind in kinds]
        return bool(desktops) and all(any(n in d for n in OWN_LOCK) for d in desktops)

    def _is_app(self, process: Process) -> bool:
        """Whether a process is a program and no part of GNOME or KDE itself.

        The slice alone cannot say: a child may move his own processes between his own slices.
        """
        if APPS in process.cgroup or not process.exe.startswith(_INSTALLED):
            return True
        return self.recognise(process).id.startswith("desktop:")

    def _spared(
        self,
        subject: str,
        processes: tuple[Process, ...],
        spare: frozenset[str],
        disguised: frozenset[int],
    ) -> frozenset[int]:
        """Give the pids of programs that stay usable: a borrowed name is no favour."""
        if not spare:
            return frozenset()
        return frozenset(
            one.pid
            for one in processes
            if self.spares(subject, one, spare, disguised=one.pid in disguised)
        )

    def spares(
        self, subject: str, process: Process, spare: frozenset[str], *, disguised: bool = False
    ) -> bool:
        """Whether a process stays usable where these words of programs do."""
        seen = self.recognise(process)
        by_itself = not spare.isdisjoint(words_for(seen, disguised=disguised))
        claimed = self.claims.each(subject, process)
        if not claimed:
            return by_itself
        # What it is said to run is granted in full, or is what every program of its kind may be.
        return all(
            by_itself if one.id == seen.id else not spare.isdisjoint(words_for(one, disguised=True))
            for one in claimed
        )

    def named(self, processes: tuple[Process, ...], names: frozenset[str]) -> frozenset[int]:
        """Give the pids of processes that run a program with one of these own names."""
        if not names:
            return frozenset()
        return frozenset(one.pid for one in processes if not names.isdisjoint(self.names(one)))

    def names(self, process: Process) -> frozenset[str]:
        """Give the own names of a process, and of what it is said to run."""
        return own_names(self.recognise(process)) | self.claims.names(process)
