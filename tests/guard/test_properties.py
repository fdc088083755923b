"""Random days: what must hold whatever a family, a clock or a power cable does.

Each day is a random policy and random events, played by the same engine as `luytre simulate`. A
second, simpler count runs beside it: the time in which somebody was there and not idle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guard import events as ev
from app.guard.judge import judge
from app.guard.state import Person
from app.model.action import Action, Record, RecordKind, Remember
from app.model.decision import Decision, Verdict
from app.model.moment import HOUR, MINUTE, SECOND, Moment
from app.model.policy import (
    AppRole,
    AppRule,
    AppVerdict,
    Breaks,
    GroupRule,
    Limit,
    Period,
    Policy,
    Rules,
    SubjectPolicy,
)
from app.model.span import Span
from app.model.subject import Bracket, Child
from app.platforms.fake.clock import FakeClock
from app.programs.cli.play.engine import Player
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.happen import happen
from app.programs.cli.play.kinds import KINDS, REQUIRED
from app.programs.cli.play.script import Happening, Script
from app.programs.cli.play.world import GRAPHICAL, World
from app.rules.presets import preset
from app.rules.schedule import local_date, to_ms

IDLE_MS = 3 * MINUTE
HEARTBEAT_MS = 15 * SECOND
EXAMPLES = 80 if settings().max_examples < 1_000 else 600
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Berlin")
APPS = ("steam", "supertuxkart", "firefox", "gcompris", "vlc", "badgame")


# --- random policies and days ---------------------------------------------------------------


def limits(soft: bool) -> st.SearchStrategy[Limit | None]:
    """No limit, or some minutes."""
    return st.none() | st.integers(0, 180).map(lambda minutes: Limit(minutes, soft))


PERIODS = st.builds(Period, st.integers(0, 1439), st.integers(1, 1440))


@st.composite
def rules(draw: st.DrawFn, soft: bool) -> Rules:
    """Rules of a bracket with everything changed that a parent could change."""
    years = draw(st.sampled_from([3, 6, 10, 14, 17]))
    base = preset(Bracket.D if soft else Bracket.B, years)
    day = replace(
        base.week[0],
        minutes=draw(limits(soft)),
        hours=draw(st.none() | st.lists(PERIODS, max_size=3).map(tuple)),
        bedtime=draw(st.none() | PERIODS),
        one_game=draw(limits(soft)),
        all_games=draw(limits(soft)),
        curfew=draw(st.none() | PERIODS),
        soft=soft,
    )
    week = tuple(draw(st.sampled_from([day, base.week[0]])) for _ in range(7))
    apps: tuple[AppRule, ...] = (
        AppRule("steam", ("steam",), role=AppRole.GAME, limit=draw(limits(soft))),
        AppRule("gcompris", ("gcompris",), role=AppRole.LEARNING),
        AppRule("vlc", ("vlc",), limit=draw(limits(soft))),
    )
    if not soft:
        apps = (*apps, AppRule("badgame", ("badgame",), verdict=AppVerdict.NEVER))
    group = GroupRule("films", "Films", ("vlc", "steam"), Limit(draw(st.integers(0, 90)), soft))
    rest = st.builds(Breaks, st.integers(10, 60), st.integers(1, 10), st.just(soft))
    return replace(
        base,
        week=week,
        week_limit=draw(limits(soft)),
        apps=apps,
        groups=draw(st.sampled_from([(), (group,)])),
        breaks=draw(st.none() | rest),
        grace_s=draw(st.sampled_from([0, 60])),
    )


Facts = st.SearchStrategy[dict[str, Any]]
FACTS: Mapping[str, Facts] = {
    "login": st.fixed_dictionaries({"kind": st.sampled_from(["x11", "wayland", "tty", "ssh"])}),
    "logout": st.just({}),
    "front": st.fixed_dictionaries({"app": st.sampled_from(("", *APPS)), "game": st.booleans()}),
    "using": st.just({}),
    "idle": st.just({}),
    "awake": st.sampled_from(
        [{"reasons": ()}, {"reasons": ("sound",)}, {"reasons": ("inhibitor",)}]
    ),
    "lock": st.just({}),
    "unlock": st.just({}),
    "switch_away": st.just({}),
    "switch_back": st.just({}),
    "suspend": st.fixed_dictionaries({"noticed": st.booleans()}),
    "resume": st.just({}),
    "power_off": st.just({}),
    "power_on": st.just({}),
    "grant": st.fixed_dictionaries(
        {
            "minutes": st.integers(1, 30),
            "app": st.sampled_from(["", "steam", "badgame"]),
            "bonus": st.booleans(),
        }
    ),
    "pause": st.fixed_dictionaries({"minutes": st.integers(0, 20)}),
    "lock_now": st.just({}),
    "let_go": st.just({}),
    "ask": st.fixed_dictionaries({"minutes": st.integers(1, 30)}),
    "answer": st.fixed_dictionaries({"yes": st.booleans()}),
    "agent_lost": st.just({}),
    "agent_back": st.just({}),
}
# What closes a PC whatever its limits are, and so ends the count.
UNDISTURBED = {
    do: facts
    for do, facts in FACTS.items()
    if do not in ("pause", "lock_now", "agent_lost", "agent_back")
}
JUMPS = st.integers(-40 * HOUR, 40 * HOUR)
# Whatever may happen at all: clocks that lie and are put right, other rules, the parent's word.
ANYTHING = {
    **FACTS,
    "power_on": st.fixed_dictionaries({"clock": JUMPS, "synced": st.booleans()}),
    "clock": st.fixed_dictionaries({"by": JUMPS}),
    "sync": st.just({}),
    "confirm_date": st.just({}),
    "restart": st.just({}),
    "crash": st.just({"down": 0}),
    "power_cut": st.just({}),
}
DISTURBANCES: Mapping[str, Facts] = {
    "restart": st.just({}),
    "crash": st.just({"down": 0}),
    "clock": st.fixed_dictionaries({"by": JUMPS}),
    "zone": st.sampled_from(["Europe/London", "Asia/Tokyo"]).map(lambda zone: {"zone": zone}),
}
GAPS = st.integers(0, 20).map(lambda m: m * MINUTE) | st.integers(0, 40 * MINUTE)


def happenings(
    kinds: Mapping[str, Facts], most: int
) -> st.SearchStrategy[list[tuple[int, str, dict[str, Any]]]]:
    """Events with the pause before each; what is left out has its default."""
    one = st.sampled_from(sorted(kinds)).flatmap(
        lambda do: st.tuples(GAPS, st.just(do), kinds[do].map(lambda facts: whole(do, facts)))
    )
    return st.lists(one, max_size=most)


def whole(do: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of an event, with the defaults that a reader would fill in."""
    kinds = KINDS[do].items()
    return {k: f.default for k, f in kinds if f.default is not REQUIRED} | facts


