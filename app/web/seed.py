"""The reviewed list of our own: what we know of well-known names, as data in app/web/seed.

With it alone a computer is filtered from its first minute, before any list was fetched: kinds of
sites, services with all their names, good places for small children, what nothing may block, safe
modes of search engines, ways around a filter, and brands that swindlers imitate. It is read when
asked for, never at import, and refused whole when it contradicts itself: a school that is also
called a betting shop is a mistake of ours which nobody else would find.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from typing import Any, TypeVar

from app.model.site_names import normal, suffixes
from app.model.web import Category, Labels
from app.rules.lookalike import Brand, Brands

FOLDER = Path(__file__).with_suffix("")
LIST = "luytre"  # as which the seed is named among the lists

_ALWAYS = frozenset(tuple(Category)[: tuple(Category).index(Category.DATING)])
_NEVER = frozenset((Category.HELP, Category.HEALTH, Category.UPDATES))
_GOOD = frozenset((Category.KIDS, Category.LEARNING, Category.SCHOOL))
_KNOWN = frozenset(tuple(Category)[tuple(Category).index(Category.REFERENCE) :])
# What a good place may be besides without being closed for it (app.rules.content).
_BESIDE_GOOD = frozenset((Category.VIDEO, Category.GAMES, Category.NEWS, Category.SEARCH))
_BRACKET = frozenset(Category) - _ALWAYS - _KNOWN
# They handle money or speak for the state: see Brand.grave.
_GRAVE = frozenset(("bank", "wallet", "government", "utility", "help"))
_KINDS = _GRAVE | {"post", "telecom", "game", "social", "shop", "software", "news", "school"}

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Service:
    """What a parent may allow, limit or stop as one thing; names are its alone."""

    key: str
    name: str
    names: tuple[str, ...]
    categories: frozenset[Category]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is good for a child of `ages` (whole years, first and last).

    needs are names of others it is served from; why is English and for reviewers; reviewed is the
    day on which a person last judged it.
    """

    key: str
    name: str
    names: tuple[str, ...]
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    ages: tuple[int, int]
    why: str
    reviewed: date


