"""Days and birthdays that pass while the PC is off."""

from dataclasses import replace
from datetime import date

import pytest

from app.guard import events as ev
from app.guard.memory import memory
from app.model.action import Record
from app.model.moment import DAY, HOUR, MINUTE
from app.model.policy import SubjectPolicy
from app.model.subject import Bracket, Child, Seat
from app.rules.presets import preset
from tests.guard.home import Home
from tests.rules.asking import MINETEST, rule_for, rules


def test_a_birthday_while_the_pc_was_off_is_told() -> None:
    """Switched off at twelve and on at thirteen, the parent reads of the new bracket."""
    home = Home("2026-11-24 16:00", child=Child("minh", "Minh", ("minh",), date(2013, 11, 25)))
    home.power_cycle(DAY, synced=True)
    assert "new_bracket" in home.codes()
    told = [a for a in home.actions if isinstance(a, Record) and a.code == "new_bracket"]
    assert dict(told[0].facts) == {"age": "13", "bracket": str(Bracket.C)}
    assert told[0].tell
    home.power_cycle(DAY, synced=True)
    assert home.codes().count("new_bracket") == 1


def test_at_seven_the_child_is_asked_itself() -> None:
    """What was shown at six stays shown, and recording goes on; the answer is the child's own."""
    home = Home(
        "2026-11-24 16:00", child=Child("minh", "Minh", ("minh",), date(2019, 11, 25)), told=False
    )
    home.do(ev.ToldChild(home.now, "minh", True))
    home.power_cycle(DAY, synced=True)
    assert (home.person.told, home.person.agreed) == (True, None)
    home.sit(MINETEST)
    home.wait(2)
    before = home.person.use
    home.do(ev.ToldChild(home.now, "minh", False))
    assert (home.person.told, home.person.agreed) == (True, False)
    assert home.person.use == before and before.by_app


@pytest.mark.parametrize(
    ("cleared_on", "kept"),
    [(date(2026, 11, 25), False), (date(2026, 11, 24), False), (date(2026, 11, 23), True)],
)
def test_a_seat_that_is_cleared_keeps_no_yesterday(cleared_on: date, kept: bool) -> None:
    """What was used up to that day is not in the snapshot any more; later days are."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    seat = SubjectPolicy(Seat("minh", "Lab", ("minh",), Bracket.C, cleared_on), rules(breaks=None))
    home.policy = replace(home.policy, version=2, subjects=(seat,))
    home.do(ev.PolicyChanged(home.now, home.policy, "school"))
    home.sit(MINETEST)
    home.wait(5)
    home.leave()
    home.power_cycle(DAY, synced=True)
    assert (memory(home.guard).people["minh"].before is not None) is kept


def test_eighteen_while_the_pc_was_off_is_told_once() -> None:
    """At eighteen it is switched off and said, even when midnight found the PC dark."""
    grown = Child("minh", "Minh", ("minh",), date(2008, 11, 25))
    home = Home("2026-11-24 16:00", preset(Bracket.D, 17), child=grown)
    home.power_cycle(DAY, synced=True)
    assert home.person.adult
    assert home.codes().count("grown_up") == 1


def test_a_bonus_given_before_the_power_was_cut_stays_out_of_the_week() -> None:
    """Thirty minutes of bonus on Tuesday cost the week nothing, whatever became of the evening."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.give(30, bonus=True)
    home.sit(MINETEST)
    home.wait(40)
    home.leave()
    home.power_cycle(DAY, synced=True)
    assert home.person.use.week == {date(2026, 11, 24): 10 * MINUTE}
    home.power_cycle(DAY, synced=True)
    assert home.person.use.week[date(2026, 11, 24)] == 10 * MINUTE


def test_a_bonus_counts_for_its_own_day_only() -> None:
    """Tuesday's bonus does not make Wednesday's use cheaper for the week."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.give(30, bonus=True)
    home.power_cycle(DAY, synced=True)
    home.sit(MINETEST)
    home.wait(20)
    home.leave()
    home.power_cycle(DAY, synced=True)
    assert home.person.use.week[date(2026, 11, 25)] == 20 * MINUTE


def test_time_for_one_program_after_bedtime_runs_by_the_clock() -> None:
    """Ten minutes of a game given at 20:41 are over at 20:51, whenever the game is started."""
    home = Home("2026-11-24 20:41", rules(breaks=None, apps=(rule_for("minetest"),)))
    home.sit(None)
    home.give(10, app="minetest")
    home.wait(4)
    home.sit(MINETEST)
    home.wait(3)
    assert home.person.grants[0].left_ms == 3 * MINUTE
    assert home.guard.clock.now_ms % HOUR == 48 * MINUTE