@st.composite
def scripts(
    draw: st.DrawFn, soft: bool, kinds: Mapping[str, Facts] = FACTS, most: int = 14
) -> Script:
    """A day of one child, somewhere near midnight, a change of the hour or an ordinary noon."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(st.sampled_from([date(2026, 11, 24), date(2026, 10, 24), date(2027, 3, 27)]))
    minute = draw(st.sampled_from([9 * 60, 16 * 60, 20 * 60, 22 * 60 + 50, 25 * 60]))
    child = Child("an", "An", ("an",), day - timedelta(days=365 * 10))
    policy = Policy(1, zone, (SubjectPolicy(child, draw(rules(soft)), preset=False),))
    start = to_ms(ZoneInfo(zone), day, minute)
    opening = [(0, "login", whole("login", {})), (0, "front", whole("front", {"app": "steam"}))]
    return story(policy, zone, start, [*opening, *draw(happenings(kinds, most))])


def story(
    policy: Policy, zone: str, start: int, rows: list[tuple[int, str, dict[str, Any]]]
) -> Script:
    """A script of these rows."""
    events, at = [], start
    for number, (gap, do, facts) in enumerate(rows, start=1):
        at += gap
        events.append(Happening(at, do, facts, f"event.{number}"))
    end = at + 30 * MINUTE
    return Script("", zone, "", start, end, True, True, policy, {}, tuple(events), (), Path(), {})


# --- a second count and a witness ------------------------------------------------------------


@dataclass
class Counting(World):
    """The PC, and a count of the time in which somebody was there and not idle, by day."""

    policy_zone: ZoneInfo = ZoneInfo("UTC")
    service_up: bool = True
    there_ms: Counter[date] = field(default_factory=Counter)

    def pass_ms(self, ms: int) -> None:
        """Count before the clocks move; a stretch is cut at midnight."""
        if self.on and not self.asleep and self.service_up:
            self._count(self.true_ms, ms, self._used(ms))
        super().pass_ms(ms)

    def _used(self, ms: int) -> int:
        """How much of the next `ms` is use: all, none, or what is left of three minutes."""
        at = [one for one in self.logins.values() if one.watched]
        if any(one.awake or one.last_input_ms is None for one in at):
            return ms
        if any(one.kind in GRAPHICAL and not one.agent for one in at):
            return ms
        last = max((one.last_input_ms or 0 for one in at), default=-IDLE_MS)
        return min(max(last + IDLE_MS - self.now().awake_ms, 0), ms) if at else 0

    def _count(self, start: int, ms: int, used: int) -> None:
        day = local_date(self.policy_zone, start)
        share = min(to_ms(self.policy_zone, day, 24 * 60) - start, ms)
        self.there_ms[day] += min(used, share)
        self.there_ms[day + timedelta(days=1)] += max(used - share, 0)


class Witness(Player):
    """Plays, and complains at once about what must never be."""

    def __init__(self, script: Script) -> None:
        """Watch from the first moment."""
        at = Moment(script.start_ms, 0, 0, "boot-1", script.synced, script.zone)
        zone = ZoneInfo(script.zone)
        self.pc = Counting(script.start_ms, FakeClock(at), policy_zone=zone)
        self.rows: dict[tuple[date, str, str], int] = {}
        self.spans: dict[tuple[str, str, int], Span] = {}
        self.counted = 0
        self.anew = True
        super().__init__(script, self.pc)

    def begin(self) -> None:
        """Start again: whatever was charged and not kept is gone."""
        self.anew = self.pc.service_up = True
        super().begin()

    def end(self, *, clean: bool) -> None:
        """From here on nobody counts."""
        super().end(clean=clean)
        self.pc.service_up = False

    def tell(self, event: ev.Event) -> None:
        """Compare what was before with what is now."""
        before, charged = self.state, total(self)
        there = self.pc.there_ms.total()
        allowed, self.counted = there - self.counted, there
        anew, self.anew = self.anew, False
        super().tell(event)
        assert anew or total(self) - charged <= allowed, "charged while nobody was there"
        for person in self.state.people.values():
            never_stays_never(person)
            assert face(person.decision) == face(judge(person, self.state.clock)[0].decision)
            old = before.people[person.id]
            if not anew and not self.anew and nothing_happened(event, old):
                keeps_its_word(old, person, self.state.clock.now_ms)

    def _act(self, action: Action) -> None:
        """Keep what the store would keep, and notice what the clock did."""
        if isinstance(action, Remember):
            self.rows |= {(t.day, t.app, t.charge): t.used_ms for t in action.totals}
            self.spans |= {(s.app, s.charge, s.start_ms): s for s in action.spans}
        if isinstance(action, Record) and action.kind is RecordKind.CLOCK:
            self.anew = True
        super()._act(action)


def total(player: Player) -> int:
    """Everything charged so far, in ms."""
    days = player.played.charged.get("an", {})
    return sum(use.leisure_ms + use.learning_ms for use in days.values())


def nothing_happened(event: ev.Event, old: Person) -> bool:
    """Whether an event says nothing but that time went by."""
    if isinstance(event, ev.Observed) and old.seen is not None:
        return replace(event.seen, idle_ms=None) == replace(old.seen, idle_ms=None)
    return isinstance(event, ev.Tick)


def keeps_its_word(old: Person, new: Person, now_ms: int) -> None:
    """No decision is another one before the moment until which it was said to hold."""
    pairs = [(old.decision, new.decision)]
    both = old.watched.keys() & new.watched.keys()
    pairs += [(old.watched[key].decision, new.watched[key].decision) for key in both]
    for was, now in pairs:
        due = was.until_ms is not None and now_ms >= was.until_ms
        assert due or face(was) == face(now), f"{was} became {now} at {now_ms}"


def face(decision: Decision) -> tuple[object, ...]:
    """What a decision says, without how long."""
    return decision.verdict, decision.reason, decision.setting, decision.screen


def never_stays_never(person: Person) -> None:
    """A program that is never allowed is blocked and not spared, whatever was given."""
    for rule in person.policy.rules.apps:
        assert rule.verdict is not AppVerdict.NEVER or person.spare.isdisjoint(rule.match)
    for watch in person.watched.values():
        if watch.facts.rule is not None and watch.facts.rule.verdict is AppVerdict.NEVER:
            assert watch.decision.verdict is Verdict.BLOCK


def played(script: Script) -> Witness:
    """Play a story; what cannot happen at its time does not happen."""
    player = Witness(script)
    for event in script.events:
        player.until(event.at_ms)
        try:
            happen(player, event)
        except BadScript:
            continue
    player.until(script.end_ms)
    if player.world.asleep:
        happen(player, Happening(script.end_ms, "resume", {}, "end"))
    elif player.guard is not None:
        player.tell(ev.Tick(player.world.now()))
    return player


# --- what must hold --------------------------------------------------------------------------


@pytest.mark.timeout(900)
@settings(max_examples=EXAMPLES)
@given(scripts(soft=False, kinds=ANYTHING))
def test_random_days_keep_every_promise(script: Script) -> None:
    """Charged is never more than use, decisions keep their word, never stays never."""
    player = played(script)
    assert total(player) <= player.pc.there_ms.total() <= script.end_ms - script.start_ms
    ledger_agrees(player)


@pytest.mark.timeout(900)
@settings(max_examples=EXAMPLES)
@given(scripts(soft=True, kinds=UNDISTURBED))
def test_every_minute_of_use_is_charged_on_its_own_day(script: Script) -> None:
    """Where nothing closes, what is charged is exactly the use, split at every midnight."""
    player = played(script)
    days = player.played.charged["an"]
    charged = {day: use.leisure_ms + use.learning_ms for day, use in days.items()}
    assert {d: ms for d, ms in charged.items() if ms} == {
        d: ms for d, ms in player.pc.there_ms.items() if ms
    }


@pytest.mark.timeout(900)
@settings(max_examples=EXAMPLES)
@given(scripts(soft=True, kinds=UNDISTURBED), st.data())
def test_restarts_and_lying_clocks_change_at_most_a_heartbeat_each(
    script: Script, data: st.DataObject
) -> None:
    """The same day with and without restarts, crashes, moved clocks and moved zones."""
    length = script.end_ms - script.start_ms
    moments = st.integers(0, length).map(lambda ms: script.start_ms + ms)
    kinds = st.sampled_from(sorted(DISTURBANCES))
    more = []
    for n in range(data.draw(st.integers(1, 4))):
        do = data.draw(kinds)
        facts = whole(do, data.draw(DISTURBANCES[do]))
        more.append(Happening(data.draw(moments), do, facts, f"more.{n}"))
    disturbed = replace(script, events=tuple(sorted((*script.events, *more), key=at_ms)))
    quiet, loud = played(script), played(disturbed)
    crashes = sum(one.do == "crash" for one in more)
    assert abs(total(quiet) - total(loud)) <= crashes * HEARTBEAT_MS


def at_ms(event: Happening) -> int:
    """When an event happens."""
    return event.at_ms


def ledger_agrees(player: Witness) -> None:
    """Totals of days that are over are what was charged; spans are no longer than their use."""
    days = player.played.charged["an"]
    last = max(days)
    for day, use in days.items():
        rows = {key: ms for key, ms in player.rows.items() if key[0] == day}
        for kind, apps in use.by_app.items():
            for app, ms in apps.items():
                missing = ms - rows.get((day, app, kind), 0)
                assert missing == 0 or (day == last and 0 < missing <= HEARTBEAT_MS)
    for span in player.spans.values():
        assert 0 <= span.used_ms <= span.end_ms - span.start_ms
