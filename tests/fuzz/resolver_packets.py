"""Packets as a fuzzer makes them, guided by which lines they reach: queries and upstream answers.

    python -m tests.fuzz.resolver_packets [options of libFuzzer, as -max_total_time=60]

The first byte says what the rest is: a client's query, or a server's answer to one. Nothing may
raise, and what goes out must be sound; what dnspython thinks of it is tests/web/test_oracle.py's.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

with atheris.instrument_imports(include=["app.web"]):
    from app.web import asked, cache, packet, port, svcb  # noqa: F401 all of them are looked at

from app.web.packet import Malformed
from tests.web import stage

QUESTION = b"\3www\4test\0\0\1\0\1"


def target(data: bytes) -> None:
    """Try one packet."""
    if data[:1] < b"\x80":
        query(data[1:])
    else:
        answer(data[1:])


def query(data: bytes) -> None:
    """A client's bytes: an answer with his own question, something to ask, or nothing."""
    for udp in (True, False):
        found = PORT.answer(data, udp)
        if found is None:
            continue
        body = found if isinstance(found, bytes) else found[1]
        flags, questions, *counts = packet.counts(body)
        assert bool(flags & packet.QR) is isinstance(found, bytes)
        if not questions:
            assert len(body) == packet.HEAD
            assert flags & 0xF in (packet.FORMERR, packet.NOTIMP)
            continue
        end = packet.skip_name(body, packet.HEAD) + 4
        if isinstance(found, bytes):
            assert data[packet.HEAD : end] == body[packet.HEAD : end]
        sound(body, end, sum(counts))


def answer(data: bytes) -> None:
    """A server's bytes behind a true question: refused, or kept in a sound form."""
    body = data[: packet.HEAD].ljust(packet.HEAD, b"\0") + QUESTION + data[packet.HEAD :]
    end = packet.HEAD + len(QUESTION)
    for qtype in (packet.A, packet.HTTPS):
        try:
            stored = cache.read(body, end, qtype, 100)
        except Malformed:
            continue
        for way in WAYS:
            said = stored.reply(way, QUESTION, 150)
            sound(said, end, sum(packet.counts(said)[2:]))


def sound(body: bytes, end: int, count: int) -> None:
    """The records that are announced fill what follows the question."""
    found = list(packet.records(body, end))
    assert len(found) == count
    assert (found[-1].end if found else end) == len(body)


WAYS = (
    asked.asked(packet.RD, packet.A, packet.IN, None),
    asked.asked(packet.RD, packet.A, packet.IN, packet.Edns(1232, 0, True)),
)
PORT: port.Port


def main() -> None:
    """Fuzz until told to stop."""
    global PORT  # libFuzzer calls a function of one argument
    with tempfile.TemporaryDirectory(prefix="luytre-t-") as folder:
        PORT, _ = stage.port(Path(folder))
        atheris.Setup(sys.argv, target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
