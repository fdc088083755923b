"""One port: a query's bytes go in; an answer, a question for a server, or nothing comes out.

Nothing here reads a clock or a socket. What costs time was done before (`Rulebook`, `Ways`): the
usual query takes a few look-ups of its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.model.web import WebRules
from app.rules.content import ClassVerdict
from app.rules.lookalike import Brands
from app.web import answers, packet, safe_search
from app.web.asked import Asked, Ways, asked
from app.web.cache import Cache, Stored
from app.web.packet import MAX_NAME, STEPS, Malformed
from app.web.rulebook import STOP, TAIL, Rulebook, Ruling
from app.web.safe_search import SafeNames
from app.web.table import Table

_HOT: Final = 16_384  # whole queries answered again within their second
_SAID: Final = 512  # names told of in a minute
_SAY_AGAIN: Final = 60  # seconds

# (cache key, what is sent upstream, question, way, ruling, whether the answer may go out as it is)
Miss = tuple[bytes, bytes, bytes, Asked, Ruling, bool]


@dataclass(slots=True)
class World:
    """What all ports share. now: whole seconds of the boot clock, set before any query is taken.

    tell is called with port, wire name and what was found for a stopped or warned name.
    """

    tell: Callable[[int, bytes, ClassVerdict], None]
    brands: Brands
    safe: SafeNames
    cache: Cache = field(default_factory=Cache)
    ways: Ways = field(default_factory=Ways)
    table: Table | None = None
    now: int = 0


class Port:
    """The rules of one port and what was decided by them.

    hot holds whole queries (after the id) with their answers, for this very second: it is emptied
    when the second ends, so that neither a TTL nor a rule in it can be out of date.
    """

    def __init__(self, number: int, world: World) -> None:
        """Answer SERVFAIL until there are rules and a table: never unfiltered."""
        self.number = number
        self.hot: dict[bytes, bytes] = {}
        self._world = world
        self._rules: WebRules | None = None
        self._unfiltered = False
        self._book: Rulebook | None = None
        self._heads: Mapping[bytes, dict[bytes, Asked]] = {}  # empty until ready
        self._judge: Callable[[bytes], Ruling] = _nobody_judges
        self._unlisted: Callable[[bytes], Ruling] = _nobody_judges
        self._find: Callable[[bytes], int]
        self._by_class: tuple[Ruling, ...] = ()
        self._tails: set[bytes] = set()
        self._short: tuple[bytes, ...] = ()
        self._said: dict[bytes, int] = {}
        self._room = True

    # --- rules --------------------------------------------------------------------------------

    def obey(self, rules: WebRules, now_ms: int, *, unfiltered: bool = False) -> None:
        """Hold to these rules from the next query on; now_ms is trusted Unix time.

        unfiltered = everything resolves, safe modes included in "everything".
        """
        self._rules = rules
        self._unfiltered = unfiltered
        self.compile(now_ms)

    def compile(self, now_ms: int) -> None:
        """Work rules and table out anew: one of them changed, or a rule has ended."""
        world, rules = self._world, self._rules
        if rules is None or world.table is None:
            self._heads = {}
            return
        self._book = Rulebook(
            rules, world.table, world.brands, world.safe, now_ms, unfiltered=self._unfiltered
        )
        self._judge = self._book.judge
        self._unlisted = self._book.unlisted
        self._find = self._book.find
        self._by_class = self._book.by_class
        self._tails = self._book.tails
        self._short = self._book.short
        self.hot.clear()
        self._heads = world.ways.heads

    @property
    def ready(self) -> bool:
        """Whether there are rules and a table."""
        return bool(self._heads)

    @property
    def until_ms(self) -> int | None:
        """Trusted ms at which rules must be compiled anew; None = never by time."""
        return self._book.until_ms if self._book is not None else None

    # --- a query ------------------------------------------------------------------------------

    # The path every query takes: split up further it is measurably slower.
    def answer(self, query: bytes, udp: bool = True) -> bytes | Miss | None:
        """Answer a query, both without id; None = say nothing, a Miss = ask upstream first."""
        ways = self._heads.get(query[:10])
        if ways is None:
            return self._unusual(query, udp)
        # The first zero ends the name unless a label holds one; then the labels do not add up to
        # it, which is seen below. Without any zero the rest is no way that was ever learnt.
        end = query.find(0, 10)
        way = ways.get(query[end + 1 :])
        if way is None:
            return self._unusual(query, udp)
        name = query[10:end].lower()
        at, size = 0, len(name)
        while at < size:  # well_formed, Rulebook.judge: here without their calls
            at += STEPS[name[at]]
        if at != size or size >= MAX_NAME:
            return self._unusual(query, udp)
        if name[-TAIL:] in self._tails or (self._short and name.endswith(self._short)):
            ruling = self._judge(name)
        else:
            number = self._find(name)
            ruling = self._by_class[number] if number else self._unlisted(name)
        if ruling.kind == STOP:
            if self._room:
                self._say(name, ruling.found)
            return way.stop_head + query[10 : end + 5] + ruling.endings[way.mode]
        question = query[10 : end + 5]
        if ruling.kind or not way.ordinary:
            return self._otherwise(name, question, way, ruling, udp)
        if ruling.told and self._room:
            self._say(name, ruling.found)
        return self._resolve(name, query, question, way, ruling, udp)

    def _resolve(
        self, name: bytes, query: bytes, question: bytes, way: Asked, ruling: Ruling, udp: bool
    ) -> bytes | Miss:
        """Answer from the cache, and so this second's same queries too, or ask upstream."""
        key = name + way.suffix
        stored = self._world.cache.get(key, way.qtype, self._world.now)
        if stored is None:
            sent = query if way.plain else way.up_head + question + way.up_tail
            return key, sent, question, way, ruling, udp and way.simple
        reply = self.finish(stored, question, way, ruling, udp)
        if udp and len(self.hot) < _HOT and not stored.chain:
            self.hot[query] = reply
        return reply

    def finish(
        self, stored: Stored, question: bytes, way: Asked, ruling: Ruling, udp: bool
    ) -> bytes:
        """Turn what an upstream server said into the answer for this client."""
        if ruling.safe:
            reply = safe_search.reply(stored, question, way, ruling.safe, self._world.now)
        else:
            if stored.chain and not ruling.firm and self._book is not None:
                stop = self._book.stopped_alias(stored.chain)
                if stop is not None:
                    return self._stop(question, way, stop)
            reply = stored.reply(way, question, self._world.now)
        if udp and len(reply) + 2 > way.limit:
            return answers.truncated(way, question)
        return reply

    def give_up(self, question: bytes, way: Asked) -> bytes:
        """Answer when no upstream server did."""
        return answers.failed(way, question, answers.NO_AUTHORITY, "no_upstream")

    def _unusual(self, query: bytes, udp: bool) -> bytes | Miss | None:
        """Read with care what is asked in a way not seen before, or is no query at all."""
        if len(query) < packet.HEAD:
            return None
        flags = int.from_bytes(query[:2], "big")
        if flags & packet.QR:
            return None  # an answer to a resolver would be answered for ever
        if flags & packet.OPCODE:
            return answers.bare(flags, packet.NOTIMP)
        try:
            read = packet.read_query(query)
        except Malformed:
            return answers.bare(flags, packet.FORMERR)
        way = asked(flags, read.qtype, read.qclass, read.edns)
        end = packet.HEAD + len(read.name) + 1
        question = query[packet.HEAD : end + 4]
        if read.edns is not None and read.edns.version:
            return answers.bad_version(way, question)
        if not self.ready:
            return answers.failed(way, question, answers.NOT_READY, "loading")
        self._world.ways.learn(query[: packet.HEAD], query[end:], way)
        return self._judged(read.name.lower(), question, way, udp)

    def _judged(self, name: bytes, question: bytes, way: Asked, udp: bool) -> bytes | Miss:
        """Answer as `answer` does, without what makes that fast."""
        ruling = self._judge(name)
        if ruling.kind == STOP:
            return self._stop(question, way, ruling)
        if ruling.kind or not way.ordinary:
            return self._otherwise(name, question, way, ruling, udp)
        if ruling.told and self._room:
            self._say(name, ruling.found)
        return self._from_upstream(name, question, way, ruling, udp)

    def _otherwise(
        self, name: bytes, question: bytes, way: Asked, ruling: Ruling, udp: bool
    ) -> bytes | Miss:
        """Answer what is allowed but not simply asked upstream."""
        if ruling.told and self._room:
            self._say(name, ruling.found)
        if way.qclass == packet.IN and way.qtype == packet.ANY:
            return answers.any_type(way, question)
        if not way.ordinary:
            return answers.refused(way, question)
        if ruling.absent:
            return answers.absent(way, question)
        if ruling.safe:
            if way.qtype not in (packet.A, packet.AAAA):
                return answers.nothing(way, question)
            name = ruling.safe
        return self._from_upstream(name, question, way, ruling, udp)

    def _from_upstream(
        self, name: bytes, question: bytes, way: Asked, ruling: Ruling, udp: bool
    ) -> bytes | Miss:
        """Answer with what upstream servers say of `name`, now or when they have said it."""
        key = name + way.suffix
        stored = self._world.cache.get(key, way.qtype, self._world.now)
        if stored is not None:
            return self.finish(stored, question, way, ruling, udp)
        asks = question if not ruling.safe else name + b"\0" + way.question
        return key, way.up_head + asks + way.up_tail, question, way, ruling, False

    # --- what is told -------------------------------------------------------------------------

    def _stop(self, question: bytes, way: Asked, ruling: Ruling) -> bytes:
        if self._room:
            self._say(question[:-5].lower(), ruling.found)
        return way.stop_head + question + ruling.endings[way.mode]

    def _say(self, name: bytes, found: ClassVerdict) -> None:
        if self._book is not None and name in self._book.doubts:
            return  # `settle_doubts` will say it, and better
        now = self._world.now
        last = self._said.get(name)
        if last is not None and now - last < _SAY_AGAIN:
            return
        self._said.pop(name, None)  # to the end: the oldest is the first
        self._said[name] = now
        self._room = len(self._said) < _SAID
        self._world.tell(self.number, name, found)

    def settle_doubts(self) -> bool:
        """Look closely at a few unknown names whose answers are out; True = more are left."""
        if self._book is None or not self._book.doubts:
            return False
        for name, found in self._book.examine():
            if self._room:
                self._say(name, found)
        return bool(self._book.doubts)

    def new_second(self) -> None:
        """Forget what was true for a second only, and what was told a minute ago."""
        self.hot.clear()
        if self._book is not None:
            self._book.new_second()
        long_ago = self._world.now - _SAY_AGAIN
        for name in [name for name, at in self._said.items() if at <= long_ago]:
            del self._said[name]
        self._room = len(self._said) < _SAID


def _nobody_judges(_name: bytes) -> Ruling:
    raise LookupError("no rules yet")
