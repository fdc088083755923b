"""The agent at work: messages find their way, and the cover follows what stands still."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.api.child import (
    Ask,
    Code,
    FromChild,
    Hello,
    HoldNow,
    Lock,
    LockAnswer,
    Notice,
    PutAway,
    Ready,
    Sense,
    State,
    TakeBack,
    TheyAre,
    Told,
    WhoAre,
    Why,
)
from app.model.observation import App
from app.monitor.ports import Front
from app.programs.agent import session as module
from app.programs.agent.line import Line
from app.programs.agent.sensing import Sensing
from app.programs.agent.session import ChildSession
from tests.programs.agent.conftest import RememberingFace, Service
from tests.programs.agent.test_sensing import Desk

WHY = Why("allow", "open", "", "product")
STATE = State(0, "Asia/Ho_Chi_Minh", "vi", "Minh", "7-12", 0, WHY, 0, 0, 0)
LESSON = App("desktop:kalgebra", name="KAlgebra")
Heard = Callable[[int], list[FromChild]]


class Windows:
    """Windows of made-up processes."""

    def __init__(self) -> None:
        """Two programs have windows; nobody holds the keyboard."""
        self.open = (50, 51)
        self.away: list[tuple[int, ...]] = []
        self.forward: list[int] = []

    def pids(self) -> tuple[int, ...]:
        """Give who has windows."""
        return self.open

    def put_away(self, pids: tuple[int, ...]) -> bool:
        """Remember it."""
        self.away.append(pids)
        return True

    def keyboard_is_free(self) -> bool:
        """Nobody holds it."""
        return True

    def bring_forward(self, pid: int) -> None:
        """Remember it."""
        self.forward.append(pid)


class Work:
    """A session in which 50 is a lesson and 51 stands still."""

    def __init__(self, line: Line, face: RememberingFace, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begun."""
        self.face, self.windows, self.desk = face, Windows(), Desk()
        known = {50: LESSON, 51: App("desktop:game"), os.getpid(): App("x", ours=True)}
        monkeypatch.setattr(module, "stands_still", lambda pid: pid == 51)
        self.session = ChildSession(line, face, self.windows, known.get)  # type: ignore[arg-type]
        self.sensing = Sensing(self.desk, line.say, self.session.seen)
        self.sensing.start()
        self.session.begin(self.sensing, ("blind in one eye",))


@pytest.fixture
def work(line: Line, face: RememberingFace, monkeypatch: pytest.MonkeyPatch) -> Work:
    """An agent at work."""
    return Work(line, face, monkeypatch)


def test_it_introduces_itself(work: Work, heard: Heard) -> None:
    """Greeting, desk and limits, the first sense."""
    hello, ready, sense = heard(3)[:3]
    assert isinstance(hello, Hello)
    assert ready == Ready("x11", ("blind in one eye",), False)
    assert isinstance(sense, Sense)


def test_a_state_is_shown_and_answered(work: Work, service: Service, heard: Heard) -> None:
    """It is also the question whether the agent lives."""
    heard(3)
    service.say(STATE)
    assert isinstance(heard(4)[3], Sense)
    assert work.face.given == [STATE]


def test_windows_are_put_away_when_told(work: Work, service: Service, heard: Heard) -> None:
    """And the service hears that it was done."""
    heard(3)
    service.say(HoldNow(4, (51,)))
    assert heard(4)[3] == PutAway(4, True)
    assert work.windows.away == [(51,)]


def test_processes_are_recognised_when_asked(work: Work, service: Service, heard: Heard) -> None:
    """In the order of the question; of one that is gone nothing is said."""
    heard(3)
    service.say(WhoAre(7, (51, 99, 50)))
    answer = heard(4)[3]
    assert isinstance(answer, TheyAre) and answer.n == 7
    ids = [None if one is None else one.id for one in answer.apps]
    assert ids == ["desktop:game", None, "desktop:kalgebra"]


def test_what_the_child_does_becomes_questions(work: Work, heard: Heard) -> None:
    """Every signal of the face has its message."""
    heard(3)
    work.face.asked.emit("time", 15, "", "ạ")
    work.face.taken_back.emit("r1")
    work.face.coded.emit("123456", "time", 15, "")
    work.face.told.emit(False)
    assert heard(7)[3:] == [
        Ask("time", 15, "", "ạ"),
        TakeBack("r1"),
        Code("123456", "time", 15, ""),
        Told(False),
    ]


def test_a_lock_goes_to_the_face_and_its_answer_to_the_service(
    work: Work, service: Service, heard: Heard, qtbot: QtBot
) -> None:
    """With what is in front, looked at anew."""
    heard(3)
    service.say(Lock(9, 2, WHY))
    qtbot.waitUntil(lambda: bool(work.face.given))
    work.face.lock_answer.emit(9, True, "")
    assert LockAnswer(9, True, "") in heard(5)


def test_the_cover_follows_what_stands_still(
    work: Work, service: Service, heard: Heard, qtbot: QtBot
) -> None:
    """It lists what runs, steps aside for it, comes back over what is frozen, ignores our own."""
    heard(3)
    work.session.seen(Front(50, LESSON))
    assert work.face.fronts == [], "there is no cover yet"
    service.say(Lock(9, 1, WHY))
    qtbot.waitUntil(lambda: bool(work.face.given))
    work.session.seen(Front(50, LESSON))
    assert work.face.learning == (("desktop:kalgebra", "KAlgebra"),)
    work.session.seen(Front(51, App("desktop:game")))
    work.session.seen(Front(os.getpid(), App("x", ours=True)))
    work.session.seen(Front(0))
    assert work.face.fronts[-2:] == [True, False]


def test_a_chosen_lesson_comes_to_the_front(work: Work, heard: Heard) -> None:
    """By its identity; a frozen one is left where it is."""
    work.face.chosen.emit("desktop:kalgebra")
    work.face.chosen.emit("desktop:game")
    assert work.windows.forward == [50]


def test_a_notice_is_only_shown(work: Work, service: Service, heard: Heard, qtbot: QtBot) -> None:
    """Nothing is answered to it."""
    heard(3)
    service.say(Notice("warn", 60_000, WHY))
    qtbot.waitUntil(lambda: bool(work.face.given))
    assert len(service.listen()) == 3
