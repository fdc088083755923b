"""The honest answer: held when it is, not held when the time is over, told when it slips."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.api.child import Lock, LockAnswer, Why
from app.programs.agent import locking as module
from app.programs.agent.locking import COVER, LOCK, OPEN, Locking
from tests.programs.agent.conftest import RememberingFace

WHY = Why("wait", "bedtime", "week.mon.bedtime", "bracket")


class Order:
    """A Locking between a face and what it says."""

    def __init__(self, face: RememberingFace) -> None:
        """The keyboard is free until the test says otherwise."""
        self.face = face
        self.said: list[LockAnswer] = []
        self.free = True
        self.locking = Locking(face, self.said.append, lambda: self.free)  # type: ignore[arg-type]

    def take(self, n: int, screen: int, why: Why = WHY) -> None:
        """The service orders."""
        self.locking.take(Lock(n, screen, why))

    def shown(self) -> list[tuple[int, int]]:
        """What the face was given: (n, screen)."""
        return [(m.n, m.screen) for m in self.face.given if isinstance(m, Lock)]


@pytest.fixture
def order(face: RememberingFace, monkeypatch: pytest.MonkeyPatch) -> Order:
    """One that is impatient."""
    monkeypatch.setattr(module, "ANSWER_MS", 200)
    monkeypatch.setattr(module, "FREE_STEP_MS", 20)
    return Order(face)


def test_held(order: Order) -> None:
    """The face holds: said once, under the order's number."""
    order.take(1, LOCK)
    assert order.said == []
    order.face.lock_answer.emit(1, True, "")
    assert order.said == [LockAnswer(1, True, "")]
    assert order.locking.screen == LOCK


def test_a_grab_that_comes_late_is_still_in_time(order: Order, qtbot: QtBot) -> None:
    """A refusal is not passed on at once: a game may let go of the keyboard a moment later."""
    order.take(1, LOCK)
    order.face.lock_answer.emit(1, False, "keyboard")
    qtbot.wait(50)
    assert order.said == []
    order.face.lock_answer.emit(1, True, "")
    assert order.said == [LockAnswer(1, True, "")]


def test_not_held_in_time(order: Order, qtbot: QtBot) -> None:
    """When the time is over the refusal is said; a hold that comes after it is said too."""
    order.take(1, LOCK)
    order.face.lock_answer.emit(1, False, "pointer")
    qtbot.waitUntil(lambda: bool(order.said), timeout=2000)
    assert order.said == [LockAnswer(1, False, "pointer")]
    order.face.lock_answer.emit(1, True, "")
    assert order.said[-1] == LockAnswer(1, True, "")


def test_a_face_that_says_nothing_does_not_hold(order: Order, qtbot: QtBot) -> None:
    """Silence is no hold."""
    order.take(1, LOCK)
    qtbot.waitUntil(lambda: bool(order.said), timeout=2000)
    assert not order.said[0].held


def test_a_hold_that_slips_is_told(order: Order) -> None:
    """Whatever took the keyboard away, the service hears it."""
    order.take(1, LOCK)
    order.face.lock_answer.emit(1, True, "")
    order.face.lock_answer.emit(1, False, "keyboard")
    assert order.said[-1] == LockAnswer(1, False, "keyboard")


def test_asked_again_the_same_window_answers(order: Order) -> None:
    """What stands is not taken down to be put up again; the new number gets its answer."""
    order.take(1, LOCK)
    order.face.lock_answer.emit(1, True, "")
    order.take(2, LOCK)
    assert order.said[-1] == LockAnswer(2, True, "")
    assert order.shown() == [(1, LOCK)]


def test_other_words_are_a_new_lock(order: Order) -> None:
    """A lock that says something else is shown anew and answers anew."""
    order.take(1, LOCK)
    order.face.lock_answer.emit(1, True, "")
    order.take(2, LOCK, Why("wait", "pause", "hold", "parent"))
    assert order.shown() == [(1, LOCK), (2, LOCK)]
    assert len(order.said) == 1
    order.face.lock_answer.emit(2, True, "")
    assert order.said[-1].n == 2


def test_the_cover_waits_for_a_free_keyboard(order: Order, qtbot: QtBot) -> None:
    """A game that holds it would be frozen with it; when it lets go, the cover comes."""
    order.free = False
    order.take(1, COVER)
    qtbot.waitUntil(lambda: bool(order.said), timeout=2000)
    assert order.said == [LockAnswer(1, False, "keyboard")]
    assert order.shown() == []
    order.free = True
    qtbot.waitUntil(lambda: order.shown() == [(1, COVER)], timeout=2000)
    order.face.lock_answer.emit(1, True, "")
    assert order.said[-1] == LockAnswer(1, True, "")


def test_opened(order: Order, qtbot: QtBot) -> None:
    """Nothing is answered, nothing waits any more."""
    order.free = False
    order.take(1, COVER)
    order.take(2, OPEN)
    qtbot.wait(300)
    assert order.said == []
    assert order.shown() == [(2, OPEN)]
    assert order.locking.screen == OPEN
    order.face.lock_answer.emit(2, True, "")
    assert order.said == []
