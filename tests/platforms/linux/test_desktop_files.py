"""Desktop files, good ones and hostile ones."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.linux.desktop_files import (
    Entry,
    entries,
    folders_of,
    parse,
    printable,
    resolve,
    split,
)

MAPS = """
# a comment
[Desktop Entry]
Type=Application
Name=Maps
Name[vi]=Bản đồ
Exec=/bin/sh -c "maps --here" %U
Categories=GNOME;Game;Education;
[Desktop Action new]
Name=Wrong
Exec=wrong
"""

EXECS: dict[str, tuple[str, ...]] = {
    "gcompris-qt": ("gcompris-qt",),
    "firefox-esr %u": ("firefox-esr", "%u"),
    '"/opt/My Game/run" --full': ("/opt/My Game/run", "--full"),
    'sh -c "echo \\\\"a b\\\\""': ("sh", "-c", 'echo "a b"'),
    "env LANG=C GTK=1 game -x": ("game", "-x"),
    "/usr/bin/env A=b /snap/bin/firefox %U": ("/snap/bin/firefox", "%U"),
    'game ""': ("game", ""),
    '"never closed': (),
    "": (),
    "   ": (),
    "env": (),
    "A=b": (),
}


@pytest.mark.parametrize(("line", "words"), EXECS.items())
def test_words_of_an_exec_line(line: str, words: tuple[str, ...]) -> None:
    """Quotes, escapes, env and assignments, as the specification has them."""
    assert split(line) == words


def test_an_entry_in_the_users_language() -> None:
    """Names are taken in the language asked for; other groups of the file do not count."""
    assert parse(MAPS, "org.gnome.Maps", "vi") == Entry(
        "org.gnome.Maps", "Bản đồ", os.path.realpath("/bin/sh"), ("-c", "maps --here"), game=True
    )
    maps = parse(MAPS, "org.gnome.Maps", "en")
    assert maps is not None
    assert maps.name == "Maps"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[Desktop Entry]\nType=Application\nName=x",
        "[Desktop Entry]\nType=Link\nExec=sh",
        "[Desktop Entry]\nType=Application\nExec=sh\nHidden=true",
        "[Other]\nType=Application\nExec=sh",
        "Type=Application\nExec=sh",
    ],
)
def test_what_starts_no_program_is_no_entry(text: str) -> None:
    """Links, hidden and incomplete files stand for nothing."""
    assert parse(text, "x", "en") is None


def test_a_game_is_a_game_by_its_own_word_only() -> None:
    """`Game` is a whole word of the categories."""
    start = "[Desktop Entry]\nType=Application\nExec=sh\nCategories="
    games = [
        parse(start + one, "x", "en") for one in ("Game;", "X;Game", "GameTool;", "Games;", "")
    ]
    assert [one.game for one in games if one] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Bản đồ", "Bản đồ"),
        ("  two \t words\n", "two words"),
        ("left\u202eright", "left right"),
        ("bell\x07\x1b[31m", "bell [31m"),
        ("x" * 500, "x" * 100),
    ],
)
def test_names_can_be_shown(name: str, shown: str) -> None:
    """A name cannot turn text around, ring, colour a terminal or fill the screen."""
    assert printable(name) == shown


def test_earlier_folders_count_first(tmp_path: Path) -> None:
    """Of two files of one id the first is the entry; folders within are part of the id."""
    for number in ("1", "2"):
        folder = tmp_path / number / "applications" / "kde"
        folder.mkdir(parents=True)
        text = f"[Desktop Entry]\nType=Application\nName=N{number}\nExec=sh\n"
        (folder / "game.desktop").write_text(text)
    (tmp_path / "2" / "applications" / "more.desktop").write_text(MAPS)
    found = entries(folders_of([str(tmp_path / "1"), str(tmp_path / "2")]), "en")
    assert [(one.id, one.name) for one in found] == [("kde-game", "N1"), ("more", "Maps")]


def test_a_file_that_hides_another_starts_nothing(tmp_path: Path) -> None:
    """A hidden file in an earlier folder takes the entry away."""
    for number, more in (("1", "Hidden=true\n"), ("2", "")):
        folder = tmp_path / number / "applications"
        folder.mkdir(parents=True)
        (folder / "a.desktop").write_text(f"[Desktop Entry]\nType=Application\nExec=sh\n{more}")
    assert entries(folders_of([str(tmp_path / "1"), str(tmp_path / "2")]), "en") == ()


@pytest.mark.timeout(20)
def test_hostile_files_do_no_harm(tmp_path: Path) -> None:
    """Pipes, devices, giants, loops and rubbish are passed over at once."""
    folder = tmp_path / "applications"
    folder.mkdir()
    os.mkfifo(folder / "pipe.desktop")
    (folder / "zero.desktop").symlink_to("/dev/zero")
    (folder / "loop.desktop").symlink_to("loop.desktop")
    (folder / "folder.desktop").mkdir()
    (folder / "giant.desktop").write_bytes(b"[Desktop Entry]\n" + b"x" * 100_000)
    (folder / "bytes.desktop").write_bytes(bytes(range(256)) * 10)
    (folder / "inner").symlink_to(folder)
    (folder / "good.desktop").write_text(MAPS)
    found = entries([folder], "en")
    assert {one.name for one in found} == {"Maps"}


def test_programs_are_found_on_the_systems_own_path(tmp_path: Path) -> None:
    """A bare name is looked for where the system has programs, never where the child says."""
    assert resolve("sh") == os.path.realpath("/bin/sh")
    assert resolve("/bin/../bin/sh") == os.path.realpath("/bin/sh")
    assert resolve(str(tmp_path / "none")) == ""
    assert resolve("no-such-program") == ""


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    """Any text gives an entry that can be shown, or none."""
    entry = parse("[Desktop Entry]\nType=Application\nExec=" + text, "x", "en")
    assert entry is None or printable(entry.name) == entry.name
