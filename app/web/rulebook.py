"""What holds for names on one port, worked out before anybody asks.

Every class of the table gets its ruling when rules or table change, and the parent's own names lie
in a dictionary with a sieve before it. To judge a name is then a look-up or two; only a name that
nobody lists may have to be looked at closely, and not in the way of the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.model.decision import Reason, Verdict
from app.model.site_names import is_local
from app.model.web import WebRules
from app.rules import content
from app.rules.content import ClassVerdict
from app.rules.lookalike import Brands
from app.web import answers
from app.web.names import from_wire, wire
from app.web.packet import suffixes
from app.web.safe_search import SafeNames
from app.web.table import Table

OPEN, STOP, OTHER = 0, 1, 2

_KNOWN: Final = 8_192  # names whose ruling is kept
_DOUBTS: Final = 64  # unknown names looked at in a second for whom they imitate
_AT_ONCE: Final = 4  # of them between two looks at what else waits: each takes 0.15 ms
TAIL: Final = 8  # bytes of a name's end that the sieve looks at
_DDR: Final = b"\x08resolver\x04arpa"  # RFC 9462 6.4: never asked upstream


@dataclass(eq=False, slots=True)
class Ruling:
    """What holds for a name, ready for the hot path.

    kind     OPEN, STOP, or OTHER: allowed, but not simply asked upstream.
    endings  of a stop: what follows the question, by `Asked.mode`.
    firm     allowed by name or protected: where its aliases lead is not looked at.
    safe     the wire name that stands in for it in a search engine's safe mode.
    absent   the name is answered here, with "no such name".
    told     allowed, but somebody hears of it (warn, tip).
    """

    kind: int
    found: ClassVerdict
    endings: tuple[bytes, bytes, bytes]
    firm: bool = False
    safe: bytes = b""
    absent: bool = False
    told: bool = False

    @property
    def listed(self) -> bool:
        """Whether somebody said something of the name, so that it counts as an alias's target."""
        return self.found.reason not in (Reason.SITE_UNKNOWN, Reason.SITE_LOOKALIKE)


