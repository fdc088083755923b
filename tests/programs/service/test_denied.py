"""Which files are denied: what is closed, where it is installed, and not what was granted."""

import pytest
from msgspec.structs import replace as put

from app.guard.state import Person
from app.model.grant import Grant
from app.model.policy import AppRule, AppVerdict
from app.programs.service.denied import denied
from tests.guard.home import Home
from tests.rules.asking import rules

ENTRIES = {"org.kde.kalgebra": ("/usr/bin/kalgebra",)}


def find(name: str) -> tuple[str, ...]:
    """Give the programs of an installed desktop file."""
    return ENTRIES.get(name.removeprefix("desktop:"), ())


def person(*apps: AppRule, grants: tuple[Grant, ...] = ()) -> Person:
    """A child with these rules."""
    home = Home("2026-11-12T16:00", rules(apps=apps))
    return put(home.person, grants=grants)


def rule(verdict: AppVerdict, *match: str) -> AppRule:
    """A rule for one program."""
    return AppRule("it", match, verdict=verdict)


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ("xlogo", "/usr/bin/xlogo"),
        ("xlogo", "/usr/games/xlogo"),
        ("path:/opt/game/run", "/opt/game/run"),
        ("desktop:org.kde.kalgebra", "/usr/bin/kalgebra"),
        ("org.kde.kalgebra", "/usr/bin/kalgebra"),
    ],
)
def test_every_way_of_naming_it(match: str, expected: str) -> None:
    """A word, a path, a desktop file."""
    assert expected in denied(person(rule(AppVerdict.BLOCK, match)), 0, find)


def test_what_no_path_is_known_of_is_the_second_lines() -> None:
    """A hash or a launcher names no file."""
    only = rule(AppVerdict.BLOCK, "hash:abc", "launcher:steam", "desktop:nowhere")
    assert denied(person(only), 0, find) == frozenset()


def test_what_is_allowed_or_limited_is_not_denied() -> None:
    """Only what is closed for what it is."""
    assert denied(person(rule(AppVerdict.ALLOW, "xlogo")), 0, find) == frozenset()


@pytest.mark.parametrize("named", ["it", "desktop:xlogo", "xlogo"])
@pytest.mark.parametrize(
    ("verdict", "opens"),
    [(AppVerdict.ASK, True), (AppVerdict.BLOCK, True), (AppVerdict.NEVER, False)],
)
def test_a_grant_opens_it_while_it_lives(verdict: AppVerdict, named: str, opens: bool) -> None:
    """By key, identity or word; what is never allowed is not opened by any."""
    grant = Grant("g", "minh", 60_000, 1_000, app=named if named != "xlogo" else "path:/x/xlogo")
    child = person(rule(verdict, "xlogo"), grants=(grant,))
    assert (denied(child, 500, find) == frozenset()) is opens
    assert denied(child, 1_000, find)


def test_an_adult_is_denied_nothing() -> None:
    """At eighteen it switches itself off."""
    child = put(person(rule(AppVerdict.NEVER, "xlogo")), adult=True)
    assert denied(child, 0, find) == frozenset()
