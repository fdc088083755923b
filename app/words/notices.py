"""Which text tells a notice: by what it is about, how hard that limit is, and who chose it.

A window and a terminal say the same (app/ui/child/telling.py, app/programs/service/terminal.py).
Soft limits remind, so their texts never say that something closes, and a limit from the age bracket
is not said to be the family's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.model.action import NoticeKind
from app.model.decision import Reason, Verdict

SPENT = (Reason.DAY_BUDGET, Reason.WEEK_BUDGET)
NIGHT = (Reason.BEDTIME,)
FAKES = ("phishing", "scam", "impersonation", "malware")  # model.Category's values
SOFT = ("allow", "tip")  # model.decision.Verdict's values that close nothing


@dataclass(frozen=True, slots=True)
class Limit:
    """What a notice is about: its reason, whether it only reminds, who chose it."""

    reason: str
    soft: bool
    origin: str


@dataclass(frozen=True, slots=True)
class About:
    """A notice: its kind, a program it speaks of ("" = the PC), ms until it happens, the limit.

    budget and closes say whether today's budget and the time of closing are known.
    """

    kind: str
    app: str
    left_ms: int
    limit: Limit
    budget: bool
    closes: bool


def notice_key(about: About) -> str:
    """Give the key of the text."""
    kind, limit = about.kind, about.limit
    if kind == NoticeKind.TIP:
        return _tip_key(about)
    if kind == NoticeKind.WARN:
        return _warn_key(about)
    if kind == NoticeKind.GRACE:
        learning = limit.reason in SPENT
        return "notice.grace" + (".app" if about.app else ".learning" if learning else "")
    if kind == NoticeKind.LEARNING and not (about.closes and about.budget):
        return "notice.learning.open"
    return f"notice.{kind}"


def _tip_key(about: About) -> str:
    if about.limit.reason == Reason.BREAK:
        return "notice.tip.break"
    if about.app:
        return "notice.tip.app" if about.left_ms > 0 else "notice.tip.app.over"
    if about.left_ms > 0:
        return "notice.tip"
    if about.limit.reason in NIGHT:
        return "notice.tip.over.bedtime"
    return "notice.tip.over" + (".preset" if about.limit.origin == "bracket" else "")


def _warn_key(about: About) -> str:
    limit = about.limit
    if about.app:
        return "notice.warn.app" + (".soft" if limit.soft else "")
    if limit.reason in NIGHT:
        return "notice.warn.bedtime" + (".soft" if limit.soft else "")
    if limit.soft:
        if not about.budget:
            return "notice.tip"
        return "notice.warn.soft" + (".preset" if limit.origin == "bracket" else "")
    return "notice.warn" + (".learning" if limit.reason in SPENT else "")


def is_fake(reason: str, category: str) -> bool:
    """Whether a site pretends to be what it is not, or does harm (Decision 830, IV.9.c)."""
    return reason == Reason.SITE_FAKE or category in FAKES


def site_key(reason: str, category: str, verdict: str) -> str:
    """Give the key of the first line about a site that was stopped or warned of."""
    key = f"notice.{NoticeKind.SITE_STOPPED}"
    reached = verdict in (Verdict.TIP, Verdict.WARN)
    if is_fake(reason, category):
        return f"{key}.fake_warn" if reached else f"{key}.fake"
    if reached:
        return f"{key}.warn"
    return f"{key}.ask" if verdict == Verdict.ASK else key
