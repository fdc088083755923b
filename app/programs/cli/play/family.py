"""What parents and children do beside using the PC: give, stop, ask, answer, change the rules."""

from __future__ import annotations

from collections.abc import Mapping

from app.guard import events as ev
from app.guard.clock import read
from app.guard.give import due_ms, make_grant
from app.model.decision import Reason
from app.model.grant import AskKind, Hold, Request
from app.model.moment import MINUTE
from app.programs.cli.play import fields as f
from app.programs.cli.play.engine import Player
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.ruled import changed, from_file
from app.programs.cli.play.script import Happening
from app.programs.cli.play.whom import Act, child_of
from app.rules.schedule import local_date


def _needs_service(act: Act) -> Act:
    """Make the act of something that needs a running service."""

    def happens(player: Player, event: Happening) -> None:
        if player.guard is None:
            raise BadScript(event.place, "the service does not run at this time")
        act(player, event)

    return happens


def _trusted_ms(player: Player) -> int:
    return read(player.state.clock, player.world.now()).clock.now_ms


def _confirm(player: Player, event: Happening) -> None:
    day = event.facts["day"] or local_date(player.state.zone, player.world.true_ms)
    player.tell(ev.DateConfirmed(player.world.now(), day, "parent"))


def _grant(player: Player, event: Happening) -> None:
    facts, subject = event.facts, child_of(player, event)
    player.tell(ev.Tick(player.world.now()))
    made = make_grant(
        player.state,
        subject,
        facts["minutes"],
        id=f"g{len(player.played.lines)}",
        app=facts["app"],
        bonus=facts["bonus"],
        by="parent",
    )
    if made is None:
        raise BadScript(f.joined(event.place, "child"), f"nothing is known of {subject}")
    player.tell(ev.Granted(player.world.now(), made))


def _hold(player: Player, event: Happening) -> None:
    reason = Reason.PAUSE if event.do == "pause" else Reason.LOCK_NOW
    ms = event.facts["minutes"] * MINUTE
    hold = Hold(reason, _trusted_ms(player) + ms if ms else None, "parent")
    subject = child_of(player, event)
    player.tell(ev.HoldSet(player.world.now(), subject, hold, "parent"))


def _let_go(player: Player, event: Happening) -> None:
    player.tell(ev.HoldSet(player.world.now(), child_of(player, event), None, "parent"))


def _ask(player: Player, event: Happening) -> None:
    facts, now = event.facts, _trusted_ms(player)
    request = Request(
        id=facts["id"] or f"r{len(player.played.lines)}",
        subject=child_of(player, event),
        kind=AskKind(facts["kind"]),
        asked_ms=now,
        due_ms=due_ms(now),
        minutes=facts["minutes"],
        about=facts["about"],
        words=facts["words"],
    )
    player.tell(ev.Asked(player.world.now(), request))


def _open_request(player: Player, event: Happening) -> str:
    """Give the id of the request meant: the one named, or the newest that is open."""
    people = player.state.people.values()
    open_ = [one for person in people for one in person.requests if not one.answer]
    named = event.facts["id"]
    if named and named not in [one.id for one in open_]:
        raise BadScript(f.joined(event.place, "id"), f"no open request has the id {named!r}")
    if not open_:
        raise BadScript(event.place, "no request is open at this time")
    return named or max(open_, key=lambda one: one.asked_ms).id


def _answer(player: Player, event: Happening) -> None:
    facts, id = event.facts, _open_request(player, event)
    at = player.world.now()
    player.tell(ev.Answered(at, id, facts["yes"], facts["minutes"], facts["reply"], "parent"))


def _take_back(player: Player, event: Happening) -> None:
    subject, id = child_of(player, event), _open_request(player, event)
    player.tell(ev.TakenBack(player.world.now(), id, subject))


def _told(player: Player, event: Happening) -> None:
    agreed = event.facts["agreed"]
    player.tell(ev.ToldChild(player.world.now(), child_of(player, event), agreed))


def _policy(player: Player, event: Happening) -> None:
    """A parent changes the rules: a child's own, or the whole document by another."""
    facts, version = event.facts, player.policy.version + 1
    today = local_date(player.state.zone, player.world.true_ms)
    if facts["file"]:
        path = player.script.folder / facts["file"]
        place = f.joined(event.place, "file")
        player.policy, player.document = from_file(path, place, today, version)
    elif facts["set"] is None:
        raise BadScript(event.place, "a change needs `set` or `file`")
    else:
        child = child_of(player, event)
        made = changed(
            player.document, child, facts["set"], event.place, today=today, version=version
        )
        player.policy, player.document = made
    player.tell(ev.PolicyChanged(player.world.now(), player.policy, "parent"))


ACTS: Mapping[str, Act] = {
    "confirm_date": _needs_service(_confirm),
    "grant": _needs_service(_grant),
    "pause": _needs_service(_hold),
    "lock_now": _needs_service(_hold),
    "let_go": _needs_service(_let_go),
    "ask": _needs_service(_ask),
    "answer": _needs_service(_answer),
    "take_back": _needs_service(_take_back),
    "told": _needs_service(_told),
    "policy": _needs_service(_policy),
}
