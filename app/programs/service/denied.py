"""Which files a child may not execute now: what the parent closed, where it is installed.

The first line only: files that root installed, by their path. Copies, scripts and what lies at home
are seen when they begin (programs.py).
"""

from __future__ import annotations

from collections.abc import Callable

from app.guard.state import Person
from app.model.grant import Grant
from app.model.observation import App
from app.model.policy import AppRule, AppVerdict
from app.rules.apps import matches, words_of

CLOSED = (AppVerdict.BLOCK, AppVerdict.ASK)
_FOLDERS = ("/usr/bin/", "/usr/games/", "/usr/local/bin/", "/usr/local/games/", "/snap/bin/")

Find = Callable[[str], tuple[str, ...]]


def denied(person: Person, now_ms: int, find: Find) -> frozenset[str]:
    """Give the paths; find gives the programs of an installed desktop file, by its id."""
    paths: set[str] = set()
    if person.adult:
        return frozenset()
    for rule in person.policy.rules.apps:
        if _is_closed(person, rule, now_ms):
            for name in rule.match:
                paths.update(_paths(name, find))
    return frozenset(paths)


def _is_closed(person: Person, rule: AppRule, now_ms: int) -> bool:
    if rule.verdict is AppVerdict.NEVER:
        return True
    if rule.verdict not in CLOSED:
        return False
    live = (g for g in person.grants if g.app and g.left_ms > 0 and now_ms < g.expires_ms)
    return not any(_names(grant, rule) for grant in live)


def _names(grant: Grant, rule: AppRule) -> bool:
    return grant.app == rule.key or matches(rule, words_of(App(grant.app)))


def _paths(name: str, find: Find) -> tuple[str, ...]:
    kind, _, rest = name.partition(":")
    if kind == "path":
        return (rest,)
    if rest and kind != "desktop":
        return ()
    plain = () if rest else tuple(folder + name for folder in _FOLDERS)
    return (*find(name), *plain)
