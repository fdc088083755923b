"""*Today* in words: every state of a card, and what is not shown is never shown as nothing used."""

from typing import Any

import pytest

from app.api.child import Why
from app.api.parent import Card, RecordRow, Today
from app.ui.parent.read.today import today
from app.ui.parent.values import ChildValue
from tests.ui.family import MINUTE, ZONE, at
from tests.ui.parent.house import asked, bong, khoi, minh, thao, told


def read(card: Card, lang: str = "vi", clock: str = "18:52") -> ChildValue:
    """One card as it is shown."""
    return today(Today(at(clock), ZONE, (card,)), lang).children[0]


def block(reason: str, opens: str = "", day: int = 13) -> Why:
    """Why a PC is closed."""
    opens_ms = at(opens, day) if opens else None
    return Why("block", reason, "x", "bracket", opens_ms, opens_ms)


def closed(reason: str, opens: str = "", **more: object) -> Card:
    """A card of a closed PC."""
    return minh(screen=2, why=block(reason, opens), charging="", left_ms=None, front="", **more)


STATES: list[tuple[str, Card, str, str, str]] = [
    # name, card, glyph, words, tone
    ("playing", minh(), "pad", "Đang chơi", "sun"),
    ("learning", minh(charging="learning"), "study", "Đang học · không tính giờ", "bamboo"),
    ("leisure", minh(charging="leisure"), "monitor", "Đang dùng máy", "leaf"),
    ("hands off", minh(charging=""), "pause", "Đang rời tay", "quiet"),
    ("away", minh(present=False, charging=""), "", "Không dùng máy", "quiet"),
    ("study only", minh(screen=1, why=block("day_budget")), "study", "Chỉ còn học", "bamboo"),
    ("bedtime", closed("bedtime", "6:00"), "moon", "Giờ ngủ", "night"),
    ("locked", closed("lock_now"), "lock", "Đang khóa", "night"),
    ("paused", closed("pause"), "pause", "Đang tạm dừng", "night"),
    ("used up", closed("day_budget", "6:00"), "clock", "Hết giờ hôm nay", "night"),
    ("week used up", closed("week_budget"), "clock", "Hết giờ tuần này", "night"),
    ("hours", closed("hours"), "clock", "Ngoài giờ", "night"),
    ("interference", closed("agent_lost"), "shield_warn", "Đóng vì bị can thiệp", "night"),
    ("a later reason", closed("gravity"), "lock", "Đang đóng", "night"),
    ("in use at 14", thao(), "monitor", "Đang dùng máy", "leaf"),
    ("in use at 16", khoi(), "monitor", "Đang dùng máy", "leaf"),
    ("asleep at 5", bong(), "moon", "Giờ ngủ", "night"),
]


@pytest.mark.parametrize(
    ("name", "card", "glyph", "said", "tone"), STATES, ids=lambda v: str(v)[:12]
)
def test_a_state_is_picture_word_and_colour(
    name: str, card: Card, glyph: str, said: str, tone: str
) -> None:
    """In that order of trust (looks.md 1.3)."""
    state = read(card).state
    assert (state.glyph, state.said, state.tone) == (glyph, said, tone)


RINGS: list[tuple[str, Card, str, int | None, bool, str]] = [
    # name, card, number, budget, resting, accessible name
    ("plays", minh(), "26", 60, False, "Minh còn 26 phút trên 60 phút"),
    ("learns", minh(charging="learning"), "26", 60, True, "Minh còn 26 phút trên 60 phút"),
    ("away", minh(present=False, charging=""), "26", 60, True, "Minh còn 26 phút trên 60 phút"),
    ("closed keeps the rest", closed("bedtime", "6:00"), "26", 60, True,
     "Minh còn 26 phút trên 60 phút"),
    ("used up", closed("day_budget", used_ms=60 * MINUTE), "0", 60, True,
     "Minh còn 0 giây trên 60 phút"),
    ("14 sees what is left", thao(), "54", 120, False, "Thảo còn 54 phút trên 120 phút"),
    ("no budget", minh(budget_ms=None, left_ms=None), "34", None, False,
     "Minh đã dùng 34 phút, không giới hạn"),
    ("16 shows nothing of it", khoi(), "", None, False, "Khôi đang dùng máy"),
    ("16 away", khoi(present=False), "", None, False, "Khôi không dùng máy"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "card", "number", "budget", "resting", "said"), RINGS,
                         ids=[row[0] for row in RINGS])  # fmt: skip
