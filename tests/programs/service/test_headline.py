"""The line anybody may read: true at every moment, said once, and silent about use."""

from dataclasses import replace
from datetime import date

import pytest

from app.guard import events as ev
from app.guard.memory import start
from app.model.decision import Reason
from app.model.grant import Hold
from app.model.moment import MINUTE
from app.model.policy import Limit, Policy
from app.model.subject import Child
from app.programs.service.headline import Headline, headline
from tests.guard.home import Home
from tests.rules.asking import rules, whole_week

DAY = "2026-11-24"  # a Tuesday; bedtime at 20:30, up at 6:00


def test_a_day_in_lines() -> None:
    """Every change is said when it happens, and nothing is said twice."""
    said: list[str] = []
    home = Home(f"{DAY} 20:20", whole_week(rules(breaks=None), minutes=None))
    home.policy = replace(home.policy, language="en")
    home.do(ev.PolicyChanged(home.now, home.policy))
    line = Headline(said.append)
    line.stepped(home.guard)
    home.sit()
    for _ in range(12 * 60):
        home.wait(seconds=1)
        line.stepped(home.guard)
    assert said == [
        "Minh: open (20:30 Bedtime)",
        "Minh: closed (6:00 tomorrow The PC wakes)",
    ]


@pytest.mark.parametrize("used", [0, 20])
def test_it_never_tells_how_much_was_used(used: int) -> None:
    """A budget that ends this afternoon is nobody's business; bedtime is no secret."""
    given = whole_week(rules(breaks=None), minutes=Limit(30))
    home = Home(f"{DAY} 16:00", given)
    home.sit()
    home.wait(used)
    assert headline(home.guard) == "Minh: mở (20:30 Đi ngủ)"


def test_a_pause() -> None:
    """When it ends is the parent's word, and no secret; afterwards the day goes on."""
    home = Home(f"{DAY} 16:00", rules(breaks=None))
    home.leave()
    home.hold(Hold(Reason.PAUSE, home.guard.clock.now_ms + 30 * MINUTE))
    assert headline(home.guard) == "Minh: đóng (16:30 Hết tạm dừng)"
    home.wait(31)
    assert headline(home.guard) == "Minh: mở (20:30 Đi ngủ)"


def test_when_the_budget_is_spent() -> None:
    """Learning only, as anybody sees on the screen; the new day is on the calendar."""
    home = Home(f"{DAY} 16:00", whole_week(rules(breaks=None), minutes=Limit(10)))
    home.sit()
    home.wait(12)
    assert headline(home.guard).startswith("Minh: chỉ học (")


def test_several_children_and_none() -> None:
    """Each in his turn; without any that is said."""
    home = Home(f"{DAY} 16:00")
    (minh,) = home.policy.subjects
    an = replace(minh, subject=Child("an", "An", ("an",), date(2001, 1, 1)))
    both = start(replace(home.policy, subjects=(minh, an)), None, home.now)
    assert headline(both).split("; ")[1] == "An: mở"
    none = start(Policy(1, "Asia/Ho_Chi_Minh", ()), None, home.now)
    assert headline(none) == "Chưa có con nào được thêm."
