"""The grammar: help in two languages, wrong words, exit codes, and nothing loaded for nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.programs.cli import main
from app.programs.cli.doors import DOORS
from app.rules.presets import SOURCES
from app.words.catalogue import knows, say

ROOT = Path(__file__).parents[3]
VERBS = (
    "status explain grant pause lock resume policy report record requests answer confirm-date "
    "simulate judge-site lists export wipe verify setup reset-password run install uninstall "
    "release"
).split()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("verb", [*VERBS, "policy get", "policy check", "policy set"])
def test_every_verb_explains_itself(
    verb: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--help` of each verb, in both languages, with its JSON."""
    with pytest.raises(SystemExit) as done:
        main([*verb.split(), "--lang", lang, "--help"])
    assert done.value.code == 0
    said = capsys.readouterr().out
    assert "--json" in said and f"luytre {verb}" in said


def test_help_names_every_verb_and_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """The first page is complete."""
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(re.search(rf"^    {verb}\b", said, re.MULTILINE) for verb in VERBS)
    assert all(f"{code} " in said for code in range(5))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["statsu"], "Did you mean status?"),
        (["xyzzy"], "There is no verb xyzzy."),
        ([], "VERB"),
        (["grant"], "MINUTES"),
        (["grant", "ten"], "ten"),
        (["answer", "r1", "maybe"], "maybe"),
        (["status", "--jsn"], "--jsn"),
        (["policy"], "VERB"),
        (["policy", "gte"], "gte"),
        (["explain", "--chidl", "Minh"], "There is no option --chidl here. Did you mean --child?"),
        (["policy", "check", "--jsno", "f"], "Did you mean --json?"),
        (["policy", "gte"], "There is no verb gte. Did you mean get?"),
        (["report", "--days", "x"], "--days takes a whole number, not x."),
        (["report", "--days"], "--days needs a value after it."),
        (["grant"], "Still missing: MINUTES."),
        (["simulate", "/nowhere.toml"], "no such file"),
        (["policy", "check", "/tmp"], "this is a folder"),
    ],
)
def test_a_wrong_command_is_exit_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was wrong is said on standard error, and nothing on standard output."""
    assert main([*words, "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err


def test_a_wrong_command_can_be_read_by_a_script(capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the refusal is one object on standard output."""
    assert main(["statsu", "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["code"], error["verb"], error["nearest"]) == (2, "statsu", "status")


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "Không có lệnh"),
        ({"LANG": "en_US.UTF-8"}, "There is no verb"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "There is no verb"),
        ({"LANG": "de_DE.UTF-8"}, "Không có lệnh"),
        ({}, "Không có lệnh"),
    ],
)
def test_it_speaks_the_language_of_the_system(
    variables: dict[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Vietnamese unless the system says English."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    main(["xyzzy"])
    assert said in capsys.readouterr().err


VIETNAMESE = [
    (["explain", "--chidl", "x"], "Không có tùy chọn --chidl ở đây. Ý bạn là --child?"),
    (["report", "--days", "x"], "--days cần một số nguyên, không phải x."),
    (["grant"], "Còn thiếu: MINUTES."),
    (["policy", "chek", "x"], "Không có lệnh chek. Ý bạn là check?"),
    (["answer", "r1", "maybe"], "yes|no không nhận maybe. Chọn một trong: yes, no."),
    (["policy", "check", "/nowhere.toml"], "không có tệp này"),
]


@pytest.mark.parametrize(("words", "said"), VIETNAMESE)
@pytest.mark.parametrize("lang", [["--lang", "vi"], ["--lang=vi"]])
def test_the_language_may_stand_first_and_no_error_is_in_another(
    words: list[str], said: str, lang: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`luytre --lang vi VERB`: the sentence is Vietnamese, not argparse's."""
    assert main([*lang, *words]) == 2
    assert said in capsys.readouterr().err
    assert main(["--json", *lang, *words]) == 2
    assert said in json.loads(capsys.readouterr().out)["error"]["message"]


MISTAKES = [
    ("brith = 2016-01-01", "không có khóa này; ý bạn là `birth`?", "did you mean `birth`?"),
    ("birth = 2399-01-01", "2399-01-01 là một ngày chưa đến", "2399-01-01 is in the future"),
]


@pytest.mark.parametrize(("line", "vi", "en"), MISTAKES)
def test_mistakes_of_a_rules_file_are_told_in_both_languages(
    line: str, vi: str, en: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, line and key before it; scripts read the same problem whatever the language."""
    file = tmp_path / "p.toml"
    head = 'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n[[child]]\nid = "m"\nname = "M"\n'
    file.write_text(f'{head}accounts = ["m"]\n{line}\n', encoding="utf-8")
    problems = set()
    for lang, said in (("vi", vi), ("en", en)):
        assert main(["policy", "--lang", lang, "check", str(file)]) == 2
        told = capsys.readouterr().err
        assert f"{file}:7: " in told and said in told
        assert main(["policy", "--json", "check", str(file), "--lang", lang]) == 2
        problems.add(json.loads(capsys.readouterr().out)["error"]["problem"])
    assert len(problems) == 1 and en in problems.pop()


def python(code: str) -> str:
    """Run code in a fresh interpreter; give what it prints last."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


HELP = """
import sys
from app.programs.cli import main
try:
    main(["status", "--help"])
except SystemExit:
    pass
print(" ".join(sorted(sys.modules)))
"""


def test_help_loads_nothing_heavy() -> None:
    """Start-up stays short because nothing is loaded for it (150 ms is the promise)."""
    loaded = set(python(HELP).split())
    heavy = {"msgspec", "asyncio", "socket", "apsw", "zoneinfo", "cryptography", "app.guard"}
    assert loaded & heavy == set()
    assert not {name for name in loaded if name.startswith(("PySide6", "app.guard", "app.store"))}


def test_every_door_opens() -> None:
    """Each module behind a verb can be loaded by its name."""
    assert {door().__name__.rpartition(".")[2] for door in DOORS.values()} == DOORS.keys()


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    """A closed pipe ends quietly."""
    story = tmp_path / "story.toml"
    story.write_text('schema = 1\nbracket = "7-12"\nstart = 2026-11-24T16:00:00\n')
    command = f"{sys.executable} -m app.programs.cli simulate {story} --json | head -c 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("{", "")


def test_a_terminal_without_our_letters_is_no_fault() -> None:
    """Where Vietnamese cannot be shown, question marks stand; the exit code is that of the verb."""
    command = [sys.executable, "-m", "app.programs.cli", "xyzzy", "--lang", "vi"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"luytre: Kh?ng c? l?nh xyzzy")


def test_a_bad_story_is_named_for_people_and_for_scripts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, line and key; also for what only shows when the story is played."""
    story = tmp_path / "story.toml"
    head = 'schema = 1\nbracket = "7-12"\nstart = 2026-11-24T16:00:00\n'
    story.write_text(f'{head}[[event]]\nat = "16:05"\ndo = "lgin"\n')
    assert main(["simulate", str(story)]) == 2
    assert f"{story}:6: event.1.do:" in capsys.readouterr().err
    story.write_text(f'{head}[[event]]\nat = "16:05"\ndo = "resume"\n')
    assert main(["simulate", str(story), "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["file"], error["line"], error["field"]) == (str(story), 4, "event.1")


def test_a_story_that_differs_is_exit_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--check says what differs; without it nothing is compared."""
    story = tmp_path / "story.toml"
    story.write_text(
        'schema = 1\nbracket = "7-12"\nstart = 2026-11-24T16:00:00\n[expect]\nleisure = 5\n'
    )
    assert main(["simulate", str(story), "--check"]) == 1
    assert "expected 5 minutes, charged 0" in capsys.readouterr().out
    assert main(["simulate", str(story)]) == 0


def test_rules_are_checked_without_a_service(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sound or not, with file, line and key."""
    good = ROOT / "docs" / "policy-example.toml"
    assert main(["policy", "check", str(good), "--lang", "en"]) == 0
    assert "sound" in capsys.readouterr().out
    bad = tmp_path / "bad.toml"
    bad.write_text(good.read_text(encoding="utf-8").replace("2016-03-02\n", "2999-03-02\n"))
    assert main(["policy", "check", str(bad), "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["field"] == "child.1.birth" and "in the future" in error["problem"]


def test_where_a_default_comes_from_is_said_in_the_reader_s_language(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """In English the very words of the rules."""
    assert {key for key in SOURCES if not knows(f"source.{key}")} == set()
    for key, source in SOURCES.items():
        assert say(f"source.{key}", "en", "parent") == source.text
    file = tmp_path / "rules.toml"
    file.write_text(
        'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n[[child]]\nid = "minh"\nname = "Minh"\n'
        'accounts = ["minh"]\nbirth = 2016-03-02\n',
        encoding="utf-8",
    )
    assert main(["explain", "--policy", str(file), "--at", "2026-11-24T20:45"]) == 0
    assert "giờ ngủ theo AASM 2016" in capsys.readouterr().out


def test_a_file_from_another_system_and_a_number_without_end(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A mark of bytes before the first word is no fault; the other is named in words, by line."""
    good = (ROOT / "docs" / "policy-example.toml").read_bytes()
    file = tmp_path / "rules.toml"
    file.write_bytes(b"\xef\xbb\xbf" + good)
    assert main(["policy", "check", str(file)]) == 0
    file.write_text("schema = 1\nzone = " + "9" * 5000, encoding="utf-8")
    assert main(["policy", "check", str(file)]) == 2
    err = capsys.readouterr().err
    assert f"{file}:2" in err and "một số có quá nhiều chữ số" in err


def test_play_above_the_law_is_a_note(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The rules are sound; the law's own text stands below, with whom it binds."""
    file = tmp_path / "rules.toml"
    file.write_text(
        'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n[[child]]\nid = "minh"\nname = "Minh"\n'
        'accounts = ["minh"]\nbirth = 2016-03-02\n[child.week.weekend]\nall_games = 240\n',
        encoding="utf-8",
    )
    assert main(["policy", "check", str(file)]) == 0
    good, note = capsys.readouterr().out.splitlines()
    assert "quy tắc đúng" in good
    assert "Minh" in note and "Nghị định 147/2024/NĐ-CP, Điều 39" in note
    assert main(["policy", "check", str(file), "--json", "--lang", "en"]) == 0
    (said,) = json.loads(capsys.readouterr().out)["notes"]
    assert "Decree 147/2024/ND-CP, Article 39" in said
    example = str(ROOT / "docs" / "policy-example.toml")
    assert main(["policy", "check", example, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"] == []


def test_explain_by_a_file_needs_no_service(capsys: pytest.CaptureFixture[str]) -> None:
    """Time, program and minutes used are taken from the command."""
    file = str(ROOT / "docs" / "policy-example.toml")
    base = ["explain", "--policy", file, "--child", "minh", "--json"]
    for more, reason in (
        (["--at", "2026-11-24T20:45"], "bedtime"),
        (["--at", "2026-11-24T17:45"], "open"),
        (["--at", "2026-11-24T17:45", "--used", "60"], "day_budget"),
        (["--at", "2026-11-24T17:45", "--used", "60", "--app", "gcompris"], "open"),
        (["--at", "2026-11-24T17:45", "--app", "chat"], "app_ask"),
        (["--at", "2026-11-24T20:15", "--app", "steam"], "game_curfew"),
    ):
        assert main([*base, *more]) == 0
        assert json.loads(capsys.readouterr().out)["why"]["reason"] == reason
    for far in ("9999-12-31", "9999-12-31T23:59:59+00:00", "0001-01-01"):
        assert main(["explain", "--policy", file, "--child", "minh", "--at", far]) == 2
        assert f"{far}: năm phải từ 1970 đến 2199." in capsys.readouterr().err
    assert main(["explain", "--policy", file, "--lang", "en"]) == 2
    assert "Whose? --child NAME. Known: Minh, Lan" in capsys.readouterr().err
