"""Questions to upstream servers: many at once, hard to forge an answer to, and asked again in time.

An answer counts if it comes over the connected socket its question left by (so from that server's
address and port), with its id and its question. Ids are random, sockets have random ports and are
replaced after some hundred questions. The same question from several clients goes out once: a
forger cannot multiply his chances (RFC 5452).
"""

from __future__ import annotations

import socket
from struct import Struct
from typing import Final

from app.web import cache, packet
from app.web.cache import Cache, Stored
from app.web.doors import Asker, UdpDoor
from app.web.lines import Entry, Line, Lines
from app.web.loop import ERROR, Loop
from app.web.packet import Malformed
from app.web.port import Miss
from app.web.shovel import NAME, SIZE, Shovel
from app.web.tcp_fetch import Fetch
from app.web.upstreams import Upstream, Upstreams

AGAIN_MS: Final = (400, 1_200, 2_500)  # silent for so long: asked again, another server if there is
GIVE_UP_MS: Final = 4_500  # a stub resolver waits five seconds
MOST_FLYING: Final = 4_096  # questions without an answer yet; beyond them nothing is asked
MOST_TOGETHER: Final = 32  # clients waiting for one answer
MOST_FETCHES: Final = 32  # answers that are fetched over TCP at a time
_SHORT: Final = packet.PLAIN_UDP - 16  # bytes every client takes, an OPT of ours behind them
_NOT_HERE: Final = frozenset((packet.FORMERR, packet.SERVFAIL, packet.NOTIMP, packet.REFUSED))


def _usual_answers() -> dict[bytes, tuple[int, int, tuple[bytes, bytes]]]:
    """Give the heads of answers that may go out as they are.

    One question; one answer, or none and at most an SOA; no error, or no such name; not cut short;
    nothing more than an OPT. Behind each: how many answers and OPTs, and our head for it, for
    clients without EDNS and with it.
    """
    words = Struct(">6H").pack
    found = {}
    for bits in range(packet.AA + 1):
        if bits & ~(packet.AA | packet.RA | packet.CD):
            continue
        for rcode, counts in ((0, (1, 0)), (0, (0, 1)), (packet.NXDOMAIN, (0, 1))):
            theirs = packet.QR | packet.RD | bits | rcode
            ours = packet.QR | packet.RD | packet.RA | (bits & packet.CD) | rcode
            heads = tuple(words(0, ours, 1, *counts, extras)[2:] for extras in (0, 1))
            for extras in (0, 1):
                head = words(0, theirs, 1, *counts, extras)[2:]
                found[head] = counts[0], extras, (heads[0], heads[1])
    return found


_USUAL: Final = _usual_answers()


def _as_it_is(entry: Entry, body: bytes) -> tuple[bytes, int] | None:
    """Give our head and the end of the records of an answer that may go out as it is.

    It has the very question that was asked, it fits, and its only record is of the asked name and
    type: no alias to look at. Behind it stands at most an OPT, which is ours to write. None = the
    answer must be read with care.
    """
    usual = _USUAL.get(body[:10])
    question = entry[2]
    if usual is None or not entry[5] or not body.startswith(question, 10):
        return None
    way, at, end = entry[3], 10 + len(question), len(body)
    if end > _SHORT:
        return None
    answers, extras, heads = usual
    if answers:
        if end < at + 12 or not body.startswith(way.echo, at):
            return None
        end = at + 12 + (body[at + 10] << 8 | body[at + 11])
    if extras:
        # An OPT whose code is the one in the head, whatever its options are.
        opt = body[end : end + 11]
        if not answers or opt[:3] != b"\0\0\x29" or opt[5:6] != b"\0":
            return None
        if end + 11 + (opt[9] << 8 | opt[10] if len(opt) == 11 else 0) != len(body):
            return None
    elif end != len(body):
        return None
    return heads[way.mode], end


