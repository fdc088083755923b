"""The second copy of policy and secrets: whole or not at all, and the one before it stays."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import apsw
import pytest

from app.model.errors import StoreDamaged
from app.store import files
from app.store.port import PolicyText
from app.store.spare import Spare, SpareFile
from app.store.store import open_store
from tests.store.faults import Refusing

Under = Callable[[apsw.VFS, str], AbstractContextManager[None]]


def spare(version: int) -> Spare:
    """A copy that can be told from others."""
    return Spare(PolicyText(f"# {version}", version, "mẹ", version), {"password": bytes([version])})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "store.db"


@pytest.fixture
def file(path: Path, key: bytes) -> SpareFile:
    """The copy beside the store."""
    return SpareFile(path, key)


def put(file: SpareFile, spare: Spare) -> None:
    """Write and publish."""
    file.prepare(spare)
    file.publish()


def test_no_copy_is_an_empty_one(file: SpareFile) -> None:
    """Where nothing was copied nothing is given."""
    assert file.read() == Spare()


@pytest.mark.parametrize(
    "kept", [spare(7), Spare(None, {"password": b"x"}), Spare(spare(1).policy), Spare()]
)
def test_it_comes_back_as_it_was(file: SpareFile, kept: Spare) -> None:
    """Policy and secrets, one or the other, or nothing."""
    put(file, kept)
    assert file.read() == kept


def test_the_one_before_stands_in(file: SpareFile, path: Path) -> None:
    """When the newest copy cannot be read the one before is given; when neither, none."""
    put(file, spare(1))
    put(file, spare(2))
    assert file.read() == spare(2)
    (path.parent / "policy.bak").write_bytes(b"rubbish")
    assert file.read() == spare(1)
    (path.parent / "policy.bak.1").write_bytes(b"")
    assert file.read() == Spare()


def test_prepared_is_not_yet_published(file: SpareFile, path: Path) -> None:
    """Until it has its name the copy counts for nothing, and may be written again."""
    put(file, spare(1))
    file.prepare(spare(2))
    assert file.read() == spare(1)
    file.prepare(spare(3))
    file.publish()
    assert file.read() == spare(3)
    assert sorted(left.name for left in path.parent.iterdir()) == ["policy.bak", "policy.bak.1"]


def test_a_cut_between_two_names(
    file: SpareFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the two renames the copy before is there under its name."""
    put(file, spare(1))
    file.prepare(spare(2))
    rename = files.rename

    def cut_at_second(old: Path, new: Path) -> None:
        if new.name == "policy.bak":
            raise KeyboardInterrupt
        rename(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(files, "rename", cut_at_second)
        with pytest.raises(KeyboardInterrupt):
            file.publish()
    assert file.read() == spare(1)


def test_another_key_reads_no_copy(file: SpareFile, path: Path) -> None:
    """The copy is as secret as the store."""
    text = "# long enough never to stand in random bytes"
    put(file, Spare(PolicyText(text, 1, "mẹ", 1)))
    assert SpareFile(path, bytes(32)).read() == Spare()
    assert text.encode() not in (path.parent / "policy.bak").read_bytes()


def test_no_room_for_a_copy(file: SpareFile, under: Under) -> None:
    """A copy that cannot be written is told, and the old one stays."""
    put(file, spare(1))
    disk = Refusing("refusing")
    with under(disk, "refusing"):
        disk.refusal, disk.spare_writes = apsw.FullError, 1
        with pytest.raises(StoreDamaged) as caught:
            file.prepare(spare(2))
        assert caught.value.code == "full"
        assert file.read() == spare(1)


def test_the_store_keeps_the_copy_up_to_date(path: Path, key: bytes, file: SpareFile) -> None:
    """Every change of policy or secrets is in the copy when the call returns."""
    with closing(open_store(path, key)) as store:
        store.set_secret("password", b"1")
        assert file.read() == Spare(None, {"password": b"1"})
        store.set_policy("a", 1, "mẹ", 5)
        assert file.read() == Spare(PolicyText("a", 1, "mẹ", 5), {"password": b"1"})
        store.set_secret("password", None)
        assert file.read() == Spare(PolicyText("a", 1, "mẹ", 5), {})


@pytest.mark.parametrize("copy", ["lost", "rubbish", "old"])
def test_opening_renews_the_copy(path: Path, key: bytes, file: SpareFile, copy: str) -> None:
    """A copy that is lost, damaged or behind is written again at the next start."""
    with closing(open_store(path, key)) as store:
        store.set_policy("a", 1, "mẹ", 5)
        if copy == "old":
            old = path.with_name("policy.bak").read_bytes()
        store.set_policy("b", 2, "mẹ", 5)
    if copy == "lost":
        path.with_name("policy.bak").unlink()
    else:
        path.with_name("policy.bak").write_bytes(old if copy == "old" else b"rubbish")
    open_store(path, key).close()
    assert file.read() == Spare(PolicyText("b", 2, "mẹ", 5), {})


def test_opening_without_room_for_a_copy(path: Path, key: bytes, under: Under) -> None:
    """A full disk keeps no store from being opened."""
    with closing(open_store(path, key)) as store:
        store.set_policy("a", 1, "mẹ", 5)
    path.with_name("policy.bak").unlink()
    disk = Refusing("refusing")
    with under(disk, "refusing"):
        disk.refusal, disk.ending = apsw.FullError, "policy.bak.new"
        with closing(open_store(path, key)) as store:
            assert store.policies()[0].version == 1
        assert not path.with_name("policy.bak").exists()


def test_an_empty_store_leaves_the_copy_alone(path: Path, key: bytes, file: SpareFile) -> None:
    """A new store beside an old copy is about to be filled from it."""
    put(file, spare(7))
    open_store(path, key).close()
    assert file.read() == spare(7)
