"""What only a memory with a disk can do: survive, refuse by name, stay secret, forget for good."""

import itertools
import os
import random
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import date, timedelta
from pathlib import Path

import apsw
import pytest

from app.model.action import Record, RecordKind
from app.model.errors import StoreDamaged
from app.model.moment import DAY
from app.model.span import Charge, DayTotal, Span
from app.store import aside
from app.store.port import VerifyResult
from app.store.store import Store, open_store
from tests.store.faults import Refusing

NOW = 1_795_000_000_000
TODAY = date(2026, 11, 18)
SECRET_WORD = "desktop:vn.secret.game"

Under = Callable[[apsw.VFS, str], AbstractContextManager[None]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "store.db"


def fill(store: Store, subject: str = "an", count: int = 40) -> None:
    """A few pages of everything."""
    spans = [
        Span(subject, f"{SECRET_WORD}.{n}", Charge.GAME, NOW + n, NOW + n + 9, 9)
        for n in range(count)
    ]
    totals = [
        DayTotal(subject, TODAY - timedelta(days=n), SECRET_WORD, Charge.GAME, n)
        for n in range(count)
    ]
    store.save(SECRET_WORD.encode() * 1_000, spans, totals)
    for n in range(count):
        line = Record(subject, RecordKind.RULES, "app", (("app", SECRET_WORD), ("n", str(n))))
        store.append(NOW + n, line)


def plain_bytes(path: Path, key: bytes, tmp_path: Path) -> bytes:
    """All bytes of the file, decrypted in a copy."""
    copy = tmp_path / "decrypted.db"
    for end in ("", "-wal"):
        old = path.with_name(path.name + end)
        if old.exists():
            copy.with_name(copy.name + end).write_bytes(old.read_bytes())
    with closing(apsw.Connection(str(copy))) as connection:
        connection.pragma("cipher", "chacha20")
        connection.pragma("key", f"raw:{key.hex()}")
        connection.pragma("locking_mode", "EXCLUSIVE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.pragma("journal_mode", "DELETE")
        connection.execute("PRAGMA rekey = ''").fetchall()
    content = copy.read_bytes()
    assert content.startswith(b"SQLite format 3\0")
    return content


# --- kept --------------------------------------------------------------------------------------


def test_everything_is_there_again(path: Path, key: bytes) -> None:
    """What was told as kept is there after closing and opening."""
    with closing(open_store(path, key)) as store:
        fill(store)
        store.set_policy("schema = 1", 1, "mẹ", NOW)
        store.set_secret("password", b"hash")
        before = store.export("")
    with closing(open_store(path, key)) as store:
        assert store.export("") == before
        assert store.load_memory() == SECRET_WORD.encode() * 1_000
        assert (store.policy(), store.secret("password")) == (store.policies()[0], b"hash")
        assert store.verify() == VerifyResult(40)
        assert not store.read_only


def test_what_was_saved_survives_a_kill(path: Path, key: bytes, tmp_path: Path) -> None:
    """A process that ends without closing loses nothing that `save` returned from."""
    with closing(open_store(path, key)) as store:
        fill(store)
        left = tmp_path / "left"
        left.mkdir()
        for end in ("", "-wal"):
            (left / f"store.db{end}").write_bytes(path.with_name(f"store.db{end}").read_bytes())
        expected = store.export("")
    with closing(open_store(left / "store.db", key)) as store:
        assert store.export("") == expected
        assert store.verify() == VerifyResult(40)


def test_the_file_is_private_and_unreadable(path: Path, key: bytes, tmp_path: Path) -> None:
    """No file beside the store is open to others, and none has a word of ours in it."""
    with closing(open_store(path, key)) as store:
        fill(store)
        store.set_policy(SECRET_WORD, 1, "mẹ", NOW)
        store.set_policy(SECRET_WORD, 2, "mẹ", NOW)
        files = sorted(tmp_path.iterdir())
        assert [file.name for file in files] == [
            "policy.bak",
            "policy.bak.1",
            "store.db",
            "store.db-wal",
        ]
        for file in files:
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            content = file.read_bytes()
            assert SECRET_WORD.encode() not in content
            assert b"SQLite format" not in content
        assert SECRET_WORD.encode() in plain_bytes(path, key, tmp_path)


@pytest.mark.parametrize("how", ["wipe one", "wipe all", "forget"])
def test_what_is_deleted_is_gone_from_the_file(
    path: Path, key: bytes, tmp_path: Path, how: str
) -> None:
    """After wipe and forget not a byte of it is left, even for who has the key."""
    with closing(open_store(path, key)) as store:
        fill(store)
        if how == "forget":
            store.save(b"", (), ())
            store.forget(TODAY + timedelta(days=401), NOW + 401 * DAY, {"an": 7})
        else:
            store.wipe("an" if how == "wipe one" else "", b"")
        assert SECRET_WORD.encode() not in plain_bytes(path, key, tmp_path)
        assert store.verify() == VerifyResult(40)


@pytest.mark.parametrize(
    ("age_days", "how", "left"), [(15, "forget", 0), (13, "forget", 1), (0, "wipe", 0)]
)
def test_damaged_files_live_no_longer_than_spans(
    path: Path, key: bytes, age_days: int, how: str, left: int
) -> None:
    """A file moved aside holds the same rows: a wipe takes it, and so does time."""
    damaged = path.with_name("store.db.damaged-x")
    damaged.write_bytes(b"pages")
    os.utime(damaged, (NOW / 1000 - age_days * 86_400,) * 2)
    with closing(open_store(path, key)) as store:
        if how == "wipe":
            store.wipe("an")
        else:
            store.forget(TODAY, NOW, {"an": 7, "bình": 14})
        assert len(aside.kept(path)) == left


# --- refused -----------------------------------------------------------------------------------


def test_another_key_opens_nothing(path: Path, key: bytes) -> None:
    """With a wrong key the store says so and stays as it was."""
    with closing(open_store(path, key)) as store:
        fill(store)
    before = path.read_bytes()
    with pytest.raises(StoreDamaged) as caught:
        open_store(path, bytes(32))
    assert caught.value.code == "unreadable"
    assert path.read_bytes() == before
    open_store(path, key).close()


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_has_32_bytes(path: Path, length: int) -> None:
    """A key of another length is a mistake of ours, not a damaged store."""
    with pytest.raises(ValueError, match="not 32"):
        open_store(path, bytes(length))


def test_two_cannot_hold_one_store(path: Path, key: bytes) -> None:
    """A second service is told that somebody has the store, at once."""
    with closing(open_store(path, key)) as store:
        with pytest.raises(StoreDamaged) as caught:
            open_store(path, key)
        assert caught.value.code == "busy"
        fill(store)


def test_no_folder(tmp_path: Path, key: bytes) -> None:
    """Without its folder there is no store, and the error says what was tried."""
    with pytest.raises(StoreDamaged, match="io: opening the store"):
        open_store(tmp_path / "none" / "store.db", key)


WRITES: dict[str, Callable[[Store], object]] = {
    "save": lambda store: store.save(b"new", [], [DayTotal("an", TODAY, "x", Charge.GAME, 1)]),
    "append": lambda store: store.append(NOW, Record("an", RecordKind.HEALTH, "new")),
    "set_policy": lambda store: store.set_policy("new", 9, "mẹ", NOW),
    "set_secret": lambda store: store.set_secret("password", b"new"),
    "forget": lambda store: store.forget(TODAY + timedelta(days=800), NOW + 800 * DAY, {}),
    "wipe": lambda store: store.wipe("an", b"new"),
}
REFUSALS: dict[str, tuple[Callable[[], apsw.Error], str]] = {
    "full": (apsw.FullError, "full"),
    "read-only": (apsw.ReadOnlyError, "read_only"),
    "broken": (apsw.IOError, "io"),
}


def answers(store: Store) -> list[object]:
    """All that the store says."""
    return [
        store.load_memory(),
        store.export(""),
        store.policies(),
        store.secret("password"),
        store.records(0, 99),
        store.verify(),
    ]


@pytest.mark.parametrize(
    ("write", "refusal", "spare_writes"),
    list(itertools.product(WRITES, REFUSALS, [0, 1, 2, 3])),
)
def test_a_disk_that_refuses(
    path: Path, key: bytes, under: Under, write: str, refusal: str, spare_writes: int
) -> None:
    """A failed write says why and changes nothing; reading goes on; later the write succeeds."""
    disk = Refusing("refusing")
    with under(disk, "refusing"), closing(open_store(path, key)) as store:
        fill(store)
        store.set_policy("old", 1, "mẹ", NOW)
        store.set_secret("password", b"old")
        before = answers(store)
        raises, code = REFUSALS[refusal]
        disk.refusal, disk.spare_writes = raises, spare_writes
        with pytest.raises(StoreDamaged) as caught:
            WRITES[write](store)
        assert caught.value.code == code
        assert answers(store) == before
        disk.refusal = None
        WRITES[write](store)
        assert answers(store) != before
        assert store.verify().problems == ()
    with closing(open_store(path, key)) as store:
        assert store.verify().problems == ()


@pytest.mark.parametrize("how", ["forget", "wipe"])
def test_a_deletion_cut_short_is_finished_later(
    path: Path, key: bytes, tmp_path: Path, under: Under, how: str
) -> None:
    """When only the journal's trace could not be emptied that is told; once more finishes it."""
    disk = Refusing("refusing")
    with under(disk, "refusing"), closing(open_store(path, key)) as store:
        fill(store)
        disk.refusal, disk.ending = apsw.FullError, "store.db"
        with pytest.raises(StoreDamaged, match="full: emptying the journal"):
            WRITES[how](store)
        assert store.export("")["spans"] == []
        disk.refusal = None
        store.save(b"", [], [])
        WRITES[how](store)
        assert SECRET_WORD.encode() not in plain_bytes(path, key, tmp_path)


def test_read_only_from_the_start(path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing may be written the store is opened for reading, the WAL's rows included."""
    with closing(open_store(path, key)) as store:
        fill(store)
        monkeypatch.setattr(os, "access", lambda file, mode: mode != os.W_OK)
        left = [path.with_name(f"left.db{end}") for end in ("", "-wal")]
        for new, end in zip(left, ("", "-wal"), strict=True):
            new.write_bytes(path.with_name(f"store.db{end}").read_bytes())
        expected = answers(store)
    for place in (path, left[0]):
        with closing(open_store(place, key)) as store:
            assert store.read_only
            assert answers(store) == expected
            for write in WRITES.values():
                with pytest.raises(StoreDamaged) as caught:
                    write(store)
                assert caught.value.code == "read_only"
            assert answers(store) == expected


# --- damaged -----------------------------------------------------------------------------------


def damaged_copies(path: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The store with bytes changed, cut off, or zeroed at random places."""
    sound = path.read_bytes()
    luck = random.Random(7)
    for number in range(60):
        content = bytearray(sound)
        place = luck.randrange(len(content))
        how = ("bit", "cut", "zeroes", "rubbish")[number % 4]
        if how == "bit":
            content[place] ^= 1 << luck.randrange(8)
        elif how == "cut":
            del content[max(1, place) :]
        else:
            length = min(luck.randrange(1, 9_000), len(content) - place)
            content[place : place + length] = (
                bytes(length) if how == "zeroes" else luck.randbytes(length)
            )
        copy = tmp_path / f"damaged-{number}.db"
        copy.write_bytes(content)
        yield f"{how} at {place}", copy


def test_damage_anywhere_is_found_at_once(
    path: Path, key: bytes, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """One wrong bit in any page keeps the store from being opened, and it is left as it is."""
    with closing(open_store(path, key)) as store:
        fill(store, count=200)
    for what, copy in damaged_copies(path, tmp_path):
        before = copy.read_bytes()
        with subtests.test(what):
            with pytest.raises(StoreDamaged) as caught:
                open_store(copy, key)
            assert caught.value.code in {"corrupt", "unreadable"}
            assert copy.read_bytes() == before


def test_damage_of_a_free_page_harms_nothing(
    path: Path, key: bytes, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """Damage of a free page is found at once, or touches no row, now or when it is used."""
    with closing(open_store(path, key)) as store:
        fill(store, count=200)
        store.wipe("an", b"")
        expected = store.export("")
    opened = 0
    for what, copy in damaged_copies(path, tmp_path):
        with subtests.test(what):
            try:
                store = open_store(copy, key)
            except StoreDamaged:
                continue
            opened += 1
            with closing(store):
                assert store.export("") == expected
                fill(store, "bình", 200)
                assert store.verify() == VerifyResult(400)
    assert opened


def test_tampering_with_the_record_is_told(path: Path, key: bytes, tmp_path: Path) -> None:
    """Who has the key and edits a line in the file is found by `verify`."""
    with closing(open_store(path, key)) as store:
        fill(store)
    with closing(apsw.Connection(str(path))) as connection:
        connection.pragma("cipher", "chacha20")
        connection.pragma("key", f"raw:{key.hex()}")
        connection.execute("UPDATE record SET content = replace(content, 'app', 'x') WHERE seq = 7")
        connection.execute("DELETE FROM record WHERE seq IN (20, 21, 40)")
    with closing(open_store(path, key)) as store:
        assert store.verify() == VerifyResult(37, ("edited:7", "missing:20-21", "missing:40"))


def test_damage_while_open_is_told_by_verify(path: Path, key: bytes) -> None:
    """A page that goes bad under an open store is a problem of the store, by its code."""
    with closing(open_store(path, key)) as store:
        fill(store)
        store.save(bytes(4_000_000), [], [])  # more than the cache holds
    with closing(open_store(path, key)) as store:
        store.load_memory()
        content = path.read_bytes()
        with path.open("r+b") as file:
            file.write(content[:4096] + os.urandom(len(content) - 4096))
        assert store.verify() == VerifyResult(0, ("store:corrupt",))
