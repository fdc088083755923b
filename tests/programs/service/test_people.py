"""Who is logged in, by subject."""

from dataclasses import replace

from app.model.observation import Session, SessionKind
from app.model.policy import UnknownAccounts
from app.platforms.fake.sessions import FakeSessions
from app.programs.service.people import People
from tests.guard.home import Home

MINE = Session("1", 1001, "minh", SessionKind.X11, active=True, display=":0")
TEXT = Session("2", 1001, "minh", SessionKind.SSH, active=True)
STRANGER = Session("3", 1005, "guest", SessionKind.X11, active=True)
ADMIN = Session("4", 1000, "mum", SessionKind.X11, active=True)


class Known:
    """Accounts of which the parent's is not to be acted on."""

    def may_act_on(self, session: Session) -> bool:
        """Everybody but the administrator."""
        return session.user != "mum"

    def user(self, uid: int) -> str:
        """Give the name of an account."""
        return {1001: "minh", 1005: "guest"}.get(uid, str(uid))


def people(strictest: bool = False) -> People:
    """A PC on which four log-ins are open."""
    home = Home("2026-11-12T16:00")
    sessions = FakeSessions()
    for one in (MINE, TEXT, STRANGER, ADMIN):
        sessions.log_in(one)
    guard = home.guard
    if strictest:
        from msgspec.structs import replace as put

        policy = replace(guard.policy, unknown_accounts=UnknownAccounts.STRICTEST)
        guard = put(guard, policy=policy)
    return People(lambda: guard, sessions, Known())  # type: ignore[arg-type]


def test_a_childs_log_ins_are_his() -> None:
    """All of them, and nobody else's."""
    found = people()
    assert found.sessions_of("minh") == (MINE, TEXT)
    assert found.subject_of("minh") == found.subject_of_uid(1001) == "minh"
    assert found.ruled() == {"1": ("minh", MINE), "2": ("minh", TEXT)}


def test_a_stranger_is_told_and_not_ruled() -> None:
    """Unless the parent chose the strictest bracket for whom nobody named."""
    assert people().strangers() == {"guest"}
    assert people().subject_of("guest") is None
    strict = people(strictest=True)
    assert strict.subject_of("guest") == "unknown:guest"
    assert strict.ruled()["3"] == ("unknown:guest", STRANGER)


def test_an_administrator_is_neither_ruled_nor_a_stranger() -> None:
    """He is never acted on."""
    strict = people(strictest=True)
    assert "4" not in strict.ruled()
    assert "mum" not in strict.strangers()
