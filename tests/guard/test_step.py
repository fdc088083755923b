"""Whole stories through `step`: what the child is told, what takes effect, what is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.guard import events as ev
from app.guard.judge import standing
from app.guard.memory import memory
from app.guard.step import next_wake
from app.model.action import FreeApp, HoldApp, NoticeKind, Notify, Remember, SetScreen
from app.model.decision import Reason, Screen
from app.model.grant import AskKind, Hold, Request
from app.model.moment import DAY, HOUR, MINUTE, SECOND
from app.model.observation import App, Awake
from app.model.policy import AppRole, AppVerdict, Breaks, Policy, SubjectPolicy, UnknownAccounts
from app.model.span import Charge, Span
from app.model.subject import Bracket, Child, Seat
from tests.guard.home import MINH, X11, Home
from tests.rules.asking import MINETEST, ms, rule_for, rules

WRITER = App("path:/usr/bin/writer", name="Writer")
OTHER = App("path:/usr/bin/xclock", name="Clock")
LEARNING = rule_for("writer", role=AppRole.LEARNING)


def test_an_hour_is_warned_about_and_then_ends_in_learning() -> None:
    """Tip at 30, warnings at 15 and 5, the last minute is the grace, then learning only."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.sit(OTHER)
    home.wait(59.9)
    assert home.screens() == []
    home.wait(0.2)
    assert home.told() == [
        (NoticeKind.TIP, 1800),
        (NoticeKind.WARN, 900),
        (NoticeKind.WARN, 300),
        (NoticeKind.GRACE, 60),
        (NoticeKind.LEARNING, 0),
    ]
    assert home.screens() == [Screen.LEARNING]
    assert home.minutes() == 60


def test_homework_is_warned_before_bedtime_too() -> None:
    """Under the cover the evening ends kindly: 15, 5, a last minute, closed at half past eight."""
    home = Home("2026-11-24 19:00", rules(breaks=None, apps=(LEARNING,)))
    home.sit(OTHER)
    home.wait(61)
    home.actions.clear()
    home.sit(WRITER)
    home.wait(28.9)
    assert home.told() == [
        (NoticeKind.TIP, 29 * 60),
        (NoticeKind.WARN, 900),
        (NoticeKind.WARN, 300),
        (NoticeKind.GRACE, 60),
    ]
    said = [a.decision.reason for a in home.actions if isinstance(a, Notify)]
    assert set(said) == {Reason.BEDTIME}
    home.wait(0.2)
    assert home.screens() == [Screen.CLOSED]
    assert home.wall - ms("2026-11-24 20:30") <= 6 * SECOND


def test_bonus_opens_it_again_and_warns_again() -> None:
    """Fifteen more minutes: open at once, warned at 5 and 1, closed after them."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.sit(OTHER)
    home.wait(62)
    home.actions.clear()
    home.give(15, bonus=True)
    assert home.screens() == [Screen.OPEN]
    home.wait(16)
    assert [k for k, _ in home.told()] == [
        NoticeKind.OPENED,
        NoticeKind.WARN,
        NoticeKind.WARN,
        NoticeKind.GRACE,
        NoticeKind.LEARNING,
    ]


def test_a_grant_at_bedtime_runs_by_the_clock() -> None:
    """A quarter of an hour at night is over after a quarter of an hour, used or not."""
    home = Home("2026-11-24 20:00")
    home.sit(WRITER)
    home.wait(32)
    assert home.screens() == [Screen.CLOSED]
    home.give(15)
    assert home.screens()[-1] is Screen.OPEN
    home.leave()
    home.wait(16)
    assert home.screens()[-1] is Screen.CLOSED


def test_lock_now_gives_the_grace_and_the_parent_lets_go() -> None:
    """Even a parent's lock waits for work to be saved."""
    home = Home("2026-11-24 16:00")
    home.sit(WRITER)
    home.hold(Hold(Reason.LOCK_NOW, None))
    assert home.told()[-1] == (NoticeKind.GRACE, 60)
    home.wait(seconds=61)
    assert home.screens() == [Screen.CLOSED]
    home.hold(None)
    assert home.screens() == [Screen.CLOSED, Screen.OPEN]


