"""How long one `guard.step` takes: a child plays a game under every kind of limit.

Prints the median and the 99th percentile in microseconds over 20,000 steps
(half ticks, half observations), beside a bare `dataclasses.replace` of a moment, so that the
figure can be read as a ratio on any machine. Aim (issue 2): at most 50 µs.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import UTC, date, datetime

from app.guard import events as ev
from app.guard.memory import start
from app.guard.state import Guard
from app.guard.step import step
from app.model.moment import Moment
from app.model.observation import App, Seen, Session, SessionKind
from app.model.policy import AppRole, AppRule, GroupRule, Limit, Policy, SubjectPolicy
from app.model.subject import Bracket, Child
from app.rules.presets import preset

STEPS = 20_000
START_MS = int(datetime(2026, 11, 24, 9, 0, tzinfo=UTC).timestamp() * 1000)
GAME = App("desktop:minetest", ("path:/usr/games/minetest",), "Minetest", game=True)


def moment(ms: int) -> Moment:
    """Give a synchronised moment `ms` after the start."""
    return Moment(START_MS + ms, ms, ms, "boot", True, "Asia/Ho_Chi_Minh")


def household() -> Guard:
    """Set up two children and a rich set of rules; one of them plays."""
    rules = replace(
        preset(Bracket.B, 10),
        week_limit=Limit(600),
        apps=(
            AppRule("minetest", ("minetest",), role=AppRole.GAME, limit=Limit(40)),
            AppRule("gcompris", ("gcompris",), role=AppRole.LEARNING),
        ),
        groups=(GroupRule("play", "Play", ("minetest",), Limit(50)),),
    )
    children = (
        Child("minh", "Minh", ("minh",), date(2016, 3, 2)),
        Child("thao", "Thảo", ("thao",), date(2012, 5, 9)),
    )
    policy = Policy(1, "Asia/Ho_Chi_Minh", tuple(SubjectPolicy(c, rules) for c in children))
    state = start(policy, None, moment(0))
    for child in children:
        state, _ = step(state, ev.ToldChild(moment(1), child.id, True))
    return state


def main() -> None:
    """Run the bench and print its line."""
    state = household()
    session = Session("1", 1000, "minh", SessionKind.X11, active=True)
    taken, bare = [], []
    for n in range(STEPS):
        at = moment(1000 + n * 137)
        event: ev.Event = ev.Tick(at)
        if n % 2:
            event = ev.Observed(at, Seen("minh", (session,), GAME, idle_ms=n % 500))
        before = time.perf_counter_ns()
        state, _ = step(state, event)
        taken.append(time.perf_counter_ns() - before)
        before = time.perf_counter_ns()
        replace(at)
        bare.append(time.perf_counter_ns() - before)
    taken.sort()
    p50, p99 = statistics.median(taken) / 1000, taken[int(STEPS * 0.99)] / 1000
    ratio = statistics.median(taken) / statistics.median(bare)
    print(f"guard.step p50 {p50:.1f} us  p99 {p99:.1f} us  ({ratio:.0f} x a bare replace)")


if __name__ == "__main__":
    main()
