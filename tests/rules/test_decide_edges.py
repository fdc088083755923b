"""Edges of precedence: nights that overlap, and limits of one program behind those of the PC."""

from dataclasses import replace

from app.model.decision import Reason, Verdict
from app.model.grant import Hold
from app.model.moment import MINUTE
from app.model.policy import AppVerdict, Limit, Period, Rules
from app.rules.decide import decide, own_due
from tests.rules.asking import MINETEST, WRITER, ask, ms, rule_for, rules, used


def two_nights(soft_friday: bool = False, soft_saturday: bool = False) -> Rules:
    """Friday's bedtime lasts until ten in the morning, Saturday's begins at eight."""
    base = rules()
    friday = replace(base.week[4], bedtime=Period(20 * 60, 10 * 60), soft=soft_friday)
    saturday = replace(base.week[5], bedtime=Period(8 * 60, 7 * 60), soft=soft_saturday)
    return replace(base, week=(*base.week[:4], friday, saturday, base.week[6]))


def test_of_two_nights_that_overlap_the_first_speaks_until_its_end() -> None:
    """The reason does not change before the time that was said, and the PC stays closed."""
    early, both, late = (
        decide(ask(f"2026-11-28 {at}", two_nights())) for at in ("07:30", "09:00", "10:00")
    )
    assert (early.setting, early.until_ms) == ("week.fri.bedtime", ms("2026-11-28 10:00"))
    assert (both.setting, both.until_ms) == (early.setting, early.until_ms)
    assert (late.setting, late.until_ms) == ("week.sat.bedtime", ms("2026-11-29 07:00"))


def test_of_two_nights_the_hard_one_speaks() -> None:
    """A soft night says until when it holds: the hard one's beginning, not its own end."""
    given = two_nights(soft_friday=True)
    early, both = (decide(ask(f"2026-11-28 {at}", given)) for at in ("07:30", "09:00"))
    assert (early.verdict, early.until_ms) == (Verdict.TIP, ms("2026-11-28 08:00"))
    assert (both.verdict, both.setting) == (Verdict.WAIT, "week.sat.bedtime")
    given = two_nights(soft_saturday=True)
    both = decide(ask("2026-11-28 09:00", given))
    assert (both.verdict, both.setting) == (Verdict.WAIT, "week.fri.bedtime")


def test_a_program_s_own_limit_is_seen_behind_a_pc_that_is_stopped() -> None:
    """Ten minutes of its own are left although the parent has just locked the PC."""
    own = rules(apps=(rule_for("minetest", limit=Limit(30)),))
    asked = ask(
        "2026-11-24 16:00", own, MINETEST, used(20, 20, minetest=20), hold=Hold(Reason.PAUSE, None)
    )
    assert decide(asked).until_ms is None
    assert own_due(asked) == asked.now_ms + 10 * MINUTE
    assert own_due(ask("2026-11-24 16:00", own)) is None


def test_what_must_be_asked_for_waits_when_the_pc_rests() -> None:
    """An unknown program is to be asked for until bedtime, and then it is simply bedtime."""
    own = rules(unknown_app=AppVerdict.ASK)
    asked = decide(ask("2026-11-24 20:00", own, WRITER))
    assert (asked.verdict, asked.reason) == (Verdict.ASK, Reason.UNKNOWN_APP)
    assert asked.until_ms == ms("2026-11-24 20:30")
    night = decide(ask("2026-11-24 20:30", own, WRITER))
    assert (night.verdict, night.reason) == (Verdict.WAIT, Reason.BEDTIME)


def test_what_is_blocked_is_blocked_whatever_comes() -> None:
    """No time of day changes a block, so nothing has to be judged again."""
    own = rules(unknown_app=AppVerdict.BLOCK)
    assert decide(ask("2026-11-24 20:00", own, WRITER)).until_ms is None