def test_a_tightened_rule_takes_effect_at_once_but_after_the_grace() -> None:
    """A new bedtime that has already begun: told, grace, closed."""
    home = Home("2026-11-24 20:00")
    home.sit(WRITER)
    stricter = rules(Bracket.A, 5, changed=frozenset())
    policy = Policy(2, "Asia/Ho_Chi_Minh", (SubjectPolicy(MINH, stricter, preset=False),))
    home.do(ev.PolicyChanged(home.now, policy, "mother"))
    assert [k for k, _ in home.told()[-2:]] == [NoticeKind.RULES_CHANGED, NoticeKind.GRACE]
    assert "policy_changed" in home.codes()
    home.wait(seconds=61)
    assert home.screens() == [Screen.CLOSED]


def test_a_game_ends_alone_and_the_pc_stays_open() -> None:
    """45 minutes of one game: warned, held; another program goes on; freed at midnight."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.sit(MINETEST, awake=frozenset({Awake.PAD}))
    home.wait(46.5)
    held = [a for a in home.actions if isinstance(a, HoldApp)]
    assert [a.app for a in held] == [MINETEST]
    assert home.screens() == []
    home.sit(OTHER)
    home.wait(5)
    assert not [a for a in home.actions if isinstance(a, FreeApp)]


def test_a_held_program_stays_held_through_a_crash() -> None:
    """After a restart the hands are told to hold it again, and it is not freed by accident."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.sit(MINETEST)
    home.wait(46.5)
    home.restart()
    home.actions.clear()
    home.sit(OTHER)
    home.wait(1)
    assert [type(a) for a in standing(home.person)] == [HoldApp]
    assert not [a for a in home.actions if isinstance(a, FreeApp)]


def test_a_held_program_in_front_costs_nothing() -> None:
    """What cannot be used is not charged."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.sit(MINETEST)
    home.wait(50)
    assert home.minutes() == 45


def test_stopping_the_pc_ends_a_former_grant() -> None:
    """The last word of the parent counts."""
    home = Home("2026-11-24 16:00")
    home.sit(WRITER)
    home.give(15)
    home.hold(Hold(Reason.PAUSE, None))
    home.wait(seconds=61)
    assert home.screens() == [Screen.CLOSED]
    home.give(15)
    assert home.screens() == [Screen.CLOSED, Screen.OPEN]


def test_hands_that_start_anew_learn_what_is_in_force() -> None:
    """A closed PC is closed again by fresh hands, with its reason."""
    home = Home("2026-11-24 20:00")
    home.sit(WRITER)
    home.wait(32)
    home.restart()
    (again,) = standing(home.person)
    assert isinstance(again, SetScreen)
    assert (again.screen, again.decision.reason) == (Screen.CLOSED, Reason.BEDTIME)


def test_an_empty_pc_is_left_in_peace() -> None:
    """With nobody there the guard sleeps a minute at a time."""
    home = Home("2026-11-24 10:00")
    assert next_wake(home.guard, home.now) - home.boot == MINUTE
    home.sit(OTHER)
    assert next_wake(home.guard, home.now) - home.boot == 15 * SECOND


def test_a_refused_program_is_stopped_without_a_grace_of_ours() -> None:
    """The hands ask it to close; the ladder does not let it run a minute first."""
    home = Home("2026-11-24 16:00", rules(apps=(rule_for("minetest", verdict=AppVerdict.BLOCK),)))
    home.sit(OTHER, running=(MINETEST,))
    held = [a for a in home.actions if isinstance(a, HoldApp)]
    assert [a.decision.reason for a in held] == [Reason.APP_BLOCKED]


def test_play_is_noticed_every_half_hour() -> None:
    """Decree 147/2024 art. 39: a notice after 30 minutes of play."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.sit(MINETEST)
    home.wait(31)
    assert home.told().count((NoticeKind.GAME_TIME, 1800)) == 1