def test_the_ring_says_the_fact(
    name: str, card: Card, number: str, budget: int | None, resting: bool, said: str
) -> None:
    """Minutes left of a budget, or minutes used, or only whether the PC is in use."""
    ring = read(card).ring
    assert (ring.number, ring.budget, ring.resting, ring.name) == (number, budget, resting, said)
    assert bool(ring.glyph) == (number == "")


@pytest.mark.parametrize("card", [thao(), khoi()], ids=["14", "16"])
def test_what_is_not_shown_is_not_zero(card: Card) -> None:
    """A day that belongs to the child has no ribbon, no sum, and a sentence that says so."""
    child = read(card)
    assert child.ribbon is None
    assert child.used == ""
    assert child.legend == ()
    assert child.sight
    said = [child.used, *(f.head + f.sub for f in child.facts)]
    assert not any("0 phút" in text for text in said)


def test_a_younger_childs_day_is_shown() -> None:
    """Sum, legend and ribbon, and nothing to explain."""
    child = read(minh())
    assert child.used == "Đã dùng 34 trên 60 phút"
    assert [item.said for item in child.legend] == ["Chơi 22", "Giải trí 12", "Học 36"]
    assert child.ribbon is not None
    assert child.sight == ""
    assert child.about == "10 tuổi · nhóm 7–12"


FACTS: list[tuple[str, Card, tuple[str, str, str], str]] = [
    ("front", minh(), ("Đang mở", "Minecraft", "22 phút hôm nay, tối đa 45 phút"),
     "19:05 nghỉ mắt"),
    ("study", minh(charging="learning", front_name="GCompris"),
     ("Đang mở", "GCompris", "học, không trừ giờ"), "19:05 nghỉ mắt"),
    ("no limit of its own", minh(front_limit_ms=None),
     ("Đang mở", "Minecraft", "22 phút hôm nay"), "19:05 nghỉ mắt"),
    ("away", minh(present=False), ("Lúc này", "Không dùng máy", ""), "19:05 nghỉ mắt"),
    ("closed", closed("bedtime", "6:00", next=()),
     ("Vì sao", "Đang trong giờ ngủ.", "Mở lại lúc 6:00 sáng mai."), "Không có thay đổi nào"),
    ("hidden", thao(), ("Lúc này", "Đang dùng máy", "Đang mở gì thì ở tuổi này chỉ con biết"),
     "19:30 nghỉ mắt"),
    ("a later code", minh(next=((at("20:00"), "eclipse"),)),
     ("Đang mở", "Minecraft", "22 phút hôm nay, tối đa 45 phút"), "20:00 có thay đổi"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "card", "now", "coming"), FACTS, ids=[row[0] for row in FACTS])
def test_what_is_now_and_what_comes(
    name: str, card: Card, now: tuple[str, str, str], coming: str
) -> None:
    """Two facts: the front or the reason, and the next change."""
    first, second = read(card).facts
    assert (first.label, first.head, first.sub) == now
    assert second.head == coming


BONUS: list[tuple[str, Card, bool]] = [
    ("the day's minutes end first", minh(), True),
    ("bedtime comes first", minh(next=((at("20:30"), "bedtime"),)), False),
    ("nothing is known to end", minh(next=()), False),
    ("it is closed already", closed("day_budget", next=()), False),
    ("a grant keeps it open", minh(why=Why("allow", "grant", "grant.g1", "parent")), False),
    ("16: the end of a goal is not shown", khoi(), False),
]


