"""Reading a written day: times, defaults, and refusals that name file, line and key."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.moment import HOUR, MINUTE, SECOND
from app.model.subject import Bracket, Child
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.script import Script, load, parse
from app.rules.age import bracket_of
from app.rules.presets import preset

HEAD = 'schema = 1\nbracket = "7-12"\nstart = 2026-11-24T16:00:00\n'


def read(source: str, folder: Path = Path()) -> Script:
    """Read a script."""
    return parse(source, folder)


def story(*rows: str, head: str = HEAD) -> str:
    """A script of events, each `at do [more]`."""
    return head + "".join(f"\n[[event]]\n{row}\n" for row in rows)


def ms(text: str) -> int:
    """UTC time as Unix ms."""
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("at", "utc"),
    [
        ('"16:05"', "2026-11-24T09:05"),
        ('"16:05:30"', "2026-11-24T09:05:30"),
        ("16:05:30", "2026-11-24T09:05:30"),
        ("2026-11-25T07:00:00", "2026-11-25T00:00"),
        ('"2026-11-25T07:00"', "2026-11-25T00:00"),
        ('"2026-11-25T00:00+00:00"', "2026-11-25T00:00"),
        ('"+5m"', "2026-11-24T09:05"),
        ('"+1h30m"', "2026-11-24T10:30"),
        ('"+90s"', "2026-11-24T09:01:30"),
        ('"+250ms"', "2026-11-24T09:00:00.250"),
    ],
)
def test_a_time_can_be_written_in_these_ways(at: str, utc: str) -> None:
    """Time of day, whole date and time, or after the event before."""
    found = read(story(f'at = {at}\ndo = "login"'))
    assert found.events[0].at_ms == ms(utc)


def test_an_hour_that_comes_twice_is_read_in_order() -> None:
    """After 02:50 of the first hour, 02:10 means the second."""
    head = HEAD.replace("2026-11-24T16", "2026-10-25T02") + 'zone = "Europe/Berlin"\n'
    found = read(story('at = "02:50"\ndo = "login"', 'at = "02:10"\ndo = "lock"', head=head))
    assert [one.at_ms for one in found.events] == [ms("2026-10-25T00:50"), ms("2026-10-25T01:10")]


def test_what_is_left_out_has_a_default() -> None:
    """Zone, end, language, and every fact of an event."""
    found = read(story('at = "16:05"\ndo = "login"'))
    assert found.zone == "Asia/Ho_Chi_Minh"
    assert found.end_ms == found.events[0].at_ms + HOUR
    assert found.synced and found.told
    assert found.events[0].facts["kind"] == "x11"


@pytest.mark.parametrize("bracket", ["0-6", "7-12", "13-15", "16-17"])
def test_a_bracket_alone_is_its_own_defaults(bracket: str) -> None:
    """Somebody of that bracket, with no birthday within five months."""
    found = read(HEAD.replace("7-12", bracket)).policy.subjects[0]
    assert isinstance(found.subject, Child)
    assert bracket_of(found.subject, date(2026, 11, 24)) == bracket
    assert bracket_of(found.subject, date(2027, 4, 20)) == bracket
    assert found.rules.week == preset(Bracket(bracket), 6 if bracket == "0-6" else 10).week


def test_rules_change_the_bracket_where_they_speak() -> None:
    """The rest stays the bracket's."""
    found = read(HEAD + "rules = { week = { tue = { minutes = 5 } } }\n").policy.subjects[0].rules
    limits = [day.minutes.minutes if day.minutes else None for day in found.week]
    assert limits == [60, 5, 60, 60, 60, 120, 120]


def test_a_policy_may_stand_in_a_file_beside_it(tmp_path: Path) -> None:
    """A name is looked for where the story lies."""
    (tmp_path / "rules.toml").write_text(
        'schema = 1\nzone = "Europe/Berlin"\n[[child]]\nid = "lan"\nname = "Lan"\n'
        'accounts = ["lan"]\nbirth = 2015-01-01\n',
        encoding="utf-8",
    )
    (tmp_path / "story.toml").write_text(
        'schema = 1\nstart = 2026-11-24T16:00:00\npolicy = "rules.toml"\n', encoding="utf-8"
    )
    found = load(tmp_path / "story.toml")
    assert found.policy.subjects[0].subject.id == "lan"
    assert found.zone == "Europe/Berlin"


