"""*Today* in words: one card a child, the questions that wait, and what is new.

What a parent may see was decided by the service. The visibility table is read here only to *say*
what is not shown at an age, so that an empty place is not taken for zero minutes.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.api.child import RequestRow
from app.api.parent import Card, RecordRow, Today
from app.model.subject import Bracket
from app.rules.visibility import SEAT, SIGHTS, Now, Sight
from app.ui.parent.read.record import GLYPHS, line_of
from app.ui.parent.read.request import request, site_request
from app.ui.parent.read.ribbon import ribbon
from app.ui.parent.read.site import Lore
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import (
    GAME,
    LEARNING,
    LEISURE,
    ChildValue,
    Fact,
    LegendItem,
    NewsValue,
    Notice,
    RequestValue,
    RingValue,
    State,
    TodayValue,
)
from app.words import forms

RUNNING, STARTING = "running", "starting"  # Card.agent; else "" for no desktop, or why not
OPEN, LEARNING_ONLY, CLOSED = 0, 1, 2
# Reason of a closed PC -> glyph; the words stand beside it as console.closed.REASON.
_CLOSED = {
    "lock_now": "lock",
    "pause": "pause",
    "bedtime": "moon",
    "hours": "clock",
    "break": "leaf",
    "day_budget": "clock",
    "week_budget": "clock",
    "agent_lost": "shield_warn",
}
_ENDS = ("budget_over", "bedtime", "hours_end")  # a break ends by itself


def today(message: Today, lang: str, lore: Lore | None = None) -> TodayValue:
    """Read the answer to TodayQ. A question that waits is no news: it stands above.

    lore is what was heard of the sites that are asked for.
    """
    speak = Spoken(lang, message.zone, message.clock_ms)
    names = {card.id: card.name for card in message.cards}
    return TodayValue(
        date=forms.long_date(speak.today(), lang),
        clock=forms.clock(message.clock_ms, message.zone),
        children=tuple(_child(card, speak) for card in message.cards),
        requests=tuple(
            _request(who, names.get(who, who), row, speak, lore or Lore())
            for who, row in message.requests
        ),
        news=tuple(_news(row, names, speak) for row in message.news if row.kind != "request"),
    )


def _request(who: str, name: str, row: RequestRow, speak: Spoken, lore: Lore) -> RequestValue:
    if row.kind == "site":
        return site_request(name, who, row, speak, lore)
    return request(name, row, speak)


def _news(row: RecordRow, names: dict[str, str], speak: Spoken) -> NewsValue:
    said = line_of(row, speak.lang)
    who = names.get(row.subject)
    glyph = GLYPHS.get(row.kind, "info")
    return NewsValue(row.seq, glyph, f"{who}: {said}" if who else said, speak.ago(row.at_ms))


def _child(card: Card, speak: Spoken) -> ChildValue:
    sight = SEAT if card.age is None else SIGHTS[Bracket(card.bracket)]
    return ChildValue(
        id=card.id,
        name=card.name,
        about=_about(card, speak),
        state=_state(card, sight, speak),
        ring=_ring(card, sight, speak),
        facts=(_now(card, sight, speak), _coming(card, speak)),
        used=_used(card, sight, speak),
        legend=_legend(card, sight, speak),
        ribbon=ribbon(card, speak) if sight.today else None,
        sight=_sight(sight, speak),
        notices=tuple(_notices(card, speak)),
        held=card.paused,
        locked=card.paused and card.why.reason == "lock_now",
        bonus=_budget_ends_first(card),
    )


def _about(card: Card, speak: Spoken) -> str:
    bracket = card.bracket.replace("-", "–")
    if card.bracket == "18+":
        return speak.say("console.adult")
    if card.age is None:
        return speak.say("console.seat", group=bracket)
    return speak.say("console.age", age=card.age, group=bracket)


def _budget_ends_first(card: Card) -> bool:
    """Extra time goes to the limit that comes first: minutes of the day, or else the clock."""
    ends = next((code for _, code in card.next if code in _ENDS), "")
    return card.screen == OPEN and card.why.reason != "grant" and ends == "budget_over"


def _notices(card: Card, speak: Spoken) -> Iterator[Notice]:
    """What a parent should know of this session before looking at its numbers."""
    if card.objection:
        yield Notice("sun", "chat", speak.say("console.objection", name=card.name))
    code = _agent(card)
    if code:
        head = speak.say(f"console.agent.{code}.head", name=card.name)
        # Starting is what every log-in begins with: nothing to worry about yet.
        tone, glyph = ("quiet", "info") if code in ("starting", "text") else ("sun", "shield_warn")
        yield Notice(tone, glyph, head, speak.say(f"console.agent.{code}", name=card.name))


def _agent(card: Card) -> str:
    """Why our part in the session is missing, as a code; "" while it runs or nobody is there."""
    if card.screen == CLOSED and card.why.reason == "agent_lost":
        return "lost"
    if not card.present or card.agent == RUNNING:
        return ""
    return {"": "text", STARTING: "starting"}.get(card.agent, "none")


# --- state, ring, facts ---------------------------------------------------------------------------


def _state(card: Card, sight: Sight, speak: Spoken) -> State:
    if card.screen == CLOSED:
        reason = card.why.reason if card.why.reason in _CLOSED else "other"
        glyph = _CLOSED.get(reason, "lock")
        return State(glyph, speak.say(f"console.closed.{reason}"), "night")
    if not card.present:
        return State("", speak.say("console.away"), "quiet")
    if card.screen == LEARNING_ONLY:
        return State("study", speak.say("console.learning_only"), "bamboo")
    if card.charging == GAME:
        return State("pad", speak.say("console.playing"), "sun")
    if card.charging == LEARNING:
        return State("study", speak.say("console.learning"), "bamboo")
    if sight.now is Now.APP and not card.charging:
        return State("pause", speak.say("console.uncharged"), "quiet")
    return State("monitor", speak.say("console.in_use"), "leaf")


def _left_ms(card: Card, sight: Sight) -> int | None:
    """What is left of the day's budget; a closed PC still has what was not used."""
    if card.left_ms is not None and card.screen == OPEN:
        return card.left_ms
    if card.budget_ms is not None and sight.today:
        return max(0, card.budget_ms - card.used_ms)
    return card.left_ms


