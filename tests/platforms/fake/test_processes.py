"""The fake programs fail loudly when asked for what nobody started."""

import pytest

from app.model.observation import Process
from app.platforms.fake.processes import FakeProcesses


def test_a_pid_is_taken_once_and_must_run() -> None:
    """Two programs of one pid, and what happens to none, are mistakes of the test."""
    fake = FakeProcesses()
    fake.begin(Process(7, 1, 1000, "/usr/bin/tux"))
    with pytest.raises(ValueError, match="runs already"):
        fake.begin(Process(7, 2, 1000, "/usr/bin/tux"))
    with pytest.raises(KeyError):
        fake.end(8)
    with pytest.raises(KeyError):
        fake.turn_into(8, "/usr/bin/tux")


def test_who_is_not_watched_has_no_programs() -> None:
    """As with the real ones, nothing is known of strangers."""
    fake = FakeProcesses()
    fake.begin(Process(7, 1, 1000, "/usr/bin/tux"))
    assert fake.of(1000) == ()
    fake.watch(frozenset({1000}))
    assert [one.pid for one in fake.of(1000)] == [7]
