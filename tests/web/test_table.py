"""The table's file: what is refused, what never goes wrong in looking up."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from app.model.web import Category as C
from app.web import table as tables
from app.web.build import Source, build
from app.web.names import wire
from app.web.table import ListCredit, Table, TableRefused

ADULT = Source("adult", frozenset({C.PORN}))
TOP = Source("adult", frozenset({C.GAMBLING}))
NAMES = [("bad.vn", ADULT), ("a.b.worse.com", ADULT), ("casino", TOP)]


def make(path: Path, seed: int = 1) -> Path:
    """Build a small table."""
    build(NAMES, path, built_ms=1, seed=seed, lists=[ListCredit("adult", "Adult")])
    return path


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small sound table."""
    return make(tmp_path_factory.mktemp("sound") / "table").read_bytes()


def with_header(content: bytes, change: Callable[[dict[str, object]], None]) -> bytes:
    """The same table with a changed header that is right in itself."""
    _, at, _, _, _ = tables.PREFACE.unpack(content[: tables.PREFACE.size])
    header = msgspec.json.decode(content[at:])
    change(header)
    text = msgspec.json.encode(header)
    preface = (tables.MAGIC, at, len(text), xxhash.xxh3_64_intdigest(text), at + len(text))
    return tables.PREFACE.pack(*preface) + content[tables.PREFACE.size : at] + text


OTHER_ORDER = "big" if sys.byteorder == "little" else "little"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "foreign"),
        (b"127.0.0.1 localhost\n" * 9, "foreign"),
        (b"\x7fELF" + bytes(100), "foreign"),
        (tables.MAGIC, "foreign"),
        (tables.MAGIC + b"\xff" * 32, "truncated"),
        (tables.MAGIC + bytes(32), "truncated"),
        (tables.PREFACE.pack(tables.MAGIC, 2**64 - 1, 41, 0, 40), "damaged"),
        (tables.PREFACE.pack(tables.MAGIC, 40, 0, xxhash.xxh3_64_intdigest(b""), 40), "damaged"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    """Other files are refused by name, whatever they hold."""
    (tmp_path / "table").write_bytes(content)
    with pytest.raises(TableRefused, match=code):
        Table.open(tmp_path / "table")


def test_a_pipe_or_a_link_in_its_place(tmp_path: Path) -> None:
    """Neither is waited for nor followed: who keeps the folder of lists is less than who reads."""
    os.mkfifo(tmp_path / "pipe")
    make(tmp_path / "table")
    (tmp_path / "link").symlink_to(tmp_path / "table")
    for name in ("pipe", "link"):
        with pytest.raises(TableRefused, match="unreadable"):
            Table.open(tmp_path / name)


def test_what_is_not_there(tmp_path: Path) -> None:
    """A missing file and a folder are told apart."""
    with pytest.raises(TableRefused, match="missing"):
        Table.open(tmp_path / "none")
    with pytest.raises(TableRefused, match="unreadable"):
        Table.open(tmp_path)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"version": tables.VERSION + 1}, "newer"),
        ({"version": tables.VERSION + 1, "classes": "otherwise"}, "newer"),
        ({"byteorder": OTHER_ORDER}, "foreign"),
        ({"slots": 0}, "damaged"),
        ({"slots": 63}, "damaged"),
        ({"slots_at": 41}, "damaged"),
        ({"checksum": 0}, "damaged"),
        ({"classes": [{"categories": ["of tomorrow"]}]}, "damaged"),
        ({"tops": 3}, "damaged"),
    ],
)
def test_headers_of_other_tables(
    tmp_path: Path, sound: bytes, change: dict[str, object], code: str
) -> None:
    """A header that is right in itself and wrong for us is refused with the reason."""
    (tmp_path / "table").write_bytes(with_header(sound, lambda header: header.update(change)))
    with pytest.raises(TableRefused) as refused:
        Table.open(tmp_path / "table")
    assert refused.value.code == code
    assert refused.value.path == tmp_path / "table"


@given(data=st.data())
def test_any_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, sound: bytes, data: st.DataObject
) -> None:
    """Whichever byte differs, and wherever the file ends, the table is refused."""
    path = tmp_path_factory.getbasetemp() / "changed"
    at = data.draw(st.integers(0, len(sound) - 1))
    changed = bytearray(sound)
    changed[at] ^= data.draw(st.integers(1, 255))
    for content in (bytes(changed), sound[:at]):
        path.write_bytes(content)
        with pytest.raises(TableRefused):
            Table.open(path)


def test_a_table_without_an_empty_slot(tmp_path: Path, sound: bytes) -> None:
    """A search in it would never end, and no name would have an answer."""
    _, at, _, _, _ = tables.PREFACE.unpack(sound[: tables.PREFACE.size])
    header = msgspec.json.decode(sound[at:])
    first, count = header["slots_at"], header["slots"]
    body = sound[tables.PREFACE.size : first] + b"\x01\0\0\0\0\0\x01\0" * count
    full = sound[: tables.PREFACE.size] + body + sound[at:]
    digest = xxhash.xxh3_64_intdigest(body)
    (tmp_path / "table").write_bytes(with_header(full, lambda one: one.update(checksum=digest)))
    with pytest.raises(TableRefused, match="damaged"):
        Table.open(tmp_path / "table")


def test_no_hash_can_block_another_site(tmp_path: Path) -> None:
    """A name whose hash meets that of a listed one in every bit we keep is not taken for it."""
    seed = 99
    kept = 63 | tables.PART
    met: dict[int, str] = {}
    for number in range(200_000):
        name = f"x{number}.vn"
        bits = xxhash.xxh3_64_intdigest(wire(name), seed) & kept
        if (first := met.setdefault(bits, name)) != name:
            break
    else:
        pytest.fail("200,000 names and no two hashes of 25 bits alike")
    build(
        [(first, ADULT)], tmp_path / "table", built_ms=1, seed=seed, lists=[ListCredit("adult", "")]
    )
    table = Table.open(tmp_path / "table")
    assert len(table._slots) == 64
    assert table.find(wire(first)) == 1
    assert table.find(wire(name)) == 0
    assert table.labels(name).matched == ""


def test_a_name_that_only_begins_alike_is_another(tmp_path: Path) -> None:
    """The whole name is compared, its end included."""
    table = Table.open(make(tmp_path / "table"))
    for name in ("bad.v", "bad.vnn", "ad.vn", "abad.vn", "b.worse.com", "worse.com", "casino2"):
        assert table.find(wire(name)) == 0, name
    for name in ("bad.vn", "x.bad.vn", "a.b.worse.com", "y.a.b.worse.com", "my.casino", "casino"):
        assert table.find(wire(name)) > 0, name


@pytest.mark.parametrize("label", [b"\x00", b"\xff" * 63, b".", b"BAD"])
def test_names_no_list_can_hold(tmp_path: Path, label: bytes) -> None:
    """Any bytes a query may hold are looked up without harm."""
    table = Table.open(make(tmp_path / "table"))
    assert table.find(bytes((len(label),)) + label + b"\x02zz") == 0
    assert table.find(bytes((len(label),)) + label + b"\x03bad\x02vn") > 0


def test_a_closed_table_says_so(tmp_path: Path) -> None:
    """After `close` nothing is answered, rather than something wrong."""
    table = Table.open(make(tmp_path / "table"))
    table.close()
    with pytest.raises(ValueError, match="closed"):
        table.find(wire("bad.vn"))
