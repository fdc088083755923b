"""What a parent's grant lifts, and for how long it says so."""

from typing import Any

import pytest

from app.model.decision import Reason
from app.model.grant import Grant
from app.model.moment import MINUTE
from app.model.policy import Limit
from app.rules.decide import decide
from tests.rules.asking import MINETEST, WRITER, ask, ms, rule_for, rules, used

NOON, NIGHT = "2026-11-24 12:00", "2026-11-24 20:45"
END = ms("2026-11-25 00:00")


def grant(minutes: int = 15, **more: Any) -> Grant:
    """Fifteen minutes of the whole PC until midnight, unless said otherwise."""
    return Grant("g1", "minh", minutes * MINUTE, more.pop("expires_ms", END), **more)


TEN_OF_WRITER = rules(apps=(rule_for("libreoffice-writer", limit=Limit(10)),))


@pytest.mark.parametrize(
    ("question", "left", "ahead"),
    [
        (ask(NIGHT, grants=(grant(),)), 15, Reason.BEDTIME),
        (ask(NIGHT, grants=(grant(expires_ms=ms(NIGHT) + 5 * MINUTE),)), 5, Reason.BEDTIME),
        (ask(NIGHT, TEN_OF_WRITER, WRITER, grants=(grant(),)), 10, Reason.APP_LIMIT),
        (ask(NIGHT, TEN_OF_WRITER, WRITER, grants=(grant(8),)), 8, Reason.BEDTIME),
        (ask("2026-11-24 05:50", grants=(grant(),)), None, None),
    ],
    ids=["by itself", "its expiry", "a program's own limit", "before that limit", "the morning"],
)
def test_a_grant_says_what_ends_it(question: Any, left: int | None, ahead: Reason | None) -> None:
    """It holds until it is spent, until what it lifts is over, or until what it does not lift."""
    found = decide(question)
    assert found.reason is Reason.GRANT
    assert found.left_ms == (None if left is None else left * MINUTE)
    assert (found.ahead.reason if found.ahead else None) is ahead
    assert found.until_ms == question.now_ms + (10 if left is None else left) * MINUTE


def test_time_for_the_pc_does_not_lift_a_program_s_own_limit() -> None:
    """The program's limit is among the reasons, and the PC's grant leaves it standing."""
    spent = used(60, **{"libreoffice-writer": 10})
    found = decide(ask(NOON, TEN_OF_WRITER, WRITER, spent, grants=(grant(),)))
    assert found.reason is Reason.APP_LIMIT


def test_time_for_one_program_lifts_all_that_stands_against_it() -> None:
    """Bedtime, budget and its own ceiling: the parent named exactly this."""
    spent = used(60, 60, minetest=60)
    found = decide(ask(NIGHT, app=MINETEST, use=spent, grants=(grant(app="minetest"),)))
    assert found.reason is Reason.GRANT
