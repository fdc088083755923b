"""The line: every answer finds whoever asked, and nobody waits for ever."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.api import parent as api
from app.api import wire
from app.api.child import No
from app.link.server import Role
from app.ui.parent.line import Line, Refusal
from tests.ui.parent.house import PASSWORD, Running


class Ear:
    """Keeps what a line and its replies say."""

    def __init__(self, line: Line) -> None:
        self.heard: list[Any] = []
        line.opened.connect(lambda role: self.heard.append(("opened", role)))
        line.changed.connect(lambda what: self.heard.append(("changed", what)))
        line.lost.connect(lambda why: self.heard.append(("lost", why)))

    def ask(self, line: Line, message: Any) -> None:
        """Ask, and keep the answer or the refusal."""
        reply = line.ask(message)
        reply.answered.connect(lambda answer: self.heard.append(type(answer).__name__))
        reply.refused.connect(self.heard.append)


@pytest.fixture
def line(qtbot: QtBot, served: Running) -> Any:
    """A line that is open."""
    made = Line(str(served.path))
    ear = Ear(made)
    made.open()
    qtbot.waitUntil(lambda: ("opened", "adult") in ear.heard, timeout=10_000)
    yield made, ear, qtbot
    made.close()
    made.deleteLater()


def wait(qtbot: QtBot, ear: Ear, count: int) -> None:
    """Wait until so much was heard."""
    qtbot.waitUntil(lambda: len(ear.heard) >= count, timeout=10_000)


def test_answers_come_to_who_asked_in_order(line: Any) -> None:
    """Three questions at once; each gets its own answer, a refusal is one of them."""
    made, ear, qtbot = line
    ear.ask(made, api.StatusQ())
    ear.ask(made, api.TodayQ())
    ear.ask(made, api.SignIn(PASSWORD))
    wait(qtbot, ear, 4)
    assert ear.heard[1:] == ["Status", Refusal("not_parent"), "Done"]


def test_a_change_in_between_is_no_answer(line: Any, served: Running) -> None:
    """What nobody asked for does not take the place of what somebody did."""
    made, ear, qtbot = line
    ear.ask(made, api.SignIn(PASSWORD))
    ear.ask(made, api.Follow())
    wait(qtbot, ear, 3)
    served.tell("today")
    ear.ask(made, api.TodayQ())
    wait(qtbot, ear, 5)
    assert set(map(str, ear.heard[3:])) == {"('changed', 'today')", "Today"}


def test_who_waits_when_the_service_goes_is_told(line: Any, served: Running) -> None:
    """A question under way is refused, and so is one that is asked afterwards."""
    made, ear, qtbot = line
    served.stop()
    ear.ask(made, api.StatusQ())
    wait(qtbot, ear, 3)
    ear.ask(made, api.StatusQ())
    wait(qtbot, ear, 4)
    refused = [one for one in ear.heard if isinstance(one, Refusal)]
    assert refused == [Refusal("closed"), Refusal("closed")]
    assert ("lost", "stopping") in ear.heard or ("lost", "closed") in ear.heard


def test_the_last_word_of_the_service_is_why(line: Any, served: Running) -> None:
    """An account that becomes a child's hears so when it speaks next."""
    made, ear, qtbot = line
    served.role = Role.CHILD
    ear.ask(made, api.StatusQ())
    qtbot.waitUntil(lambda: ("opened", "child") in ear.heard, timeout=10_000)
    assert Refusal("role") in ear.heard
    assert ear.heard[-1] == ("opened", "child")


def test_what_is_too_long_to_send_is_refused_here(line: Any) -> None:
    """It is never sent, and the line stays open."""
    made, ear, qtbot = line
    ear.ask(made, api.PolicySet("x" * wire.FOR_PARENT))
    ear.ask(made, api.StatusQ())
    wait(qtbot, ear, 3)
    assert set(map(str, ear.heard[1:])) == {str(Refusal("too_long")), "Status"}


def test_a_refusal_carries_its_wait(line: Any, served: Running) -> None:
    """How long to wait comes with it."""
    made, ear, qtbot = line
    served.house.wait_ms = 30_000
    ear.ask(made, api.SignIn("x"))
    wait(qtbot, ear, 2)
    assert ear.heard[1] == Refusal("rate", 30_000)
    assert No("rate", 30_000).wait_ms == 30_000
