"""Lines of the record in words."""

from app.api.parent import RecordRow, Records, Verified
from app.ui.parent.read.record import checked, record
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import Checked
from tests.ui.family import ZONE, at
from tests.ui.parent.house import told

NOW = Spoken("vi", ZONE, at("18:52"))
NAMES = {"minh": "Minh", "thao": "Thảo"}


def test_lines_have_day_time_and_whose_they_are() -> None:
    """Today is called today, another day by its date."""
    value = record([Records(tuple(told()))], NAMES, NOW, 60)
    assert value.lines[0].day == "Hôm nay"
    assert (value.lines[0].clock, value.lines[0].who) == ("18:40", "Minh")
    assert value.lines[4].day == "Thứ Tư, 11 tháng 11"
    assert value.lines[2].who == ""
    assert not value.more


def test_every_line_is_a_sentence() -> None:
    """No code reaches the page for anything the service writes today."""
    value = record([Records(tuple(told()))], NAMES, NOW, 60)
    assert all(line.said.endswith(".") for line in value.lines)
    assert not any("_" in line.said for line in value.lines)


def test_a_full_page_may_have_more() -> None:
    """As many lines as were asked for: there may be older ones."""
    rows = tuple(told())
    assert record([Records(rows)], NAMES, NOW, len(rows)).more
    assert not record([Records(rows), Records(())], NAMES, NOW, len(rows)).more


def test_a_wiped_line_keeps_its_place() -> None:
    """It says that it was deleted, and nothing else."""
    row = RecordRow(7, at("9:00"), "", "grant", "wiped")
    assert record([Records((row,))], NAMES, NOW, 60).lines[0].said == "Dòng này đã được xóa."


def test_a_kind_of_a_later_version_is_still_a_line() -> None:
    """A code without words is read by its kind; its glyph is the plain one."""
    row = RecordRow(7, at("9:00"), "minh", "grant", "gifted", (("minutes", "5"),))
    line = record([Records((row,))], NAMES, NOW, 60).lines[0]
    assert "gifted" in line.said
    assert line.glyph == "clock"


def test_what_a_check_found() -> None:
    """Numbers and problems, nothing of the wire."""
    assert checked(Verified(12, ("line 3",))) == Checked(12, ("line 3",))
