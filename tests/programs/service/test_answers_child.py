"""Answers to a child: his rules, his questions within limits, a parent's code good once."""

from pathlib import Path

import pytest

from app.api.child import Ask, Base, Code, Done, Hello, MyRules, No, State, TakeBack, Told
from app.guard import events as ev
from app.model.decision import Reason, Screen
from app.model.grant import Hold
from app.model.moment import MINUTE
from app.model.observation import App
from app.model.policy import Breaks, Limit
from app.programs.service.answers_child import MOST_ASKED_A_DAY
from tests.guard.home import MINH
from tests.programs.service.office import CHILDREN, Office
from tests.rules.asking import MINETEST, rules, whole_week


def answer(office: Office, message: Base) -> Base:
    """What a child gets."""
    return office.child.answer(office.person.id, message)


def test_his_own_state(tmp_path: Path) -> None:
    """Everything a face shows, in the language of the house."""
    office = Office(tmp_path)
    office.play(5, app=MINETEST)
    state = answer(office, MyRules())
    assert isinstance(state, State)
    assert (state.name, state.bracket, state.ten, state.told) == ("Minh", "7-12", True, True)
    assert (state.used_ms, state.game_ms, state.charging) == (5 * MINUTE, 5 * MINUTE, "game")
    assert state.budget_ms == 60 * MINUTE
    assert state.left_ms is not None and state.left_ms == 55 * MINUTE
    assert state.retention_days == 14
    assert {row.key for row in state.rules} >= {"day", "bedtime", "one_game"}
    assert state.clock_ms == office.guard().clock.now_ms


def test_an_eye_break_that_was_kept_is_told(tmp_path: Path) -> None:
    """Away for as long as was asked: one twig on the bamboo of the day."""
    office = Office(tmp_path, given=rules(breaks=Breaks(20, 5)))
    office.play(20)
    office.home.wait(5, typing=False)
    state = answer(office, MyRules())
    assert isinstance(state, State) and state.breaks == 1


def test_a_child_sees_his_own_use_at_any_age(tmp_path: Path) -> None:
    """What is hidden from parents is not hidden from whom it is about."""
    office = Office(tmp_path, CHILDREN["16-17"])
    office.play(3, app=MINETEST)
    state = answer(office, MyRules())
    assert isinstance(state, State) and state.used_ms == 3 * MINUTE


def test_before_the_first_page_it_says_so(tmp_path: Path) -> None:
    """The face shows the page as long as told is false; the answer is taken once given."""
    office = Office(tmp_path, told=False)
    state = answer(office, MyRules())
    assert isinstance(state, State) and not state.told
    assert answer(office, Told(False)) == Done()
    assert office.person.told and office.person.agreed is False


def test_from_seven_the_page_comes_until_the_child_has_answered(tmp_path: Path) -> None:
    """At 0-6 it is enough that it was shown; what was never asked is asked at 7."""
    for name, there in (("0-6", True), ("7-12", False)):
        office = Office(tmp_path / name, CHILDREN[name], told=False)
        answer(office, Told(None))
        state = answer(office, MyRules())
        assert isinstance(state, State) and state.told is there
        assert office.person.told


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (Ask("time"), "incomplete"),
        (Ask("app"), "incomplete"),
        (Ask("unfair"), "incomplete"),
        (Ask("money", 5), "kind"),
    ],
)
def test_half_a_question_is_refused(tmp_path: Path, ask: Ask, reason: str) -> None:
    """Nothing is put before a parent that cannot be answered."""
    assert answer(Office(tmp_path), ask) == No(reason)


def test_a_question_reaches_the_guard_with_its_words(tmp_path: Path) -> None:
    """It waits with an answer due in two days, and is in the child's state."""
    office = Office(tmp_path)
    done = answer(office, Ask("time", 15, words="Cho em chơi thêm ạ"))
    assert isinstance(done, Done) and done.id
    (request,) = office.person.requests
    assert (request.id, request.minutes, request.words) == (done.id, 15, "Cho em chơi thêm ạ")
    assert request.due_ms - request.asked_ms == 48 * 60 * MINUTE
    state = answer(office, MyRules())
    assert isinstance(state, State) and state.requests[0].words == "Cho em chơi thêm ạ"


def test_five_may_wait_at_once(tmp_path: Path) -> None:
    """The sixth is refused until one is answered or taken back."""
    office = Office(tmp_path)
    ids = [answer(office, Ask("time", n + 1)).id for n in range(5)]  # type: ignore[attr-defined]
    assert answer(office, Ask("time", 9)) == No("too_many")
    assert answer(office, TakeBack(ids[0])) == Done()
    assert isinstance(answer(office, Ask("time", 9)), Done)
    assert answer(office, TakeBack(ids[0])) == No("unknown")


