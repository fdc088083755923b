"""A child's question in words, and what one click answers."""

import pytest

from app.api.child import RequestRow
from app.ui.parent.read.request import request
from app.ui.parent.read.spoken import Spoken
from tests.ui.family import ZONE, at

NOW = at("18:52")
ROWS = [
    ("time", 15, "", "xin thêm 15 phút", "Cho 15 phút", 15),
    ("time", 90, "", "xin thêm 1 giờ 30", "Cho 1 giờ 30", 90),
    ("app", 0, "desktop:org.kde.krita", "xin mở Krita", "Cho mở 30 phút", 30),
    ("app", 45, "path:/usr/games/supertuxkart", "xin mở Supertuxkart", "Cho mở 45 phút", 45),
    ("app", 0, "minetest", "xin mở Minetest", "Cho mở 30 phút", 30),
    (
        "unfair",
        0,
        "week.mon.bedtime",
        "thấy chưa hợp lý: giờ tắt máy buổi tối",
        "Mình sẽ xem lại",
        0,
    ),
    ("unfair", 0, "apps.steam", "thấy chưa hợp lý: apps.steam", "Mình sẽ xem lại", 0),
    ("unfair", 0, "web.unknown", "thấy chưa hợp lý: trang lạ", "Mình sẽ xem lại", 0),
    (
        *("unfair", 0, "web.categories.social"),
        *("thấy chưa hợp lý: loại trang Mạng xã hội", "Mình sẽ xem lại", 0),
    ),
    ("unfair", 0, 'web.sites."a.vn"', "thấy chưa hợp lý: a.vn", "Mình sẽ xem lại", 0),
    ("unfair", 0, "web.later", "thấy chưa hợp lý: web.later", "Mình sẽ xem lại", 0),
    ("moon", 0, "x", "thấy chưa hợp lý: x", "Mình sẽ xem lại", 0),
]


@pytest.mark.parametrize(("kind", "minutes", "about", "asks", "yes", "gives"), ROWS)
def test_what_is_asked_and_what_yes_gives(
    kind: str, minutes: int, about: str, asks: str, yes: str, gives: int
) -> None:
    """A yes to a program has a length, or it would give nothing."""
    row = RequestRow("r", kind, at("18:40"), at("18:40", 14), minutes, about)
    value = request("Minh", row, Spoken("vi", ZONE, NOW))
    assert (value.asks, value.yes, value.minutes) == (asks, yes, gives)
    assert value.when == "12 phút trước"
    assert all(n != gives for n, _ in value.amounts)
    assert bool(value.amounts) == bool(gives)


@pytest.mark.parametrize(
    ("clock", "day", "when"),
    [("18:52", 12, "just now"), ("18:12", 12, "40 min ago"), ("16:20", 12, "16:20"),
     ("16:20", 11, "16:20 11 Nov"), ("19:00", 12, "19:00")],
)  # fmt: skip
def test_when_it_was_asked(clock: str, day: int, when: str) -> None:
    """Minutes within the hour, a time today, else with its day; a clock ahead is a time."""
    row = RequestRow("r", "time", at(clock, day), at("18:40", 14), 15, words="please")
    value = request("Minh", row, Spoken("en", ZONE, NOW))
    assert value.when == when
    assert value.words == "“please”"
