"""How the product runs, for anyone who asks."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from types import SimpleNamespace as Thing
from typing import Any

from app.api.child import Ready
from app.model.observation import Session, SessionKind
from app.programs.service.limits import Limits
from app.programs.service.status import VERSION, StatusMaker
from tests.guard.home import Home

DESK = Session("1", 1001, "minh", SessionKind.X11, active=True, display=":0")
LOGIN = Session("2", 1001, "minh", SessionKind.SSH, active=True)


def maker(*sessions: Session, ready: Ready | None = None, why_not: str = "", **changed: Any) -> Any:
    """A maker over a service of which only what is asked exists."""
    home = Home("2026-11-12T16:00")
    named = Thing(name="fake")
    service = Thing(
        clock=Thing(now=lambda: Thing(wall_ms=5)),
        guard=lambda: home.guard,
        advice=False,
        secrets=Thing(password_set=True),
        parts=Thing(seat=Thing(sessions=named), processes=named, freezer=named),
        limits=Limits(),
        people=Thing(
            all=lambda: sessions,
            sessions_of=lambda subject: sessions if subject == "minh" else (),
        ),
        agents=Thing(ready=lambda id: ready, why_not=lambda id: why_not),
        loop=Thing(safe=False),
        accounts=Thing(people=lambda: [Thing(user="minh", why_not="")]),
    )
    for name, value in changed.items():
        setattr(service, name, value)
    return StatusMaker(service)  # type: ignore[arg-type]


def test_the_version_is_the_package_s() -> None:
    """One place to raise it, held together here."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION


def test_a_service_that_runs() -> None:
    """Nothing about use is in it."""
    status = maker(DESK, ready=Ready("x11")).make(parent=False)
    assert (status.mode, status.password_set, status.parent) == ("installed", True, False)
    assert status.senses == {"sessions": "fake", "processes": "fake", "freezer": "fake"}
    assert [(s.id, s.agent) for s in status.subjects] == [("minh", "running")]
    assert status.limits == ()
    assert status.since_ms == 5


def test_how_agents_are() -> None:
    """Nobody needs one on a text terminal; one that is missing says why."""
    assert maker().agent("minh") == ""
    assert maker(LOGIN).agent("minh") == ""
    assert maker(DESK).agent("minh") == "starting"
    assert maker(DESK, why_not="no display").agent("minh") == "no display"
    assert maker(DESK, LOGIN, ready=Ready("x11")).agent("minh") == "running"


def test_every_limit_is_told() -> None:
    """Those found on the way, the safe state, accounts, desks that see little."""
    limits = Limits()
    limits.set("no_pads", "denied")
    status = maker(
        DESK,
        ready=Ready("none", ("no_front",)),
        limits=limits,
        loop=Thing(safe=True),
        accounts=Thing(people=lambda: [Thing(user="minh", why_not="admin")]),
        advice=True,
    ).make(parent=True)
    assert status.mode == "advice"
    assert status.limits == (
        "no_pads: denied",
        "safe_state",
        "account_not_ruled: minh admin",
        "desk: 1 no_front",
    )


def test_an_account_that_is_not_on_this_pc() -> None:
    """A typing mistake in the policy is seen."""
    status = maker(accounts=Thing(people=lambda: [])).make(parent=True)
    assert status.limits == ("no_account: minh",)


def test_it_needs_no_loop() -> None:
    """Nothing here waits."""
    assert not asyncio.iscoroutinefunction(StatusMaker.make)
