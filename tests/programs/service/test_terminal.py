"""Words on a terminal: for every bracket, reason and language, with the number to call."""

import pytest

from app.model.action import NoticeKind, Notify, SetScreen
from app.model.decision import Decision, Reason, Screen, Verdict
from app.model.moment import MINUTE
from app.model.policy import Limit
from app.programs.service.terminal import closed_text, notice_text
from tests.guard.home import Home
from tests.programs.service.office import CHILDREN
from tests.rules.asking import rules, whole_week


def decision(reason: Reason) -> Decision:
    """Why it is closed."""
    return Decision(Verdict.WAIT, reason, "", None, Screen.CLOSED, left_ms=0)


@pytest.mark.parametrize("bracket", CHILDREN)
@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words(bracket: str, reason: Reason) -> None:
    """Nobody is put out without a sentence."""
    home = Home("2026-11-12T16:00", child=CHILDREN[bracket])
    action = SetScreen(home.child.id, Screen.CLOSED, decision(reason))
    text = closed_text(home.guard, home.person, action)
    assert text and "{" not in text
    assert bracket == "0-6" or "111" in text


REASONS = (Reason.BEDTIME, Reason.HOURS, Reason.DAY_BUDGET, Reason.WEEK_BUDGET, Reason.PAUSE)


@pytest.mark.parametrize("bracket", CHILDREN)
@pytest.mark.parametrize("kind", [NoticeKind.WARN, NoticeKind.GRACE])
@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("verdict", [Verdict.WAIT, Verdict.TIP])
@pytest.mark.parametrize("app", ["", "minetest"])
def test_warnings_have_words(
    bracket: str, kind: NoticeKind, reason: Reason, verdict: Verdict, app: str
) -> None:
    """Also where there is no window to show them in."""
    home = Home("2026-11-12T16:00", child=CHILDREN[bracket])
    why = Decision(verdict, reason, "", None, Screen.OPEN)
    text = notice_text(home.guard, home.person, Notify(home.child.id, kind, 5 * MINUTE, why, app))
    assert text and "{" not in text


@pytest.mark.parametrize(
    ("bracket", "kind", "why", "app", "text"),
    [
        pytest.param(
            "16-17",
            NoticeKind.WARN,
            Decision(Verdict.TIP, Reason.DAY_BUDGET, "week.thu.minutes", None, origin="parent"),
            "",
            "Còn 5 phút là đến mức bạn tự đặt (2 giờ 30).",
            id="a goal of one's own closes nothing",
        ),
        pytest.param(
            "16-17",
            NoticeKind.WARN,
            Decision(Verdict.TIP, Reason.BEDTIME, "week.thu.bedtime", None),
            "",
            "Còn 5 phút là đến giờ ngủ, 16:05.",
            id="a soft bedtime closes nothing",
        ),
        pytest.param(
            "13-15",
            NoticeKind.WARN,
            Decision(Verdict.WAIT, Reason.ONE_GAME, "week.thu.one_game", None),
            "minetest",
            "Còn 5 phút cho minetest. 16:05 thì nghỉ, bài đang mở vẫn giữ nguyên.",
            id="one program, not the PC",
        ),
        pytest.param(
            "13-15",
            NoticeKind.GRACE,
            Decision(Verdict.WAIT, Reason.ONE_GAME, "week.thu.one_game", None),
            "minetest",
            "Lưu lại nhé. Còn 5 phút nữa minetest nghỉ.",
            id="the time to save for one program",
        ),
        pytest.param(
            "13-15",
            NoticeKind.WARN,
            Decision(Verdict.WAIT, Reason.DAY_BUDGET, "week.thu.minutes", None),
            "",
            "Còn 5 phút. 16:05 phiên này kết thúc: lưu bài trước nhé.",
            id="a log-in is ended, nothing in it is kept",
        ),
        pytest.param(
            "13-15",
            NoticeKind.GRACE,
            Decision(Verdict.WAIT, Reason.BEDTIME, "week.thu.bedtime", None),
            "",
            "Lưu bài nhé. Còn 5 phút nữa phiên này kết thúc.",
            id="its end is near",
        ),
    ],
)
def test_each_limit_in_its_own_words(
    bracket: str, kind: NoticeKind, why: Decision, app: str, text: str
) -> None:
    """What a terminal says is true of that limit and of that log-in."""
    home = Home(
        "2026-11-12T16:00", whole_week(rules(), minutes=Limit(150)), child=CHILDREN[bracket]
    )
    notice = Notify(home.child.id, kind, 5 * MINUTE, why, app)
    assert notice_text(home.guard, home.person, notice) == text
