"""A parent deletes what is kept: names go, sums stay."""

from app.guard import events as ev
from app.model.action import Record, RecordKind
from app.model.grant import AskKind, Request
from app.model.moment import MINUTE
from tests.guard.home import Home


def test_which_programs_were_used_is_forgotten() -> None:
    """And the sum of today is not, or a wipe would be a new budget."""
    home = Home("2026-11-12T16:00")
    home.sit()
    home.wait(minutes=20)
    used = home.person.use.leisure_ms
    assert used >= 19 * MINUTE
    assert home.person.use.by_app
    home.do(ev.Wiped(home.now, "minh", "mum"))
    assert home.person.use.leisure_ms >= used
    assert not home.person.use.by_app
    assert home.person.span is None or home.person.span.start_ms == home.wall


def test_it_is_written_down_who_did_it() -> None:
    """Nobody wipes in silence."""
    home = Home("2026-11-12T16:00")
    actions = home.do(ev.Wiped(home.now, "minh", "mum"))
    records = [one for one in actions if isinstance(one, Record)]
    assert [(r.kind, r.code, r.facts) for r in records] == [
        (RecordKind.RULES, "wiped", (("by", "mum"),))
    ]


def test_a_child_who_waits_for_an_answer_goes_on_waiting() -> None:
    """What was answered is history and goes."""
    home = Home("2026-11-12T16:00")
    for id in ("old", "open"):
        home.do(ev.Asked(home.now, Request(id, "minh", AskKind.TIME, 0, 0, 5)))
    home.do(ev.Answered(home.now, "old", False))
    home.do(ev.Wiped(home.now, "", "mum"))
    assert [one.id for one in home.person.requests] == ["open"]


def test_somebody_else_keeps_his() -> None:
    """Only who was meant."""
    home = Home("2026-11-12T16:00")
    home.sit()
    home.wait(minutes=20)
    before = home.person.use.by_app
    home.do(ev.Wiped(home.now, "lan", "mum"))
    assert home.person.use.by_app == before
