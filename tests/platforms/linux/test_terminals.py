"""When somebody last typed, on a real terminal."""

import os
import pty
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.model.moment import MINUTE, Moment
from app.platforms.linux.clock import LinuxClock
from app.platforms.linux.terminals import typed_ms


@pytest.fixture(name="terminal")
def terminal_fixture() -> Iterator[tuple[int, int, str]]:
    """A terminal: the far end, the near end, and its path."""
    far, near = pty.openpty()
    yield far, near, os.ttyname(near)
    os.close(far)
    os.close(near)


def later(now: Moment, ms: int) -> Moment:
    """The same machine some time later."""
    return replace(now, wall_ms=now.wall_ms + ms)


def test_typing_begins_the_time_anew(terminal: tuple[int, int, str]) -> None:
    """Read input is use; time passes from there; what a program prints is no use."""
    far, near, path = terminal
    os.utime(path, (1_000_000_000, 1_000_000_000))
    now = LinuxClock().now()
    assert (typed_ms(path, now) or 0) > 1_000 * MINUTE
    os.write(near, b"printed\r\n")
    assert (typed_ms(path, now) or 0) > 1_000 * MINUTE
    os.write(far, b"typed\n")
    os.read(near, 100)
    now = LinuxClock().now()
    typed = typed_ms(path, now)
    assert typed is not None
    assert typed < 10_000
    assert typed_ms(path, later(now, 5 * MINUTE)) == typed + 5 * MINUTE


def test_a_clock_put_back_makes_nobody_idle(terminal: tuple[int, int, str]) -> None:
    """Input from the future is input of this moment."""
    *_, path = terminal
    assert typed_ms(path, later(LinuxClock().now(), -60 * MINUTE)) == 0


@pytest.mark.parametrize(
    "path", ["", "/dev/null", "/dev/pts/9999", "/etc/passwd", "/dev/../dev/null"]
)
def test_what_is_no_terminal_is_unknown(path: str) -> None:
    """Only terminals are looked at."""
    assert typed_ms(path, LinuxClock().now()) is None
