"""The few named errors: each exists because somebody catches it."""

from __future__ import annotations


class LuytreError(Exception):
    """Root of our own errors, so that a program's edge can tell ours from a bug."""


class Unsupported(LuytreError):
    """This machine or desktop cannot do what was asked; the text says what and is shown to people."""


class InvalidPolicy(LuytreError):
    """A policy document was refused. `field` names the place (dotted), `line` is 1-based or 0."""

    def __init__(self, field: str, problem: str, line: int = 0) -> None:
        """Keep the place beside the problem so that a face can point at it."""
        self.field = field
        self.problem = problem
        self.line = line
        place = f"line {line}: {field}" if line else field
        super().__init__(f"{place}: {problem}")


class Denied(LuytreError):
    """The speaker may not do this; `reason` is a short code such as `not_parent` or `rate`."""

    def __init__(self, reason: str) -> None:
        """Keep the code; words are made from it at the top."""
        self.reason = reason
        super().__init__(reason)


class StoreDamaged(LuytreError):
    """The store cannot be read or written; the text names what was tried."""
