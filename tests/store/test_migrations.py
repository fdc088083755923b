"""Steps of the file's shape: each told in words, whole or not at all, and never backwards."""

from contextlib import closing
from pathlib import Path

import pytest

from app.model.errors import StoreDamaged
from app.store import migrations
from app.store.engine import Connection, connect
from app.store.migrations import APPLICATION_ID, STEPS, migrate
from app.store.store import open_store

STEP_FILES = sorted(Path(migrations.__file__).parent.glob("m[0-9]*.py"))


def tables(connection: Connection) -> set[str]:
    """Names of all tables."""
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}


def test_every_step_has_its_file_and_its_number() -> None:
    """One module a step, numbered from 1 without a gap, and none forgotten in the list."""
    assert [file.name[:6] for file in STEP_FILES] == [f"m{n:04}_" for n in range(1, len(STEPS) + 1)]
    assert [step.__module__.rpartition(".")[2] for step in STEPS] == [
        file.stem for file in STEP_FILES
    ]


@pytest.mark.parametrize("file", STEP_FILES, ids=lambda file: str(file.stem))
def test_every_step_says_before_and_after(file: Path) -> None:
    """Its docstring tells the shape it finds and the shape it leaves."""
    text = file.read_text(encoding="utf-8").split('"""')[1]
    assert "BEFORE:" in text
    assert "AFTER:" in text


def test_a_new_file_gets_every_step(tmp_path: Path, key: bytes) -> None:
    """Its version is the number of steps, and it is marked as ours."""
    with closing(connect(tmp_path / "store.db", key)) as connection:
        migrate(connection)
        assert connection.pragma("user_version") == len(STEPS)
        assert connection.pragma("application_id") == APPLICATION_ID
        expected = {"memory", "spans", "totals", "policies", "secrets", "record", "head", "sites"}
        assert tables(connection) == expected


def add_table(connection: Connection) -> None:
    """A step to come."""
    connection.execute("CREATE TABLE later (x)")


def break_down(connection: Connection) -> None:
    """A step that fails after it has changed something."""
    connection.execute("CREATE TABLE half (x)")
    connection.execute("DROP TABLE spans")
    raise RuntimeError("half way")


def test_an_older_file_gets_what_it_lacks(tmp_path: Path, key: bytes) -> None:
    """Only the steps after its version are taken, and what it holds is kept."""
    with closing(open_store(tmp_path / "store.db", key)) as store:
        store.save(b"kept", [], [])
    with closing(connect(tmp_path / "store.db", key)) as connection:
        migrate(connection, (*STEPS, add_table))
        migrate(connection, (*STEPS, add_table))
        assert "later" in tables(connection)
        assert connection.execute("SELECT body FROM memory").get == b"kept"
        assert connection.pragma("user_version") == len(STEPS) + 1


def test_a_step_that_fails_has_done_nothing(tmp_path: Path, key: bytes) -> None:
    """The file is as it was, with the version it had, and usable."""
    with closing(connect(tmp_path / "store.db", key)) as connection:
        migrate(connection)
        before = tables(connection)
        with pytest.raises(RuntimeError, match="half way"):
            migrate(connection, (*STEPS, add_table, break_down))
        assert tables(connection) == before | {"later"}
        assert connection.pragma("user_version") == len(STEPS) + 1


def test_a_file_from_a_later_version_is_not_touched(tmp_path: Path, key: bytes) -> None:
    """An older program refuses it by name, and it is not taken for damaged."""
    path = tmp_path / "store.db"
    with closing(connect(path, key)) as connection:
        migrate(connection, (*STEPS, add_table))
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="newer: the store has version") as caught:
        open_store(path, key)
    assert caught.value.code == "newer"
    assert path.read_bytes() == before