def test_learning_is_free_and_stays_usable() -> None:
    """Homework is counted as learning, not as leisure, also after time is up."""
    home = Home("2026-11-24 16:00", rules(apps=(rule_for("writer", role=AppRole.LEARNING),)))
    home.sit(WRITER)
    home.wait(30)
    assert home.minutes() == 0
    assert home.person.use.learning_ms == 30 * MINUTE


def test_idle_stops_the_count_after_three_minutes() -> None:
    """Ten minutes without input: three are counted, then none until the next key."""
    home = Home("2026-11-24 16:00")
    home.sit(OTHER)
    home.wait(10, typing=False)
    assert home.minutes() == 3
    home.see(idle_ms=0)
    home.wait(1)
    assert home.minutes() == 4


def test_a_film_counts_untouched_and_a_locked_screen_never() -> None:
    """An inhibitor keeps the count; music behind a locked screen does not."""
    home = Home("2026-11-24 16:00")
    home.sit(OTHER, awake=frozenset({Awake.INHIBITOR}))
    home.wait(20, typing=False)
    assert home.minutes() == 20
    home.see(sessions=(replace(X11, locked=True),))
    home.wait(20, typing=False)
    assert home.minutes() == 20


def test_suspend_charges_nobody() -> None:
    """A night of sleep in the middle of a game costs nothing."""
    home = Home("2026-11-24 15:00")
    home.sit(OTHER)
    home.wait(5)
    home.do(ev.Suspending(home.now))
    home.wall += HOUR
    home.boot += HOUR
    home.do(ev.Resumed(home.now))
    home.wait(1)
    assert home.minutes() == 6


def asleep(home: Home) -> bool:
    """Whether the machine is taken to sleep."""
    return home.guard.asleep


def test_a_word_of_waking_that_never_comes_is_not_waited_for() -> None:
    """Half a minute awake is awake; an hour of real sleep before it costs nothing."""
    home = Home("2026-11-24 15:00")
    home.sit(OTHER)
    home.wait(5)
    home.do(ev.Suspending(home.now))
    home.wait(seconds=10)
    home.wall += HOUR
    home.boot += HOUR
    home.do(ev.Tick(home.now))
    assert asleep(home)
    home.wait(seconds=15)
    assert home.minutes() == 5
    home.wait(10)
    assert not asleep(home)
    assert 14 <= home.minutes() <= 15
    home.do(ev.Suspending(home.now))
    home.wait(seconds=15)
    assert asleep(home)


def test_midnight_splits_a_span_between_two_days() -> None:
    """From 23:58 to 00:02: two minutes each."""
    given = rules(breaks=None)
    given = replace(given, week=tuple(replace(d, bedtime=None) for d in given.week))
    home = Home("2026-11-24 23:58", given)
    home.sit(OTHER)
    home.wait(4)
    use = home.person.use
    assert use.leisure_ms == 2 * MINUTE
    assert list(use.week.values()) == [2 * MINUTE]


