"""The fake desk fails loudly when nobody said what is in front."""

import pytest

from app.monitor.ports import Front
from app.platforms.fake.desk import FakeDesk


def test_nothing_shown_is_a_mistake_of_the_test() -> None:
    """A desk nobody put anything on cannot be read."""
    with pytest.raises(LookupError, match="in front"):
        FakeDesk().read()


def test_only_another_program_is_a_change() -> None:
    """The same program with another idle time is no change of the front."""
    fake, told = FakeDesk(), []
    fake.start(lambda: told.append(1))
    fake.show(Front(1, idle_ms=0))
    fake.show(Front(1, idle_ms=9))
    fake.show(Front(2, idle_ms=9))
    assert told == [1, 1]
    assert fake.read().pid == 2
