"""Every wish of the mind reaches the part that can, and advice mode only points."""

from typing import Any

from app.guard import events as ev
from app.model.action import (
    FreeApp,
    HoldApp,
    NoticeKind,
    Notify,
    Record,
    RecordKind,
    Remember,
    SetScreen,
)
from app.model.decision import Decision, Reason, Screen, Verdict
from app.model.observation import App
from app.programs.service.hands import AdvisingHands, ForcingHands
from tests.guard.home import Home

WHY = Decision(Verdict.WAIT, Reason.BEDTIME, "", None, Screen.CLOSED)
APP = App("desktop:a")
ACTIONS = (
    Notify("minh", NoticeKind.WARN, 60_000, WHY),
    SetScreen("minh", Screen.CLOSED, WHY),
    HoldApp("minh", APP, WHY),
    FreeApp("minh", APP),
    Record("minh", RecordKind.HEALTH, "x"),
    Remember(),
)


class Heard:
    """Any part: it remembers what it was asked for."""

    def __init__(self, log: list[str], name: str) -> None:
        """Write into this log."""
        self._log, self._name = log, name

    def __getattr__(self, verb: str) -> Any:
        """Remember the verb."""
        return lambda *_: self._log.append(f"{self._name}.{verb}")


def test_each_wish_has_its_part() -> None:
    """And after a step faces and refusals look again."""
    log: list[str] = []
    names = ("ledger", "faces", "headline", "screens", "programs", "refusals", "web")
    parts: list[Any] = [Heard(log, name) for name in names]
    hands = ForcingHands(*parts)
    guard = Home("2026-11-12T16:00").guard
    for action in ACTIONS:
        hands.carry_out(guard, action)
    assert log == [
        "faces.notify",
        "screens.set",
        "programs.hold",
        "programs.free",
        "ledger.append",
        "faces.changed",
        "ledger.remember",
        "ledger.forget",
    ]
    log.clear()
    hands.stepped(guard)
    assert log == ["refusals.renew", "web.renew", "faces.stepped", "headline.stepped"]


def test_advice_says_that_it_only_said() -> None:
    """The child is told, the ledger written, nothing is closed."""
    log: list[str] = []
    events: list[tuple[Any, ...]] = []
    ledger: Any = Heard(log, "ledger")
    faces: Any = Heard(log, "faces")
    headline: Any = Heard(log, "headline")
    hands = AdvisingHands(ledger, faces, headline, lambda *event: events.append(event))
    guard = Home("2026-11-12T16:00").guard
    for action in ACTIONS:
        hands.carry_out(guard, action)
    assert events == [(ev.ScreenApplied, "minh", Screen.CLOSED, "soft", True)]
    assert "faces.notify" in log and "ledger.remember" in log
