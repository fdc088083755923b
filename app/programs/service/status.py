"""How the product runs, for anyone who asks: nothing about use, and no limit left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.api.parent import Status, SubjectStatus
from app.model.observation import SessionKind

if TYPE_CHECKING:
    from app.programs.service.service import Service

VERSION = "0.1.0"  # as in pyproject.toml; tests/programs/service/test_status.py holds them together
_GRAPHICAL = (SessionKind.X11, SessionKind.WAYLAND)


class StatusMaker:
    """Reads the health of a service."""

    def __init__(self, service: Service) -> None:
        """Read this one."""
        self._service = service
        self._since_ms = service.clock.now().wall_ms

    def make(self, parent: bool) -> Status:
        """Give the status, for somebody with a parent's rights or without."""
        service = self._service
        guard = service.guard()
        parts = service.parts
        return Status(
            version=VERSION,
            mode="advice" if service.advice else "installed",
            clock_ms=guard.clock.now_ms,
            zone=guard.policy.zone,
            synced=guard.clock.sure,
            password_set=service.secrets.password_set,
            parent=parent,
            senses={
                "sessions": parts.seat.sessions.name,
                "processes": parts.processes.name,
                "freezer": parts.freezer.name,
            },
            limits=(*service.limits.all(), *self._found()),
            subjects=tuple(
                SubjectStatus(
                    id=person.id,
                    name=person.policy.subject.name,
                    accounts=person.policy.subject.accounts,
                    screen=person.rung.applied,
                    agent=self.agent(person.id),
                )
                for person in guard.people.values()
            ),
            since_ms=self._since_ms,
        )

    def agent(self, subject: str) -> str:
        """Give how a subject's agents are: `running`, `starting`, why not, or "" for nobody."""
        service = self._service
        sessions = [s for s in service.people.sessions_of(subject) if s.kind in _GRAPHICAL]
        if not sessions:
            return ""
        for session in sessions:
            if service.agents.ready(session.id) is None:
                return service.agents.why_not(session.id) or "starting"
        return "running"

    def _found(self) -> list[str]:
        """Give what is seen only by looking: accounts nobody may rule, blind desks."""
        service = self._service
        found = ["safe_state"] if service.loop.safe else []
        why_not = {one.user: one.why_not for one in service.accounts.people()}
        for given in service.guard().policy.subjects:
            for account in given.subject.accounts:
                if account not in why_not:
                    found.append(f"no_account: {account}")
                elif why_not[account]:
                    found.append(f"account_not_ruled: {account} {why_not[account]}")
        for session in service.people.all():
            ready = service.agents.ready(session.id)
            if ready is not None:
                found += [f"desk: {session.id} {limit}" for limit in ready.limits]
        return found
