"""The agent's line: a greeting, answers in their order, and a ration it keeps by itself."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.api.child import Ask, Done, FromChild, Hello, No, Notice, Sense, TakeBack, Why
from app.programs.agent.line import Line
from tests.programs.agent.conftest import Service

WHY = Why("allow", "open", "", "product")
Heard = Callable[[int], list[FromChild]]


def test_it_greets_first(line: Line, heard: Heard) -> None:
    """Before anything else the version."""
    line.say(Sense(1))
    assert [type(m) for m in heard(2)] == [Hello, Sense]


def test_answers_go_to_who_asked_in_their_order(
    line: Line, service: Service, heard: Heard, qtbot: QtBot
) -> None:
    """The first answer belongs to the first question."""
    said: list[tuple[str, Done | No]] = []
    line.ask(Ask("time", 5), lambda answer: said.append(("first", answer)))
    line.ask(TakeBack("x"), lambda answer: said.append(("second", answer)))
    heard(3)
    service.say(Done("r1"))
    service.say(No("unknown"))
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == [("first", Done("r1")), ("second", No("unknown"))]


def test_what_the_service_says_by_itself_is_passed_on(
    line: Line, service: Service, heard: Heard, qtbot: QtBot
) -> None:
    """Notices are no answers; an answer nobody waits for is dropped."""
    given: list[object] = []
    line.message.connect(given.append)
    heard(1)
    service.say(Done())
    service.say(Notice("warn", 60_000, WHY))
    qtbot.waitUntil(lambda: bool(given))
    assert given == [Notice("warn", 60_000, WHY)]


def test_a_flood_of_senses_becomes_the_newest_one(line: Line, heard: Heard, qtbot: QtBot) -> None:
    """The ration is twenty at once; what waits gives way to what is newer, questions do not."""
    for mark in range(200):
        line.say(Sense(mark))
    for minutes in range(3):
        line.ask(Ask("time", minutes + 1), lambda _: None)
    qtbot.wait(800)
    said = heard(20)
    marks = [m.mark for m in said if isinstance(m, Sense)]
    assert marks[-1] == 199
    assert len(marks) < 40
    assert len([m for m in said if isinstance(m, Ask)]) == 3


def test_a_line_that_ends_is_told(line: Line, service: Service, heard: Heard, qtbot: QtBot) -> None:
    """The agent has nothing to do without it."""
    heard(1)
    with qtbot.waitSignal(line.lost, timeout=3000):
        service.ours.close()
