"""Promises that every decision keeps, whatever rules, zone, hour and grants come together."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as put

from app.model.decision import Decision, Reason, Screen, Verdict
from app.model.grant import Grant, Hold
from app.model.moment import HOUR
from app.model.observation import App
from app.model.policy import (
    AppRole,
    AppRule,
    AppVerdict,
    DateRule,
    Day,
    GroupRule,
    Limit,
    Period,
    Rules,
)
from app.model.span import Charge
from app.model.use import Use
from app.rules.apps import facts
from app.rules.decide import decide
from app.rules.forecast import at, opens_at
from app.rules.question import Question
from app.rules.schedule import plan

# Hours left out and coming twice at midnight, by half an hour, and a whole day left out (Apia).
ZONES = (
    "Asia/Ho_Chi_Minh",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Havana",
)
PERIODS = st.builds(Period, st.integers(0, 1439), st.integers(1, 1440))
LIMITS = st.none() | st.builds(Limit, st.integers(0, 1440), st.booleans())
DAYS = st.builds(
    Day,
    minutes=LIMITS,
    hours=st.none() | st.lists(PERIODS, max_size=3).map(tuple),
    bedtime=st.none() | PERIODS,
    one_game=LIMITS,
    all_games=LIMITS,
    curfew=st.none() | PERIODS,
    soft=st.booleans(),
)
APPS = (
    AppRule("steam", ("steam",), role=AppRole.GAME),
    AppRule("atlas", ("atlas",), role=AppRole.LEARNING),
    AppRule("casino", ("casino",), verdict=AppVerdict.NEVER),
    AppRule("vlc", ("vlc",), limit=Limit(30)),
)
GROUP = GroupRule("fun", "Fun", ("steam", "vlc"), Limit(40))
NAMES = st.sampled_from(["", "steam", "atlas", "casino", "vlc", "other"])


@st.composite
def questions(draw: st.DrawFn) -> tuple[ZoneInfo, Question]:
    """Anything that can be asked, on any day."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    day = draw(st.dates(date(2010, 1, 1), date(2030, 1, 1)))
    holiday = DateRule("h", day - timedelta(days=1), day, draw(DAYS))
    rules = Rules(
        week=tuple(draw(DAYS) for _ in range(7)),
        week_limit=draw(LIMITS),
        dates=draw(st.sampled_from([(), (holiday,)])),
        apps=APPS,
        groups=draw(st.sampled_from([(), (GROUP,)])),
        unknown_app=draw(st.sampled_from(AppVerdict)),
    )
    laid = plan(rules, zone, day)
    now = draw(st.integers(laid.start_ms, max(laid.end_ms - 1, laid.start_ms)))
    name = draw(NAMES)
    hours = st.integers(0, 5 * HOUR)
    grants = st.builds(
        Grant,
        st.sampled_from("abc"),
        st.just("an"),
        hours,
        st.integers(now - HOUR, now + 10 * HOUR),
        NAMES,
        st.booleans(),
    )
    hold = st.builds(
        Hold,
        st.sampled_from([Reason.PAUSE, Reason.LOCK_NOW]),
        st.none() | st.integers(now - HOUR, now + HOUR),
    )
    return zone, Question(
        now_ms=now,
        plan=laid,
        rules=rules,
        use=Use(day, draw(hours), draw(hours), by_app={Charge.GAME: {"steam": draw(hours)}}),
        app=facts(rules, App(f"desktop:{name}")) if name else None,
        hold=draw(st.none() | hold),
        grants=tuple(draw(st.lists(grants, max_size=3, unique_by=lambda one: one.id))),
        break_until_ms=draw(st.none() | st.integers(now - HOUR, now + HOUR)),
    )


def face(decision: Decision) -> tuple[object, ...]:
    """What a decision says, without how long."""
    return decision.verdict, decision.reason, decision.setting, decision.screen


@given(questions(), st.floats(0, 1))
def test_no_decision_changes_before_the_time_it_names(
    asked: tuple[ZoneInfo, Question], part: float
) -> None:
    """With nothing used and nothing happening, what was said holds to the last millisecond."""
    zone, q = asked
    decision = decide(q)
    end = decision.until_ms if decision.until_ms is not None else q.now_ms + 30 * HOUR
    assert end > q.now_ms
    later = q.now_ms + int((end - 1 - q.now_ms) * part)
    assert face(decide(at(q, zone, later))) == face(decision)


@given(questions())
def test_a_grant_never_makes_anything_stricter_and_never_lifts_never(
    asked: tuple[ZoneInfo, Question],
) -> None:
    """Giving is never taking, and what is always blocked stays blocked; help is always there."""
    _, q = asked
    given_, plain = decide(q), decide(put(q, grants=()))
    assert given_.verdict.rank <= plain.verdict.rank
    assert given_.screen <= plain.screen
    if q.app is not None and q.app.key == "casino":
        assert given_.verdict is Verdict.BLOCK
    ours = facts(q.rules, App("path:/opt/luytre/help", ours=True))
    assert decide(put(q, app=ours)).verdict is Verdict.ALLOW


@given(questions())
def test_the_forecast_says_when_a_pc_really_opens(asked: tuple[ZoneInfo, Question]) -> None:
    """At the time that the child reads on the lock, the PC is open."""
    zone, q = asked
    pc = put(q, app=None)
    opens = opens_at(pc, zone)
    if opens is not None:
        assert decide(at(pc, zone, opens)).screen is Screen.OPEN
