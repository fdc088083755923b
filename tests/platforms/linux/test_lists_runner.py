"""The lists program's runner, with real processes of a real user."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from app.model.errors import Unsupported
from app.platforms.linux.lists_runner import LinuxListsRunner
from tests.platforms.people import Person

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs programs as others")


class Heard:
    """What was said and with which code it ended."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.code: int | None = None

    def ended(self, code: int) -> None:
        """Note the code."""
        self.code = code

    async def end(self) -> None:
        """Wait for the end."""
        async with asyncio.timeout(10):
            while self.code is None:
                await asyncio.sleep(0.005)


def runner(person: Person, program: str) -> LinuxListsRunner:
    """Run a line of Python in place of the lists program."""
    return LinuxListsRunner((sys.executable, "-I", "-c", program), person.name)


def play(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Play it on a loop of its own."""
    asyncio.run(story())


def test_lines_come_whole_and_the_code_after_them(child: Person) -> None:
    """However it prints; its words are ours, its user is not root."""
    program = (
        "import os,sys,time\n"
        "print(os.getuid(), os.nice(0), *sys.argv[1:], flush=True)\n"
        "sys.stdout.write('ha'); sys.stdout.flush(); time.sleep(0.05); print('lf')\n"
        "sys.exit(3)"
    )

    async def story() -> None:
        heard = Heard()
        run = runner(child, program)
        run.start(("update", "--folder", "/x"), heard.lines.append, heard.ended)
        await heard.end()
        assert heard.lines == [b"%d 10 update --folder /x" % child.uid, b"half"]
        assert heard.code == 3
        run.start((), heard.lines.append, heard.ended)  # and again, when the first is over
        run.stop()

    play(story)


def test_a_program_that_says_nothing_more_does_not_hold_us_up(child: Person) -> None:
    """One that closes its mouth and goes on is waited for without waiting."""
    program = "import os,time; os.close(1); os.close(2); time.sleep(0.5)"

    async def story() -> None:
        heard = Heard()
        loop = asyncio.get_running_loop()
        runner(child, program).start((), heard.lines.append, heard.ended)
        longest = 0.0
        while heard.code is None:
            began = loop.time()
            await asyncio.sleep(0.005)
            longest = max(longest, loop.time() - began)
        assert heard.code == 0
        assert longest < 0.3

    play(story)


def test_what_it_leaves_running_does_not_hold_us_up(child: Person) -> None:
    """A program that ends while a copy of it goes on printing, as fast as it can, has ended."""
    program = (
        "import os,time\n"
        "if os.fork(): time.sleep(0.2); os._exit(0)\n"
        "end = time.monotonic() + 3\n"
        "while time.monotonic() < end: os.write(1, b'x\\n' * 30000)\n"
    )

    async def story() -> None:
        heard = Heard()
        loop = asyncio.get_running_loop()
        began = loop.time()
        runner(child, program).start((), heard.lines.append, heard.ended)
        await heard.end()
        assert heard.code == 0
        assert loop.time() - began < 2.5

    play(story)


def test_stopped_is_silent_and_leaves_nothing(child: Person) -> None:
    """No end is told, the process is gone, no descriptor of ours is left open."""

    async def story() -> None:
        before = len(os.listdir("/proc/self/fd"))
        heard = Heard()
        run = runner(child, "import time; print('x', flush=True); time.sleep(60)")
        run.start((), heard.lines.append, heard.ended)
        with pytest.raises(RuntimeError):
            run.start((), heard.lines.append, heard.ended)
        run.stop()
        await asyncio.sleep(0.05)
        assert heard.code is None
        assert len(os.listdir("/proc/self/fd")) == before
        run.stop()

    play(story)


def test_without_its_user_it_says_so() -> None:
    """And as root it never runs."""
    for name in ("luytre-t-nobody-has-this", "root"):
        with pytest.raises(Unsupported):
            LinuxListsRunner((sys.executable,), name).owner()
