"""What the page *Web* and the lists show: small values that are ready for reading, as values.py."""

from __future__ import annotations

from dataclasses import dataclass

from app.ui.parent.values import Notice, State


@dataclass(frozen=True, slots=True)
class SiteValue:
    """One site or service that was looked up: what becomes of it, why, and what can be said of it.

    match     what an operation names it by; shown is what people read.
    state     None for a service or while nothing could be looked up.
    setting   the key of the rules that decided.
    own       the parent's own word about it; said = there is one.
    shut      allowing alone does not open it; only that the lists are wrong does.
    """

    subject: str
    match: str
    shown: str
    state: State | None
    why: str
    known: str
    own: str
    setting: str = ""
    said: bool = False
    shut: bool = False


@dataclass(frozen=True, slots=True)
class InForce:
    """A line of what holds: a label and what it says; sub is smaller."""

    label: str
    said: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class WordLine:
    """What a parent said of a site, service or kind, and until when."""

    match: str
    shown: str
    state: State
    about: str


@dataclass(frozen=True, slots=True)
class StopLine:
    """A name that was stopped; match "" = only how often is shown.

    known is its kind and who lists it, about how often and when. shut as in SiteValue.
    """

    match: str
    shown: str
    known: str
    about: str
    shut: bool = False


@dataclass(frozen=True, slots=True)
class WebValue:
    """The web of one child. stops_note says what is not shown, "" = nothing is kept back."""

    subject: str
    child: str
    notice: Notice
    rules: tuple[InForce, ...]
    words: tuple[WordLine, ...]
    stops: tuple[StopLine, ...]
    stops_note: str


@dataclass(frozen=True, slots=True)
class ListValue:
    """One list of names; credit and licence are shown wherever it is."""

    key: str
    title: str
    publisher: str
    licence: str
    credit: str
    address: str
    about: str
    state: State
    detail: str
    on: bool


@dataclass(frozen=True, slots=True)
class ListsValue:
    """All lists; share is how far an update is (0..1, None = that cannot be told)."""

    lists: tuple[ListValue, ...]
    head: str
    busy: bool
    doing: str
    share: float | None
