"""What a parent does on the spot becomes an event, and nonsense is refused with a code."""

from pathlib import Path

import pytest

from app.api import parent as api
from app.api.child import Done
from app.guard import events as ev
from app.model.decision import Reason, Screen
from app.model.errors import Denied
from app.model.grant import AskKind, Request
from app.model.moment import MINUTE
from app.programs.service.acts import Acts
from tests.programs.service.office import Office
from tests.rules.asking import ms


class Parent:
    """A parent at work in an office."""

    def __init__(self, base: Path) -> None:
        """Everything goes into the office's guard."""
        self.office = Office(base)
        self.acts = Acts(
            self.office.guard, self.office.happened, self.office.overview, self.office.sites
        )

    def does(self, message: object) -> str:
        """Do it; give the id made, or why not."""
        try:
            answer = self.acts.act("mum", message)  # type: ignore[arg-type]
        except Denied as denied:
            return denied.reason
        assert isinstance(answer, Done)
        return answer.id


@pytest.fixture
def parent(tmp_path: Path) -> Parent:
    """A parent."""
    return Parent(tmp_path)


def test_time_is_given_in_her_name(parent: Parent) -> None:
    """For the PC, for a program, as a bonus, until a time."""
    assert parent.does(api.Give("minh", 15))
    assert parent.does(api.Give("minh", 10, app="mpv"))
    assert parent.does(api.Give("Minh", 5, bonus=True))
    assert parent.does(api.Give("minh", 30, until="2026-11-12T16:10"))
    first, app, bonus, until = parent.office.person.grants
    assert (first.left_ms, first.by, first.bonus) == (15 * MINUTE, "mum", False)
    assert app.app == "mpv"
    assert bonus.bonus
    assert until.expires_ms == ms("2026-11-12 16:10")
    assert parent.office.home.codes().count("granted") == 4


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (api.Give("nobody", 15), "unknown_child"),
        (api.Give("minh", 0), "incomplete"),
        (api.Give("minh", 5, until="later"), "time"),
        (api.Stop("minh", "forever"), "kind"),
        (api.Stop("nobody", "pause"), "unknown_child"),
        (api.Resume("nobody"), "unknown_child"),
        (api.Answer("r9", True), "unknown_request"),
        (api.ConfirmDate("today"), "date"),
        (api.ConfirmDate("2026-11-13"), "not_today"),
    ],
)
def test_what_makes_no_sense_is_refused(parent: Parent, message: object, why: str) -> None:
    """And nothing happens."""
    before = parent.office.guard()
    assert parent.does(message) == why
    assert parent.office.guard() is before


def test_a_pause_ends_and_a_lock_does_not(parent: Parent) -> None:
    """Minutes are counted from now; resuming lifts either. With nobody there it is at once."""
    parent.office.home.leave()
    parent.does(api.Stop("minh", "pause", 10))
    hold = parent.office.person.hold
    assert hold is not None
    assert (hold.reason, hold.until_ms) == (
        Reason.PAUSE,
        parent.office.guard().clock.now_ms + 10 * MINUTE,
    )
    parent.does(api.Stop("minh", "lock_now"))
    hold = parent.office.person.hold
    assert hold is not None and (hold.reason, hold.until_ms) == (Reason.LOCK_NOW, None)
    assert parent.office.person.rung.applied is Screen.CLOSED
    parent.does(api.Resume("minh"))
    assert parent.office.person.hold is None


def test_a_question_is_answered_once(parent: Parent) -> None:
    """Yes with other minutes than asked; a second answer finds nothing open."""
    parent.office.happened(ev.Asked, Request("r1", "minh", AskKind.TIME, 1, 2, 30))
    assert parent.does(api.Answer("r1", True, 10, "Được")) == "r1"
    (request,) = parent.office.person.requests
    assert (request.answer, request.reply) == ("yes", "Được")
    assert parent.office.person.grants[0].left_ms == 10 * MINUTE
    assert parent.does(api.Answer("r1", False)) == "unknown_request"


def test_the_parents_word_makes_the_date_sure(parent: Parent) -> None:
    """Only for the day that the PC believes as well."""
    parent.does(api.ConfirmDate("2026-11-12"))
    assert "date_confirmed" in parent.office.home.codes()


@pytest.mark.parametrize(
    ("how", "for_a_while", "in_policy"),
    [("", 1, 0), ("hour", 1, 0), ("today", 1, 0), ("always", 0, 1)],
)
def test_a_site_is_opened_as_long_as_the_parent_says(
    parent: Parent, how: str, for_a_while: int, in_policy: int
) -> None:
    """An hour when nothing was said; what holds always is the policy's, and has a version."""
    asked = Request("r", "minh", AskKind.SITE, 0, 0, about="a.example", words="bài tập")
    parent.office.happened(ev.Asked, asked)
    assert parent.does(api.Answer("r", yes=True, how=how)) == "r"
    assert len(parent.office.person.sites) == for_a_while
    assert len(parent.office.policies) == in_policy
    if in_policy:
        kept = parent.office.policies[0].subjects[0].rules.web.sites
        assert "a.example" in [rule.match for rule in kept]


def test_nonsense_about_a_site_opens_nothing(parent: Parent) -> None:
    """The question stays open."""
    asked = Request("r", "minh", AskKind.SITE, 0, 0, about="a.example")
    parent.office.happened(ev.Asked, asked)
    assert parent.does(api.Answer("r", yes=True, how="forever")) == "kind"
    assert parent.office.person.requests[0].answer == ""
