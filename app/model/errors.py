"""The few named errors: each exists because somebody catches it."""

from __future__ import annotations


class LuytreError(Exception):
    """Root of our own errors, so that a program's edge can tell ours from a bug."""


class Unsupported(LuytreError):
    """This machine or desktop cannot do what was asked; the text says what, for people to read."""


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
    """The store cannot be read or written; `tried` is what was attempted.

    code  what is wrong. The file may be sound, and the same call may succeed later: `full`,
          `read_only`, `busy` (somebody else holds it), `io`. It has to be moved aside:
          `corrupt`, `unreadable` (wrong key, or its first page is damaged). A person has to act:
          `key` (the key file is open to others, or is no key), `newer` (written by a later
          version of the product).
    """

    def __init__(self, code: str, tried: str = "") -> None:
        """Keep the code; words are made from it at the top."""
        self.code = code
        self.tried = tried
        super().__init__(f"{code}: {tried}" if tried else code)
