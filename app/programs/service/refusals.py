"""Refusals: the kernel's helper is told which files a child may not execute, as that changes."""

from __future__ import annotations

from collections.abc import Callable

from app.enforce.ports import Refuser
from app.guard import events as ev
from app.guard.state import Guard
from app.model.errors import Unsupported
from app.programs.service.denied import denied
from app.programs.service.limits import Limits
from app.programs.service.people import People


class Refusals:
    """Keeps the refuser's list true; refuser is None where nothing may be forced."""

    def __init__(
        self,
        refuser: Refuser | None,
        people: People,
        happened: Callable[..., None],
        find: Callable[[str], tuple[str, ...]],
        limits: Limits,
    ) -> None:
        """find gives the programs of an installed desktop file; nothing is started yet."""
        self._limits = limits
        self._started = False
        self._refuser = refuser
        self._people = people
        self._happened = happened
        self._find = find
        self._mark: tuple[object, ...] = ()
        self._told: dict[int, frozenset[str]] = {}

    def _begin(self) -> None:
        """Start the helper when there is something to refuse; what cannot be done is a limit."""
        self._started = True
        if self._refuser is None:
            return
        try:
            self._refuser.start(self._refused)
        except Unsupported as error:
            self._limits.set("no_refusal", str(error))

    def renew(self, guard: Guard) -> None:
        """Tell what is denied to everybody who is logged in, where it changed."""
        if self._refuser is None or not self._is_new(guard):
            return
        wanted: dict[int, frozenset[str]] = {}
        for subject, session in self._people.ruled().values():
            person = guard.people.get(subject)
            if person is not None:
                wanted[session.uid] = denied(person, guard.clock.now_ms, self._find)
        for uid in self._told.keys() - wanted.keys():
            wanted[uid] = frozenset()
        if not self._started and any(wanted.values()):
            self._begin()
        for uid, paths in wanted.items():
            if self._told.get(uid, frozenset()) != paths:
                self._refuser.deny(uid, paths)
                self._told[uid] = paths

    def _is_new(self, guard: Guard) -> bool:
        """Whether anything that the lists depend on is not what it was at the last look."""
        now = guard.clock.now_ms
        given = tuple(
            grant.id
            for person in guard.people.values()
            for grant in person.grants
            if grant.app and grant.left_ms > 0 and now < grant.expires_ms
        )
        here = frozenset(session.uid for _, session in self._people.ruled().values())
        mark = (guard.policy.version, given, here, tuple(p.adult for p in guard.people.values()))
        fresh, self._mark = mark != self._mark, mark
        return fresh

    def stop(self) -> None:
        """Let everything start again, for good: a later look at the lists begins nothing."""
        if self._refuser is not None:
            self._refuser.stop()
            self._refuser = None

    def _refused(self, uid: int, path: str) -> None:
        subject = self._people.subject_of_uid(uid)
        if subject is not None:
            self._happened(ev.AppStopped, subject, f"path:{path}", "refused")
