"""Rules as rows: every default with its reason and source, every choice with who chose it."""

from dataclasses import replace
from datetime import date

import pytest

from app.model.policy import Limit
from app.model.subject import Bracket
from app.rules.age import STARTS, bracket_of_age
from app.rules.presets import preset, source_of
from app.ui.parent.read.policy import rules
from app.ui.parent.read.rules import rule_lines
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import RuleLine, Written
from tests.rules.asking import whole_week
from tests.ui.parent.house import POLICY, TODAY

AGES = [1, 3, 5, 7, 10, 13, 16]


def lines(years: int, lang: str = "vi") -> tuple[RuleLine, ...]:
    """The defaults of an age."""
    return rule_lines(preset(bracket_of_age(years), years), Spoken(lang), years)


def test_the_defaults_of_ten() -> None:
    """The rows of the picture, with the numbers of law.md 4."""
    said = {line.label: line.said for line in lines(10)}
    assert said["Giải trí mỗi ngày"] == "60 phút · cuối tuần 120 phút"
    assert said["Tắt máy buổi tối"] == "20:30 · cuối tuần 21:00"
    assert said["Mỗi trò chơi"] == "45 phút · cuối tuần 60 phút"
    assert said["Không chơi game"] == "20:00 đến 6:00"
    assert said["Nghỉ mắt"] == "5 phút sau mỗi 30 phút"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("years", AGES)
def test_every_default_says_why(years: int, lang: str) -> None:
    """No number without a reason, and the kind of its source as presets.py has it."""
    for line in lines(years, lang):
        assert line.why, line.label
        assert line.source in ("law", "guidance", "design")


def test_the_kind_of_source_is_the_presets() -> None:
    """Words and rules must not disagree on what is law."""
    found = {line.label: line.source for line in lines(10, "en")}
    assert found["Each game"] == source_of("one_game").kind == "law"  # type: ignore[union-attr]
    assert found["Off in the evening"] == source_of("bedtime").kind  # type: ignore[union-attr]


def test_the_law_is_quoted_whole() -> None:
    """Where the law has a sentence, it stands there word for word."""
    why = next(line.why for line in lines(10) if line.label == "Tất cả trò chơi")
    assert "“Chơi quá 180 phút một ngày sẽ ảnh hưởng xấu đến sức khỏe”" in why


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_choice_above_the_law_shows_the_law_at_once(lang: str) -> None:
    """The parent may choose; the text stands there without a click, and only there."""
    given = whole_week(preset(Bracket.B, 10), one_game=Limit(90), all_games=Limit(120))
    given = replace(given, changed=frozenset({"week.mon.one_game", "week.mon.all_games"}))
    told = [line for line in rule_lines(given, Spoken(lang), 10) if line.told]
    assert [line.label for line in told] == [{"vi": "Mỗi trò chơi", "en": "Each game"}[lang]]
    assert "“Chơi quá 180 phút một ngày sẽ ảnh hưởng xấu đến sức khỏe”" in told[0].why
    assert {"vi": "Điều 39", "en": "Article 39"}[lang] in told[0].why
    assert not any(line.told for line in lines(10, lang))


def test_from_sixteen_on_it_only_reminds() -> None:
    """Soft limits are a row of their own."""
    assert any(line.said == "chỉ nhắc, không khóa" for line in lines(16))
    assert not any(line.said == "chỉ nhắc, không khóa" for line in lines(10))


def test_every_bracket_has_a_reason_for_minutes_and_sleep() -> None:
    """These differ by age, so do their reasons."""
    for bracket in Bracket:
        if bracket is not Bracket.ADULT:
            years = STARTS[bracket]
            whys = {line.label: line.why for line in lines(max(years, 5))}
            assert whys["Giải trí mỗi ngày"] != whys["Nghỉ mắt"]


def test_what_the_parent_chose_is_said_to_be_that() -> None:
    """In force: the choices of a document, and programs by name."""
    value = rules(Written(POLICY, 4), TODAY, "vi")
    assert value.version == "bản 4"
    (minh, rows), (thao, _) = value.children
    assert (minh.name, thao.name) == ("Minh", "Thảo")
    by_label = {line.label: line for line in rows}
    assert by_label["Giải trí mỗi ngày"].origin == "bạn chọn"
    assert by_label["Tắt máy buổi tối"].origin == "mức cho lứa tuổi"
    assert by_label["Minecraft"].said == "45 phút"
    assert by_label["GCompris"].said == "học, không trừ giờ"


RICH = """schema = 1
zone = "Asia/Ho_Chi_Minh"
[[child]]
id = "a"
name = "A"
accounts = ["a"]
birth = 2016-01-01
week_minutes = 500
unknown_app = "ask"
breaks = "none"
[child.week.all]
hours = ["06:00-11:30", "13:00-20:30"]
curfew = "none"
[child.apps.steam]
verdict = "block"
[child.apps.fox]
name = "Cáo"
role = "game"
[child.groups.fun]
name = "Vui"
apps = ["fox"]
minutes = 40
"""


def test_everything_a_document_can_say_is_shown() -> None:
    """Nothing of the rules is hidden from whoever made them."""
    ((_, rows),) = rules(Written(RICH, 1), TODAY, "en").children
    said = {line.label: line.said for line in rows}
    assert said["Leisure a week"] == "8 h 20"
    assert said["Hours of use"] == "6:00 to 11:30, 13:00 to 20:30"
    assert said["No games"] == said["Eye breaks"] == "no limit"
    assert said["Unknown programs"] == "ask first"
    assert said["steam"] == "closed"
    assert said["Cáo"] == "allowed"
    assert said["Vui"] == "40 minutes"


def test_no_document_and_one_of_a_later_version() -> None:
    """An empty text has no rules; what cannot be read is said to be newer, never shown as none."""
    assert rules(Written("", 0), TODAY, "vi").children == ()
    newer = rules(Written(POLICY + "\n[child.moon]\nphase = 3\n", 9), TODAY, "vi")
    assert newer.children == ()
    assert newer.version == "viết bởi bản mới hơn"


def test_a_seat_has_rows_too() -> None:
    """A lab account: no leisure clock, no age."""
    seat = (
        'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n[[seat]]\nid = "lab"\nname = "Máy 1"\n'
        'accounts = ["lab"]\nbracket = "13-15"\n'
    )
    ((chip, rows),) = rules(Written(seat, 1), date(2026, 11, 12), "vi").children
    assert chip.name == "Máy 1"
    assert next(line for line in rows if line.label == "Giải trí mỗi ngày").said == "không giới hạn"
