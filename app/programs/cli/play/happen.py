"""What each happening of a story does: to the PC, and to the guard as the service would tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.guard import events as ev
from app.guard.clock import read
from app.guard.give import due_ms, make_grant
from app.model.decision import Reason
from app.model.grant import AskKind, Hold, Request
from app.model.moment import MINUTE
from app.model.observation import App, Awake, SessionKind
from app.programs.cli.play import fields as f
from app.programs.cli.play.engine import Player
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.ruled import changed, from_file
from app.programs.cli.play.script import Happening
from app.programs.cli.play.world import GRAPHICAL, Login
from app.rules.schedule import local_date

UNKNOWN = "unknown:"
Act = Callable[[Player, Happening], None]
_NEEDS_POWER = "the PC is switched off at this time"


def happen(player: Player, event: Happening) -> None:
    """Let one event happen. Raises BadScript when the story cannot go like that."""
    if event.do not in _WITHOUT_POWER and not player.world.on:
        raise BadScript(event.place, _NEEDS_POWER)
    if event.do not in _WITHOUT_POWER | _ASLEEP and player.world.asleep:
        raise BadScript(event.place, "the PC is asleep at this time; write a `resume` before")
    player.line(subject=_subject(player, event), event=event)
    _ACTS[event.do](player, event)


def _subject(player: Player, event: Happening) -> str:
    """Give whom an event is about; "" for the machine. Raises BadScript for nobody known."""
    if event.facts.get("account"):
        return f"{UNKNOWN}{event.facts['account']}"
    if "child" not in event.facts:
        return ""
    if event.do != "login" and event.facts.get("session") in player.world.logins:
        return player.world.logins[event.facts["session"]].subject
    return _child(player, event)


def _child(player: Player, event: Happening) -> str:
    known = [one.subject.id for one in player.policy.subjects]
    named = str(event.facts["child"])
    if not named and len(known) == 1:
        return known[0]
    if named in known or named.startswith(UNKNOWN):
        return named
    problem = f"nobody has the id {named!r}" if named else "whose? name the `child`"
    raise BadScript(f.joined(event.place, "child"), f"{problem}; known: {', '.join(known)}")


def _tell(player: Player, event: ev.Event) -> None:
    """Tell the service, when it runs."""
    if player.guard is not None:
        player.tell(event)


# --- sessions ---------------------------------------------------------------------------


def _login(player: Player, event: Happening) -> None:
    facts, logins = event.facts, player.world.logins
    name = facts["session"] or f"s{len(logins) + 1}"
    if name in logins:
        raise BadScript(f.joined(event.place, "session"), f"the session {name!r} goes on already")
    subject = _subject(player, event)
    user = subject.removeprefix(UNKNOWN)
    fresh = Login(name, subject, user, SessionKind(facts["kind"]), facts["sees_front"])
    logins[name] = fresh
    _take_seat(player, fresh)
    at = player.world.now()
    if subject.startswith(UNKNOWN):
        _tell(player, ev.UnknownLogin(at, user))
    elif fresh.kind in GRAPHICAL:
        _tell(player, ev.AgentChanged(at, subject, name, ev.AgentState.STARTED))
    player.observe()


def _take_seat(player: Player, login: Login) -> None:
    """Only one session has the seat; a remote one needs none."""
    login.active = True
    if login.kind is SessionKind.SSH:
        return
    for other in player.world.logins.values():
        if other is not login and other.kind is not SessionKind.SSH:
            other.active = False


def _session(player: Player, event: Happening) -> Login | None:
    """Find the session an event is about; None when the hands have ended it meanwhile."""
    name, logins = event.facts["session"], player.world.logins
    if name:
        if name not in logins and name not in _named_before(player, event):
            raise BadScript(f.joined(event.place, "session"), f"nobody logs in as {name!r} before")
        found = logins.get(name)
    else:
        subject = _child(player, event)
        mine = [one for one in logins.values() if one.subject == subject]
        if len(mine) > 1:
            mine = [one for one in mine if one.active] if event.do != "switch_back" else mine
        if len(mine) > 1:
            raise BadScript(event.place, "in which session? name the `session`")
        found = mine[0] if mine else None
        if found is None and not _logged_in_before(player, event, subject):
            raise BadScript(event.place, f"{subject} is not logged in at this time")
    if found is None:
        player.line(note="no_session")
    return found


def _logins_before(player: Player, event: Happening) -> list[Happening]:
    events = player.script.events
    return [one for one in events[: events.index(event)] if one.do == "login"]


def _named_before(player: Player, event: Happening) -> set[str]:
    return {one.facts["session"] for one in _logins_before(player, event)}


def _logged_in_before(player: Player, event: Happening, subject: str) -> bool:
    return any(_subject(player, one) == subject for one in _logins_before(player, event))


def _at_session(act: Callable[[Player, Login, Any], None]) -> Act:
    """Make the act of something that happens in one session and is then seen."""

    def happens(player: Player, event: Happening) -> None:
        login = _session(player, event)
        if login is not None:
            act(player, login, event.facts)
            player.observe(login.subject)

    return happens


def _logout(player: Player, login: Login, facts: Any) -> None:
    del player.world.logins[login.id]
    if login.kind in GRAPHICAL:
        at = player.world.now()
        _tell(player, ev.AgentChanged(at, login.subject, login.id, ev.AgentState.GONE))


def _front(player: Player, login: Login, facts: Any) -> None:
    login.put_away, login.fullscreen = None, facts["fullscreen"]
    login.front = _app(facts["app"], facts) if facts["app"] else None
    if login.front and _is_held(player, login.subject, login.front):
        login.front, login.put_away = None, login.front


def _is_held(player: Player, subject: str, app: App) -> bool:
    """Whether the hands hold this program: then its windows do not come to front."""
    person = player.guard.people.get(subject) if player.guard else None
    held = [w for w in person.watched.values() if w.rung.applied] if person else []
    return any(app.id == watch.facts.app.id for watch in held)


def _app(name: str, facts: Any = None) -> App:
    """A bare word stands for a desktop id, the commonest identity."""
    identity = name if ":" in name else f"desktop:{name}"
    if facts is None:
        return App(identity)
    return App(identity, facts["aliases"], facts["name"], facts["game"], facts["ours"])


def _running(player: Player, login: Login, facts: Any) -> None:
    login.running = tuple(_app(name) for name in facts["apps"])


def _using(player: Player, login: Login, facts: Any) -> None:
    login.last_input_ms = None


def _idle(player: Player, login: Login, facts: Any) -> None:
    if login.last_input_ms is None:
        login.last_input_ms = player.world.now().awake_ms


def _awake(player: Player, login: Login, facts: Any) -> None:
    login.awake = frozenset(Awake(reason) for reason in facts["reasons"])


def _lock(player: Player, login: Login, facts: Any) -> None:
    login.locked, login.ours_locked = True, False


def _unlock(player: Player, login: Login, facts: Any) -> None:
    """What the hands have locked they lock again at once."""
    if login.ours_locked:
        player.line(subject=login.subject, note="locked_again")
    else:
        login.locked = False


def _switch_away(player: Player, login: Login, facts: Any) -> None:
    login.active = False


def _switch_back(player: Player, login: Login, facts: Any) -> None:
    _take_seat(player, login)


def _agent_lost(player: Player, login: Login, facts: Any) -> None:
    login.agent = False
    at = player.world.now()
    _tell(player, ev.AgentChanged(at, login.subject, login.id, ev.AgentState.LOST))


def _agent_back(player: Player, login: Login, facts: Any) -> None:
    login.agent = True
    at = player.world.now()
    _tell(player, ev.AgentChanged(at, login.subject, login.id, ev.AgentState.STARTED))


# --- the machine ------------------------------------------------------------------------


def _suspend(player: Player, event: Happening) -> None:
    if event.facts["noticed"]:
        _tell(player, ev.Suspending(player.world.now()))
    player.world.asleep = True


def _resume(player: Player, event: Happening) -> None:
    if not player.world.asleep:
        raise BadScript(event.place, "the PC is not asleep at this time")
    player.world.asleep = False
    _tell(player, ev.Resumed(player.world.now()))
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
    player.begin()


def _restart(player: Player, event: Happening) -> None:
    player.end(clean=event.do == "restart")
    if event.facts["down"]:
        player.back_ms = player.world.true_ms + event.facts["down"]
    else:
        player.begin()


def _clock(player: Player, event: Happening) -> None:
    player.world.move_clock(event.facts["by"])
    _tell(player, ev.Tick(player.world.now()))


def _sync(player: Player, event: Happening) -> None:
    player.world.put_right()
    _tell(player, ev.Tick(player.world.now()))


def _zone(player: Player, event: Happening) -> None:
    player.world.move_zone(event.facts["zone"])
    _tell(player, ev.Tick(player.world.now()))


# --- the parent and the child -----------------------------------------------------------


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
    facts, subject = event.facts, _child(player, event)
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
    subject = _child(player, event)
    player.tell(ev.HoldSet(player.world.now(), subject, hold, "parent"))


def _let_go(player: Player, event: Happening) -> None:
    player.tell(ev.HoldSet(player.world.now(), _child(player, event), None, "parent"))


def _ask(player: Player, event: Happening) -> None:
    facts, now = event.facts, _trusted_ms(player)
    request = Request(
        id=facts["id"] or f"r{len(player.played.lines)}",
        subject=_child(player, event),
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
    subject, id = _child(player, event), _open_request(player, event)
    player.tell(ev.TakenBack(player.world.now(), id, subject))


def _told(player: Player, event: Happening) -> None:
    agreed = event.facts["agreed"]
    player.tell(ev.ToldChild(player.world.now(), _child(player, event), agreed))


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
        child = _child(player, event)
        made = changed(
            player.document, child, facts["set"], event.place, today=today, version=version
        )
        player.policy, player.document = made
    player.tell(ev.PolicyChanged(player.world.now(), player.policy, "parent"))


_WITHOUT_POWER = frozenset({"power_on"})
_ASLEEP = frozenset({"resume", "power_cut", "power_off"})
_ACTS: dict[str, Act] = {
    "login": _login,
    "logout": _at_session(_logout),
    "front": _at_session(_front),
    "running": _at_session(_running),
    "using": _at_session(_using),
    "idle": _at_session(_idle),
    "awake": _at_session(_awake),
    "lock": _at_session(_lock),
    "unlock": _at_session(_unlock),
    "switch_away": _at_session(_switch_away),
    "switch_back": _at_session(_switch_back),
    "agent_lost": _at_session(_agent_lost),
    "agent_back": _at_session(_agent_back),
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
