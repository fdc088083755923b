"""Rows of rules, of what is seen and of the record, in words."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app
from app.model.action import RecordKind
from app.words import rows
from app.words.catalogue import knows

# What can be wrong with the store (model.errors.StoreDamaged), and what came of it.
STORE_CODES = "full read_only busy io corrupt unreadable key newer restored lost back".split()

RULES = [
    ("day", {"minutes": 60, "weekend": 120}, ("60 phút ngày thường", "cuối tuần 120 phút"),
     ("60 minutes on weekdays", "weekends 120 minutes")),
    ("day", {"minutes": 150, "soft": 1}, ("150 phút ngày thường", "chỉ nhắc"),
     ("150 minutes on weekdays", "reminder only")),
    ("bedtime", {"start": 1230, "weekend": 1260}, ("20:30 đi ngủ", "cuối tuần 21:00"),
     ("Sleep at 20:30", "weekends 21:00")),
    ("one_game", {"minutes": 45}, ("45 phút", "mỗi trò chơi"), ("45 minutes", "for each game")),
    ("breaks", {"every": 30, "length": 5}, ("30 phút nghỉ 5", "cho mắt khỏe"),
     ("30 minutes, then 5", "rest for your eyes")),
    ("app_block", {"name": "A;b=c%"}, ("Đang đóng", "A;b=c%"), ("Closed", "A;b=c%")),
    ("curfew", {"start": 1200}, ("Sau 20:00", "trò chơi nghỉ"), ("After 20:00", "games rest")),
]  # fmt: skip


@pytest.mark.parametrize(("key", "values", "vi", "en"), RULES)
def test_rules_read_in_two_lines(
    key: str, values: dict[str, object], vi: tuple[str, str], en: tuple[str, str]
) -> None:
    """A rule card's two lines."""
    value = rows.pack(**values)
    assert rows.rule(key, value, "vi", "7-12") == vi
    assert rows.rule(key, value, "en", "7-12") == en


def test_a_rule_without_words_is_still_shown() -> None:
    """Nothing that binds a child is hidden because a text is missing."""
    assert rows.rule("moon_phase", "full", "vi", "7-12") == ("moon_phase", "full")


@pytest.mark.parametrize("key", rows.RULE_KEYS)
def test_every_rule_key_has_words_in_every_voice(key: str) -> None:
    """All parameters given, every bracket reads two lines and no braces."""
    value = rows.pack(
        minutes=60,
        weekend=120,
        start=600,
        end=1200,
        every=30,
        length=5,
        name="Vẽ",
        kinds="dating,bypass",
        until=1180,
    )
    for voice in ("0-6", "7-9", "7-12", "13-15", "16-17", "parent"):
        for lang in ("vi", "en"):
            head, sub = rows.rule(key, value, lang, voice)
            assert head
            assert sub
            assert "{" not in head + sub


@pytest.mark.parametrize(
    ("key", "values", "expected"),
    [
        ("now", {"name": "GIMP"}, ("Đang mở", "GIMP")),
        ("now", {"use": 1}, ("Đang dùng máy", "có")),
        ("now", {"use": 0}, ("Đang dùng máy", "không")),
        ("learning", {"ms": 36 * 60_000}, ("Giờ học hôm nay", "36 phút")),
        ("app", {"name": "GIMP", "ms": 125 * 60_000}, ("GIMP", "2 giờ 05")),
        ("requests", {"count": 2}, ("Lời xin đang chờ", "2")),
        ("moon_phase", {"text": "full"}, ("moon_phase", "text=full")),
    ],
)
def test_seen_rows(key: str, values: dict[str, object], expected: tuple[str, str]) -> None:
    """What the parent sees, as the parent sees it."""
    assert rows.seen(key, rows.pack(**values), "vi", "7-12") == expected


def test_record_lines_fall_back_to_their_kind() -> None:
    """An unknown code, or one with other facts, is read by its kind and keeps its facts."""
    line = rows.record_line("account", "unknown_login", {"user": "khach"}, "vi")
    assert line == "Tài khoản lạ đăng nhập: khach."
    assert rows.record_line("account", "unknown_login", {}, "en") == "Account (unknown_login)"
    assert (
        rows.record_line("health", "dragons", {"n": "3"}, "en") == "Health of Lũy Tre (dragons 3)"
    )


