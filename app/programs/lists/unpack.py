"""Reads the files of a tar.gz as they stream past: nothing is written, no path is followed."""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING

from app.programs.lists.fetch import unpacked
from app.programs.lists.refused import ListRefused
from app.web.formats.lines import lines

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 1 << 16
_MOST_FILES = 20_000


def files(pieces: Iterator[bytes], most: int) -> Iterator[tuple[str, Iterable[str]]]:
    """Give (path, lines) of each regular file; lines are read before the next file is asked for.

    most bounds the bytes of all files together. Raises ListRefused.
    """
    stream = BufferedReader(_Reader(unpacked(pieces, most)), _PIECE)
    with _named():
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, member in enumerate(archive):
                if number >= _MOST_FILES:
                    raise ListRefused("big", f"more than {_MOST_FILES} files")
                content = archive.extractfile(member) if member.isreg() else None
                if content is not None:
                    yield member.name, lines(_content(content))
        while stream.read(_PIECE):  # to the end: a packed file that breaks off later is refused too
            pass


def _content(content: IO[bytes]) -> Iterator[bytes]:
    with _named():  # whoever reads the lines is outside the loop above
        yield from iter(partial(content.read, _PIECE), b"")


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError) as error:
        raise ListRefused("packing", "its files cannot be told apart") from error


class _Reader(RawIOBase):
    """Pieces of bytes as a file to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        view = memoryview(buffer)
        some = self._rest[: len(view)]
        view[: len(some)] = some
        self._rest = self._rest[len(some) :]
        return len(some)
