"""From a message to what the child reads: which text, with which facts.

Only wording is decided here; which text a notice is, app/words/notices.py decides for every face.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.api.child import Notice, State, Why
from app.model.action import NoticeKind
from app.model.decision import Reason
from app.ui.child.site_words import SiteWords, of_notice, site_words
from app.ui.shared.look import Look
from app.words import forms, notices, rows, sources
from app.words.catalogue import knows
from app.words.notices import SOFT, SPENT, About, Limit

PLAYED = (*SPENT, Reason.ALL_GAMES, Reason.ONE_GAME, Reason.APP_LIMIT, Reason.GROUP_LIMIT)
TROUBLE = (Reason.AGENT_LOST, Reason.UNKNOWN_ACCOUNT, Reason.STORE_DAMAGED)
_NEAR_MS = 90_000  # how far the time of a warning may be from the change it warns of
_LIMITS: dict[str, tuple[Reason, tuple[str, ...]]] = {
    "budget_over": (Reason.DAY_BUDGET, ("day", "week")),
    "bedtime": (Reason.BEDTIME, ("bedtime",)),
    "hours_end": (Reason.HOURS, ("hours",)),
    "grant_over": (Reason.GRANT, ()),
}
ASKABLE = (NoticeKind.TIP, NoticeKind.WARN, NoticeKind.CLOSED, NoticeKind.LEARNING)


@dataclass(frozen=True, slots=True)
class Said:
    """A notice as read: its first sentence, the rest, a quoted note, and whether asking helps.

    site is what it says of a site that was stopped or warned of.
    """

    head: str
    body: str
    note: str
    askable: bool
    site: SiteWords | None = None

    @property
    def whole(self) -> str:
        """All of it, as it is spoken."""
        if self.site is not None:
            return self.site.whole
        stop = "" if self.head.endswith(("!", "?")) else "."
        return " ".join(part for part in (self.head + stop, self.body, self.note) if part)


def notice_said(notice: Notice, state: State, now_ms: int, look: Look) -> Said:
    """The words of a notice. Raises KeyError for a kind this version does not know."""
    if notice.kind == NoticeKind.SITE_STOPPED:
        return site_said(site_words(of_notice(notice, state), look))
    key = notice_key(notice, state)
    text = look.say(key, **_facts(key, notice, state, now_ms, look))
    head, body = forms.first_sentence(text)
    note = ""
    if notice.kind == NoticeKind.GAME_TIME:
        note = sources.quoted_law("play_180", look.lang)
    askable = notice.kind in ASKABLE and not notice.app and notice.why.reason != Reason.BREAK
    return Said(head, body, note, askable)


def site_said(site: SiteWords) -> Said:
    """A notice about a site; on a desktop's own message its name and kind are the note."""
    about = " · ".join(part for part in (site.name, site.kind) if part)
    what = " ".join(part for part in (site.what, site.advice) if part)
    return Said(site.head.removesuffix("."), what, about, askable=False, site=site)


def notice_key(notice: Notice, state: State) -> str:
    """The text for a notice, from what it is about and how hard the limit is."""
    # A tip says of itself what it is about; only warnings come before their limit does.
    own = Limit(notice.why.reason, notice.why.verdict in SOFT, notice.why.origin)
    limit = own if notice.kind == NoticeKind.TIP else limit_of(notice, state)
    budget, closes = state.budget_ms is not None, state.closes_ms is not None
    about = About(notice.kind, notice.app, notice.left_ms, limit, budget, closes)
    return notices.notice_key(about)


def limit_of(notice: Notice, state: State) -> Limit:
    """The limit that comes. Before it has come the decision may still say that all is open.

    Then it is read off what comes next at that time, and off the rule that says so.
    """
    why = notice.why
    if why.reason not in (Reason.OPEN, Reason.GRANT, Reason.LEARNING, Reason.APP_ALLOWED):
        return Limit(why.reason, why.verdict in SOFT, why.origin)
    due = state.clock_ms + notice.left_ms
    near = [(abs(at - due), code) for at, code in state.next if abs(at - due) <= _NEAR_MS]
    code = min(near)[1] if near else ""
    reason, keys = _LIMITS.get(code, (Reason.HOURS, ()))
    for rule in state.rules:
        if rule.key in keys:
            return Limit(reason, rows.unpack(rule.value).get("soft") == "1", rule.origin)
    return Limit(reason, False, why.origin)


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
