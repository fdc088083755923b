"""Happenings in one session: who logs in, what is in front, who is idle, locked or away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from app.guard import events as ev
from app.model.observation import App, Awake, SessionKind
from app.programs.cli.play import fields as f
from app.programs.cli.play.engine import Player
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.script import Happening
from app.programs.cli.play.whom import UNKNOWN, Act, child_of, subject_of, tell
from app.programs.cli.play.world import GRAPHICAL, Login


def _login(player: Player, event: Happening) -> None:
    facts, logins = event.facts, player.world.logins
    name = facts["session"] or next(n for i in count(1) if (n := f"s{i}") not in logins)
    if name in logins:
        raise BadScript(f.joined(event.place, "session"), f"the session {name!r} goes on already")
    subject = subject_of(player, event)
    user = subject.removeprefix(UNKNOWN)
    fresh = Login(name, subject, user, SessionKind(facts["kind"]), facts["sees_front"])
    logins[name] = fresh
    player.world.ended.pop(name, None)
    _take_seat(player, fresh)
    at = player.world.now()
    if subject.startswith(UNKNOWN):
        tell(player, ev.UnknownLogin(at, user))
    elif fresh.kind in GRAPHICAL:
        tell(player, ev.AgentChanged(at, subject, name, ev.AgentState.STARTED))
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
    named = event.facts["session"]
    if named:
        found, ended = player.world.logins.get(named), named in player.world.ended
        missing = f"nobody is logged in as {named!r} at this time"
    else:
        subject = child_of(player, event)
        found, ended = _only_one(player, event, subject), subject in player.world.ended.values()
        missing = f"{subject} is not logged in at this time"
    if found is None and not ended:
        raise BadScript(f.joined(event.place, "session") if named else event.place, missing)
    if found is None:
        player.line(note="no_session")
    return found


def _only_one(player: Player, event: Happening, subject: str) -> Login | None:
    """Give the one session of a subject that can be meant, None when there is none."""
    mine = [one for one in player.world.logins.values() if one.subject == subject]
    if len(mine) > 1 and event.do != "switch_back":
        mine = [one for one in mine if one.active]
    if len(mine) > 1:
        raise BadScript(event.place, "in which session? name the `session`")
    return mine[0] if mine else None


def _at_session(act: Callable[[Player, Login, Any], None]) -> Act:
    """Make the act of something that happens in one session and is then seen."""

    def happens(player: Player, event: Happening) -> None:
        login = _session(player, event)
        if login is not None:
            _check_seen(event, login)
            act(player, login, event.facts)
            player.observe(login.subject)

    return happens


def _check_seen(event: Happening, login: Login) -> None:
    """Refuse what no sense could see: a text log-in has no screen, sound or pad."""
    reasons = set(event.facts.get("reasons", ()))
    if login.kind not in GRAPHICAL and reasons - {str(Awake.INHIBITOR)}:
        place = f.joined(event.place, "reasons")
        raise BadScript(place, "of a text log-in only `inhibitor` can be seen")


def _logout(player: Player, login: Login, facts: Any) -> None:
    del player.world.logins[login.id]
    if login.kind in GRAPHICAL:
        at = player.world.now()
        tell(player, ev.AgentChanged(at, login.subject, login.id, ev.AgentState.GONE))


def _front(player: Player, login: Login, facts: Any) -> None:
    login.put_away, login.fullscreen = None, facts["fullscreen"]
    login.front = _app(facts["app"], facts) if facts["app"] else None
    if login.front and _is_held(player, login.subject, login.front):
        login.front, login.put_away = None, login.front


def _is_held(player: Player, subject: str, app: App) -> bool:
    """Whether the hands hold this program: then its windows do not come to front."""
    person = player.guard.people.get(subject) if player.guard else None
    held = [w for w in person.watched.values() if w.rung.applied] if person else []
    return any(app.id == one.id for watch in held for one in watch.held)


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
    if Awake.PAD in login.awake:
        player.world.pad_boot_ms = player.world.now().boot_ms  # it moved until now
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
    tell(player, ev.AgentChanged(at, login.subject, login.id, ev.AgentState.LOST))


def _agent_back(player: Player, login: Login, facts: Any) -> None:
    login.agent = True
    at = player.world.now()
    tell(player, ev.AgentChanged(at, login.subject, login.id, ev.AgentState.STARTED))


ACTS: Mapping[str, Act] = {
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
}
