"""Who sees what of a child, and for how long: one pure table (hazards.md, Visibility).

The service answers the console only through it, reports and exports included; the child's own
window shows the same rows; and what nobody may see is made coarse before it is written. Looking
again at rows that were already made coarse changes nothing, so it is asked at both ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.model.decision import Decision, Reason, Verdict
from app.model.policy import GroupRule
from app.model.span import Charge, DayTotal, Span
from app.model.subject import Bracket, Seat, Subject
from app.model.web import SiteStop


class Now(StrEnum):
    """What is shown of this very moment."""

    APP = "app"  # the program in front
    LEFT = "left"  # "in use", and the time left
    USE = "use"  # "in use"
    NOTHING = "nothing"


class Grain(StrEnum):
    """How finely time is shown and kept."""

    APP = "app"
    GROUP = "group"  # a parent's group, else games, learning or other
    TOTAL = "total"  # one figure a day, and one for learning
    NOTHING = "nothing"


class Stops(StrEnum):
    """What is shown and kept of sites that were stopped."""

    NAMES = "names"
    KINDS = "kinds"  # how many of each category
    COUNT = "count"  # how many
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Sight:
    """One column of the table.

    today       whether today's use is shown, or only that of days that are over.
    spans_days  how many days spans and names of stopped sites live.
    stops       what of stopped sites.
    """

    now: Now
    grain: Grain
    today: bool
    spans_days: int
    stops: Stops = Stops.NAMES


# 13-15 is the first bracket in which a day belongs to the child until it is over.
SIGHTS: dict[Bracket, Sight] = {
    Bracket.A: Sight(Now.APP, Grain.APP, today=True, spans_days=7),
    Bracket.B: Sight(Now.APP, Grain.APP, today=True, spans_days=14),
    Bracket.C: Sight(Now.LEFT, Grain.GROUP, today=False, spans_days=14),
    Bracket.D: Sight(Now.USE, Grain.TOTAL, today=False, spans_days=1, stops=Stops.COUNT),
    Bracket.ADULT: Sight(
        Now.NOTHING, Grain.NOTHING, today=False, spans_days=0, stops=Stops.NOTHING
    ),
}
# A seat stands for nobody (law.md 4, School profile): by seat and category only.
SEAT = Sight(Now.USE, Grain.GROUP, today=True, spans_days=1, stops=Stops.KINDS)

GROUP = "group:"
CATEGORY = "category:"
_CATEGORIES = {
    Charge.GAME: f"{CATEGORY}games",
    Charge.LEARNING: f"{CATEGORY}learning",
    Charge.LEISURE: f"{CATEGORY}other",
}


def sight(subject: Subject, bracket: Bracket, chosen: Bracket | None = None) -> Sight:
    """Give the column that holds for a subject in this bracket.

    chosen is the parent's wish to see no more than of that age: it can take rows away, never add.
    """
    if bracket is Bracket.ADULT:
        return SIGHTS[bracket]
    own = SEAT if isinstance(subject, Seat) else SIGHTS[bracket]
    return own if chosen is None else _stricter(own, SIGHTS[chosen])


def _stricter(one: Sight, other: Sight) -> Sight:
    """Give of every row what shows and keeps less; both enums go from fine to nothing."""
    return Sight(
        now=max(one.now, other.now, key=tuple(Now).index),
        grain=max(one.grain, other.grain, key=tuple(Grain).index),
        today=one.today and other.today,
        spans_days=min(one.spans_days, other.spans_days),
        stops=max(one.stops, other.stops, key=tuple(Stops).index),
    )


# --- use ----------------------------------------------------------------------------------


def coarse(
    rows: Iterable[DayTotal], seen: Sight, groups: tuple[GroupRule, ...]
) -> tuple[DayTotal, ...]:
    """Give totals at the grain that may be kept, rows that became equal added up."""
    sums: Counter[tuple[str, date, str, Charge]] = Counter()
    if seen.grain is Grain.NOTHING:
        return ()
    for row in rows:
        app, charge = _blur(row.app, row.charge, seen.grain, groups)
        sums[row.subject, row.day, app, charge] += row.used_ms
    return tuple(DayTotal(*key, used_ms=ms) for key, ms in sums.items())


def shown(
    rows: Iterable[DayTotal], seen: Sight, groups: tuple[GroupRule, ...], today: date
) -> tuple[DayTotal, ...]:
    """Give the totals that may be shown on `today`, by day."""
    over = (row for row in rows if seen.today or row.day < today)
    return tuple(sorted(coarse(over, seen, groups), key=lambda row: row.day))


def coarse_spans(
    rows: Iterable[Span], seen: Sight, groups: tuple[GroupRule, ...]
) -> tuple[Span, ...]:
    """Give spans as they may be kept: of their program no more than of a total."""
    if seen.grain is Grain.NOTHING:
        return ()
    return tuple(_blur_span(row, seen.grain, groups) for row in rows)


def shown_spans(
    rows: Iterable[Span], seen: Sight, groups: tuple[GroupRule, ...], today_ms: int
) -> tuple[Span, ...]:
    """Give the spans that may be shown, where the day that runs began at today_ms (Unix ms).

    Where a day is shown as one figure, when it was used is not.
    """
    if seen.grain is Grain.TOTAL:
        return ()
    over = (row for row in rows if seen.today or row.end_ms <= today_ms)
    return coarse_spans(over, seen, groups)


def _blur(
    app: str, charge: Charge, grain: Grain, groups: tuple[GroupRule, ...]
) -> tuple[str, Charge]:
    """Give a row's name and charge at a grain."""
    if grain is Grain.TOTAL:
        return "", Charge.LEARNING if charge is Charge.LEARNING else Charge.LEISURE
    if grain is Grain.APP or app.startswith((GROUP, CATEGORY)):
        return app, charge
    # A program in two groups is told under the first, so that a day is never counted twice.
    name = next((f"{GROUP}{g.key}" for g in groups if app in g.apps), _CATEGORIES[charge])
    return name, charge


