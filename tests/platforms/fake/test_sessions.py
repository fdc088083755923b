"""The fake sessions and sleep fail loudly when asked for what nobody set."""

import pytest

from app.model.observation import Session, SessionKind
from app.platforms.fake.sessions import FakeSessions, FakeSleep

SESSION = Session("1", 1000, "kid", SessionKind.X11, active=True)


def test_a_session_locks_and_is_switched_away() -> None:
    """What people do to a session is what is then seen, and each change is told."""
    fake, told = FakeSessions(), [0]
    fake.start(lambda: told.append(1))
    fake.log_in(SESSION)
    fake.alter("1", locked=True)
    fake.alter("1", active=False)
    (now,) = fake.current()
    assert (now.active, now.locked) == (False, True)
    assert len(told) == 4


def test_a_session_is_there_once() -> None:
    """Two log-ins of one id, and what happens to nobody's session, are mistakes of the test."""
    fake = FakeSessions()
    fake.log_in(SESSION)
    with pytest.raises(ValueError, match="already"):
        fake.log_in(SESSION)
    for act in (fake.alter, fake.log_out):
        with pytest.raises(KeyError):
            act("2")


def test_sleep_without_anybody_watching_is_just_sleep() -> None:
    """Nobody is told, nothing holds it back."""
    fake = FakeSleep()
    assert fake.fall_asleep()
    fake.wake()
