"""The table of who sees what: every column, and that looking twice changes nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.decision import Cause, Decision, Reason, Screen, Verdict
from app.model.policy import GroupRule, Limit
from app.model.span import Charge, DayTotal, Span
from app.model.subject import Bracket, Child, Seat
from app.model.web import SiteStop
from app.rules import visibility as v

TODAY = date(2026, 11, 12)
YESTERDAY = date(2026, 11, 11)
CHILD = Child("minh", "Minh", ("minh",), date(2016, 5, 2))
LAB = Seat("lab", "Lab", ("lab",), Bracket.C)
GROUPS = (
    GroupRule("video", "Video", ("mpv", "vlc"), Limit(30)),
    GroupRule("evening", "Evening", ("vlc",), Limit(10)),
)
ROWS = (
    DayTotal("minh", YESTERDAY, "mpv", Charge.LEISURE, 10),
    DayTotal("minh", YESTERDAY, "vlc", Charge.LEISURE, 5),
    DayTotal("minh", YESTERDAY, "supertux", Charge.GAME, 7),
    DayTotal("minh", YESTERDAY, "desktop:gedit", Charge.LEISURE, 3),
    DayTotal("minh", YESTERDAY, "kalgebra", Charge.LEARNING, 40),
    DayTotal("minh", TODAY, "mpv", Charge.LEISURE, 1),
)


def rows_of(seen: v.Sight) -> list[tuple[date, str, Charge, int]]:
    """What is shown, in a form that reads in a table."""
    shown = v.shown(ROWS, seen, GROUPS, TODAY)
    return sorted((r.day, r.app, r.charge, r.used_ms) for r in shown)


@pytest.mark.parametrize(
    ("bracket", "now", "grain", "today", "days", "stops"),
    [
        (Bracket.A, v.Now.APP, v.Grain.APP, True, 7, v.Stops.NAMES),
        (Bracket.B, v.Now.APP, v.Grain.APP, True, 14, v.Stops.NAMES),
        (Bracket.C, v.Now.LEFT, v.Grain.GROUP, False, 14, v.Stops.NAMES),
        (Bracket.D, v.Now.USE, v.Grain.TOTAL, False, 1, v.Stops.COUNT),
        (Bracket.ADULT, v.Now.NOTHING, v.Grain.NOTHING, False, 0, v.Stops.NOTHING),
    ],
)
def test_each_bracket_has_its_column(
    bracket: Bracket, now: v.Now, grain: v.Grain, today: bool, days: int, stops: v.Stops
) -> None:
    """The columns are those of the design's table."""
    assert v.sight(CHILD, bracket) == v.Sight(now, grain, today, days, stops)


@pytest.mark.parametrize("bracket", [Bracket.A, Bracket.B, Bracket.C, Bracket.D, Bracket.ADULT])
@pytest.mark.parametrize("chosen", [Bracket.A, Bracket.B, Bracket.C, Bracket.D])
@pytest.mark.parametrize("subject", [CHILD, LAB])
def test_stricter_may_be_chosen_and_looser_not(
    subject: Child | Seat, bracket: Bracket, chosen: Bracket
) -> None:
    """Whatever a parent chooses, no row shows more, and nothing is kept longer."""
    own, seen = v.sight(subject, bracket), v.sight(subject, bracket, chosen)
    assert tuple(v.Now).index(seen.now) >= tuple(v.Now).index(own.now)
    assert tuple(v.Grain).index(seen.grain) >= tuple(v.Grain).index(own.grain)
    assert own.today or not seen.today
    assert seen.spans_days <= own.spans_days


def test_a_child_of_ten_may_be_seen_as_at_sixteen() -> None:
    """The rows are those of the older age, the spans live no longer than at either."""
    assert v.sight(CHILD, Bracket.B, Bracket.D) == v.SIGHTS[Bracket.D]
    assert v.sight(CHILD, Bracket.A, Bracket.C).spans_days == 7