class Rulebook:
    """The rulings of one port under one set of rules and one table.

    until_ms is the trusted time at which the book is out of date, None = never by time.

    What `judge` does the hot path may do by itself: known holds rulings by lower-case wire name
    that are more than what the table says, and each of them ends in one of `tails` or `short`.
    """

    def __init__(
        self,
        rules: WebRules,
        table: Table,
        brands: Brands,
        safe: SafeNames,
        now_ms: int,
        *,
        unfiltered: bool,
    ) -> None:
        """Work everything out; unfiltered = everything resolves, safe modes left out."""
        self.known: dict[bytes, Ruling] = {}
        self.doubts: dict[bytes, None] = {}  # for `examine`
        self.until_ms = content.next_end(rules, now_ms)
        self._doubted = 0
        self._examined: set[bytes] = set()
        self._rules = rules
        self._brands = brands
        self._unfiltered = unfiltered
        self.find: Callable[[bytes], int] = table.find
        self._free = Ruling(OPEN, _FREE, _NO_ENDINGS)
        self._absent = Ruling(OTHER, _FREE, _NO_ENDINGS, absent=True)
        self._safe = {} if unfiltered else safe.of(rules.safe_search, rules.youtube)
        own = {} if unfiltered else content.compile_names(rules, now_ms)
        self._own = {wire(name): found for name, found in own.items()}
        special = (*self._own, *self._safe, _DDR)
        self._first_tails = frozenset(name[-TAIL:] for name in special) | {b""}  # and the root's
        self.tails = set(self._first_tails)
        self.short = tuple(name for name in special if len(name) < TAIL)
        self.by_class = tuple(
            self._ruling(content.compile_class(rules, known.categories, known.services, now_ms))
            for known in table.classes
        )
        # Whether names that imitate others are told apart at all, and whether such a name is
        # stopped although unknown names are not.
        self._minded = rules.lookalikes is not Verdict.ALLOW and rules.on and not unfiltered
        stops = rules.lookalikes.rank >= Verdict.ASK.rank
        self._stricter = self._minded and stops and self.by_class[0].kind != STOP

    def judge(self, name: bytes) -> Ruling:
        """Rule about a well-formed lower-case wire name.

        What the table alone says is not remembered: to look again costs no more than to remember.
        """
        if name[-TAIL:] in self.tails or (self.short and name.endswith(self.short)):
            return self.known.get(name) or self._special(name)
        number = self.find(name)
        return self.by_class[number] if number else self.unlisted(name)

    def stopped_alias(self, chain: tuple[bytes, ...]) -> Ruling | None:
        """Give the ruling that stops an answer for where its aliases lead.

        Only what is known of a target counts: sites are served from names nobody lists.
        """
        for name in chain:
            ruling = self.judge(name)
            if ruling.kind == STOP and ruling.listed:
                return ruling
        return None

    def examine(self) -> list[tuple[bytes, ClassVerdict]]:
        """Look at a few of the names answered that nobody knows: do they imitate others?

        Gives those that somebody should hear of; what is left is still in `doubts`.
        """
        told = []
        for name in list(self.doubts)[:_AT_ONCE]:
            del self.doubts[name]
            if len(self._examined) >= _KNOWN:
                self._examined.clear()
            self._examined.add(name)
            ruling = self._settled(name, self.by_class[0].found, None)
            if ruling.found.reason is Reason.SITE_LOOKALIKE and name not in self._safe:
                self._remember(name, ruling)
            if ruling.told or ruling.kind == STOP:
                told.append((name, ruling.found))
        return told

    def new_second(self) -> None:
        """Look at further names of a flood."""
        self._doubted = 0

    # --- inside -------------------------------------------------------------------------------

    def _special(self, name: bytes) -> Ruling:
        """Rule about a name that may be of the few which are more than what the table says."""
        number = self.find(name) if name else 0
        own = next((self._own[part] for part in suffixes(name) if part in self._own), None)
        if own is not None:
            ruling = self._settled(name, self.by_class[number].found, own)
        else:
            ruling = self.by_class[number] if number else self.unlisted(name)
        if ruling.kind != STOP:
            if not name:
                ruling = self._free
            elif _DDR in suffixes(name):
                ruling = self._absent
            elif name in self._safe:
                ruling = self._ruling(ruling.found, safe=self._safe[name])
        self._remember(name, ruling)
        return ruling

    def _remember(self, name: bytes, ruling: Ruling) -> None:
        if len(self.known) >= _KNOWN:
            self.known.clear()
            self.tails.clear()
            self.tails.update(self._first_tails)
        self.known[name] = ruling
        self.tails.add(name[-TAIL:])

    def unlisted(self, name: bytes) -> Ruling:
        """Rule about a name neither table nor parent knows.

        Whether it imitates another takes longer than all the rest together. Where that changes only
        what is told, not the answer, it is looked at after the answer, and not for every name of
        a flood (`examine`).
        """
        unknown = self.by_class[0]
        if (unknown.kind == STOP or self._stricter) and is_local(from_wire(name)):
            return self._free
        if self._stricter:
            ruling = self._settled(name, unknown.found, None)
            self._remember(name, ruling)
            return ruling
        if self._minded and self._doubted < _DOUBTS and name not in self._examined:
            self._doubted += 1
            self.doubts[name] = None
        return unknown

    def _settled(self, name: bytes, found: ClassVerdict, own: ClassVerdict | None) -> Ruling:
        """Put together what is known of a name; of one nobody lists this takes long."""
        return self._ruling(content.settle(from_wire(name), found, own, self._rules, self._brands))

    def _ruling(self, found: ClassVerdict, safe: bytes = b"") -> Ruling:
        if self._unfiltered:
            found = _FREE
        protected = found.reason is Reason.SITE_PROTECTED
        stop = found.verdict.rank >= Verdict.ASK.rank
        reason = answers.BLOCKED if found.never else answers.FILTERED
        return Ruling(
            kind=STOP if stop else OTHER if safe else OPEN,
            found=found,
            endings=answers.endings(reason, found.reason) if stop else _NO_ENDINGS,
            firm=protected or found.reason is Reason.SITE_ALLOWED,
            safe=safe,
            # A warning about every site nobody lists would be a diary of what was allowed.
            told=found.verdict in (Verdict.WARN, Verdict.TIP)
            and found.reason is not Reason.SITE_UNKNOWN,
        )


_FREE: Final = ClassVerdict(Verdict.ALLOW, Reason.SITE_OPEN, "")
_NO_ENDINGS: Final = (b"", b"", b"")
