"""`luytre judge-site`: what it prints, what it refuses, and the tables of names at every age."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.programs.cli import main
from app.web.build import Source, build
from app.web.seed import load
from app.web.table import ListCredit

TABLES = Path(__file__).parents[2] / "web" / "tables"
KEYS = ["name", "verdict", "reason", "categories", "list", "rule", "label_age"]


def judged(capsys: pytest.CaptureFixture[str], age: int, *words: str) -> list[dict[str, Any]]:
    """What the verb prints for a child of an age, one object a line."""
    assert main(["judge-site", "--age", str(age), "--json", *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def groups(name: str) -> list[tuple[str, int, frozenset[str], list[str]]]:
    """The groups of a table: why, age, verdicts that are right, names."""
    found = tomllib.loads((TABLES / name).read_text(encoding="utf-8"))["group"]
    return [
        (one["why"], age, frozenset(one["verdicts"]), one["names"].split())
        for one in found
        for age in one["ages"]
    ]


ROWS = [
    (table, *row) for table in ("must_block.toml", "must_not_block.toml") for row in groups(table)
]


@pytest.mark.parametrize(
    ("table", "why", "age", "verdicts", "names"),
    ROWS,
    ids=[f"{table[:-5]}-{age}-{why[:30]}" for table, why, age, *_ in ROWS],
)
def test_every_name_of_the_tables(
    capsys: pytest.CaptureFixture[str],
    table: str,
    why: str,
    age: int,
    verdicts: frozenset[str],
    names: list[str],
) -> None:
    """From our own list alone: what must be stopped is, what must stay open does."""
    found = judged(capsys, age, *names)
    wrong = [
        (one["name"], one["verdict"], one["rule"])
        for one in found
        if one["verdict"] not in verdicts
    ]
    assert not wrong, f"{table}, {why}, at {age}: {wrong}"


def test_the_tables_cover_every_bracket() -> None:
    """Each age step is asked for in both tables."""
    for table in ("must_block.toml", "must_not_block.toml"):
        ages = {age for _, age, _, _ in groups(table)}
        for step in (range(7), range(7, 10), range(10, 13), range(13, 16), (16, 17)):
            assert ages & set(step), (table, step)


def test_what_is_printed_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    """One object a name, in the order asked, with the name as it was given."""
    first, second = judged(capsys, 8, "WWW.PornHub.com", "la.example")
    assert list(first) == KEYS
    assert first == {
        "name": "WWW.PornHub.com",
        "verdict": "block",
        "reason": "site_never",
        "categories": ["porn"],
        "list": "luytre",
        "rule": "porn",
        "label_age": None,
    }
    assert (second["verdict"], second["rule"], second["list"]) == ("ask", "unknown", "")


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("vi", "la.example: Cần hỏi. Trang lạ, chưa có trong danh sách nào.\n"),
        ("en", "la.example: Ask first. An unknown site, on no list.\n"),
    ],
)
def test_what_is_printed_for_people(
    capsys: pytest.CaptureFixture[str], lang: str, line: str
) -> None:
    """A sentence in the reader's language; of a known name also what it is and who says so."""
    words = ["judge-site", "--age", "8", "--lang", lang]
    assert main([*words, "la.example"]) == 0
    assert capsys.readouterr().out == line
    assert main([*words, "pornhub.com"]) == 0
    assert capsys.readouterr().out.endswith("luytre)\n")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--age", "8", "a b"], "characters that names do not have"),
        (["--age", "8", "vnexpress.net", "1.2.3.4"], "1.2.3.4 is no name of a site"),
        (["--age", "8", ""], "it is empty"),
        (["--age", "8", "a" * 64 + ".vn"], "too long"),
        (["--age", "-1", "a.vn"], "no age"),
        (["--age", "121", "a.vn"], "no age"),
        (["--age", "8", "--table", "/nowhere/table", "a.vn"], "/nowhere/table"),
    ],
)
def test_what_is_refused(capsys: pytest.CaptureFixture[str], words: list[str], part: str) -> None:
    """Nothing is judged when something is wrong with the question; exit code 2."""
    assert main(["judge-site", "--lang", "en", *words]) == 2
    shown = capsys.readouterr()
    assert part in shown.err
    assert shown.out == ""


@pytest.mark.parametrize("words", [["a.vn"], ["--age", "8"], ["--age", "x", "a.vn"]])
def test_age_and_names_are_needed(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """There is no child without an age."""
    assert main(["judge-site", "--lang", "en", *words]) == 2
    assert capsys.readouterr().err


def test_a_grown_up_is_not_filtered(capsys: pytest.CaptureFixture[str]) -> None:
    """At 18 everything is open."""
    assert judged(capsys, 18, "pornhub.com")[0]["verdict"] == "allow"


def test_a_table_of_this_pc(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With a table the list that named a site is told, and what our own list knows holds too."""
    seed = load()
    entries = [
        *((name, Source("luytre", known.categories, known.services, reviewed=True))
          for name, known in seed.known.items()),
        ("spiele.example", Source("games-list", seed.known["roblox.com"].categories)),
    ]  # fmt: skip
    credits_ = [ListCredit("luytre", "Lũy Tre"), ListCredit("games-list", "Games")]
    build(entries, tmp_path / "table", built_ms=1, seed=7, lists=credits_)
    words = ("--table", str(tmp_path / "table"), "www.spiele.example", "tongdai111.vn")
    game, help_ = judged(capsys, 5, *words)
    assert (game["verdict"], game["list"]) == ("block", "games-list")
    assert (help_["verdict"], help_["list"]) == ("allow", "luytre")


def test_rules_name_only_services_there_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A misspelt service is refused with the nearest there is; every service may be named."""
    head = (
        'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n[[child]]\nid = "minh"\nname = "Minh"\n'
        'accounts = ["minh"]\nbirth_year = 2016\n[child.web.services]\n'
    )
    path = tmp_path / "rules.toml"
    path.write_text(f'{head}youtub = "block"\n', encoding="utf-8")
    assert main(["policy", "check", "--lang", "en", str(path)]) == 2
    assert "youtube" in capsys.readouterr().err
    path.write_text(head + "".join(f'{one.key} = "ask"\n' for one in load().services), "utf-8")
    assert main(["policy", "check", "--lang", "en", str(path)]) == 0
