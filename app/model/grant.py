"""What parents give and stop on the spot, and what children ask for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.decision import Reason


@dataclass(frozen=True, slots=True)
class Grant:
    """Extra time for exactly what it names.

    left_ms     what is still unused; bonus grants add to today's budgets, others lift the limit.
    app         identity or key of one program, or "" for the whole PC.
    expires_ms  trusted Unix time (ms) after which it is worth nothing.
    shelved     the PC was stopped after it was given: while that holds it lifts nothing and is not
                spent; after it, it goes on.
    """

    id: str
    subject: str
    left_ms: int
    expires_ms: int
    app: str = ""
    bonus: bool = False
    by: str = ""
    shelved: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """The parent stopped the PC: reason is LOCK_NOW or PAUSE, until_ms None = until lifted."""

    reason: Reason
    until_ms: int | None
    by: str = ""

    def stands(self, now_ms: int) -> bool:
        """Tell whether it still holds at this trusted moment."""
        return self.until_ms is None or now_ms < self.until_ms


class AskKind(StrEnum):
    """What a child can ask for, or object to."""

    TIME = "time"
    APP = "app"
    SITE = "site"
    UNFAIR = "unfair"


@dataclass(frozen=True, slots=True)
class Request:
    """A child's question to the parent; `words` are kept until answered, then by retention.

    about is an app's identity for APP, a name or `service:KEY` for SITE and a setting's key for
    UNFAIR. due_ms is 48 hours after
    asking. answer is "" while open, then `yes`, `no` or `withdrawn`.
    """

    id: str
    subject: str
    kind: AskKind
    asked_ms: int
    due_ms: int
    minutes: int = 0
    about: str = ""
    words: str = ""
    answer: str = ""
    reply: str = ""
