"""One round: ask each publisher, keep what is sound, say what happened, make a new table.

Each list stands alone: whatever becomes of one, the next is asked, and the table is made of the
seed and of the last good copy of every list that is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from io import StringIO

from app.model.web import Category
from app.programs.lists.fetch import Answer, Known, Progress, Publishers
from app.programs.lists.refused import ListRefused, of_disk
from app.programs.lists.shelf import Shelf
from app.programs.lists.sound import Guarded, Sieve
from app.programs.lists.unpack import files
from app.web import list_state
from app.web.build import BuildReport, Source, build
from app.web.formats.hosts import hosts
from app.web.formats.lines import Tally, lines
from app.web.formats.plain import plain
from app.web.formats.urls import urls
from app.web.formats.ut1 import ut1
from app.web.formats.v2fly import v2fly
from app.web.list_state import ListState, ListTrouble
from app.web.seed import LIST as SEED
from app.web.seed import Seed
from app.web.subscriptions import Subscription
from app.web.table import ListCredit

_MB = 1 << 20
_STEP = 1 << 18  # bytes between two reports of progress

Tell = Callable[[dict[str, object]], None]
Found = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Clocks:
    """Trusted enough for a label: Unix ms, and the boot clock (ms) for what has to end."""

    wall_ms: Callable[[], int]
    boot_ms: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Round:
    """What a round works with. tell gets one small dict an event, to be shown as it happens.

    accepted are ids of lists a parent took although they shrank.
    """

    shelf: Shelf
    seed: Seed
    clocks: Clocks
    tell: Tell
    accepted: Collection[str] = ()

    def update(self, wanted: Iterable[Subscription], publishers: Publishers) -> list[str]:
        """Ask for each list; give the ids of those that were refused. Raises OSError.

        The state is written after each list, so that a killed round loses one list at the most.
        """
        asked = tuple(wanted)
        guarded = Guarded.of(self.seed)
        refused = []
        for number, one in enumerate(asked, 1):
            self.tell({"event": "list", "id": one.id, "number": number, "of": len(asked)})
            state = list_state.read(self.shelf.folder)
            before = state.lists.get(one.id, ListState())
            after = self._ask(one, before, guarded, publishers)
            if after.trouble is not None:
                refused.append(one.id)
            list_state.write(
                self.shelf.folder, replace(state, lists={**state.lists, one.id: after})
            )
        return refused

    def build(self, wanted: Iterable[Subscription], key: int) -> BuildReport:
        """Make the table of the seed and the last good copies; key is as for web.build.

        Raises OSError, TooMany, TableRefused; the table before stays then.
        """
        state = list_state.read(self.shelf.folder)
        kept = [one for one in wanted if self.shelf.has(one.id)]
        credits = [ListCredit(SEED, "Lũy Tre", "Lũy Tre", "GPL-3.0-or-later", "Lũy Tre")]
        for one in kept:
            known = state.lists.get(one.id, ListState())
            credits.append(one.credited(known.names, known.fetched_ms))
        built_ms = self.clocks.wall_ms() if kept else 0
        self.tell({"event": "build", "lists": len(kept)})
        report = build(
            self._entries(kept), self.shelf.table, built_ms=built_ms, seed=key, lists=credits
        )
        made = replace(state, built_ms=built_ms, names=report.names)
        list_state.write(self.shelf.folder, made)
        told = {"event": "table", "built_ms": built_ms, "names": report.names, "bytes": report.size}
        self.tell(told)
        return report

    def _ask(
        self, one: Subscription, before: ListState, guarded: Guarded, publishers: Publishers
    ) -> ListState:
        if not self.shelf.has(one.id):
            before = ListState()
        elif before.address != one.address:
            before = replace(before, etag="", modified="")  # said of another place's copy
        try:
            known = Known(before.etag, before.modified)
            most = one.most_mb * _MB
            with publishers.fetch(one.address, known, most, self._came(one.id)) as answer:
                if answer.pieces is None:
                    self.tell({"event": "same", "id": one.id, "names": before.names})
                    return replace(before, checked_ms=self.clocks.wall_ms(), trouble=None)
                return self._take(one, before, guarded, answer, answer.pieces)
        except ListRefused as error:
            return self._refused(one, before, error)
        except OSError as error:
            return self._refused(one, before, of_disk(error))

    def _refused(self, one: Subscription, before: ListState, why: ListRefused) -> ListState:
        self.tell({"event": "refused", "id": one.id, "code": why.code, "detail": why.detail})
        now = self.clocks.wall_ms()
        checked_ms = now if why.answered else before.checked_ms
        trouble = ListTrouble(why.code, why.detail, now)
        return replace(before, checked_ms=checked_ms, trouble=trouble, address=one.address)

    def _take(
        self,
        one: Subscription,
        before: ListState,
        guarded: Guarded,
        answer: Answer,
        pieces: Iterator[bytes],
    ) -> ListState:
        tally = Tally()
        sieve = Sieve(one, guarded, tally, before=0 if one.id in self.accepted else before.names)
        self.shelf.keep(one.id, _checked(sieve, _found(one, pieces, tally)))
        now = self.clocks.wall_ms()
        self.tell({"event": "got", "id": one.id, "names": sieve.kept})
        return ListState(
            names=sieve.kept,
            fetched_ms=now,
            checked_ms=now,
            etag=answer.known.etag,
            modified=answer.known.modified,
            licence=one.licence,
            address=one.address,
            garbage=tally.garbage,
            left_out=tally.left_out,
            suffixes=sieve.suffixes,
        )

    def _came(self, one: str) -> Progress:
        told = 0

        def came(done: int, of: int) -> None:
            nonlocal told
            if done - told >= _STEP or done == of:
                told = done
                self.tell({"event": "bytes", "id": one, "done": done, "of": of})

        return came

    def _entries(self, kept: Iterable[Subscription]) -> Iterator[tuple[str, Source]]:
        for name, known in self.seed.known.items():
            yield name, Source(SEED, known.categories, known.services, reviewed=True)
        kinds = {one.key: one.categories for one in self.seed.services}
        for one in kept:
            sources = {part: _source(one, part, kinds) for part in one.meaning}
            for name, part in self.shelf.names(one.id):
                if part in sources:  # a copy of yesterday may have parts the catalogue dropped
                    yield name, sources[part]


def _source(one: Subscription, part: str, kinds: dict[str, frozenset[Category]]) -> Source:
    """Give what a part says; a name of a service is also of the kinds our seed says it is."""
    meant = one.meaning[part]
    of_services = (kinds.get(service, frozenset()) for service in meant.services)
    return Source(one.id, meant.categories.union(*of_services), meant.services)


def _checked(sieve: Sieve, found: Found) -> Iterator[tuple[str, str]]:
    yield from sieve.through(found)
    sieve.check()


def _found(one: Subscription, pieces: Iterator[bytes], tally: Tally) -> Found:
    most = one.most_mb * _MB
    if one.form == "ut1":
        return ut1(files(pieces, most), one.parts, tally)
    if one.form == "v2fly":
        return v2fly(_in_memory(files(pieces, most)), one.parts, tally)
    parse = {"plain": plain, "hosts": hosts, "urls": urls}[one.form]
    return parse(lines(pieces), tally)


def _in_memory(found: Iterable[tuple[str, Iterable[str]]]) -> dict[str, _Text]:
    """Give the files of `data/` by name: any of them may be included by any other."""
    kept: dict[str, _Text] = {}
    for path, content in found:
        _, data, name = path.rpartition("data/")
        if data and "/" not in name:
            kept[name] = _Text(content)
    return kept


class _Text:
    """Lines kept as one text: millions of short ones would each cost fifty bytes more."""

    def __init__(self, content: Iterable[str]) -> None:
        kept = StringIO()
        kept.writelines(f"{line}\n" for line in content)
        self._text = kept.getvalue()

    def __iter__(self) -> Iterator[str]:
        return StringIO(self._text)
