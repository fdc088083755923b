"""Stories that cannot go as they are written, and what the hands of a story do."""

from pathlib import Path

import pytest

from app.programs.cli.play.as_json import as_json
from app.programs.cli.play.check import differences, said
from app.programs.cli.play.engine import Played, play
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.script import parse

HEAD = 'schema = 1\nbracket = "7-12"\nstart = 2026-11-24T16:00:00\n'


def played(*rows: str, head: str = HEAD) -> Played:
    """Play events, each written `at do` and more lines."""
    source = head
    for row in rows:
        at, do, *more = row.split("|")
        lines = [f'at = "{at}"', f'do = "{do}"', *more]
        source += "[[event]]\n" + "\n".join(lines) + "\n"
    return play(parse(source, Path()))


IMPOSSIBLE = [
    (("16:05|front|app = 'x'",), "event.1", "not logged in"),
    (("16:05|logout|session = 'a'",), "event.1.session", "'a'"),
    (("16:05|login|child = 'bo'",), "event.1.child", "known: an"),
    (("16:05|login|session = 'a'", "16:06|login|session = 'a'"), "event.2.session", "goes on"),
    (("16:05|login", "16:06|login|kind = 'ssh'", "16:07|idle"), "event.3", "which session"),
    (("16:05|login|kind = 'tty'", "16:06|awake|reasons = ['pad']"), "event.2.reasons", "inhibitor"),
    (("16:05|resume",), "event.1", "not asleep"),
    (("16:05|suspend", "16:06|login"), "event.2", "asleep"),
    (("16:05|power_off", "16:06|login"), "event.2", "switched off"),
    (("16:05|power_on",), "event.1", "on already"),
    (("16:05|clock|by = '-30000d'",), "event.1.by", "1970 to 2199"),
    (
        ("16:05|power_off", "16:06|power_on|clock = '-30000d'\nsynced = false"),
        "event.2.clock",
        "19",
    ),
    (("16:05|crash|down = '5m'", "16:06|grant|minutes = 5"), "event.2", "does not run"),
    (("16:05|answer|yes = true",), "event.1", "no request is open"),
    (("16:05|ask|id = 'r'", "16:06|answer|yes = true|id = 's'"), "event.2.id", "'s'"),
    (("16:05|policy",), "event.1", "`set` or `file`"),
    (("16:05|policy|set = { wek = 1 }",), "event.1.set.wek", "did you mean `week`"),
    (("16:05|policy|file = 'nowhere.toml'",), "event.1.file", "No such file"),
]


@pytest.mark.parametrize(("rows", "field", "problem"), IMPOSSIBLE)
def test_a_story_that_cannot_be_is_refused(rows: tuple[str, ...], field: str, problem: str) -> None:
    """The event that cannot happen is named."""
    with pytest.raises(BadScript) as refused:
        played(*rows)
    assert refused.value.field == field
    assert problem in refused.value.problem


def test_the_same_story_is_told_the_same_way_twice() -> None:
    """Nothing in it depends on anything but the file."""
    rows = ("16:05|login", "16:10|front|app = 'steam'|game = true", "16:40|crash", "17:30|logout")
    assert as_json(played(*rows)) == as_json(played(*rows))


def test_a_terminal_is_ended_when_the_pc_closes_and_the_story_goes_on() -> None:
    """What happens in a session that the hands have ended is noted, not refused."""
    done = played("20:00|login|kind = 'tty'", "20:40|idle", "20:45|login|kind = 'tty'")
    assert [line.note for line in done.lines if line.note] == ["no_session"]


def test_wayland_unlocked_while_closed_is_locked_again() -> None:
    """The child may try; the desktop's lock comes back at once."""
    done = played("20:00|login|kind = 'wayland'", "20:40|unlock", "20:50|using")
    assert [line.note for line in done.lines if line.note] == ["locked_again"]
    assert done.charged["an"][min(done.charged["an"])].leisure_ms == 30 * 60_000


def test_a_held_program_leaves_the_front_and_comes_back() -> None:
    """It is put away, does not come back by being raised, and is there again when it is free."""
    head = HEAD + "end = 2026-11-25T17:00:00\n"
    rows = ("16:00|login", "16:00|front|app = 'steam'|game = true")
    done = played(*rows, "16:50|front|app = 'steam'|game = true", "17:00|lock", head=head)
    got = said(done, "an")["programs"]
    assert got == ("16:45 hold steam", "06:00 free steam")


def test_a_request_is_taken_back() -> None:
    """The child's own question is gone, and cannot be answered."""
    with pytest.raises(BadScript, match="no request is open"):
        played("16:05|login", "16:06|ask|minutes = 5", "16:07|take_back", "16:08|answer|yes = true")


def test_another_policy_file_takes_over(tmp_path: Path) -> None:
    """A change by file replaces the whole document."""
    (tmp_path / "new.toml").write_text(
        'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n[[child]]\nid = "an"\nname = "An"\n'
        'accounts = ["an"]\nbirth = 2016-01-01\n[child.week.all]\nminutes = 10\n',
        encoding="utf-8",
    )
    source = HEAD + '[[event]]\nat = "16:05"\ndo = "policy"\nfile = "new.toml"\n'
    done = play(parse(source, tmp_path))
    assert done.state is not None
    assert done.state.policy.version == 2
    limit = done.state.people["an"].policy.rules.week[0].minutes
    assert limit is not None and limit.minutes == 10


DIFFERENT = [
    ("leisure = 61", "expected 61 minutes, charged 60"),
    ("day = 2026-11-25\nleisure = 1", "on 2026-11-25, charged 0"),
    ('apps = { "firefox" = 9 }', "expected 9 minutes, charged 60"),
    ('screen = "open"', "expected open, got learning"),
    ('reason = "bedtime"', "got day_budget"),
    ("warnings = []", "got [15, 5]"),
    ("screens = []", "got ['17:00 learning']"),
    ('programs = ["x"]', "got []"),
    ('records = ["clock_moved"]', "not in"),
    ("notices = []", "17:00 learning"),
]


@pytest.mark.parametrize(("expected", "sentence"), DIFFERENT)
def test_every_difference_is_told(expected: str, sentence: str) -> None:
    """What was expected stands beside what came."""
    source = HEAD + (
        '[[event]]\nat = "16:00"\ndo = "login"\n'
        '[[event]]\nat = "16:00"\ndo = "front"\napp = "firefox"\n'
        '[[event]]\nat = "17:10"\ndo = "logout"\n'
    )
    found = differences(play(parse(f"{source}[expect]\n{expected}\n", Path())))
    assert len(found) == 1
    assert sentence in found[0]


def test_within_is_how_far_it_may_be_off() -> None:
    """Fifteen seconds off is no difference within fifteen seconds."""
    rows = '[[event]]\nat = "16:00"\ndo = "login"\n[[event]]\nat = "16:10:10"\ndo = "logout"\n'
    for within, count in (("15s", 0), ("9s", 1)):
        source = f'{HEAD}{rows}[expect]\nleisure = 10\nwithin = "{within}"\n'
        assert len(differences(play(parse(source, Path())))) == count