def test_what_is_remembered_are_spans_that_grow() -> None:
    """Equal neighbours are one span; totals say the same as spans."""
    home = Home("2026-11-24 16:00")
    home.sit(MINETEST)
    home.wait(10)
    home.sit(WRITER)
    home.wait(5)
    spans: dict[tuple[str, int], Span] = {}
    for action in home.actions:
        if isinstance(action, Remember):
            spans |= {(s.app, s.start_ms): s for s in action.spans}
    assert [(s.app, s.charge, s.used_ms // MINUTE) for s in spans.values()] == [
        (MINETEST.id, Charge.GAME, 10),
        (WRITER.id, Charge.LEISURE, 5),
    ]


def test_nothing_is_written_before_the_child_was_told() -> None:
    """Use is counted in memory only; the snapshot holds none of it; after telling it flows."""
    home = Home("2026-11-24 16:00", told=False)
    home.sit(OTHER)
    home.wait(10)
    assert home.minutes() == 10
    assert all(not a.spans and not a.totals for a in home.actions if isinstance(a, Remember))
    assert memory(home.guard).people["minh"].use is None
    home.do(ev.ToldChild(home.now, "minh", False))
    assert "told" in home.codes()
    home.wait(1)
    written = [a for a in home.actions if isinstance(a, Remember) and a.spans]
    assert written and written[0].spans[0].start_ms >= ms("2026-11-24 16:10")
    assert {t.used_ms for a in written for t in a.totals} <= set(range(MINUTE + 1))
    assert home.minutes() == 11


def test_a_restart_loses_nothing_that_was_told_to_the_ledger() -> None:
    """State, tally and grants survive; the closed stays closed without a second closing."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.sit(OTHER)
    home.wait(62)
    home.actions.clear()
    home.restart()
    assert home.person.rung.applied is Screen.LEARNING
    assert home.minutes() == 60
    assert home.screens() == []


def test_a_pc_that_boots_windows_does_not_lock_at_noon() -> None:
    """Seven hours ahead for a minute after boot: no lock, no second budget."""
    home = Home("2026-11-24 14:00", rules(breaks=None))
    home.sit(OTHER)
    home.wait(40)
    home.leave()
    home.power_cycle(20 * MINUTE, wall_error_ms=7 * HOUR)
    home.sit(OTHER)
    home.wait(1)
    assert home.screens() == [] and home.told()[-1][0] is not NoticeKind.GRACE
    home.wall -= 7 * HOUR
    home.synced = True
    home.wait(1)
    assert home.screens() == []
    assert home.minutes() == 42


def test_a_wrong_tomorrow_is_no_second_budget() -> None:
    """A boot that lands after midnight by mistake gives its minutes back to the right day."""
    given = rules(breaks=None)
    given = replace(given, week=tuple(replace(d, bedtime=None) for d in given.week))
    home = Home("2026-11-24 18:00", given)
    home.sit(OTHER)
    home.wait(50)
    home.power_cycle(MINUTE, wall_error_ms=7 * HOUR)
    home.sit(OTHER)
    home.wait(2)
    assert home.minutes() == 2
    home.wall -= 7 * HOUR
    home.synced = True
    home.wait(1)
    assert home.minutes() == 53


def test_agents_that_keep_dying_close_the_pc() -> None:
    """The third loss within a minute closes; a minute later it opens again."""
    home = Home("2026-11-24 16:00")
    home.sit(WRITER)
    for _ in range(3):
        home.do(ev.AgentChanged(home.now, "minh", "1", ev.AgentState.LOST))
        home.wait(seconds=5)
    assert home.person.decision.reason is Reason.AGENT_LOST
    assert home.codes().count("agent_lost_often") == 1
    home.wait(3)
    assert home.screens()[-1] is Screen.OPEN


def test_a_question_is_answered_with_time() -> None:
    """Asking records, the parent's yes opens, the child hears the answer, its words are gone."""
    home = Home("2026-11-24 20:00")
    home.sit(WRITER)
    home.wait(32)
    now = home.guard.clock.now_ms
    wish = Request("r1", "minh", AskKind.TIME, now, now + 2 * DAY, 15, words="xin mẹ")
    home.do(ev.Asked(home.now, wish))
    home.do(ev.Answered(home.now, "r1", True, 15, "Ừ, một ván thôi", "mother"))
    assert home.screens()[-1] is Screen.OPEN
    answered = home.person.requests[0]
    assert (answered.answer, answered.words, answered.reply) == ("yes", "", "Ừ, một ván thôi")
    assert any(isinstance(a, Notify) and a.kind is NoticeKind.ANSWERED for a in home.actions)


def test_a_child_cannot_flood_the_parent_with_questions() -> None:
    """Five wait at once; the sixth is not kept."""
    home = Home("2026-11-24 16:00")
    for number in range(7):
        home.do(ev.Asked(home.now, Request(f"r{number}", "minh", AskKind.TIME, 0, 0, 5)))
    assert len(home.person.requests) == 5


def test_only_the_child_itself_takes_a_question_back() -> None:
    """Another subject's word changes nothing."""
    home = Home("2026-11-24 16:00")
    home.do(ev.Asked(home.now, Request("r1", "minh", AskKind.TIME, 0, 0, 5)))
    home.do(ev.TakenBack(home.now, "r1", "thao"))
    assert home.person.requests[0].answer == ""
    home.do(ev.TakenBack(home.now, "r1", "minh"))
    assert home.person.requests[0].answer == "withdrawn"


def test_an_enforced_break_closes_for_its_length() -> None:
    """Half an hour of play, five minutes of rest, then open by itself."""
    home = Home("2026-11-24 16:00", rules(breaks=Breaks(30, 5, tip_only=False), grace_s=10))
    home.sit(OTHER)
    home.wait(30.5)
    assert home.screens() == [Screen.CLOSED]
    home.wait(5)
    assert home.screens() == [Screen.CLOSED, Screen.OPEN]
    assert NoticeKind.BREAK_OVER in [k for k, _ in home.told()]


def test_at_eighteen_it_switches_itself_off() -> None:
    """The last evening is ruled, the birthday is not; both sides were told a week ahead."""
    grown = Child("minh", "Minh", ("minh",), ms_date("2008-11-25"))
    home = Home("2026-11-17 23:00", rules(Bracket.D, 17), child=grown)
    assert "bracket_ahead" not in home.codes()
    home.wait(60 * 25)
    assert home.codes().count("bracket_ahead") == 1
    home.wait(60 * 24 * 7)
    assert "grown_up" in home.codes()
    assert home.person.decision.reason is Reason.ADULT


def ms_date(text: str) -> date:
    """Read an ISO date."""
    return date.fromisoformat(text)


def test_a_birthday_needs_a_clock_that_is_sure() -> None:
    """Two years ahead by a moved clock at boot does not make anybody an adult."""
    grown = Child("minh", "Minh", ("minh",), ms_date("2008-11-30"))
    home = Home("2026-11-20 12:00", rules(Bracket.D, 17), child=grown)
    home.power_cycle(HOUR, wall_error_ms=60 * DAY)
    home.wait(1)
    assert home.person.decision.reason is not Reason.ADULT
    assert "clock_ahead" in home.codes()


def test_unknown_accounts_are_told_or_ruled_as_the_youngest() -> None:
    """By default the parent is told; by choice a stranger gets the strictest bracket."""
    home = Home("2026-11-24 22:00")
    stranger = replace(home.seen, subject="unknown:guest", sessions=(replace(X11, user="guest"),))
    home.do(ev.UnknownLogin(home.now, "guest"))
    home.do(ev.Observed(home.now, stranger))
    assert "unknown_login" in home.codes() and list(home.guard.people) == ["minh"]
    strict = replace(home.policy, unknown_accounts=UnknownAccounts.STRICTEST)
    home.do(ev.PolicyChanged(home.now, strict, "mother"))
    home.do(ev.Observed(home.now, stranger))
    guest = home.guard.people["unknown:guest"]
    assert guest.decision.reason is Reason.BEDTIME
    assert isinstance(guest.policy.subject, Seat)


def test_tampering_and_health_are_recorded_and_told() -> None:
    """A thawed program, a lock that did not come, a damaged store: the parent reads of each."""
    home = Home("2026-11-24 16:00")
    home.do(ev.Thawed(home.now, "minh"))
    home.do(ev.ScreenApplied(home.now, "minh", Screen.CLOSED, "lock", False, "no grab"))
    home.do(ev.Health(home.now, "store_damaged"))
    assert home.codes()[-3:] == ["thawed", "not_applied", "store_damaged"]


def test_our_own_windows_and_help_cost_nothing_and_leave_no_span() -> None:
    """Ten minutes of help are no minutes."""
    home = Home("2026-11-24 16:00")
    home.sit(App("luytre:help", ours=True))
    home.wait(10)
    assert home.minutes() == 0
    assert all(not a.spans for a in home.actions if isinstance(a, Remember))


def test_every_step_of_a_sitting_child_wakes_in_time() -> None:
    """The limit is noticed within a second of its due time."""
    home = Home("2026-11-24 16:00", rules(breaks=None, grace_s=5))
    home.sit(OTHER)
    home.wait(59)
    home.wait(1, 5)
    assert home.screens() == [Screen.LEARNING]
    assert home.wall - ms("2026-11-24 17:00") <= 5 * SECOND
