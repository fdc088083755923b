"""Which lists there are to subscribe to: publisher, licence, where, in what form, meaning what.

A catalogue is a TOML file; ours is lists.toml. It is read whole and refused whole: a list that
nobody is credited for, or that means nothing, is never fetched.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.model.errors import LuytreError
from app.model.web import Category
from app.web.build import HARMLESS
from app.web.table import ListCredit

OURS = Path(__file__).with_name("lists.toml")

Form = Literal["plain", "hosts", "urls", "v2fly", "ut1"]
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")]
_Said = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class CatalogueRefused(LuytreError):
    """A catalogue cannot be used; the text says which list and why, for people to read."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the names of one part of a list are."""

    categories: frozenset[Category] = frozenset()
    services: frozenset[str] = frozenset()

    @property
    def restricts(self) -> bool:
        """Say whether a name may be stopped for being in this part."""
        return not self.categories <= HARMLESS


class Subscription(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One list. Parts are files (v2fly) or folders (ut1) of it; "" is the whole of other lists.

    on            fetched without anybody's asking: its licence lets us, and it was looked at.
    categories    what all of it is, for lists without parts.
    least, most   names a sound copy has.
    most_mb       megabytes, unpacked, it may have.
    known_wrong   names it holds by mistake: left out, instead of refusing the list for them.
    endings       top-level names it may hold as a whole (`xxx`); any other is a mistake.
    """

    id: _Id
    title: _Said
    publisher: _Said
    home: _Said
    licence: _Said
    credit: _Said
    address: Annotated[str, msgspec.Meta(pattern=r"^https://[^\s]+$")]
    form: Form
    on: bool = False
    categories: frozenset[Category] = frozenset()
    parts: dict[str, Part] = {}
    least: Annotated[int, msgspec.Meta(ge=1)]
    most: Annotated[int, msgspec.Meta(ge=1)]
    most_mb: Annotated[int, msgspec.Meta(ge=1, le=512)]
    known_wrong: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()

    @property
    def packed(self) -> bool:
        """Say whether it comes as a tar.gz of several files."""
        return self.form in ("v2fly", "ut1")

    @property
    def meaning(self) -> Mapping[str, Part]:
        """Give what the names of each part are."""
        return self.parts or {"": Part(self.categories)}

    def credited(self, names: int, fetched_ms: int) -> ListCredit:
        """Give the credit as it stands in a table."""
        return ListCredit(
            id=self.id,
            title=self.title,
            publisher=self.publisher,
            licence=self.licence,
            credit=self.credit,
            address=self.home,
            names=names,
            fetched_ms=fetched_ms,
        )


class _Catalogue(msgspec.Struct, forbid_unknown_fields=True):
    lists: tuple[Subscription, ...] = msgspec.field(name="list")


def load(path: Path = OURS) -> tuple[Subscription, ...]:
    """Read a catalogue. Raises CatalogueRefused."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        found = msgspec.convert(tables, _Catalogue).lists
    except OSError as error:
        raise CatalogueRefused(f"{path}: {error.strerror}") from error
    except (ValueError, msgspec.ValidationError) as error:  # TOML, UTF-8, or what it says
        raise CatalogueRefused(f"{path.name}: {error}") from error
    ids: set[str] = set()
    for one in found:
        if problem := _problem(one) or ("its id is taken" if one.id in ids else ""):
            raise CatalogueRefused(f"{path.name}: {one.id}: {problem}")
        ids.add(one.id)
    return found


def _problem(one: Subscription) -> str:
    if one.least > one.most:
        return "least is more than most"
    if one.packed is not bool(one.parts):
        return "v2fly and ut1 lists have parts, the others have none"
    if not all(part.categories or part.services for part in one.meaning.values()):
        return "says nothing of its names"
    return ""
