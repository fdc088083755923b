"""What each happening of a story does: to the PC, and to the guard as the service would tell it."""

from __future__ import annotations

from collections.abc import Mapping

from app.programs.cli.play import family, machine, sessions
from app.programs.cli.play.engine import Player
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.script import Happening
from app.programs.cli.play.whom import Act, subject_of

_WITHOUT_POWER = frozenset({"power_on"})
_ASLEEP = frozenset({"resume", "power_cut", "power_off"})
_ACTS: Mapping[str, Act] = {**sessions.ACTS, **machine.ACTS, **family.ACTS}


def happen(player: Player, event: Happening) -> None:
    """Let one event happen. Raises BadScript when the story cannot go like that."""
    if event.do not in _WITHOUT_POWER and not player.world.on:
        raise BadScript(event.place, "the PC is switched off at this time")
    if event.do not in _WITHOUT_POWER | _ASLEEP and player.world.asleep:
        raise BadScript(event.place, "the PC is asleep at this time; write a `resume` before")
    player.line(subject=subject_of(player, event), event=event)
    _ACTS[event.do](player, event)
