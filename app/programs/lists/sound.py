"""Is this list what it should be? Each name is looked at as it comes, the whole at its end.

A list is somebody's work that may go wrong, or be made to go wrong: one line with `com` must not
take the web away, one with a helpline must not cost a child the help, an empty file must not open
what was shut yesterday.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.model.site_names import suffixes
from app.programs.lists.refused import ListRefused
from app.web.build import PROTECTED
from app.web.formats.lines import Tally
from app.web.registrable import is_registry, is_shared
from app.web.seed import Seed
from app.web.subscriptions import Subscription

_GARBAGE = 0.05  # of all lines that should be names
_GARBAGE_LEAST = 20  # lines: a short list may have a heading that is no comment
_LABELS = 4  # the longest public suffixes have so many


@dataclass(frozen=True, slots=True)
class Guarded:
    """Names no list may block: those nothing may block, and those above them."""

    names: frozenset[str]

    @classmethod
    def of(cls, seed: Seed) -> Guarded:
        """Take them from the seed. A name shared by strangers guards nothing but itself."""
        found: set[str] = set()
        for name, known in seed.known.items():
            if known.categories & PROTECTED:
                above = (one for one in suffixes(name) if one == name or not is_shared(one))
                found.update(above)
        return cls(frozenset(found))


@dataclass(slots=True)
class Sieve:
    """Lets the names of one list through, counts, and refuses the list where it must.

    before is how many names the last good copy has, 0 = there is none.
    """

    wanted: Subscription
    guarded: Guarded
    tally: Tally
    before: int = 0
    kept: int = 0
    suffixes: int = 0

    def through(self, found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Give what may be kept. Raises ListRefused at the first name that condemns the list."""
        restricts = {part: one.restricts for part, one in self.wanted.meaning.items()}
        for name, part in found:
            if name in self.wanted.known_wrong:
                continue
            if restricts[part] and name in self.guarded.names:
                raise ListRefused("protected", f"it would block {name}")
            if name.count(".") < _LABELS and is_shared(name) and not self._ending(name, part):
                self.suffixes += 1
                continue
            self.kept += 1
            if self.kept > self.wanted.most:
                raise ListRefused("many", f"more than {self.wanted.most} names")
            yield name, part

    def check(self) -> None:
        """Judge the whole, after its last name. Raises ListRefused."""
        garbage = self.tally.garbage
        if garbage > _GARBAGE_LEAST and garbage > _GARBAGE * (garbage + self.tally.names):
            raise ListRefused("garbage", f"{garbage} lines of it are no names")
        if self.kept < self.wanted.least:
            raise ListRefused("few", f"{self.kept} names, {self.wanted.least} or more are usual")
        if 2 * self.kept < self.before:
            raise ListRefused("shrunk", f"{self.kept} names, the last good copy has {self.before}")

    def _ending(self, name: str, part: str) -> bool:
        """Say whether a name that is a public suffix may be held all the same."""
        if name in self.wanted.endings:
            return True
        if "." not in name and not is_registry(name):
            self.tally.garbage += 1  # a word
        elif "." not in name and self.wanted.meaning[part].restricts:
            raise ListRefused("ending", f"it would block everything under .{name}")
        return False