def test_a_seat_stands_for_nobody() -> None:
    """A shared account is seen by category only, whatever its bracket, and an adult not at all."""
    assert v.sight(LAB, Bracket.B).grain is v.Grain.GROUP
    assert v.sight(LAB, Bracket.ADULT).grain is v.Grain.NOTHING


def test_under_thirteen_a_parent_sees_programs_and_today() -> None:
    """7-12: each program, the running day included."""
    assert rows_of(v.SIGHTS[Bracket.B]) == sorted((r.day, r.app, r.charge, r.used_ms) for r in ROWS)


def test_from_thirteen_only_groups_and_only_days_that_are_over() -> None:
    """13-15: groups and categories; a program in two groups is counted once; today is hidden."""
    assert rows_of(v.SIGHTS[Bracket.C]) == [
        (YESTERDAY, "category:games", Charge.GAME, 7),
        (YESTERDAY, "category:learning", Charge.LEARNING, 40),
        (YESTERDAY, "category:other", Charge.LEISURE, 3),
        (YESTERDAY, "group:video", Charge.LEISURE, 15),
    ]


def test_from_sixteen_only_the_total_of_a_day() -> None:
    """16-17: one figure a day, learning beside it."""
    assert rows_of(v.SIGHTS[Bracket.D]) == [
        (YESTERDAY, "", Charge.LEARNING, 40),
        (YESTERDAY, "", Charge.LEISURE, 25),
    ]


def test_an_adult_is_seen_by_nobody() -> None:
    """At 18 nothing is shown, and nothing kept."""
    seen = v.SIGHTS[Bracket.ADULT]
    assert v.shown(ROWS, seen, GROUPS, TODAY) == ()
    assert v.coarse(ROWS, seen, GROUPS) == ()
    assert v.coarse_spans([Span("minh", "mpv", Charge.LEISURE, 0, 9, 9)], seen, GROUPS) == ()


def test_spans_keep_no_more_than_totals() -> None:
    """A span names its program, its group or nothing, as the totals do."""
    span = Span("minh", "vlc", Charge.GAME, 100, 200, 100)
    kept = {b: v.coarse_spans([span], v.SIGHTS[b], GROUPS)[0] for b in list(Bracket)[:4]}
    assert [kept[b].app for b in kept] == ["vlc", "vlc", "group:video", ""]
    assert kept[Bracket.D].charge is Charge.LEISURE


def test_when_a_teenager_used_the_pc_is_not_shown() -> None:
    """13-15: no span of the running day; 16-17: none at all."""
    old, running = (Span("minh", "vlc", Charge.LEISURE, at, at + 50, 50) for at in (0, 100))
    shown = {b: v.shown_spans([old, running], v.SIGHTS[b], (), 100) for b in list(Bracket)[:4]}
    assert [len(shown[b]) for b in shown] == [2, 2, 1, 0]


BUDGET = Decision(Verdict.TIP, Reason.DAY_BUDGET, "week.thu.minutes", 5, left_ms=0)
CLOSED = Decision(Verdict.WAIT, Reason.BEDTIME, "week.thu.bedtime", 9, Screen.CLOSED, left_ms=0)


def test_a_reminder_does_not_tell_what_is_hidden() -> None:
    """16-17: that the day's time is used up is not told; that the PC is closed is."""
    seen = v.SIGHTS[Bracket.D]
    assert v.decision_shown(BUDGET, seen).reason is Reason.OPEN
    assert v.decision_shown(BUDGET, seen).setting == ""
    closed = v.decision_shown(CLOSED, seen)
    assert (closed.reason, closed.screen, closed.left_ms) == (Reason.BEDTIME, Screen.CLOSED, None)


@pytest.mark.parametrize("bracket", [Bracket.A, Bracket.B, Bracket.C])
def test_a_reminder_is_shown_where_the_time_left_is(bracket: Bracket) -> None:
    """Up to 15 a parent reads the same decision as the child."""
    assert v.decision_shown(BUDGET, v.SIGHTS[bracket]) is BUDGET