def test_a_program_that_asks_all_day_is_stopped(tmp_path: Path) -> None:
    """Thirty questions a day, then the time to wait is said; a day later it may ask again."""
    office = Office(tmp_path)
    for _ in range(MOST_ASKED_A_DAY):
        done = answer(office, Ask("time", 5))
        answer(office, TakeBack(done.id))  # type: ignore[attr-defined]
    refused = answer(office, Ask("time", 5))
    assert isinstance(refused, No) and refused.reason == "rate"
    assert refused.wait_ms == 24 * 60 * MINUTE
    office.home.pass_ms(24 * 60 * MINUTE)
    office.happened(ev.Tick)
    assert isinstance(answer(office, Ask("time", 5)), Done)


def test_another_childs_question_cannot_be_taken_back(tmp_path: Path) -> None:
    """An id is no right."""
    office = Office(tmp_path)
    done = answer(office, Ask("time", 5))
    assert office.child.answer("lan", TakeBack(done.id)) == No("nobody")  # type: ignore[attr-defined]
    assert office.person.requests[0].answer == ""


def test_what_is_no_question_is_refused(tmp_path: Path) -> None:
    """Also from somebody who is no subject."""
    assert answer(Office(tmp_path), Hello(1)) == No("unknown")
    assert Office(tmp_path).child.answer("nobody", MyRules()) == No("nobody")


# --- codes --------------------------------------------------------------------------------------


@pytest.fixture
def spent(tmp_path: Path) -> Office:
    """A child whose minute is used up, and a parent with codes."""
    office = Office(tmp_path, given=whole_week(rules(), minutes=Limit(1)))
    office.play(3, app=App("desktop:mpv"))
    assert office.person.rung.applied is Screen.LEARNING
    return office


def test_a_code_gives_what_the_screen_asked_for(spent: Office) -> None:
    """So many minutes, once."""
    (code, *_) = spent.secrets.renew_codes("pc").sheet
    assert answer(spent, Code(code, "time", 20)) == Done()
    (grant,) = spent.person.grants
    assert (grant.left_ms, grant.app, grant.by) == (20 * MINUTE, "", "code")
    assert spent.person.rung.applied is Screen.OPEN
    assert answer(spent, Code(code, "time", 20)) == No("wrong")


def test_a_code_for_one_program_opens_that_program(spent: Office) -> None:
    """A grant names what was on the screen."""
    (code, *_) = spent.secrets.renew_codes("pc").sheet
    assert answer(spent, Code(code, "app", 10, "desktop:mpv")) == Done()
    assert spent.person.grants[0].app == "desktop:mpv"


def test_unlock_lifts_a_hold_and_nothing_more(tmp_path: Path) -> None:
    """A pause is over; where something else still closes, a little time is given."""
    office = Office(tmp_path)
    office.happened(ev.HoldSet, "minh", Hold(Reason.PAUSE, None))
    first, second, *_ = office.secrets.renew_codes("pc").sheet
    assert answer(office, Code(first, "unlock")) == Done()
    assert office.person.hold is None and office.person.grants == ()
    late = Office(tmp_path / "b", local="2026-11-12T22:00")
    (code, *_) = late.secrets.renew_codes("pc").sheet
    assert answer(late, Code(code, "unlock")) == Done()
    assert late.person.grants[0].left_ms == 15 * MINUTE


@pytest.mark.parametrize(
    "code",
    [
        Code("123456", "everything", 5),
        Code("123456", "time"),
        Code("123456", "app", 5),
        Code("123456", "time", 5, "desktop:mpv"),
    ],
)
def test_a_code_that_asks_for_nothing_is_not_used_up(spent: Office, code: Code) -> None:
    """It is refused before it is looked at."""
    spent.secrets.renew_codes("pc")
    assert answer(spent, code) == No("incomplete")
    assert "wrong_code" not in spent.home.codes()


def test_guessing_is_slow_and_told(spent: Office) -> None:
    """Five wrong ones, then a wait; each is in the record for the parent."""
    spent.secrets.renew_codes("pc")
    for _ in range(5):
        assert answer(spent, Code("000000", "time", 5)) == No("wrong")
    refused = answer(spent, Code("000000", "time", 5))
    assert isinstance(refused, No) and refused.reason == "rate" and refused.wait_ms > 0
    assert spent.home.codes().count("wrong_code") == 5


def test_without_codes_there_is_nothing_to_guess(spent: Office) -> None:
    """A PC whose parent set none up says so."""
    assert answer(spent, Code("123456", "time", 5)) == No("none")
    assert MINH.id == "minh"
