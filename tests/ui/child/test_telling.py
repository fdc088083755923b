"""From a message to words: which text, with which facts, for hard and soft limits."""

import pytest

from app.api.child import Notice, RuleRow, Why
from app.model.action import NoticeKind
from app.ui.child.telling import limit_of, lock_group, notice_key, notice_said, steps, why_lines
from app.ui.shared.look import Look
from app.words.catalogue import voice_of
from app.words.rows import pack
from tests.ui import family
from tests.ui.family import MINUTE, NAMES

NOW = family.at("18:52")

KEYS = [
    # kind, left, reason, verdict, origin, app -> text
    ("warn", 5, "day_budget", "wait", "parent", "", "notice.warn.learning"),
    ("warn", 5, "bedtime", "wait", "parent", "", "notice.warn.bedtime"),
    ("warn", 5, "hours", "wait", "parent", "", "notice.warn"),
    ("warn", 5, "day_budget", "tip", "parent", "", "notice.warn.soft"),
    ("warn", 5, "day_budget", "tip", "bracket", "", "notice.warn.soft.preset"),
    ("warn", 5, "bedtime", "tip", "bracket", "", "notice.warn.bedtime.soft"),
    ("warn", 5, "one_game", "wait", "bracket", "desktop:kart", "notice.warn.app"),
    ("warn", 5, "one_game", "tip", "bracket", "desktop:kart", "notice.warn.app.soft"),
    ("tip", 30, "day_budget", "wait", "parent", "", "notice.tip"),
    ("tip", 0, "day_budget", "tip", "parent", "", "notice.tip.over"),
    ("tip", 0, "day_budget", "tip", "bracket", "", "notice.tip.over.preset"),
    ("tip", 0, "bedtime", "tip", "bracket", "", "notice.tip.over.bedtime"),
    ("tip", 0, "one_game", "tip", "bracket", "desktop:kart", "notice.tip.app.over"),
    ("tip", 5, "break", "tip", "bracket", "", "notice.tip.break"),
    ("grace", 1, "day_budget", "wait", "parent", "", "notice.grace.learning"),
    ("grace", 1, "bedtime", "wait", "parent", "", "notice.grace"),
    ("grace", 1, "one_game", "wait", "parent", "desktop:kart", "notice.grace.app"),
    ("closed", 0, "bedtime", "block", "parent", "", "notice.closed"),
    ("game_time", 30, "open", "allow", "bracket", "", "notice.game_time"),
]


def say_in(bracket: str, lang: str = "vi") -> Look:
    """How to speak to a bracket."""
    return Look(False, lang, voice_of(bracket))


@pytest.mark.parametrize(("kind", "left", "reason", "verdict", "origin", "app", "key"), KEYS)
def test_the_text_fits_the_limit(
    kind: str, left: float, reason: str, verdict: str, origin: str, app: str, key: str
) -> None:
    """Hard, soft, the bracket's own, of one program: each has its own words."""
    notice = family.notice(kind, left, reason, verdict=verdict, origin=origin, app=app, name="Kart")
    assert notice_key(notice, family.state()) == key


@pytest.mark.parametrize("kind", list(NoticeKind))
@pytest.mark.parametrize("bracket", list(NAMES))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_notice_can_be_said_to_everybody(kind: str, bracket: str, lang: str) -> None:
    """No kind, bracket or missing fact leaves a hole in the sentence."""
    for state in (
        family.state(bracket, lang),
        family.state(bracket, lang, budget_ms=None, left_ms=None, closes_ms=None),
    ):
        for app in ("", "desktop:kart"):
            for verdict in ("tip", "wait"):
                notice = family.notice(kind, 5, app=app, name="Kart", verdict=verdict)
                said = notice_said(notice, state, NOW, say_in(bracket, lang))
                assert said.head
                assert "{" not in said.whole


def test_the_picture_of_the_toast() -> None:
    """Minh with five minutes before the hours end reads looks.md's own sentence."""
    notice = family.notice("warn", 5, "hours", verdict="wait")
    said = notice_said(notice, family.state(), family.at("19:18"), say_in("7-12"))
    assert (said.head, said.body) == ("Còn 5 phút", "Em lưu game nhé, 19:23 máy nghỉ.")
    assert said.askable


