"""The freezer's notes: read back as written, private, and of use when damaged."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.platforms.linux.freeze_journal import FreezeJournal

KEYS = st.tuples(st.integers(1, 4_194_304), st.integers(0, 2**63))
PLACES = st.from_regex(r"/[a-zA-Z0-9@.\\ăỡ _-]{1,30}(/[a-z]{1,5}\.scope)?", fullmatch=True)
GROUPS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@settings(max_examples=50)
@given(
    wanted=st.dictionaries(GROUPS, st.dictionaries(KEYS, PLACES, min_size=1)),
    scopes=st.dictionaries(GROUPS, st.sets(PLACES, min_size=1)),
)
def test_what_is_written_is_read_back(
    wanted: dict[str, dict[tuple[int, int], str]], scopes: dict[str, set[str]]
) -> None:
    """Whatever groups, places and numbers are noted, a later life knows them all."""
    with tempfile.TemporaryDirectory() as folder:
        journal = FreezeJournal(Path(folder, "homes"))
        for group, origins in wanted.items():
            journal.want(group, origins)
        for group, places in scopes.items():
            journal.hold(group, places)
        journal.save()
        later = FreezeJournal(Path(folder, "homes"))
    assert later.groups() == journal.groups() == set(wanted) | set(scopes)
    assert later.origins == journal.origins
    assert all(later.wanted(group) == set(origins) for group, origins in wanted.items())
    assert all(later.scopes(group) == places for group, places in scopes.items())


def test_the_first_place_is_the_true_one(tmp_path: Path) -> None:
    """What is moved on from a folder of ours still belongs where it was before."""
    journal = FreezeJournal(tmp_path / "homes")
    journal.want("an", {(7, 70): "/user.slice/a.scope"})
    journal.want("an/game", {(7, 70): ""})
    assert journal.origins == {(7, 70): "/user.slice/a.scope"}
    assert journal.heir((7, 70), but="an") == "an/game"
    journal.drop("an")
    assert journal.origins == {(7, 70): "/user.slice/a.scope"}
    assert journal.heir((7, 70), but="an/game") is None
    journal.drop("an/game")
    assert journal.origins == {}
    assert journal.groups() == set()


def test_a_scope_is_held_until_the_last_group(tmp_path: Path) -> None:
    """Two groups may freeze one folder."""
    journal = FreezeJournal(tmp_path / "homes")
    journal.hold("an", ["/a.scope"])
    journal.hold("binh", ["/a.scope"])
    assert journal.holders("/a.scope") == {"an", "binh"}
    journal.release("an", "/a.scope")
    assert journal.holders("/a.scope") == {"binh"}
    assert journal.groups() == {"binh"}


def test_a_shell_can_read_it(tmp_path: Path) -> None:
    """The lines are those that `release` looks for."""
    journal = FreezeJournal(tmp_path / "homes")
    journal.want("an/steam #1", {(12, 345): "/user.slice/app-a\\x2db.scope"})
    journal.hold("an", ["/user.slice/app b.scope"])
    journal.save()
    assert (tmp_path / "homes").read_text() == (
        "12 345 /user.slice/app-a\\x2db.scope\n"
        "+ an%2Fsteam%20%231 12 345\n"
        "scope an /user.slice/app b.scope\n"
    )
    assert (tmp_path / "homes").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "line",
    [
        "",
        "12",
        "12 34",
        "a b /c",
        "+ an 1",
        "+ an x y",
        "+ an 1 2 3",
        "scope an",
        "scope an a",
        "-",
    ],
)
def test_a_damaged_line_costs_only_itself(tmp_path: Path, line: str) -> None:
    """The rest of a torn journal is still good."""
    path = tmp_path / "homes"
    path.write_text(f"{line}\n5 50 /home.scope\n{line}\n+ an 5 50\n{line}")
    journal = FreezeJournal(path)
    assert journal.wanted("an") == {(5, 50)}
    assert journal.origins[5, 50] == "/home.scope"


def test_a_folder_others_may_write_is_refused(tmp_path: Path) -> None:
    """Who may write the journal could have root thaw what he likes."""
    tmp_path.chmod(0o777)
    with pytest.raises(PermissionError):
        FreezeJournal(tmp_path / "homes")
