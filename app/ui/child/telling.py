"""From a message to what the child reads: which text, with which facts.

Only wording is decided here. Soft limits remind, so their texts never say that something closes,
and a limit from the age bracket is not said to be the family's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.api.child import Notice, State, Why
from app.model.action import NoticeKind
from app.model.decision import Reason
from app.ui.shared.look import Look
from app.words import forms, sources
from app.words.catalogue import knows

SPENT = (Reason.DAY_BUDGET, Reason.WEEK_BUDGET)
PLAYED = (*SPENT, Reason.ALL_GAMES, Reason.ONE_GAME, Reason.APP_LIMIT, Reason.GROUP_LIMIT)
NIGHT = (Reason.BEDTIME,)
TROUBLE = (Reason.AGENT_LOST, Reason.UNKNOWN_ACCOUNT, Reason.STORE_DAMAGED)
SOFT = ("allow", "tip")
ASKABLE = (NoticeKind.TIP, NoticeKind.WARN, NoticeKind.CLOSED, NoticeKind.LEARNING)


@dataclass(frozen=True, slots=True)
class Said:
    """A notice as read: its first sentence, the rest, a quoted note, and whether asking helps."""

    head: str
    body: str
    note: str
    askable: bool

    @property
    def whole(self) -> str:
        """All of it, as it is spoken."""
        stop = "" if self.head.endswith(("!", "?")) else "."
        return " ".join(part for part in (self.head + stop, self.body, self.note) if part)


def notice_said(notice: Notice, state: State, now_ms: int, look: Look) -> Said:
    """The words of a notice. Raises KeyError for a kind this version does not know."""
    key = notice_key(notice, state)
    text = look.say(key, **_facts(key, notice, state, now_ms, look))
    head, body = forms.first_sentence(text)
    note = ""
    if notice.kind == NoticeKind.GAME_TIME:
        note = sources.quoted_law("play_180", look.lang)
    askable = notice.kind in ASKABLE and not notice.app and notice.why.reason != Reason.BREAK
    return Said(head, body, note, askable)


def notice_key(notice: Notice, state: State) -> str:
    """The text for a notice, from what it is about and how hard the limit is."""
    kind = notice.kind
    if kind == NoticeKind.TIP:
        return _tip_key(notice, state)
    if kind == NoticeKind.WARN:
        return _warn_key(notice, state)
    if kind == NoticeKind.GRACE:
        learning = notice.why.reason in SPENT
        return "notice.grace" + (".app" if notice.app else ".learning" if learning else "")
    if kind == NoticeKind.LEARNING and (state.closes_ms is None or state.budget_ms is None):
        return "notice.learning.open"
    return f"notice.{kind}"


def _tip_key(notice: Notice, state: State) -> str:
    if notice.why.reason == Reason.BREAK:
        return "notice.tip.break"
    if notice.left_ms <= 0:
        return "notice.tip.over" + _preset(notice.why)
    return "notice.tip.app" if notice.app else "notice.tip"


def _warn_key(notice: Notice, state: State) -> str:
    soft = notice.why.verdict in SOFT
    if notice.app:
        return "notice.warn.app" + (".soft" if soft else "")
    if notice.why.reason in NIGHT:
        return "notice.warn.bedtime" + (".soft" if soft else "")
    if soft:
        if state.budget_ms is None:
            return "notice.tip"
        return "notice.warn.soft" + _preset(notice.why)
    return "notice.warn" + (".learning" if notice.why.reason in SPENT else "")


def _preset(why: Why) -> str:
    return ".preset" if why.origin == "bracket" else ""


def _facts(key: str, notice: Notice, state: State, now_ms: int, look: Look) -> dict[str, object]:
    lang = look.lang
    facts: dict[str, object] = {
        "left": forms.left(notice.left_ms, lang),
        "spoken": forms.spoken_left(notice.left_ms, lang),
        "at": forms.clock(now_ms + max(0, notice.left_ms), state.zone),
        "name": notice.name or notice.app,
    }
    if state.budget_ms is not None:
        budget = forms.minutes_used(state.budget_ms)
        # A goal one set oneself reads in hours, a day's allowance in minutes (looks.md 8).
        write = forms.minutes if ".soft" in key else forms.budget
        facts["budget"] = write(budget, lang)
    if state.closes_ms is not None:
        facts["closes"] = forms.when(state.closes_ms, now_ms, state.zone, lang)
    return facts


def why_lines(why: Why, now_ms: int, zone: str, look: Look) -> list[str]:
    """Why something is so, until when, and who chose it."""
    key = f"why.{why.reason}"
    lines = [look.say(key if knows(key) else "why.hours")]
    if why.opens_ms is not None:
        when = forms.when(why.opens_ms, now_ms, zone, look.lang)
        lines.append(look.say("until.opens", when=when))
    elif why.until_ms is not None:
        when = forms.when(why.until_ms, now_ms, zone, look.lang)
        lines.append(look.say("until.at", when=when))
    if knows(f"origin.{why.origin}"):
        lines.append(look.say(f"origin.{why.origin}"))
    return lines


def lock_group(reason: str) -> str:
    """Which family of lock texts a reason belongs to."""
    if reason in PLAYED:
        return "budget"
    if reason in TROUBLE:
        return "trouble"
    if reason in ("bedtime", "lock_now", "pause", "break"):
        return reason
    return "hours"


def steps(
    coming: tuple[tuple[int, str], ...], now_ms: int, zone: str, look: Look
) -> list[tuple[str, str, str]]:
    """What comes next as (glyph, when, what); codes without words are left to those who know."""
    found = []
    for at_ms, code in sorted(coming):
        if at_ms >= now_ms and knows(f"next.{code}"):
            when = forms.when(at_ms, now_ms, zone, look.lang)
            found.append((STEP_GLYPHS.get(code, "clock"), when, look.say(f"next.{code}")))
    return found


STEP_GLYPHS = {
    "bedtime": "moon",
    "hours_end": "lock",
    "opens": "sun",
    "new_day": "leaf",
    "game_curfew": "pad",
    "games_open": "pad",
    "break": "eye",
    "break_over": "eye",
    "pause_over": "pause",
    "budget_over": "clock",
    "grant_over": "clock",
}