def test_a_goal_is_only_ones_own_when_it_was_set() -> None:
    """At 16-17 the bracket's suggestion is called a suggestion."""
    state = family.state("16-17")
    mine = family.notice("warn", 5, verdict="tip", origin="parent")
    preset = family.notice("warn", 5, verdict="tip", origin="bracket")
    look = say_in("16-17")
    assert notice_said(mine, state, NOW, look).head == (
        "Còn 5 phút là đến mức bạn tự đặt (2 giờ 30)"
    )
    assert "gợi ý" in notice_said(preset, state, NOW, look).head


def test_the_laws_sentence_stands_whole_beside_the_game_notice() -> None:
    """Every thirty minutes of play, word for word."""
    said = notice_said(family.notice("game_time", 30), family.state(), NOW, say_in("7-12"))
    assert "Chơi quá 180 phút một ngày sẽ ảnh hưởng xấu đến sức khỏe" in said.note


@pytest.mark.parametrize(
    ("code", "rule", "reason", "soft", "origin"),
    [
        ("budget_over", RuleRow("day", pack(minutes=60), "parent"), "day_budget", False, "parent"),
        ("budget_over", RuleRow("day", pack(minutes=60, soft=1), "bracket"), "day_budget", True,
         "bracket"),
        ("bedtime", RuleRow("bedtime", pack(start=1230, soft=1), "parent"), "bedtime", True,
         "parent"),
        ("hours_end", RuleRow("hours", pack(start=1, end=2), "parent"), "hours", False, "parent"),
        ("", RuleRow("day", pack(minutes=60, soft=1), "parent"), "hours", False, "bracket"),
    ],
)  # fmt: skip
def test_a_limit_that_only_comes_is_read_off_what_comes(
    code: str, rule: RuleRow, reason: str, soft: bool, origin: str
) -> None:
    """While all is still open the message names no limit: the next change and its rule do."""
    due = NOW + 5 * MINUTE
    coming = ((due + 3_000, code),) if code else ()
    state = family.state(next=coming, rules=(rule,))
    open_why = Why("allow", "open", "", "bracket")
    found = limit_of(Notice("warn", 5 * MINUTE, open_why), state)
    assert (found.reason, found.soft, found.origin) == (reason, soft, origin)


def test_why_says_until_when_and_who_chose_it() -> None:
    """Three short lines."""
    why = Why("block", "one_game", "apps.kart", "bracket", opens_ms=family.at("6:00", 13))
    assert why_lines(why, NOW, family.ZONE, say_in("7-12")) == [
        "Trò này đủ giờ hôm nay. Em chơi trò khác được.",
        "6:00 sáng mai máy mở lại.",
        "Đây là luật chung cho tuổi của em.",
    ]


def test_a_reason_of_a_newer_service_is_still_explained() -> None:
    """An unknown code reads as the schedule, not as a code."""
    why = Why("block", "full_moon", "", "stars", until_ms=family.at("20:00"))
    assert why_lines(why, NOW, family.ZONE, say_in("13-15")) == [
        "Giờ này máy đóng theo lịch.",
        "Đến 20:00.",
    ]


@pytest.mark.parametrize(
    ("reason", "group"),
    [("day_budget", "budget"), ("bedtime", "bedtime"), ("hours", "hours"), ("pause", "pause"),
     ("lock_now", "lock_now"), ("break", "break"), ("agent_lost", "trouble"), ("other", "hours")],
)  # fmt: skip
def test_lock_groups(reason: str, group: str) -> None:
    """Every reason has a family of lock texts."""
    assert lock_group(reason) == group


def test_steps_leave_out_what_is_past_or_unknown() -> None:
    """Sorted by time; codes of a newer service are not shown as codes."""
    coming = (
        (family.at("6:00", 13), "opens"), (family.at("20:30"), "bedtime"),
        (family.at("18:00"), "break"), (family.at("19:00"), "full_moon"),
    )  # fmt: skip
    found = steps(coming, NOW, family.ZONE, say_in("7-12"))
    assert [(when, what) for _, when, what in found] == [
        ("20:30", "Đi ngủ"),
        ("6:00 sáng mai", "Máy mở lại"),
    ]