class Forwarder:
    """Asks upstream and delivers what comes back to who asked."""

    def __init__(self, loop: Loop, upstreams: Upstreams, answers: Cache) -> None:
        """Use these servers; nothing is opened before the first question."""
        self._upstreams = upstreams
        self._loop = loop
        self._cache = answers
        self._flying: dict[bytes, Entry] = {}
        self._also: dict[bytes, list[Entry]] = {}
        self._tries: dict[bytes, tuple[int, Upstream]] = {}
        self._fetches: dict[bytes, Fetch] = {}
        self._lines = Lines(loop, self._answers)
        self._in = Shovel()
        self.flush = self._lines.flush

    @property
    def waiting(self) -> bool:
        """Whether a question is without an answer."""
        return bool(self._flying)

    # --- out ----------------------------------------------------------------------------------

    def ask(self, miss: Miss, door: Asker, address: bytes, ident: bytes) -> None:
        """Ask upstream for a client; `flush` sends. He gets an answer or a failure, once."""
        key = miss[0]
        entry = (*miss, door, address, ident, self._loop.now_ms)
        if key in self._flying:
            together = self._also.setdefault(key, [])
            if len(together) < MOST_TOGETHER:
                together.append(entry)
            return
        line = self._lines.current or self._lines.again() or self._best()
        if line is None or len(self._flying) >= MOST_FLYING:
            self._refuse(entry)
            return
        self._flying[key] = entry
        self._lines.put(line, entry)

    def _best(self) -> Line | None:
        """Choose a line to the best server there is a way to."""
        for _ in self._upstreams.all:
            upstream = self._upstreams.best(self._loop.now_ms)
            line = self._lines.choose(upstream) if upstream is not None else None
            if line is not None:
                return line
        return None

    # --- in -----------------------------------------------------------------------------------

    def _answers(self, line: Line, events: int) -> None:
        """Take what a server sent, at most SLOTS answers.

        One of the usual kind is passed on in the slot where it lies, with the client's id and
        address.
        """
        if events & ERROR and line.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            self._unreachable(line)
            return
        shovel = self._in
        lengths = shovel.receive(line.fd, line.family)
        if not lengths:
            return
        line.upstream.silent_since = None
        pending, data, starts = line.pending, shovel.data, shovel.starts
        now = self._loop.now_ms // 1000
        door: Asker | None = None
        count = 0
        for i, size in enumerate(lengths):
            start = starts[i]
            ident = data[start : start + 2]
            entry = pending.get(ident)
            if entry is None:
                continue
            body = data[start + 2 : start + size]
            found = _as_it_is(entry, body)
            if found is None:
                self._unusual(line, ident, entry, body)
                continue
            del pending[ident]
            if not self._passed(entry, body, now):
                continue
            if entry[6] is not door:
                self._send(door, count)
                door, count = entry[6], 0
            to, name = starts[count], count * NAME
            head, end = found
            opt = entry[3].opt
            if opt or to != start:
                data[to + 12 : to + 2 + end + len(opt)] = body[10:end] + opt
            data[to : to + 12] = entry[8] + head
            shovel.names[name : name + len(entry[7])] = entry[7]
            shovel.lengths[count] = 2 + end + len(opt)
            count += 1
        self._send(door, count)

    def _passed(self, entry: Entry, body: bytes, now: int) -> bool:
        """Note an answer that goes out as it is; False = another one was faster."""
        key = entry[0]
        if self._flying.pop(key, None) is None:
            return False
        self._cache.put(key, (now, 10 + len(entry[2]), body), len(body))
        if self._also or self._tries:
            self._settle(entry, body, now)
        return True

    def _send(self, door: Asker | None, count: int) -> None:
        if isinstance(door, UdpDoor) and count:
            door.send(self._in, count)

    def _unusual(self, line: Line, ident: bytes, entry: Entry, body: bytes) -> None:
        """Take an answer that is not simply passed on, or leave it when it is not ours."""
        key, sent, _question, way = entry[:4]
        end = len(sent) - len(way.up_tail)
        if len(body) < end or not _is_answer(body) or body[10:end].lower() != sent[10:end].lower():
            return  # somebody guessed the id; the true answer is still to come
        del line.pending[ident]
        if key not in self._flying:
            return
        flags = int.from_bytes(body[:2], "big")
        if flags & packet.TC or len(body) + 2 >= SIZE:
            self._fetch(line.upstream, entry)
            return
        self.came(entry, line.upstream, body[:10] + sent[10:end] + body[end:])

    def came(self, entry: Entry, upstream: Upstream, body: bytes) -> None:
        """Deliver an answer whose question was compared; another server is asked if it is none."""
        key, sent, _question, way = entry[:4]
        now = self._loop.now_ms // 1000
        try:
            stored = cache.read(body, len(sent) - len(way.up_tail), way.qtype, now)
        except Malformed:
            stored = cache.failure(now)
        if stored.rcode in _NOT_HERE and self._another(key, upstream):
            return
        self._deliver(key, stored, len(body))

    def _deliver(self, key: bytes, stored: Stored, size: int) -> None:
        entry = self._flying.pop(key, None)
        if entry is None:
            return
        self._cache.put(key, stored, size)
        self._hand(entry, stored)
        for other in self._also.pop(key, ()):
            self._hand(other, stored)
        self._tries.pop(key, None)

    def _hand(self, entry: Entry, stored: Stored) -> None:
        _key, _sent, question, way, ruling, _fast, door, address, ident, _ms = entry
        door.reply(address, ident, door.port.finish(stored, question, way, ruling, door.udp))

    def _settle(self, entry: Entry, body: bytes, now: int) -> None:
        """Give an answer that went out as it came to the others who wait for it."""
        self._tries.pop(entry[0], None)
        others = self._also.pop(entry[0], ())
        if not others:
            return
        try:
            stored = cache.read(body, 10 + len(entry[2]), entry[3].qtype, now)
        except Malformed:
            stored = cache.failure(now)
        for other in others:
            self._hand(other, stored)

    # --- when nothing comes -------------------------------------------------------------------

    def sweep(self) -> None:
        """Ask again what was asked too long ago, give up what was asked long ago; every 50 ms."""
        now_ms = self._loop.now_ms
        late = []
        for entry in self._flying.values():  # the oldest come first
            if now_ms - entry[9] < AGAIN_MS[0]:
                break
            late.append(entry)
        for entry in late:
            key, age = entry[0], now_ms - entry[9]
            tries, upstream = self._tries.get(key, (0, None))
            if age >= GIVE_UP_MS:
                self._fail(key)
            elif tries < len(AGAIN_MS) and age >= AGAIN_MS[tries] and key not in self._fetches:
                self._again(entry, upstream or self._lines.asked(entry))
        self._lines.flush()
        self._lines.sweep()

    def _again(self, entry: Entry, tried: Upstream | None) -> bool:
        """Ask the server after the one that was tried; False where there is none or no way."""
        upstreams = self._upstreams
        following = upstreams.after(tried) if tried else upstreams.best(self._loop.now_ms)
        if following is None:
            return False
        tries, _ = self._tries.get(entry[0], (0, following))
        self._tries[entry[0]] = tries + 1, following
        line = self._lines.current
        if line is None or line.upstream is not following:
            line = self._lines.choose(following)
        if line is None:
            return False
        self._lines.put(line, entry)
        return True

    def _another(self, key: bytes, upstream: Upstream) -> bool:
        """Ask another server than this one at once; False when each had its turn."""
        entry = self._flying.get(key)
        tries = self._tries.get(key, (0, upstream))[0]
        most = min(len(self._upstreams.all) - 1, len(AGAIN_MS))
        return entry is not None and tries < most and self._again(entry, upstream)

    def _unreachable(self, line: Line) -> None:
        """Learn that nobody listens at a server: what it was asked goes elsewhere at once.

        Where there is no other, the sweep asks again later: it may be starting.
        """
        line.upstream.failed(self._loop.now_ms)
        waiting = list(line.pending.values())
        line.pending.clear()
        self._lines.retire(line)
        for entry in waiting:
            if entry[0] in self._flying:
                self._another(entry[0], line.upstream)

    def _fail(self, key: bytes) -> None:
        entry = self._flying.pop(key, None)
        fetch = self._fetches.pop(key, None)
        if fetch is not None:
            fetch.close()
        self._tries.pop(key, None)
        for one in (entry, *self._also.pop(key, ())):
            if one is not None:
                self._refuse(one)

    def _refuse(self, entry: Entry) -> None:
        _key, _sent, question, way, _ruling, _fast, door, address, ident, _ms = entry
        door.reply(address, ident, door.port.give_up(question, way))

    # --- over TCP -----------------------------------------------------------------------------

    def _fetch(self, upstream: Upstream, entry: Entry) -> None:
        """Fetch over TCP what did not fit."""
        key = entry[0]
        if key in self._fetches:
            return
        if len(self._fetches) >= MOST_FETCHES:
            self._fail(key)
            return

        def done(body: bytes | None) -> None:
            self._fetches.pop(key, None)
            if key not in self._flying:
                return
            if body is not None:
                self.came(entry, upstream, body)
            elif not self._another(key, upstream):
                self._fail(key)

        tail = len(entry[3].up_tail)
        try:
            self._fetches[key] = Fetch(self._loop, upstream.address, entry[1], tail, done)
        except OSError:  # no descriptor is left
            self._fail(key)

    # --- changes ------------------------------------------------------------------------------

    def forget(self, door: Asker) -> None:
        """Give up what was asked for a client who is gone."""
        for key in [key for key, entry in self._flying.items() if entry[6] is door]:
            if not self._also.get(key):
                self._drop(key)

    def _drop(self, key: bytes) -> None:
        self._flying.pop(key, None)
        self._tries.pop(key, None)
        fetch = self._fetches.pop(key, None)
        if fetch is not None:
            fetch.close()

    def moved(self) -> None:
        """Learn that the servers are others now: old lines end, what is open is asked again."""
        self._lines.retire_all()
        for key, entry in list(self._flying.items()):
            self._tries.pop(key, None)
            self._again(entry, None)
        self._lines.flush()

    def close(self) -> None:
        """Close every socket; nobody gets an answer any more."""
        for key in list(self._flying):
            self._drop(key)
        self._also.clear()
        self._lines.close()


def _is_answer(body: bytes) -> bool:
    """Whether these are an answer's flags, and it holds the one question."""
    flags = int.from_bytes(body[:2], "big")
    return bool(flags & packet.QR) and not flags & packet.OPCODE and body[2:4] == b"\0\1"
