"""Made-up programs fail loudly when a test asks for what it never set."""

import pytest

from app.model.observation import Process
from app.platforms.fake.closer import FakeCloser
from app.platforms.fake.freezer import FakeFreezer
from app.platforms.fake.programs import FakePrograms

GAME = Process(10, 100, 1001, "/usr/games/game")


def test_nobody_started_it() -> None:
    """An act on a program no test started is a mistake of the test."""
    programs = FakePrograms()
    with pytest.raises(LookupError):
        FakeFreezer(programs).freeze("an", (GAME,))
    with pytest.raises(LookupError):
        FakeCloser(programs).ask(GAME)
    with pytest.raises(KeyError):
        programs.finish(GAME)
    with pytest.raises(KeyError):
        FakeFreezer(programs).thaw_behind_its_back("an")


def test_a_program_starts_once() -> None:
    """pid and start time name one run."""
    programs = FakePrograms()
    programs.start(GAME)
    with pytest.raises(ValueError, match="before"):
        programs.start(GAME)
    programs.finish(GAME)
    with pytest.raises(ValueError, match="before"):
        programs.start(GAME)
    assert not programs.lives(GAME)


def test_the_closer_remembers() -> None:
    """Tests see who was asked and who was ended."""
    programs = FakePrograms()
    programs.start(GAME)
    closer = FakeCloser(programs, stubborn=frozenset([GAME]))
    assert closer.ask(GAME)
    assert closer.end(GAME)
    assert (closer.asked, closer.ended) == ([GAME], [GAME])
