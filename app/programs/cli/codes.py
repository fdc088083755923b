"""How the command line ends: exit codes, and the one error that carries one."""

from __future__ import annotations

from app.model.errors import LuytreError

OK = 0
FAILED = 1  # a check found something: the answer is no, but nothing went wrong
INPUT = 2  # the command, a file or a name is wrong
NOT_RUNNING = 3  # the service cannot be asked
NOT_ALLOWED = 4  # this account, or this password, may not


class Stopped(LuytreError):
    """A verb cannot go on: `code` is the exit code, `facts` name places for `--json`."""

    def __init__(self, code: int, text: str, **facts: object) -> None:
        """Keep what people read beside what scripts read."""
        self.code = code
        self.text = text
        self.facts = {key: value for key, value in facts.items() if value not in ("", None)}
        super().__init__(text)
