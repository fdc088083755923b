"""Whom a happening of a story is about, and telling the service of it."""

from __future__ import annotations

from collections.abc import Callable

from app.guard import events as ev
from app.programs.cli.play import fields as f
from app.programs.cli.play.engine import Player
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.script import Happening

UNKNOWN = "unknown:"
Act = Callable[[Player, Happening], None]


def subject_of(player: Player, event: Happening) -> str:
    """Give whom an event is about; "" for the machine. Raises BadScript for nobody known."""
    if event.facts.get("account"):
        return f"{UNKNOWN}{event.facts['account']}"
    if "child" not in event.facts:
        return ""
    if event.do != "login" and event.facts.get("session") in player.world.logins:
        return player.world.logins[event.facts["session"]].subject
    return child_of(player, event)


def child_of(player: Player, event: Happening) -> str:
    """Give the child that is named, or the only one there is. Raises BadScript."""
    known = [one.subject.id for one in player.policy.subjects]
    named = str(event.facts["child"])
    if not named and len(known) == 1:
        return known[0]
    if named in known or named.startswith(UNKNOWN):
        return named
    problem = f"nobody has the id {named!r}" if named else "whose? name the `child`"
    raise BadScript(f.joined(event.place, "child"), f"{problem}; known: {', '.join(known)}")


def tell(player: Player, event: ev.Event) -> None:
    """Tell the service, when it runs."""
    if player.guard is not None:
        player.tell(event)
