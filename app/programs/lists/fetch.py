"""Fetches one list from its publisher: TLS only, conditional, measured while it streams.

Nothing is believed for being announced: bytes are counted as they come and again as they are
unpacked, and all of it has to come within a time. There is no resuming: half a list is refused, and
the next attempt starts anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from requests.exceptions import (
    ConnectionError as NoConnection,
)
from requests.exceptions import (
    InvalidSchema,
    RequestException,
    SSLError,
    Timeout,
    TooManyRedirects,
)
from urllib3.exceptions import HTTPError, IncompleteRead, ProtocolError, ReadTimeoutError

from app.programs.lists.refused import ListRefused

_CONNECT_S = 10
_SILENCE_S = 30  # without a byte
_LONGEST_MS = 15 * 60_000  # for all of a list: 400 MB at 4 Mbit/s
_HOPS = 5
_PIECE = 1 << 16
_AGENT = "luytre-lists (parental controls for a family PC)"
_NOT_MODIFIED = 304
_OK = 200

Progress = Callable[[int, int], None]  # bytes that came, bytes announced (0 = he did not say)


def _silent(_done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the publisher said of the copy we have, "" where he said nothing."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the publisher answered. pieces is None when our copy is still the newest.

    pieces gives bytes as the publisher means them (the transfer's own gzip is undone); it raises
    ListRefused.
    """

    known: Known
    pieces: Iterator[bytes] | None


class Publishers:
    """The way to all publishers. boot_ms is the boot clock; ca a file of certificates to believe
    instead of the usual ones.
    """

    def __init__(self, boot_ms: Callable[[], int], ca: Path | None = None) -> None:
        """Prepare; nothing is asked yet."""
        self._boot_ms = boot_ms
        self._session = requests.Session()
        self._session.trust_env = False  # no passwords, proxies or certificates of a person
        self._session.max_redirects = _HOPS
        self._session.verify = str(ca) if ca else True
        self._session.headers.update({"User-Agent": _AGENT, "Accept-Encoding": "gzip"})
        del self._session.adapters[
            "http://"
        ]  # a way without TLS does not exist, redirects included

    def close(self) -> None:
        """Give all connections back."""
        self._session.close()

    @contextmanager
    def fetch(
        self, address: str, known: Known, most: int, came: Progress = _silent
    ) -> Iterator[Answer]:
        """Ask for a list of at most `most` bytes. Raises ListRefused, also while it is read."""
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        asked = {key: value for key, value in headers.items() if value}
        deadline = self._boot_ms() + _LONGEST_MS
        with (
            _named(),
            self._session.get(
                address, headers=asked, stream=True, timeout=(_CONNECT_S, _SILENCE_S)
            ) as response,
        ):
            if response.status_code == _NOT_MODIFIED and asked:
                yield Answer(known, None)
                return
            announced = _announced(response, most)
            said = Known(
                response.headers.get("ETag", "")[:200],
                response.headers.get("Last-Modified", "")[:100],
            )

            def told(done: int) -> None:
                came(done, announced)

            yield Answer(said, self._pieces(response, deadline, most, told))

    def _pieces(
        self, response: requests.Response, deadline: int, most: int, told: Callable[[int], None]
    ) -> Iterator[bytes]:
        gzipped = response.headers.get("Content-Encoding", "").lower() == "gzip"
        with _named():
            raw = response.raw.stream(_PIECE, decode_content=False)
            timely = self._timely(raw, deadline, told)
            yield from bounded(unpacked(timely, most) if gzipped else timely, most)

    def _timely(
        self, pieces: Iterator[bytes], deadline: int, told: Callable[[int], None]
    ) -> Iterator[bytes]:
        done = 0
        for piece in pieces:
            done += len(piece)
            told(done)
            if self._boot_ms() > deadline:
                raise ListRefused("slow", f"not all of it came in {_LONGEST_MS // 60_000} minutes")
            yield piece


def _announced(response: requests.Response, most: int) -> int:
    """Refuse what is no list already by its head; give the announced length."""
    if response.status_code != _OK:
        raise ListRefused("status", f"the publisher answered {response.status_code}")
    if response.headers.get("Content-Type", "").lower().startswith("text/html"):
        raise ListRefused("page", "a page for people came instead of the list")
    if response.headers.get("Content-Encoding", "identity").lower() not in ("identity", "gzip"):
        raise ListRefused("packing", "packed in a way nobody asked for")
    length = response.headers.get("Content-Length", "")
    announced = int(length) if length.isascii() and length.isdigit() else 0
    if announced > most:
        raise ListRefused("big", f"{announced >> 20} MB announced, {most >> 20} MB allowed")
    return announced


def bounded(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Pass pieces on until they are more than `most` bytes together; then raise ListRefused."""
    for piece in pieces:
        most -= len(piece)
        if most < 0:
            raise ListRefused("big", "more than a sound copy of this list ever has")
        yield piece


def unpacked(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Undo gzip, a little at a time, so that a small file that unpacks to gigabytes does no harm.

    Raises ListRefused: `packing`, `cut`, `big` after `most` bytes.
    """
    inflate = zlib.decompressobj(wbits=31)
    try:
        for packed in pieces:
            rest = packed
            while rest and not inflate.eof:
                some = inflate.decompress(rest, _PIECE)
                rest = inflate.unconsumed_tail
                most -= len(some)
                if most < 0:
                    raise ListRefused("big", "unpacks to more than this list ever has")
                yield some
    except zlib.error as error:
        raise ListRefused("packing", "it cannot be unpacked") from error
    if not inflate.eof:
        raise ListRefused("cut", "it ended before its end")


@contextmanager
def _named() -> Iterator[None]:
    """Give what goes wrong on the way one of our names; the order is from the particular down."""
    try:
        yield
    except SSLError as error:
        raise ListRefused("tls", "the publisher could not prove to be himself") from error
    except (InvalidSchema, TooManyRedirects) as error:
        raise ListRefused("redirect", "led to a place without TLS, or round and round") from error
    except (Timeout, ReadTimeoutError) as error:
        raise ListRefused("slow", "the publisher does not answer in time") from error
    except (IncompleteRead, ProtocolError) as error:
        raise ListRefused("cut", "the connection ended before the list did") from error
    except (NoConnection, RequestException, HTTPError) as error:
        raise ListRefused("unreachable", "the publisher cannot be reached") from error