REFUSED = [
    ("", "schema", 0, "schema = 1"),
    ("schema = 2\n", "schema", 1, "schema = 1"),
    ("schema = 1\n", "start", 0, "missing"),
    ("this is no toml", "", 0, "not TOML"),
    (HEAD + 'tilte = "x"\n', "tilte", 4, "did you mean `title`"),
    (HEAD + 'zone = "Hanoi"\n', "zone", 4, "nobody knows the zone"),
    (HEAD + "synced = 1\n", "synced", 4, "true or false"),
    (HEAD + 'end = "15:00"\n', "end", 4, "before the event before"),
    (HEAD + "end = 2029-01-01T00:00:00\n", "end", 4, "400 days"),
    (HEAD + "birth = 2030-01-01\n", "birth", 4, "not born yet"),
    (HEAD + "birth = 2001-01-01\n", "birth", 4, "the bracket 18+"),
    (HEAD.replace("7-12", "8-12"), "bracket", 2, "did you mean `7-12`"),
    (HEAD.replace('bracket = "7-12"\n', ""), "bracket", 0, "whose day"),
    (HEAD + 'policy = "p.toml"\n', "bracket", 2, "not both"),
    (HEAD + 'rules = { id = "x" }\n', "rules.id", 4, "who it is"),
    (HEAD + "rules = { week = { tue = { minutse = 5 } } }\n", "rules.week.tue.minutse", 4, "minut"),
    (HEAD + "[rules.week.tue]\nminutes = 1441\n", "rules.week.tue.minutes", 5, "1441"),
    (HEAD + "[event]\n", "event", 4, "two brackets"),
    (story('do = "login"'), "event.1", 5, "no `at`"),
    (story('at = "16:05"'), "event.1", 5, "no `do`"),
    (story('at = "16:05"\ndo = "logn"'), "event.1.do", 7, "did you mean `login`"),
    (story('at = "16:5"\ndo = "login"'), "event.1.at", 6, "16:05"),
    (story('at = "15:00"\ndo = "login"'), "event.1.at", 6, "before the event before"),
    (story('at = "16:05"\ndo = "login"\nkindd = "x11"'), "event.1.kindd", 8, "mean `kind`"),
    (story('at = "16:05"\ndo = "login"\nkind = "x12"'), "event.1.kind", 8, "mean `x11`"),
    (story('at = "16:05"\ndo = "front"'), "event.1", 5, "`front` needs `app`"),
    (story('at = "16:05"\ndo = "grant"\nminutes = -5'), "event.1.minutes", 8, "0 or more"),
    (story('at = "16:05"\ndo = "clock"\nby = "3 hours"'), "event.1.by", 8, "a duration"),
    (story('at = "16:05"\ndo = "awake"\nreasons = ["tv"]'), "event.1.reasons", 8, "known"),
    (HEAD + "event = [1]\n", "event", 4, "two brackets"),
    (HEAD + "expect = [1]\n", "expect", 4, "[expect]"),
    (HEAD + "[expect]\nwithin = '-5s'\n", "expect.within", 5, "not negative"),
    (HEAD.replace("2026", "9999"), "start", 3, "between 1970 and 2149"),
    (HEAD.replace("2026", "0001"), "start", 3, "between 1970 and 2149"),
    (HEAD + f"x = {'9' * 5_000}\n", "", 0, "not TOML"),
    (HEAD + f"x = {'[' * 5_000}\n", "", 0, "too many brackets"),
    (story('at = "16:05"\ndo = "pause"\nminutes = 99999999'), "event.1.minutes", 8, "whole number"),
    (story('at = "16:05"\ndo = "clock"\nby = "999999h"'), "event.1.by", 8, "at most 100 years"),
    (story('at = "16:05"\ndo = "crash"\ndown = "-5s"'), "event.1.down", 8, "not negative"),
    (HEAD + "expect = 3\n", "expect", 4, "[expect]"),
    (HEAD + "[expect]\nleisur = 3\n", "expect.leisur", 5, "did you mean `leisure`"),
    (HEAD + "[expect]\nleisure = -3\n", "expect.leisure", 5, "0 or more"),
    (HEAD + '[expect]\nchild = "bo"\n', "expect.child", 5, "known: an"),
    (HEAD + '[expect]\nscreen = "shut"\n', "expect.screen", 5, "none of those"),
]


@pytest.mark.parametrize(("source", "field", "line", "problem"), REFUSED)
def test_a_mistake_is_named_with_its_place(
    source: str, field: str, line: int, problem: str
) -> None:
    """Field, line and what would fit."""
    with pytest.raises(BadScript) as refused:
        read(source)
    assert (refused.value.field, refused.value.line) == (field, line)
    assert problem in refused.value.problem


def test_a_mistake_in_another_file_names_that_file(tmp_path: Path) -> None:
    """The policy's own line is told, not the story's."""
    (tmp_path / "rules.toml").write_text('schema = 1\nzon = "x"\n', encoding="utf-8")
    source = 'schema = 1\nstart = 2026-11-24T16:00:00\npolicy = "rules.toml"\n'
    with pytest.raises(BadScript, match=r"rules.toml: line 2"):
        read(source, tmp_path)
    with pytest.raises(BadScript, match="No such file"):
        read(source.replace("rules", "rule"), tmp_path)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(source: str) -> None:
    """Whatever is written is read or refused."""
    try:
        read(source)
    except BadScript as refused:
        assert refused.problem


@given(st.integers(0, 10**6))
def test_durations_add_up(seconds: int) -> None:
    """Hours, minutes and seconds are what they say."""
    hours, rest = divmod(seconds, 3600)
    at = f"+{hours}h{rest // 60}m{rest % 60}s"
    found = read(story(f'at = "{at}"\ndo = "login"'))
    assert found.events[0].at_ms - found.start_ms == seconds * SECOND


def test_a_story_is_not_endless() -> None:
    """An event more than 400 days after the start is refused."""
    with pytest.raises(BadScript, match="400 days"):
        read(story(f'at = "+{401 * 24 * 60 * MINUTE}ms"\ndo = "login"'))


def test_a_mark_in_front_of_the_text_is_no_mistake(tmp_path: Path) -> None:
    """Some editors begin a UTF-8 file with one; other encodings are refused in words."""
    path = tmp_path / "story.toml"
    path.write_text(HEAD, encoding="utf-8-sig")
    assert load(path).title == ""
    path.write_bytes(HEAD.encode() + b'title = "T\xea"')
    with pytest.raises(BadScript, match="UTF-8"):
        load(path)