@dataclass(frozen=True, slots=True)
class Engine:
    """A search engine's, or YouTube's, safe mode: `names` (exact) are answered as `safe` is.

    addresses are those that the operator documents; the safe name is resolved live.
    """

    key: str
    safe: str
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Bypass:
    """Encrypted DNS: names that switch it off, names and networks (v4, v6) it is served under."""

    signals: tuple[str, ...]
    resolvers: tuple[str, ...]
    networks: tuple[str, ...]
    tcp: tuple[int, ...]
    udp: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the seed says of a name."""

    categories: frozenset[Category]
    services: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seed:
    """The whole seed. known: names in written form; reviewed: the oldest review of a file."""

    known: Mapping[str, Known]
    services: tuple[Service, ...]
    places: tuple[Place, ...]
    engines: tuple[Engine, ...]
    bypass: Bypass
    brands: Brands
    endings: frozenset[str]
    reviewed: date

    def labels(self, name: str) -> Labels:
        """Give what is known of a name (in written form): the nearest name above it counts."""
        for suffix in suffixes(name):
            found = self.known.get(suffix)
            if found is not None:
                return Labels(found.categories, found.services, (LIST,), suffix)
        return Labels()


class SeedRefused(ValueError):
    """The seed contradicts itself; the text names the file and what is wrong."""


def load(folder: Path = FOLDER) -> Seed:
    """Read the seed. Raises SeedRefused, OSError."""
    said = _Said()
    for path in sorted((folder / "categories").glob("*.toml")):
        _read_category(path, said)
    services = tuple(_services(_File(folder / "services.toml", said)))
    places = tuple(_places(_File(folder / "kids.toml", said)))
    _read_named(_File(folder / "protected.toml", said), _NEVER)
    endings = _read_named(_File(folder / "endings.toml", said), _KNOWN)
    bypass = _bypass(_File(folder / "bypass.toml", said))
    engines = tuple(_engines(_File(folder / "safe_search.toml", said)))
    brands = tuple(_brands(_File(folder / "brands.toml", said)))
    return Seed(
        known=said.settled(),
        services=services,
        places=places,
        engines=engines,
        bypass=bypass,
        brands=Brands(brands),
        endings=frozenset(endings),
        reviewed=min(said.reviews),
    )


def for_resolver(folder: Path = FOLDER) -> tuple[tuple[Engine, ...], Brands]:
    """Give engines and brands, for who must start soon. Raises SeedRefused, OSError."""
    said = _Said()
    engines = tuple(_engines(_File(folder / "safe_search.toml", said)))
    return engines, Brands(tuple(_brands(_File(folder / "brands.toml", said))))


def service_keys(folder: Path = FOLDER) -> tuple[str, ...]:
    """Give the keys of the services, for those who need nothing else. Raises OSError."""
    return tuple(service_names(folder))


def service_names(folder: Path = FOLDER) -> dict[str, str]:
    """Give what people call each service, by its key. Raises OSError."""
    tables = tomllib.loads((folder / "services.toml").read_text("utf-8"))
    return {key: table["name"] for key, table in tables.items() if key != "about"}


@dataclass(slots=True)
class _Said:
    """What the files said so far of each name."""

    categories: dict[str, set[Category]] = field(default_factory=dict)
    services: dict[str, str] = field(default_factory=dict)
    reviews: list[date] = field(default_factory=list)

    def say(self, where: str, name: str, categories: Iterable[Category]) -> None:
        known = self.categories.setdefault(name, set())
        for category in categories:
            if category in known:
                raise SeedRefused(f"{where}: {name} is called {category} twice")
            known.add(category)

    def settled(self) -> dict[str, Known]:
        found: dict[tuple[frozenset[Category], str], Known] = {}
        known = {}
        for name, categories in self.categories.items():
            service = self.services.get(name, "")
            key = (frozenset(categories), service)
            if key not in found:
                if clash := _clash(key[0]):
                    raise SeedRefused(f"{name} cannot be both: {clash}")
                found[key] = Known(key[0], frozenset((service,) if service else ()))
            known[name] = found[key]
        return known


def _clash(categories: frozenset[Category]) -> str:
    """Say which kinds exclude each other, "" for none."""
    for ones, others in (
        (_ALWAYS, _KNOWN | {Category.NEWS}),
        (_NEVER, _BRACKET),
        (_GOOD, _BRACKET - _BESIDE_GOOD),
    ):
        if categories & ones and categories & others:
            return ", ".join(sorted(categories))
    return ""


class _File:
    """One file of the seed: its tables one by one, every fault with the place it stands at."""

    def __init__(self, path: Path, said: _Said) -> None:
        """Read the file and note its review."""
        self.said = said
        self.path = path
        try:
            self.tables: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise SeedRefused(f"{path.name}: {error}") from error
        self.about: dict[str, Any] = self.tables.pop("about", {})
        if not {"source", "licence", "reviewed"} <= self.about.keys():
            raise SeedRefused(f"{path.name}: no source, licence or day of review")
        said.reviews.append(self.about["reviewed"])

    def fault(self, where: str, problem: str) -> SeedRefused:
        return SeedRefused(f"{self.path.name}: {where}: {problem}")

    def take(self, where: str, table: dict[str, Any], key: str, kind: type[_T]) -> _T:
        value = table.pop(key, kind())
        if not isinstance(value, kind):
            raise self.fault(where, f"{key} is no {kind.__name__}")
        return value

    def done(self, where: str, table: dict[str, Any]) -> None:
        if table:
            raise self.fault(where, f"unknown: {', '.join(table)}")

    def names(self, where: str, words: Iterable[str]) -> tuple[str, ...]:
        """Give names, each written as it is kept and said once."""
        found: dict[str, None] = {}
        for word in words:
            try:
                written = normal(word)
            except ValueError as error:
                raise self.fault(where, f"{word}: {error}") from error
            if written != word or word in found:
                raise self.fault(where, f"{word} is not in written form, or stands twice")
            found[word] = None
        return tuple(found)

    def text(self, where: str, table: dict[str, Any], key: str = "names") -> tuple[str, ...]:
        """Give the names of a text: several on a line, `#` opens a comment."""
        return self.names(where, _words(self.take(where, table, key, str)))

    def listed(self, where: str, table: dict[str, Any], key: str) -> tuple[str, ...]:
        return tuple(str(one) for one in self.take(where, table, key, list))

    def category(self, where: str, word: str) -> Category:
        try:
            return Category(word)
        except ValueError as error:
            raise self.fault(where, f"no such category: {word}") from error

    def say(self, where: str, names: Iterable[str], categories: Iterable[Category]) -> None:
        for name in names:
            self.said.say(f"{self.path.name}: {where}", name, categories)


def _words(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from line.partition("#")[0].split()


def _read_category(path: Path, said: _Said) -> None:
    file = _File(path, said)
    category = file.category("about", file.about.get("category", ""))
    if category != path.stem:
        raise file.fault("about", f"category is not {path.stem}")
    groups = file.take("names", file.tables, "names", dict)
    for group in list(groups):
        file.say(group, file.text(group, groups, group), (category,))
    file.done("file", file.tables)


def _read_named(file: _File, allowed: frozenset[Category]) -> list[str]:
    """Read tables that are called after the category of their names."""
    found: list[str] = []
    for key, table in file.tables.items():
        category = file.category(key, key)
        if category not in allowed:
            raise file.fault(key, "has no place here")
        table.pop("why", "")
        for group in list(table):
            names = file.text(key, table, group)
            file.say(key, names, (category,))
            found += names
    return found


def _services(file: _File) -> Iterator[Service]:
    for key, table in file.tables.items():
        name = file.take(key, table, "name", str)
        categories = tuple(file.category(key, one) for one in file.listed(key, table, "categories"))
        names = file.text(key, table)
        file.done(key, table)
        if not (name and categories and names):
            raise file.fault(key, "no name, no category or no names")
        for one in names:
            other = file.said.services.setdefault(one, key)
            if other != key:
                raise file.fault(key, f"{one} belongs to {other}")
        _say_once(file, key, names, categories)
        yield Service(key, name, names, frozenset(categories))


def _say_once(file: _File, key: str, names: Iterable[str], kinds: tuple[Category, ...]) -> None:
    """Say the kinds that no file of a category said already."""
    for name in names:
        before = file.said.categories.get(name, set())
        file.say(key, (name,), [kind for kind in kinds if kind not in before])


def _places(file: _File) -> Iterator[Place]:
    for key, table in file.tables.items():
        ages = file.take(key, table, "ages", list)
        if len(ages) != 2 or not 0 <= ages[0] < ages[1] <= 17:
            raise file.fault(key, "ages are two of 0 to 17")
        place = Place(
            key=key,
            name=file.take(key, table, "name", str),
            names=file.names(key, file.listed(key, table, "names")),
            needs=file.names(key, file.listed(key, table, "needs")),
            languages=file.listed(key, table, "languages"),
            ages=(ages[0], ages[1]),
            why=file.take(key, table, "why", str),
            reviewed=table.pop("reviewed", date.min),
        )
        file.done(key, table)
        if not (place.name and place.names and place.languages and place.why):
            raise file.fault(key, "no name, names, languages or why")
        _say_once(file, key, place.names, (Category.KIDS,))
        yield place


def _engines(file: _File) -> Iterator[Engine]:
    for key, table in file.tables.items():
        engine = Engine(
            key=key,
            safe=file.names(key, (file.take(key, table, "safe", str),))[0],
            names=file.text(key, table),
            addresses=_networks(file, key, file.listed(key, table, "addresses")),
            source=file.take(key, table, "source", str),
        )
        file.done(key, table)
        yield engine


def _bypass(file: _File) -> Bypass:
    signals = file.text("signals", file.take("file", file.tables, "signals", dict))
    resolvers = file.text("resolvers", file.take("file", file.tables, "resolvers", dict), "world")
    ports = file.take("file", file.tables, "ports", dict)
    tcp, udp = (tuple(file.take("ports", ports, one, list)) for one in ("tcp", "udp"))
    if not all(isinstance(port, int) and 0 < port < 65536 for port in (*tcp, *udp)):
        raise file.fault("ports", "not a port")
    addresses = file.take("file", file.tables, "addresses", dict)
    networks = [word for group in addresses.values() for word in _words(group)]
    file.done("file", file.tables)
    file.say("names", signals + resolvers, (Category.BYPASS,))
    return Bypass(signals, resolvers, _networks(file, "addresses", networks), tcp, udp)


def _networks(file: _File, where: str, words: Iterable[str]) -> tuple[str, ...]:
    """Give addresses and networks as they are usually written, each said once."""
    found: dict[str, None] = {}
    for word in words:
        try:
            network = str(ip_network(word)).removesuffix("/32" if "." in word else "/128")
        except ValueError as error:
            raise file.fault(where, str(error)) from error
        if network in found:
            raise file.fault(where, f"{word} stands twice")
        found[network] = None
    return tuple(found)


def _brands(file: _File) -> Iterator[Brand]:
    for key, table in file.tables.items():
        kind = file.take(key, table, "kind", str)
        names = file.names(key, file.listed(key, table, "names"))
        words = file.listed(key, table, "words")
        file.take(key, table, "name", str)
        file.done(key, table)
        if kind not in _KINDS or not names or not words:
            raise file.fault(key, "no known kind, no names or no words")
        if not all(word.isascii() and word.isalnum() and word.islower() for word in words):
            raise file.fault(key, "words are lower-case letters and digits")
        yield Brand(key, names, words, grave=kind in _GRAVE)