def _ring(card: Card, sight: Sight, speak: Spoken) -> RingValue:
    left = _left_ms(card, sight)
    if card.budget_ms is not None and left is not None:
        minutes = forms.minutes_left(left)
        budget = forms.minutes_used(card.budget_ms)
        facts = {"left": forms.left(left, speak.lang), "budget": forms.budget(budget, speak.lang)}
        unit = speak.say("console.ring.one" if minutes == 1 else "console.ring.left")
        return RingValue(
            left / forms.MINUTE, budget, str(minutes), unit,
            speak.say("ring.name", name=card.name, **facts), _rests(card, sight),
        )  # fmt: skip
    if sight.today and card.budget_ms is None:
        minutes = forms.minutes_used(card.used_ms)
        used = forms.used(card.used_ms, speak.lang)
        return RingValue(
            0, None, str(minutes), speak.say("console.ring.used"),
            speak.say("ring.name.free", name=card.name, used=used),
        )  # fmt: skip
    unit = speak.say("console.ring.here" if card.present else "console.ring.away")
    name = speak.say("console.ring.name", name=card.name, unit=unit)
    return RingValue(0, None, "", unit, name, glyph="monitor" if card.present else "moon")


def _rests(card: Card, sight: Sight) -> bool:
    """Paler while nothing is charged: away, closed, or learning (looks.md 10)."""
    if card.screen != OPEN or not card.present:
        return True
    return sight.now is Now.APP and card.charging not in (GAME, LEISURE)


def _now(card: Card, sight: Sight, speak: Spoken) -> Fact:
    if card.screen == CLOSED or (card.screen == LEARNING_ONLY and not card.front):
        reopens = card.why.opens_ms
        sub = speak.say("until.opens", when=speak.when(reopens)) if reopens else ""
        key = f"why.{card.why.reason}"
        head = speak.say(key if speak.knows(key) else "why.hours")
        return Fact("info", speak.say("console.fact.why"), head, sub)
    if card.front and card.present:
        glyph = {GAME: "pad", LEARNING: "study"}.get(card.charging, "window")
        name = card.front_name or card.front
        return Fact(glyph, speak.say("console.fact.front"), name, _front(card, speak))
    if not card.present:
        return Fact("monitor", speak.say("console.fact.now"), speak.say("console.away"))
    sub = "" if sight.now is Now.APP else speak.say("console.fact.unseen")
    return Fact("monitor", speak.say("console.fact.now"), speak.say("console.in_use"), sub)


def _front(card: Card, speak: Spoken) -> str:
    if card.charging == LEARNING:
        return speak.say("console.front.learning")
    used = forms.used(card.front_used_ms, speak.lang)
    if card.front_limit_ms is not None:
        most = forms.budget(forms.minutes_used(card.front_limit_ms), speak.lang)
        return speak.say("console.front.limit", used=used, most=most)
    return speak.say("console.front.used", used=used)


def _coming(card: Card, speak: Spoken) -> Fact:
    label = speak.say("console.fact.next")
    steps = [_step(at, code, speak) for at, code in card.next]
    if not steps:
        return Fact("clock", label, speak.say("console.next.none"))
    return Fact("clock", label, steps[0], steps[1] if len(steps) > 1 else "")


def _step(at_ms: int, code: str, speak: Spoken) -> str:
    key = f"console.next.{code}"
    if not speak.knows(key):
        key = "console.next.change"
    return speak.say(key, when=speak.when(at_ms))


# --- what was used --------------------------------------------------------------------------------


def _used(card: Card, sight: Sight, speak: Spoken) -> str:
    if not sight.today:
        return ""
    used = forms.minutes_used(card.used_ms)
    if card.budget_ms is None:
        return speak.say("console.used.free", used=forms.used(card.used_ms, speak.lang))
    budget = forms.budget(forms.minutes_used(card.budget_ms), speak.lang)
    return speak.say("console.used", used=used, budget=budget)


def _legend(card: Card, sight: Sight, speak: Spoken) -> tuple[LegendItem, ...]:
    if not sight.today:
        return ()
    sums = (
        (GAME, card.game_ms),
        (LEISURE, card.used_ms - card.game_ms),
        (LEARNING, card.learning_ms),
    )
    return tuple(
        LegendItem(kind, speak.say(f"console.legend.{kind}", minutes=forms.minutes_used(ms)))
        for kind, ms in sums
        if forms.minutes_used(ms) > 0
    )


def _sight(sight: Sight, speak: Spoken) -> str:
    if sight.today or sight.now is Now.NOTHING:
        return ""
    return speak.say("console.sight.left" if sight.now is Now.LEFT else "console.sight.use")