def test_the_weaker_reasons_are_hidden_with_the_use() -> None:
    """16-17: a cause kept beside the decision could tell as much as the decision."""
    also = (Cause(Verdict.TIP, Reason.DAY_BUDGET, "week.thu.minutes"),)
    decision = Decision(Verdict.WAIT, Reason.PAUSE, "hold", None, Screen.CLOSED, also=also)
    assert v.decision_shown(decision, v.SIGHTS[Bracket.D]).also == ()


_rows = st.lists(
    st.builds(
        DayTotal,
        subject=st.just("minh"),
        day=st.dates(date(2026, 11, 1), TODAY),
        app=st.sampled_from(["", "mpv", "vlc", "desktop:a", "path:/usr/bin/b"]),
        charge=st.sampled_from(list(Charge)),
        used_ms=st.integers(0, 10**8),
    ),
    max_size=30,
)


@given(_rows, st.sampled_from([*v.SIGHTS.values(), v.SEAT]))
def test_making_coarse_twice_changes_nothing(rows: list[DayTotal], seen: v.Sight) -> None:
    """What was kept coarse is shown as it was kept, and no time is lost or made."""
    once = v.coarse(rows, seen, GROUPS)
    assert v.coarse(once, seen, GROUPS) == once
    if seen.grain is not v.Grain.NOTHING:
        assert sum(r.used_ms for r in once) == sum(r.used_ms for r in rows)


# --- stopped sites ------------------------------------------------------------------------


def stop(name: str, category: str = "gambling", stopped: int = 1) -> SiteStop:
    """A name that was stopped today."""
    return SiteStop("minh", TODAY, name, category, Verdict.BLOCK, "seed", stopped, 5)


STOPS = (stop("a.example"), stop("b.example", stopped=2), stop("c.example", "porn"))


@pytest.mark.parametrize(
    ("stops", "expected"),
    [
        (v.Stops.NAMES, [("a.example", "gambling", 1), ("b.example", "gambling", 2),
                         ("c.example", "porn", 1)]),
        (v.Stops.KINDS, [("", "gambling", 3), ("", "porn", 1)]),
        (v.Stops.COUNT, [("", "", 4)]),
        (v.Stops.NOTHING, []),
    ],
)  # fmt: skip
def test_stopped_sites_are_as_coarse_as_the_table_says(
    stops: v.Stops, expected: list[tuple[str, str, int]]
) -> None:
    """Names, kinds, or a number; where a name is not kept neither is its list nor its time."""
    seen = replace(v.SIGHTS[Bracket.B], stops=stops)
    found = v.coarse_stops(STOPS, seen)
    assert [(row.name, row.category, row.stopped) for row in found] == expected
    assert all(row.name or (row.list, row.last_ms) == ("", 0) for row in found)
    assert v.coarse_stops(found, seen) == found


@pytest.mark.parametrize(
    ("stops", "expected"),
    [
        (
            v.Stops.NAMES,
            [("", "unknown", Verdict.WARN, 3), ("la.example", "unknown", Verdict.ASK, 1)],
        ),
        (v.Stops.KINDS, [("", "unknown", Verdict.WARN, 3), ("", "unknown", Verdict.BLOCK, 1)]),
        (v.Stops.COUNT, [("", "", Verdict.WARN, 3), ("", "", Verdict.BLOCK, 1)]),
    ],
)
def test_a_site_that_was_reached_has_no_name(
    stops: v.Stops, expected: list[tuple[str, str, Verdict, int]]
) -> None:
    """Where a child was only warned the page came: that is browsing, and browsing is not kept."""
    rows = [replace(stop("b.example", "unknown"), verdict=Verdict.WARN)] * 2
    rows.append(replace(stop("c.example", "unknown"), verdict=Verdict.TIP))
    rows.append(replace(stop("la.example", "unknown"), verdict=Verdict.ASK))
    found = v.coarse_stops(rows, replace(v.SIGHTS[Bracket.C], stops=stops))
    assert [(row.name, row.category, row.verdict, row.stopped) for row in found] == expected
    assert v.coarse_stops(found, replace(v.SIGHTS[Bracket.C], stops=stops)) == found
