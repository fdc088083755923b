"""Archives as they stream past, sound and broken."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.programs.lists.refused import ListRefused
from app.programs.lists.unpack import files


def packed(add: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    """An archive of these members."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz", format=tarfile.PAX_FORMAT) as tar:
        for info, inside in add:
            info.size = len(inside)
            tar.addfile(info, io.BytesIO(inside))
    return content.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    """One member of a kind."""
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = "/etc/passwd"
    return info


def pieces(content: bytes, size: int = 100) -> Iterator[bytes]:
    """Bytes as the network cuts them."""
    for at in range(0, len(content), size):
        yield content[at : at + size]


def read(content: bytes, most: int = 1 << 20, size: int = 100) -> list[tuple[str, list[str]]]:
    """All files with their lines."""
    return [(name, list(found)) for name, found in files(pieces(content, size), most)]


SOUND = packed([(member("a/domains"), b"a.vn\nb.vn\n"), (member("ề/domains"), b"c.vn")])


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_files_and_lines(size: int) -> None:
    """Every file with its lines, however the bytes were cut."""
    assert read(SOUND, size=size) == [("a/domains", ["a.vn", "b.vn"]), ("ề/domains", ["c.vn"])]


def test_only_regular_files_are_read() -> None:
    """Links, devices and folders are passed over; none is followed."""
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE)
    content = packed([*((member(f"x{n}", kind), b"") for n, kind in enumerate(kinds))])
    assert read(content) == []


def test_a_file_may_be_left_unread() -> None:
    """Who wants only the second file need not read the first."""
    assert [name for name, _ in files(pieces(SOUND), 1 << 20)] == ["a/domains", "ề/domains"]


def test_bounds() -> None:
    """Neither bytes nor files without end."""
    with pytest.raises(ListRefused, match="big"):
        read(SOUND, most=1000)
    many = packed([(member(str(n)), b"") for n in range(20_001)])
    with pytest.raises(ListRefused, match="files"):
        read(many, most=1 << 30, size=1 << 16)


def test_a_file_that_is_shorter_than_it_says() -> None:
    """The end is missed while the lines are read, and it is the list that is refused."""
    inside = gzip.decompress(packed([(member("a/domains"), b"a.vn\n" * 1000)]))
    with pytest.raises(ListRefused, match="packing"):
        read(gzip.compress(inside[:2000]))


@given(data=st.data())
def test_broken_archives_are_refused_by_name(data: st.DataObject) -> None:
    """Whatever is wrong with an archive, it is read to its end or refused; nothing else happens."""
    inside = bytearray(gzip.decompress(SOUND))
    for _ in range(data.draw(st.integers(1, 4))):
        inside[data.draw(st.integers(0, len(inside) - 1))] = data.draw(st.integers(0, 255))
    content = gzip.compress(bytes(inside[: data.draw(st.integers(0, len(inside)))]))
    content = (
        content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content
    )
    try:
        found = read(content)
    except ListRefused as refused:
        assert refused.code in ("packing", "cut", "big")
    else:
        assert all(isinstance(name, str) for name, _ in found)
