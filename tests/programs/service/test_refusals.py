"""Refusals: the helper is told what changed and begun when needed; what it refuses is recorded."""

from typing import Any

import pytest
from msgspec.structs import replace as put

from app.guard.state import Guard
from app.model.errors import Unsupported
from app.model.grant import Grant
from app.model.observation import Session, SessionKind
from app.model.policy import AppRule, AppVerdict
from app.programs.service.limits import Limits
from app.programs.service.refusals import Refusals
from tests.guard.home import Home
from tests.rules.asking import rules

RULE = AppRule("logo", ("path:/usr/bin/xlogo",), verdict=AppVerdict.ASK)
HERE = Session("1", 1001, "minh", SessionKind.X11, active=True)


class Helper:
    """The kernel's helper."""

    def __init__(self, works: bool = True) -> None:
        """Not begun."""
        self.works = works
        self.begun = 0
        self.told: list[tuple[int, frozenset[str]]] = []
        self.refused: Any = None

    def start(self, refused: Any) -> None:
        """Begin."""
        if not self.works:
            raise Unsupported("no fanotify")
        self.begun += 1
        self.refused = refused

    def deny(self, uid: int, paths: frozenset[str]) -> None:
        """Remember."""
        self.told.append((uid, paths))

    def stop(self) -> None:
        """End."""
        self.begun = 0


class Here:
    """The child is logged in, until he is not."""

    def __init__(self) -> None:
        """Logged in."""
        self.sessions: dict[str, tuple[str, Session]] = {"1": ("minh", HERE)}

    def ruled(self) -> dict[str, tuple[str, Session]]:
        """Give the log-ins."""
        return self.sessions

    def subject_of_uid(self, uid: int) -> str | None:
        """Give whose UID it is."""
        return "minh" if uid == 1001 else None


class Rig:
    """Refusals of one child."""

    def __init__(self, works: bool = True) -> None:
        """Nothing is denied yet."""
        self.helper, self.people, self.limits = Helper(works), Here(), Limits()
        self.events: list[tuple[Any, ...]] = []
        self.refusals = Refusals(
            self.helper,
            self.people,  # type: ignore[arg-type]
            lambda *event: self.events.append(event),
            lambda name: (),
            self.limits,
        )


def guard(*apps: AppRule, version: int = 1) -> Guard:
    """A state in which these rules hold."""
    from dataclasses import replace

    found = Home("2026-11-12T16:00", rules(apps=apps)).guard
    return put(found, policy=replace(found.policy, version=version))


@pytest.fixture
def rig() -> Rig:
    """Refusals that work."""
    return Rig()


def test_without_anything_to_refuse_no_helper_runs(rig: Rig) -> None:
    """It costs memory, and most families never need it."""
    rig.refusals.renew(guard())
    assert rig.helper.begun == 0


def test_what_is_closed_is_told_once(rig: Rig) -> None:
    """And again only when something changed."""
    state = guard(RULE)
    rig.refusals.renew(state)
    rig.refusals.renew(state)
    assert rig.helper.begun == 1
    assert rig.helper.told == [(1001, frozenset(["/usr/bin/xlogo"]))]
    rig.refusals.renew(guard(version=2))
    assert rig.helper.told[-1] == (1001, frozenset())


def test_a_grant_opens_it(rig: Rig) -> None:
    """As long as it lives."""
    state = guard(RULE)
    rig.refusals.renew(state)
    now = state.clock.now_ms
    grant = Grant("g", "minh", 60_000, now + 60_000, app="logo")
    people = {"minh": put(state.people["minh"], grants=(grant,))}
    rig.refusals.renew(put(state, people=people))
    assert rig.helper.told[-1] == (1001, frozenset())
    late = put(state, people=people, clock=put(state.clock, now_ms=now + 60_000))
    rig.refusals.renew(late)
    assert rig.helper.told[-1] == (1001, frozenset(["/usr/bin/xlogo"]))


def test_who_logs_out_is_denied_nothing(rig: Rig) -> None:
    """His list is emptied; back again, it is told again."""
    state = guard(RULE)
    rig.refusals.renew(state)
    rig.people.sessions = {}
    rig.refusals.renew(state)
    assert rig.helper.told[-1] == (1001, frozenset())
    rig.people.sessions = {"1": ("minh", HERE)}
    rig.refusals.renew(state)
    assert rig.helper.told[-1] == (1001, frozenset(["/usr/bin/xlogo"]))


def test_a_refusal_is_recorded_for_whose_it_is(rig: Rig) -> None:
    """Nobody's UID is nobody's record."""
    rig.refusals.renew(guard(RULE))
    rig.helper.refused(1001, "/usr/bin/xlogo")
    rig.helper.refused(1009, "/usr/bin/xlogo")
    assert [event[1:] for event in rig.events] == [("minh", "path:/usr/bin/xlogo", "refused")]


def test_a_last_look_after_the_end_starts_no_helper(rig: Rig) -> None:
    """The helper is ended for good."""
    rig.refusals.stop()
    rig.refusals.renew(guard(RULE))
    assert not rig.helper.told
    assert not rig.limits.all()


def test_a_kernel_that_cannot_is_a_limit() -> None:
    """The parent is shown it; the second line still closes."""
    rig = Rig(works=False)
    rig.refusals.renew(guard(RULE))
    assert rig.limits.all() == ("no_refusal: no fanotify",)
    rig.refusals.stop()


def test_in_advice_mode_nothing_is_refused() -> None:
    """There is no helper at all."""
    rig = Rig()
    refusals = Refusals(None, rig.people, print, lambda _: (), rig.limits)  # type: ignore[arg-type]
    refusals.renew(guard(RULE))
    refusals.stop()
    assert rig.limits.all() == ()
