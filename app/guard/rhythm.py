"""The rhythm of a day: notices of play and rests for the eyes."""

from __future__ import annotations

from msgspec.structs import replace as put

from app.guard.state import Person, Rest
from app.model.action import Action, NoticeKind, Notify
from app.model.decision import Screen
from app.model.moment import MINUTE, SECOND
from app.model.policy import AppRole, Breaks


def rhythm(person: Person, now_ms: int) -> tuple[Person, tuple[Action, ...]]:
    """Say what is due: a notice each half hour of play (Decree 147/2024 art. 39), a rest."""
    person, played = _play(person)
    person, rested = _rest(person, now_ms)
    return person, (*played, *rested)


def _play(person: Person) -> tuple[Person, tuple[Action, ...]]:
    every = person.policy.rules.notice_every * MINUTE
    count = person.use.game_ms // every if every else 0
    plays = person.facts is not None and person.facts.role is AppRole.GAME
    if count <= person.game_notices or not plays:
        return put(person, game_notices=count) if count < person.game_notices else person, ()
    person = put(person, game_notices=count)
    notice = Notify(person.id, NoticeKind.GAME_TIME, person.use.game_ms, person.decision)
    return person, (notice,)


def _rest(person: Person, now_ms: int) -> tuple[Person, tuple[Action, ...]]:
    breaks, rest = person.policy.rules.breaks, person.rest
    if breaks is None or person.adult:
        return person, ()
    if rest.until_ms is not None:
        if now_ms < rest.until_ms:
            return person, ()
        # Whoever was shut out until now kept it; a grant that opened the PC meanwhile ended it.
        kept = rest.kept + (1 if rest.asked and person.rung.applied is Screen.CLOSED else 0)
        over = put(rest, until_ms=None, streak_ms=0, asked=False, kept=kept)
        return put(person, rest=over), (
            Notify(person.id, NoticeKind.BREAK_OVER, 0, person.decision),
        )
    if rest.asked or rest.streak_ms < breaks.every * MINUTE:
        return person, ()
    length = breaks.length * MINUTE
    # The time to save comes before it, so that the eyes get all of it.
    until = None if breaks.tip_only else now_ms + person.policy.rules.grace_s * SECOND + length
    person = put(person, rest=put(rest, asked=True, until_ms=until))
    return person, (Notify(person.id, NoticeKind.BREAK, length, person.decision),)


def rested(person: Person, passed_ms: int, awake_ms: int, used_ms: int) -> Rest:
    """Move the rhythm on by a stretch: so much passed, awake_ms of it awake, used_ms used."""
    rest, breaks, seen = person.rest, person.policy.rules.breaks, person.seen
    if breaks is None:
        return rest
    if used_ms:
        rest = put(rest, streak_ms=rest.streak_ms + used_ms, idle_ms=0)
    else:
        idle = rest.idle_ms + awake_ms
        if seen is not None and not seen.awake and person.idle_ms is not None:
            # Use is charged for a while after the last input; the hands were off from then on.
            idle = max(idle, person.idle_ms + awake_ms)
        rest = after_rest(rest, breaks, idle)
    if passed_ms <= awake_ms:
        return rest
    return after_rest(rest, breaks, rest.idle_ms + passed_ms - awake_ms)


def away(person: Person, passed_ms: int) -> Rest:
    """Move the rhythm on by time in which the PC was asleep or off."""
    breaks = person.policy.rules.breaks
    if breaks is None or passed_ms <= 0:
        return person.rest
    return after_rest(person.rest, breaks, person.rest.idle_ms + passed_ms)


def after_rest(rest: Rest, breaks: Breaks, idle_ms: int) -> Rest:
    """Give the rhythm after idle_ms of unbroken rest: kept, if it was asked for and is complete."""
    if idle_ms < breaks.length * MINUTE:
        return put(rest, idle_ms=idle_ms)
    kept = rest.kept + (1 if rest.asked else 0)
    return put(rest, streak_ms=0, idle_ms=idle_ms, asked=False, kept=kept)


def break_due_ms(person: Person, now_ms: int) -> int | None:
    """Give when a rest that closes the PC may come at the earliest, None = none is in sight."""
    breaks, rest = person.policy.rules.breaks, person.rest
    if breaks is None or breaks.tip_only or person.adult:
        return None
    if rest.asked or rest.until_ms is not None:
        return None
    return now_ms + max(breaks.every * MINUTE - rest.streak_ms, 0)


def wakes_at(person: Person, now_ms: int) -> int | None:
    """Give when something here is due at the earliest, if use goes on without a pause."""
    times = [person.rest.until_ms] if person.rest.until_ms is not None else []
    breaks, every = person.policy.rules.breaks, person.policy.rules.notice_every * MINUTE
    if breaks is not None and not person.rest.asked and not times:
        times.append(now_ms + max(breaks.every * MINUTE - person.rest.streak_ms, 0))
    if every and person.facts is not None and person.facts.role is AppRole.GAME:
        times.append(now_ms + max((person.game_notices + 1) * every - person.use.game_ms, 0))
    return min(times, default=None)