def _blur_span(row: Span, grain: Grain, groups: tuple[GroupRule, ...]) -> Span:
    app, charge = _blur(row.app, row.charge, grain, groups)
    return replace(row, app=app, charge=charge)


# --- stopped sites ------------------------------------------------------------------------


def coarse_stops(rows: Iterable[SiteStop], seen: Sight) -> tuple[SiteStop, ...]:
    """Give stopped sites as they may be kept and shown, rows that became equal added up."""
    sums: dict[tuple[str, date, str, str, Verdict], SiteStop] = {}
    if seen.stops is Stops.NOTHING:
        return ()
    for row in rows:
        row_ = _blur_stop(row, seen.stops)
        key = (row_.subject, row_.day, row_.name, row_.category, row_.verdict)
        old = sums.get(key)
        if old is not None:
            last_ms = max(old.last_ms, row_.last_ms)
            row_ = replace(old, stopped=old.stopped + row_.stopped, last_ms=last_ms)
        sums[key] = row_
    return tuple(sums.values())


def _blur_stop(row: SiteStop, stops: Stops) -> SiteStop:
    """Take away what may not be kept; of a name that was reached nobody keeps more than a count."""
    reached = row.verdict.rank < Verdict.ASK.rank
    if stops is Stops.NAMES and not reached:
        return row
    category = "" if stops is Stops.COUNT else row.category
    verdict = Verdict.WARN if reached else Verdict.BLOCK
    return replace(row, name="", category=category, verdict=verdict, list="", last_ms=0)


# --- now ----------------------------------------------------------------------------------


def decision_shown(decision: Decision, seen: Sight) -> Decision:
    """Give the decision as a parent may read it.

    Where time used is not shown, a reminder that it is used up would tell it.
    """
    if seen.now in (Now.APP, Now.LEFT):
        return decision
    tells = decision.verdict is Verdict.TIP and decision.reason in _TOLD_BY_USE
    reason = Reason.OPEN if tells else decision.reason
    return Decision(
        verdict=Verdict.ALLOW if tells else decision.verdict,
        reason=reason,
        setting="" if tells else decision.setting,
        until_ms=None if tells else decision.until_ms,
        screen=decision.screen,
        origin="product" if tells else decision.origin,
    )


_TOLD_BY_USE = frozenset({Reason.DAY_BUDGET, Reason.WEEK_BUDGET, Reason.BREAK})
