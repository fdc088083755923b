"""Happenings to the PC itself: power, sleep, clocks, and the service that goes and comes back."""

from __future__ import annotations

from collections.abc import Mapping

from app.guard import events as ev
from app.programs.cli.play.engine import Player
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.script import Happening
from app.programs.cli.play.whom import Act, tell

LAST_MS = 7_258_118_400_000  # 2200-01-01 UTC; Linux takes no clock before 1970 or far after this


def _suspend(player: Player, event: Happening) -> None:
    if event.facts["noticed"]:
        tell(player, ev.Suspending(player.world.now()))
    player.world.asleep = True


def _resume(player: Player, event: Happening) -> None:
    if not player.world.asleep:
        raise BadScript(event.place, "the PC is not asleep at this time")
    player.world.asleep = False
    tell(player, ev.Resumed(player.world.now()))
    player.observe()


def _power_off(player: Player, event: Happening) -> None:
    player.end(clean=event.do == "power_off")
    player.back_ms = None
    player.world.power_off()


def _power_on(player: Player, event: Happening) -> None:
    if player.world.on:
        raise BadScript(event.place, "the PC is on already at this time")
    synced = event.facts["synced"]
    player.world.power_on(event.facts["clock"], player.script.synced if synced is None else synced)
    _possible(player, f"{event.place}.clock")
    player.begin()


def _restart(player: Player, event: Happening) -> None:
    player.end(clean=event.do == "restart")
    if event.facts["down"]:
        player.back_ms = player.world.true_ms + event.facts["down"]
    else:
        player.begin()


def _clock(player: Player, event: Happening) -> None:
    player.world.move_clock(event.facts["by"])
    _possible(player, f"{event.place}.by")
    tell(player, ev.Tick(player.world.now()))


def _possible(player: Player, place: str) -> None:
    if not 0 <= player.world.now().wall_ms < LAST_MS:
        raise BadScript(place, "no PC's clock goes there: it shows 1970 to 2199")


def _sync(player: Player, event: Happening) -> None:
    player.world.put_right()
    tell(player, ev.Tick(player.world.now()))


def _zone(player: Player, event: Happening) -> None:
    player.world.move_zone(event.facts["zone"])
    tell(player, ev.Tick(player.world.now()))


ACTS: Mapping[str, Act] = {
    "suspend": _suspend,
    "resume": _resume,
    "power_off": _power_off,
    "power_cut": _power_off,
    "power_on": _power_on,
    "restart": _restart,
    "crash": _restart,
    "clock": _clock,
    "zone": _zone,
    "sync": _sync,
}
