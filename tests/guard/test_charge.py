"""What counts as use, as a table; and whose use it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.guard.charge import Stretch, charge, used_ms
from app.model.moment import MINUTE, SECOND
from app.model.observation import App, Awake, Seen, Session, SessionKind
from app.model.policy import AppRole
from app.model.span import Charge
from tests.guard.home import X11, Home
from tests.rules.asking import MINETEST, rule_for, rules

TEN = 10 * SECOND
OTHER = App("path:/usr/bin/xclock")
LOCKED = replace(X11, locked=True)
AWAY = replace(X11, active=False)
TTY = replace(X11, id="2", kind=SessionKind.TTY)


@pytest.mark.parametrize(
    ("sessions", "idle", "awake", "after", "used"),
    [
        ((X11,), 0, [], None, TEN),
        ((X11,), None, [], None, TEN),
        ((X11,), 170 * SECOND, [], None, TEN),
        ((X11,), 175 * SECOND, [], None, 5 * SECOND),
        ((X11,), 180 * SECOND, [], None, 0),
        ((X11,), 3600 * SECOND, [], None, 0),
        ((X11,), 3600 * SECOND, [], 4 * SECOND, 4 * SECOND),
        ((X11,), 175 * SECOND, [], 4 * SECOND, 9 * SECOND),
        ((X11,), 175 * SECOND, [], 9 * SECOND, TEN),
        ((X11,), 3600 * SECOND, [Awake.INHIBITOR], None, TEN),
        ((X11,), 3600 * SECOND, [Awake.SOUND], None, TEN),
        ((X11,), 3600 * SECOND, [Awake.FULLSCREEN], None, TEN),
        ((X11,), 3600 * SECOND, [Awake.CALL], None, TEN),
        ((X11,), 3600 * SECOND, [Awake.PAD], None, TEN),
        ((LOCKED,), 0, [Awake.SOUND], None, 0),
        ((AWAY,), 0, [], None, 0),
        ((LOCKED, TTY), None, [], None, TEN),
        ((X11, TTY), 0, [], None, TEN),
        ((), 0, [], None, 0),
    ],
)
def test_what_is_use(
    sessions: tuple[Session, ...],
    idle: int | None,
    awake: list[Awake],
    after: int | None,
    used: int,
) -> None:
    """Present and not idle; two sessions count once; a locked or absent one not at all."""
    home = Home("2026-11-24 16:00")
    home.do_seen(Seen("minh", sessions, OTHER, idle_ms=idle, awake=frozenset(awake)))
    assert used_ms(home.person, TEN, after) == used


def test_a_long_silence_is_never_the_childs_time() -> None:
    """A gap without observations charges two heartbeats at most."""
    home = Home("2026-11-24 16:00")
    home.sit(OTHER)
    start = home.guard.clock.now_ms
    after = charge(home.person, Stretch(start, start + 10 * MINUTE, 10 * MINUTE), None)
    assert after.use.leisure_ms == 30 * SECOND


def test_unseen_fronts_charge_what_runs_and_the_day_once() -> None:
    """Where the front cannot be seen, each running program counts for itself, the day once."""
    home = Home("2026-11-24 16:00", rules(apps=(rule_for("minetest"), rule_for("xclock"))))
    home.sit(None, front_known=False, running=(MINETEST, OTHER))
    home.wait(1)
    use = home.person.use
    assert use.leisure_ms == MINUTE
    assert (use.of("minetest"), use.of("xclock")) == (MINUTE, MINUTE)
    assert use.game_ms == MINUTE


def test_unseen_learning_beside_play_is_not_free() -> None:
    """What cannot be told apart is judged the stricter way."""
    apps = (rule_for("xclock", role=AppRole.LEARNING), rule_for("minetest"))
    home = Home("2026-11-24 16:00", rules(apps=apps))
    home.sit(None, front_known=False, running=(MINETEST, OTHER))
    home.wait(1)
    assert home.minutes() == 1
    home.see(running=(OTHER,))
    home.wait(1)
    assert home.minutes() == 1
    assert home.person.use.learning_ms == MINUTE


def test_nothing_in_front_is_still_use_of_the_pc() -> None:
    """A desktop without a window costs leisure under no name."""
    home = Home("2026-11-24 16:00")
    home.sit(None)
    home.wait(1)
    assert home.person.use.by_app == {Charge.LEISURE: {"": MINUTE}}


def test_a_break_is_kept_by_resting() -> None:
    """Half an hour of use asks for a break; five quiet minutes keep it."""
    home = Home("2026-11-24 16:00")
    home.sit(OTHER)
    home.wait(31)
    assert home.person.rest.asked
    home.leave()
    home.wait(6)
    assert (home.person.rest.kept, home.person.rest.asked) == (1, False)
