"""A text log-in while closed: told on its terminal, given time to save, then ended."""

import os
import pty
import select
import shutil
import signal
import time

import pytest

from tests.journeys.rig import Rig, until


class Terminal:
    """A real log-in of the child's on a terminal of its own."""

    def __init__(self, user: str) -> None:
        """Log in without a password, as a console that trusts its getty does."""
        self.said = ""
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            os.execv("/usr/bin/login", ["login", "-f", user])

    def hears(self, word: str) -> bool:
        """Read what was written, and look for a word."""
        while select.select([self._master], [], [], 0)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                break
            if not data:
                break
            self.said += data.decode("utf-8", "replace")
        return word in self.said

    def types(self, text: str) -> None:
        """Press keys."""
        os.write(self._master, text.encode())

    def over(self) -> bool:
        """Whether the log-in has ended."""
        self.hears("")
        return os.waitpid(self.pid, os.WNOHANG)[0] != 0

    def end(self) -> None:
        """End it with force."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._master)


def test_a_terminal_is_told_and_ended(pc: Rig) -> None:
    """The words of the bracket, with the number to call, and ten seconds to save."""
    if shutil.which("login") is None:
        pytest.skip("login is not installed")
    pc.start()
    pc.rule()
    terminal = Terminal(pc.child.name)
    try:
        until(lambda: pc.card().present, 15, "the log-in is not seen")
        terminal.types("echo still; echo here\n")
        until(lambda: terminal.hears("still\r\nhere"), 5)
        pc.pause()
        until(lambda: terminal.hears("111"), 25, f"nothing was said: {terminal.said}")
        told = time.monotonic()
        until(terminal.over, 20, "the log-in goes on")
        assert time.monotonic() - told > 5, "there was no time to save"
        until(lambda: not pc.card().present, 10)
    finally:
        terminal.end()
