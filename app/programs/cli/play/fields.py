"""Reading what a person wrote in TOML: every value is checked, every refusal names its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from app.model.errors import LuytreError
from app.model.moment import DAY, HOUR, MINUTE, SECOND

Reader = Callable[[Any], Any]
_UNITS = {"ms": 1, "s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY}
MOST = 1_000_000  # two years in minutes: more than any story lasts
LONGEST_MS = 100 * 366 * DAY  # how far a clock may be moved at once
_SPELLED = re.compile(r"([+-]?)((?:\d+(?:ms|[smhd]))+)")
_PART = re.compile(r"(\d+)(ms|[smhd])")


class BadScript(LuytreError):
    """A written day was refused. `field` names the place (dotted), `line` is 1-based or 0."""

    def __init__(self, field: str, problem: str, line: int = 0) -> None:
        """Keep the place beside the problem."""
        self.field = field
        self.problem = problem
        self.line = line
        super().__init__(f"{field}: {problem}" if field else problem)


def nearest(word: str, known: Iterable[str]) -> str:
    """Give `; did you mean X?` for the known word that is nearest, or all of them."""
    from difflib import get_close_matches

    known = sorted(known)
    close = get_close_matches(word, known, 1, 0.5)
    return f"; did you mean `{close[0]}`?" if close else f"; known: {', '.join(known)}"


def only_known(table: Mapping[str, Any], known: Iterable[str], place: str) -> None:
    """Refuse a key that nobody knows, naming the nearest one that is known."""
    known = set(known)
    for key in table:
        if key not in known:
            raise BadScript(joined(place, key), f"nobody knows this key{nearest(key, known)}")


def joined(place: str, key: str) -> str:
    """Give the place of a key inside a place."""
    return f"{place}.{key}" if place else key


def read(table: Mapping[str, Any], key: str, reader: Reader, place: str) -> Any:
    """Read one key that is there. The reader raises ValueError with the problem in words."""
    try:
        return reader(table[key])
    except ValueError as error:
        raise BadScript(joined(place, key), str(error)) from None


# --- readers: a value, or ValueError with what was expected --------------------------------


def text(value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise ValueError(f"expected a text in quotes, not {value!r}")
    return value


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, not {value!r}")
    return value


def whole(value: Any) -> int:
    """A whole number, 0 or more, of things a story can hold."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise ValueError(f"expected a whole number, 0 or more, not {str(value)[:40]}")
    return value


def minutes(value: Any) -> float:
    """A number of minutes, 0 or more; 0.25 is 15 seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**7:
        raise ValueError(f"expected a number of minutes, 0 or more, not {value!r}")
    return float(value)


def words(value: Any) -> tuple[str, ...]:
    """A list of strings."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f'expected a list of texts such as ["a", "b"], not {value!r}')
    return tuple(value)


def wholes(value: Any) -> tuple[int, ...]:
    """A list of whole numbers."""
    if not isinstance(value, list):
        raise ValueError(f"expected a list of whole numbers, not {value!r}")
    return tuple(whole(one) for one in value)


def table(value: Any) -> dict[str, Any]:
    """A table."""
    if not isinstance(value, dict):
        raise ValueError(f"expected a table, not {value!r}")
    return value


def day(value: Any) -> date:
    """A date, with or without quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        raise ValueError(f"expected a date such as 2026-11-24, not {value!r}") from None


def one_of(*known: str) -> Reader:
    """Make a reader of one of a few words."""

    def reader(value: Any) -> str:
        if value not in known:
            raise ValueError(f"{value!r} is none of those known here{nearest(str(value), known)}")
        return str(value)

    return reader


def some_of(*known: str) -> Reader:
    """Make a reader of a list of words from a few."""
    single = one_of(*known)
    return lambda value: tuple(single(one) for one in words(value))


def span(value: Any) -> int:
    """A duration such as `5m`, `+1h30m` or `-90s`, in milliseconds."""
    match = _SPELLED.fullmatch(value.replace(" ", "")) if isinstance(value, str) else None
    if not match:
        raise ValueError(f'expected a duration such as "5m", "+1h30m" or "-90s", not {value!r}')
    ms = sum(int(count) * _UNITS[unit] for count, unit in _PART.findall(match[2]))
    if ms > LONGEST_MS:
        raise ValueError("expected a duration of at most 100 years")
    return -ms if match[1] == "-" else ms


def lasting(value: Any) -> int:
    """A duration that is not negative, in milliseconds."""
    ms = span(value)
    if ms < 0:
        raise ValueError(f'expected a duration such as "5m" that is not negative, not {value!r}')
    return ms


def zone(value: Any) -> str:
    """The IANA name of a zone that this machine knows."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text(value)).key
    except (LookupError, OSError, ValueError):  # OSError: the name of a folder of zones
        raise ValueError(f"nobody knows the zone {value!r}; known: like Asia/Ho_Chi_Minh") from None


When = datetime | time | int  # int: milliseconds after the event before


def when(value: Any) -> When:
    """A time of day, a whole date and time, or `+5m` after the event before."""
    if isinstance(value, datetime | time):
        return value
    if isinstance(value, str):
        if value.startswith("+"):
            return span(value)
        for kind in (time, datetime):
            try:
                return kind.fromisoformat(value)
            except ValueError:
                continue
    raise ValueError(
        f'expected "16:05", "2026-11-24T16:05" or "+5m" after the event before, not {value!r}'
    )
