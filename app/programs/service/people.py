"""Who is logged in, by subject: log-ins of the accounts we may act on, and of nobody else."""

from __future__ import annotations

from collections.abc import Callable

from app.guard.state import Guard
from app.model.observation import Session
from app.model.policy import UnknownAccounts
from app.monitor.ports import Sessions
from app.programs.service.accounts import Accounts

UNKNOWN = "unknown:"  # a subject that the mind made for an account nobody named


class People:
    """Turns accounts and log-ins into subjects."""

    def __init__(self, guard: Callable[[], Guard], sessions: Sessions, accounts: Accounts) -> None:
        """Ask these."""
        self._guard = guard
        self._sessions = sessions
        self._accounts = accounts

    def subject_of(self, user: str) -> str | None:
        """Give the subject whose account this is; None = nobody's we rule."""
        policy = self._guard().policy
        for given in policy.subjects:
            if user in given.subject.accounts:
                return given.subject.id
        if policy.unknown_accounts is UnknownAccounts.STRICTEST:
            return f"{UNKNOWN}{user}"
        return None

    def subject_of_uid(self, uid: int) -> str | None:
        """Give the subject a UID belongs to."""
        return self.subject_of(self._accounts.user(uid))

    def sessions_of(self, subject: str) -> tuple[Session, ...]:
        """Give the log-ins of a subject."""
        return tuple(s for s in self.all() if self.subject_of(s.user) == subject)

    def all(self) -> tuple[Session, ...]:
        """Give every log-in that may be acted on."""
        return tuple(s for s in self._sessions.current() if self._accounts.may_act_on(s))

    def strangers(self) -> frozenset[str]:
        """Give accounts that are logged in and that nobody named."""
        named = {n for given in self._guard().policy.subjects for n in given.subject.accounts}
        return frozenset(s.user for s in self.all() if s.user not in named)

    def ruled(self) -> dict[str, tuple[str, Session]]:
        """Give every log-in of a subject as (subject, session), by session id."""
        found = {}
        for session in self.all():
            subject = self.subject_of(session.user)
            if subject is not None:
                found[session.id] = (subject, session)
        return found