@pytest.mark.parametrize(("name", "card", "bonus"), BONUS, ids=[row[0] for row in BONUS])
def test_extra_time_goes_to_the_limit_that_comes_first(name: str, card: Card, bonus: bool) -> None:
    """Minutes of the day are added to; a clock is lifted by a grant (decision 0002)."""
    assert read(card).bonus is bonus


def test_what_a_parent_stopped_can_be_opened_again() -> None:
    """Paused and locked are both held; only what is locked has nothing left to lock."""
    assert (read(minh()).held, read(minh()).locked) == (False, False)
    paused = read(closed("pause", paused=True))
    assert (paused.held, paused.locked) == (True, False)
    locked = read(closed("lock_now", paused=True))
    assert (locked.held, locked.locked) == (True, True)


def test_an_objection_is_said() -> None:
    """The parent is told that the child does not agree."""
    assert read(minh(objection=True)).notices[0].head.startswith("Minh không đồng ý")
    assert read(minh()).notices == ()


AGENTS: list[tuple[str, Card, str, str]] = [
    # name, card, how the notice begins in Vietnamese and in English; "" = no notice
    ("runs", minh(), "", ""),
    ("nobody there", minh(present=False, agent=""), "", ""),
    ("starting", minh(agent="starting"), "Lũy Tre đang khởi động trong phiên của Minh.",
     "Lũy Tre is starting in Minh's session."),
    ("lost too often", closed("agent_lost", agent="starting"), "Máy tự mở lại sau một phút",
     "The PC opens again after a quiet minute."),
    ("a terminal", minh(agent=""), "Minh đăng nhập không qua màn hình đồ họa.",
     "Minh is logged in without a desktop."),
    ("none possible", minh(agent="session 3 has no display for an agent"),
     "Lũy Tre không hiện được", "Lũy Tre cannot show itself"),
    ("at 16 too", khoi(agent="starting"), "Lũy Tre đang khởi động trong phiên của Khôi.",
     "Lũy Tre is starting in Khôi's session."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "card", "vi", "en"), AGENTS, ids=lambda v: str(v)[:14])
def test_a_session_without_our_part_is_told(name: str, card: Card, vi: str, en: str) -> None:
    """In plain words with what to do, never as the code or the English reason of the service."""
    for lang, begins in (("vi", vi), ("en", en)):
        notices = read(card, lang).notices
        assert len(notices) == (1 if begins else 0)
        for one in notices:
            assert one.head.startswith(begins) and one.text
            assert "display for" not in one.head + one.text


def test_a_seat_and_an_adult() -> None:
    """A seat has no age; from 18 on it says that it is off."""
    assert read(minh(age=None)).about == "chỗ ngồi · nhóm 7–12"
    assert read(minh(age=18, bracket="18+")).about == "đủ 18 tuổi, Lũy Tre đã tắt"


def test_the_whole_page() -> None:
    """Date, time, questions with whose they are, and news; a question is not news besides."""
    rows = tuple(row for row in told() if row.tell)
    value = today(Today(at("18:52"), ZONE, (minh(), thao()), tuple(asked()), rows), "vi")
    assert (value.date, value.clock) == ("Thứ Năm, 12 tháng 11", "18:52")
    assert [request.name for request in value.requests] == ["Minh", "Thảo"]
    assert [one.said for one in value.news] == [
        "Lũy Tre đã khởi động lại.", "Tài khoản lạ đăng nhập: khach.",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("card", [row[1] for row in STATES], ids=[row[0] for row in STATES])
def test_every_state_can_be_said_in_both_languages(card: Card, lang: str) -> None:
    """No text is missing, whatever a card holds."""
    child = read(card, lang)
    texts: list[Any] = [child.about, child.state.said, child.ring.name, child.facts[0].head]
    assert all(texts)


def test_news_of_nobody_we_know_is_still_news() -> None:
    """A line about a child that is gone is told by its words alone."""
    row = RecordRow(1, at("18:00"), "gone", "hold", "pause", (), True)
    value = today(Today(at("18:52"), ZONE, (), (), (row,)), "en")
    assert value.news[0].said == "The PC was paused."
    assert value.news[0].when == "52 min ago"
