"""What is wrong, by line, key and way out: one row for every mistake a parent can make."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.policy_doc import parse, read
from app.api.policy_faults import nearest, shown
from app.model.errors import InvalidPolicy
from tests.api.test_policy_doc import BORN, LAB, MINH, TODAY, TOP, made

CHILD = MINH + BORN
# What is written after TOP (2 lines), the field, the line, and what the problem says.
FAULTS: dict[str, tuple[str, str, int, str]] = {
    "an unknown key at the top": (
        'languaje = "vi"',
        "languaje",
        3,
        "unknown key; did you mean `language`?",
    ),
    "an unknown key far from all": (
        "xyzzy = 1",
        "xyzzy",
        3,
        "unknown key; known are child, language, schema, seat, unknown_accounts, zone",
    ),
    "an unknown key of a child": (
        CHILD + "grace = 60",
        "child.1.grace",
        8,
        "unknown key; did you mean `grace_seconds`?",
    ),
    "an unknown key of a day": (
        CHILD + "[child.week.mon]\nminuts = 60",
        "child.1.week.mon.minuts",
        9,
        "unknown key; did you mean `minutes`?",
    ),
    "an unknown day": (
        CHILD + "[child.week.monday]\nminutes = 60",
        "child.1.week.monday",
        8,
        "unknown key; did you mean `mon`?",
    ),
    "an unknown key inside a limit": (
        CHILD + "week_minutes = { minutes = 60, sof = true }",
        "child.1.week_minutes.sof",
        8,
        "unknown key; did you mean `soft`?",
    ),
    "an unknown key of an app": (
        CHILD + '[child.apps.a]\n[child.apps.steam]\nverdikt = "ask"',
        "child.1.apps.steam.verdikt",
        10,
        "unknown key; did you mean `verdict`?",
    ),
    "a child's key in a seat": (
        LAB + BORN,
        "seat.1.birth",
        8,
        "unknown key; known are accounts, apps",
    ),
    "no name": (
        '[[child]]\nid = "minh"\naccounts = ["minh"]\n' + BORN,
        "child.1.name",
        3,
        "is missing: how people say it",
    ),
    "no limit in a table": (
        CHILD + "[child.week.mon]\nminutes = { soft = true }",
        "child.1.week.mon.minutes.minutes",
        9,
        "is missing: minutes a day, 0 to 1440",
    ),
    "no child but a number": ("child = 3", "child", 3, "3 does not fit: one table for each child"),
    "too many minutes": (
        CHILD + "week.mon.minutes = 1441",
        "child.1.week.mon.minutes",
        8,
        "1441 does not fit: leisure minutes a day, 0 to 1440",
    ),
    "minutes below zero": (
        CHILD + "week.mon.minutes = -1",
        "child.1.week.mon.minutes",
        8,
        "-1 does not fit: leisure minutes a day",
    ),
    "minutes as words": (
        CHILD + 'week.mon.minutes = "60"',
        "child.1.week.mon.minutes",
        8,
        '"60" does not fit: leisure minutes a day',
    ),
    "minutes as yes": (
        CHILD + "week.mon.minutes = true",
        "child.1.week.mon.minutes",
        8,
        "true does not fit: leisure minutes a day",
    ),
    "a limit below zero in an app": (
        CHILD + "[child.apps.a]\nminutes = 5\n[child.apps.b]\nminutes = -5",
        "child.1.apps.b.minutes",
        11,
        "-5 does not fit: minutes a day for this program",
    ),
    "a verdict that is none": (
        CHILD + "apps.steam.verdict = 'deny'",
        "child.1.apps.steam.verdict",
        8,
        '"deny" does not fit: "allow", "ask", "block", or "never"',
    ),
    "a key that is none": (
        CHILD + '[child.apps."Steam!"]',
        "child.1.apps.Steam!",
        8,
        "does not fit as a key",
    ),
    "a match of an unknown kind": (
        CHILD + "apps.steam.match = ['steam', 'exe:steam']",
        "child.1.apps.steam.match.2",
        8,
        '"exe:steam" does not fit: which programs',
    ),
    "a group without apps": (
        CHILD + "groups.video = { apps = [], minutes = 5 }",
        "child.1.groups.video.apps",
        8,
        "[] does not fit: keys of the programs",
    ),
    "a group of an unknown app": (
        CHILD + "apps.youtube = {}\ngroups.video = { apps = ['youtub'], minutes = 5 }",
        "child.1.groups.video.apps.1",
        9,
        '"youtub" is no key under apps; did you mean `youtube`?',
    ),
    "a period out of the day": (
        CHILD + "week.mon.bedtime = '25:00-06:00'",
        "child.1.week.mon.bedtime",
        8,
        '"25:00-06:00" does not fit: from this evening',
    ),
    "a period with a newline": (
        CHILD + "week.mon.bedtime = '''20:00-06:00\n'''",
        "child.1.week.mon.bedtime",
        8,
        "a period is such as 06:00-20:30",
    ),
    "a period of no length": (
        CHILD + "week.mon.hours = ['06:00-07:00', '08:00-08:00']",
        "child.1.week.mon.hours.2",
        8,
        "08:00-08:00 begins and ends at the same time",
    ),
    "a list of hours that is a word": (
        CHILD + "week.mon.hours = 'always'",
        "child.1.week.mon.hours",
        8,
        '"always" does not fit: when the PC is open',
    ),
    "no grace": (
        CHILD + "grace_seconds = 0",
        "child.1.grace_seconds",
        8,
        "0 does not fit: seconds to save before a limit takes effect, 10 to 900",
    ),
    "rests without how often": (
        CHILD + "bracket_defaults = false\nbreaks.length = 5",
        "child.1.breaks.every",
        9,
        "is missing: how often a rest comes",
    ),
    "a holiday that ends before it begins": (
        CHILD + "[[child.holiday]]\nname = 'Tết'\nfirst = 2027-02-12\nlast = 2027-02-03",
        "child.1.holiday.1.last",
        11,
        "2027-02-03 is before the first day",
    ),
    "two holidays of a name": (
        CHILD + "[[child.holiday]]\nname = 'Hè'\nfirst = 2027-06-01\nlast = 2027-06-02\n"
        "[[child.holiday]]\nname = 'Hè'\nfirst = 2027-07-01\nlast = 2027-07-02\n",
        "child.1.holiday.2.name",
        13,
        '"Hè" is there twice',
    ),
    "a holiday of a time": (
        CHILD + "[[child.holiday]]\nname = 'Hè'\nfirst = 2027-06-01T10:00:00\nlast = 2027-06-02",
        "child.1.holiday.1.first",
        10,
        "2027-06-01T10:00:00 does not fit: the first day",
    ),
    "no birth": (MINH, "child.1.birth", 3, "write either birth or birth_year"),
    "two births": (
        CHILD + "birth_year = 2016",
        "child.1.birth",
        7,
        "write either birth or birth_year, not both",
    ),
    "a birth tomorrow": (
        MINH + "birth = 2026-11-25",
        "child.1.birth",
        7,
        "2026-11-25 is in the future",
    ),
    "a birth long ago": (MINH + "birth = 1899-12-31", "child.1.birth", 7, "is too long ago"),
    "a birth year to come": (
        MINH + "birth_year = 2027",
        "child.1.birth_year",
        7,
        "2027 is in the future",
    ),
    "a birth as people write it": (
        MINH + "birth = '2/3/2016'",
        "child.1.birth",
        7,
        '"2/3/2016" does not fit: the birth date, such as 2016-03-02',
    ),
    "no account": (
        '[[child]]\nid = "a"\nname = "A"\naccounts = []\n' + BORN,
        "child.1.accounts",
        6,
        "[] does not fit: log-in names on this PC",
    ),
    "root": (
        '[[child]]\nid = "a"\nname = "A"\naccounts = ["a", "root"]\n' + BORN,
        "child.1.accounts.2",
        6,
        "root is never ruled",
    ),
    "an id of two": (CHILD + LAB.replace('"lab"', '"minh"', 1), "seat.1.id", 9, "is there twice"),
    "an account of two": (
        CHILD + LAB.replace('["lab"]', '["lab", "minh"]'),
        "seat.1.accounts.2",
        11,
        "somebody else's already",
    ),
    "an id that is none": (
        CHILD.replace('"minh"', '"Minh Anh"', 1),
        "child.1.id",
        4,
        '"Minh Anh" does not fit: a short word for commands',
    ),
    "a seat for adults": (
        LAB.replace("7-12", "18+"),
        "seat.1.bracket",
        7,
        "a seat for adults needs no rules",
    ),
    "a bracket that is none": (LAB.replace("7-12", "7-13"), "seat.1.bracket", 7, '"0-6", "7-12"'),
    "another language": ('language = "fr"', "language", 3, '"fr" does not fit: "vi" or "en"'),
}


@pytest.mark.parametrize("case", FAULTS)
def test_fault(case: str) -> None:
    """The mistake is refused where it stands, and what would fit is said."""
    text, field, line, problem = FAULTS[case]
    with pytest.raises(InvalidPolicy) as caught:
        made(text)
    assert (caught.value.field, caught.value.line) == (field, line)
    assert problem in caught.value.problem
    assert str(caught.value).startswith(f"line {line}: {field}: ")


TOPS: dict[str, tuple[str, str, int, str]] = {
    "nothing": ("", "schema", 0, "is missing: the format of this document: 1"),
    "another schema": ('schema = 2\nzone = "UTC"', "schema", 1, "2 does not fit: the format"),
    "no zone": ("schema = 1", "zone", 1, "is missing: the family's time zone"),
    "a zone nearly": (
        'schema = 1\nzone = "Asia/Ho_Chi_Min"',
        "zone",
        2,
        '"Asia/Ho_Chi_Min" is no time zone; did you mean `Asia/Ho_Chi_Minh`?',
    ),
    "a folder of zones": ('schema = 1\nzone = "Asia"', "zone", 2, "is no time zone"),
    "a path": ('schema = 1\nzone = "../../etc/passwd"', "zone", 2, "is no time zone"),
    "an empty zone": ('schema = 1\nzone = ""', "zone", 2, "such as Asia/Ho_Chi_Minh"),
    "a zone with a hole": ('schema = 1\nzone = "UTC\\u0000"', "zone", 2, "is no time zone"),
}


@pytest.mark.parametrize("case", TOPS)
def test_fault_at_the_top(case: str) -> None:
    """What every document needs is asked for by name."""
    text, field, line, problem = TOPS[case]
    with pytest.raises(InvalidPolicy) as caught:
        parse(text, today=TODAY)
    assert (caught.value.field, caught.value.line) == (field, line)
    assert problem in caught.value.problem


def test_values_are_shown_as_they_are_written() -> None:
    """Long values are cut, dates and Vietnamese stay readable."""
    assert shown("Hè") == '"Hè"'
    assert shown(TODAY) == "2026-11-24"
    assert len(shown(["x" * 100])) == 40


def test_hints() -> None:
    """One near word, else all of them."""
    assert nearest("mont", ["mon", "tue"]) == "did you mean `mon`?"
    assert nearest("GAME", ["all_games", "tue"]) == "did you mean `all_games`?"
    assert nearest("zzz", ["tue", "mon"]) == "known are mon, tue"
    assert nearest("zzz", []) == "there are none"


KEYS = st.sampled_from(
    "schema zone child seat id name accounts birth birth_year bracket week mon all weekend minutes "
    "hours bedtime soft holiday first last like apps groups match role verdict breaks every steam "
    "unknown_app seen_as grace_seconds week_minutes x`$.y".split()
)
VALUES = st.sampled_from([1, 0, -1, 60, True, 1.5, "none", "steam", "20:30-06:00", TODAY, "`$[0]"])
DATA = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)


@given(st.dictionaries(KEYS, DATA, max_size=8), st.booleans())
def test_any_tables_are_read_or_refused(data: dict[str, Any], whole: bool) -> None:
    """Known keys in the wrong places, of any type, end in the named error and nothing else."""
    if whole:
        one = {"id": "a", "name": "A", "accounts": ["a"], "birth": TODAY, **data}
        data = {"schema": 1, "zone": "UTC", "child": [one]}
    try:
        read(data, today=TODAY)
    except InvalidPolicy as refused:
        assert refused.field
        assert refused.problem


def test_the_top_is_counted_in_lines() -> None:
    """The rows above rely on TOP being two lines."""
    assert TOP.count("\n") == 2