def _written() -> set[tuple[str, str]]:
    """Every (kind, code) that the mind and the service write by name into the record."""
    found = {("health", f"store_{code}") for code in STORE_CODES}
    for folder in ("guard", "programs/service"):
        for file in (Path(app.__file__).parent / folder).glob("*.py"):
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call):
                    found.update(_of_call(ast.unparse(call.func), call.args))
    return found


def _of_call(name: str, args: list[ast.expr]) -> set[tuple[str, str]]:
    said = [ast.unparse(one) for one in args]
    if name.endswith("_say") and len(said) == 3:  # programs.py: held, code, why
        said = ["", "ev.Health", said[1]]
    elif name == "told.append":  # beginning.py: (code, facts)
        said = ["", "ev.Health", said[0].split(",")[0].lstrip("(")]
    elif name.endswith("happened"):
        said = ["", *said]
    elif name != "Record":
        return set()
    if len(said) < 3 or not said[2].startswith("'"):
        return set()
    kind = "health" if said[1] == "ev.Health" else said[1].removeprefix("RecordKind.").lower()
    return {(kind, ast.literal_eval(said[2]))}


@pytest.mark.parametrize(("kind", "code"), sorted(_written()))
def test_every_line_that_is_written_has_a_sentence(kind: str, code: str) -> None:
    """A parent reads a sentence, never the name of a code and a user's number."""
    assert knows(f"record.{kind}.{code}")


@pytest.mark.parametrize(
    ("facts", "read"),
    [
        ({"minutes": "10"}, "10 more minutes were given."),
        ({"minutes": "10", "app": "desktop:steam"}, "10 more minutes for steam."),
        ({"minutes": "10", "app": "path:/usr/games/x"}, "10 more minutes for path:/usr/games/x."),
        ({"minutes": "10", "bonus": "yes"}, "10 minutes were added to the day."),
    ],
)
def test_a_grant_is_read_with_what_it_was_for(facts: dict[str, str], read: str) -> None:
    """Time for one program is not time for everything."""
    assert rows.record_line("grant", "granted", facts, "en") == read


@pytest.mark.parametrize(
    ("facts", "read"),
    [
        ({"how": "asked", "app": "desktop:steam"}, "A closed program was stopped: steam."),
        ({"how": "asked"}, "A closed program was stopped."),
    ],
)
def test_a_stopped_program_is_read_with_or_without_its_name(
    facts: dict[str, str], read: str
) -> None:
    """At 13 to 17 the record holds no names of programs."""
    assert rows.record_line("health", "app_stopped", facts, "en") == read


def test_a_new_bracket_is_read_in_the_record() -> None:
    """Facts may be named like what words are chosen by: a birthday's names the bracket."""
    facts = {"age": "13", "bracket": "13-15", "key": "x", "lang": "x"}
    line = rows.record_line("bracket", "new_bracket", facts, "en")
    assert line == "Age 13: new defaults for the bracket."


@given(
    st.sampled_from(RecordKind),
    st.text(max_size=12),
    st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=4),
)
def test_any_line_of_the_record_can_be_read(kind: str, code: str, facts: dict[str, str]) -> None:
    """Whatever an older or newer version wrote, a parent's page of the record opens."""
    assert rows.record_line(kind, code, facts, "vi")


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(max_size=20), max_size=5)
)
def test_parameters_survive_packing(values: dict[str, str]) -> None:
    """Any text goes into a row and comes out again."""
    assert rows.unpack(rows.pack(**values)) == values


@given(st.text(max_size=60))
def test_any_value_can_be_read(value: str) -> None:
    """A row from another program never raises."""
    for key in (*rows.RULE_KEYS, "else"):
        assert rows.rule(key, value, "vi", "7-12")[0]
    for key in (*rows.SEEN_KEYS, "else"):
        rows.seen(key, value, "vi", "7-12")
