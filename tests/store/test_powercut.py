"""The plug is pulled: the store opens, the last save at most is gone, the policy is there."""

import random
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from app.model.action import Record, RecordKind
from app.model.span import Charge, DayTotal, Span
from app.store import files
from app.store.salvage import open_or_salvage
from app.store.store import Store, open_store
from tests.store.powercut import SECTOR, Disk, Piece, put, torn

CUTS = 200
SAVES = 160  # more than one move of the WAL into the file (256 pages, about four a save)
DAY = date(2026, 11, 18)
SEED = 20261121


@dataclass(frozen=True)
class Told:
    """What the store has said is kept; a cut may also leave what was under way."""

    saved: int = -1
    lines: int = 0
    version: int = 0
    secret: int = -1
    wiped: bool = False


class Owner:
    """Lives with a store on that disk, and notes in its log what it was told, and when."""

    def __init__(self, disk: Disk, store: Store) -> None:
        """Begin with nothing."""
        self._disk, self._store = disk, store
        self.told = Told()

    def note(self, told: Told) -> None:
        """The store returned: this holds from here on."""
        self.told = told
        self._disk.log.append(("told", self.told))

    def live(self, moments: int) -> None:
        """Save every moment; now and then write the record, set the policy and a secret, wipe."""
        for n in range(moments):
            grown = Span("an", "steam", Charge.GAME, 0, n * 15_000, n * 15_000)
            total = DayTotal("an", DAY, "steam", Charge.GAME, n)
            self._store.save(b"%d" % n + bytes(6_000), [grown], [total])
            self.note(replace(self.told, saved=n))
            if n % 5 == 0:
                line = Record("an", RecordKind.GRANT, "given", (("n", str(n)),))
                self.note(replace(self.told, lines=self._store.append(n, line)))
            if n % 20 == 0:
                version = n // 20 + 1
                self._store.set_policy(f"version {version}", version, "mẹ", n)
                self.note(replace(self.told, version=version))
            if n % 30 == 0:
                self._store.set_secret("password", b"%d" % n)
                self.note(replace(self.told, secret=n))
        self._store.wipe("an")
        self.note(replace(self.told, wiped=True))


def told_at(disk: Disk, moment: int) -> tuple[Told, Told]:
    """What was told before a moment, and what was told next: that may have been under way."""
    notes = [(n, entry[1]) for n, entry in enumerate(disk.log) if entry[0] == "told"]
    before = [told for n, told in notes if n < moment]
    after = [told for n, told in notes if n >= moment]
    last = before[-1] if before else Told()
    return last, after[0] if after else last


@pytest.fixture
def disk(
    tmp_path: Path,
    key: bytes,
    under: Callable[[Disk, str], AbstractContextManager[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> Disk:
    """A disk on which a store was opened, lived with, and closed."""
    disk = Disk("powercut")
    folder = tmp_path / "live"
    folder.mkdir()
    with under(disk, "powercut"), monkeypatch.context() as patch:
        patch.setattr(files, "rename", disk.rename)
        patch.setattr(files, "sync_folder", disk.sync_folder)
        with closing(open_store(folder / "store.db", key)) as store:
            Owner(disk, store).live(SAVES)
    return disk


def check_left(folder: Path, key: bytes, told: Told, next_told: Told) -> None:
    """What a cut left is what was told, or that and the one thing under way."""
    with closing(open_store(folder / "store.db", key)) as store:
        body = store.load_memory()
        saved = int(body.rstrip(b"\0")) if body is not None else -1
        assert told.saved <= saved <= next_told.saved
        expected = [] if saved < 0 else [saved]
        if not next_told.wiped:
            assert [one.used_ms for one in store.totals("an", DAY, DAY)] == expected
        result = store.verify()
        assert result.problems == ()
        assert told.lines <= result.lines <= next_told.lines
        policy = store.policy()
        assert told.version <= (policy.version if policy else 0) <= next_told.version
        password = store.secret("password")
        assert told.secret <= (int(password) if password else -1) <= next_told.secret
        store.append(0, Record("an", RecordKind.HEALTH, "back"))
        assert store.verify().problems == ()


def check_second_copy(folder: Path, key: bytes, told: Told, next_told: Told) -> None:
    """With the store itself gone as well, policy and secret come back from the second copy."""
    for left in folder.glob("store.db*"):
        left.unlink()
    opened = open_or_salvage(folder / "store.db", key, "later")
    with closing(opened.store) as store:
        assert told.version <= opened.restored <= next_told.version
        password = store.secret("password")
        assert told.secret <= (int(password) if password else -1) <= next_told.secret


def test_plug_pulled_at_any_moment(
    disk: Disk, tmp_path: Path, key: bytes, subtests: pytest.Subtests
) -> None:
    """200 random moments: it opens, the last save at most is gone, chain and policy hold."""
    luck = random.Random(SEED)
    for cut in range(CUTS):
        moment = luck.randint(0, len(disk.log))
        left = tmp_path / f"left-{cut}"
        left.mkdir()
        disk.pull(moment, left, luck)
        with subtests.test(moment=moment):
            told, next_told = told_at(disk, moment)
            copy = tmp_path / f"copy-{cut}"
            copy.mkdir()
            for file in left.glob("policy.bak*"):
                (copy / file.name).write_bytes(file.read_bytes())
            check_left(left, key, told, next_told)
            check_second_copy(copy, key, told, next_told)


def test_the_disk_does_forget(disk: Disk, tmp_path: Path) -> None:
    """The harness can lose something: cut before the last sync, the files are not the live ones."""
    syncs = [n for n, entry in enumerate(disk.log) if entry[0] == "sync"]
    lost = tmp_path / "lost"
    lost.mkdir()
    disk.pull(syncs[-1], lost, random.Random(SEED))
    assert {file.name for file in lost.iterdir()} >= {"store.db", "policy.bak"}
    live = (tmp_path / "live" / "store.db").read_bytes()
    assert (lost / "store.db").read_bytes() != live


@pytest.mark.parametrize(
    ("piece", "left"),
    [
        ((1, b"XY"), b"aXYd"),
        ((3, b"XY"), b"abcXY"),
        ((6, b"X"), b"abcd\0\0X"),
        ((2, None), b"ab"),
    ],
)
def test_what_a_write_does(piece: Piece, left: bytes) -> None:
    """A write overwrites, lengthens, leaves a hole; a truncation cuts."""
    content = bytearray(b"abcd")
    put(content, piece)
    assert content == left


def test_what_is_left_of_a_torn_write() -> None:
    """Of a write nobody synced all, nothing, or some whole sectors are left."""
    data = bytes(range(256)) * 2 * 3
    seen = set()
    for seed in range(200):
        parts = torn((SECTOR, data), random.Random(seed), 0.5)
        for offset, part in parts:
            assert part is not None
            assert data[offset - SECTOR :].startswith(part)
        seen.add(sum(len(part or b"") for _, part in parts))
    assert seen == {0, SECTOR, 2 * SECTOR, 3 * SECTOR}
