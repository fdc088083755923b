"""The line that says how the service is (`systemctl status`): each child, his PC, what comes.

Anybody on this machine may read it. So it tells what anybody may ask the service as well, and of
what comes only what the clock brings: when a budget ends would tell how much was used.
"""

from __future__ import annotations

from collections.abc import Callable

from app.guard.state import Guard, Person
from app.programs.service.view import view
from app.words import forms
from app.words.catalogue import say

BY_THE_CLOCK = frozenset({"bedtime", "hours_end", "opens", "new_day", "pause_over"})
_VOICE = "parent"
_PLAIN = "16-17"  # what comes is worded for children only; these are the words without play


class Headline:
    """Says the line whenever it reads differently."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """Nothing was said yet."""
        self._tell = tell
        self._mark: tuple[object, ...] = ()
        self._said = ""

    def stepped(self, guard: Guard) -> None:
        """Look whether this step changed it; reading what comes is dear, so only where it may."""
        mark = (guard.policy.version, *(_mark(person) for person in guard.people.values()))
        if mark == self._mark:
            return
        self._mark = mark
        line = headline(guard)
        if line != self._said:
            self._said = line
            self._tell(line)


def headline(guard: Guard) -> str:
    """Give the line, in the language of the policy."""
    people = [_of(guard, person) for person in guard.people.values()]
    return "; ".join(people) or say("line.status.none", guard.policy.language, _VOICE)


def _of(guard: Guard, person: Person) -> str:
    lang, zone = guard.policy.language, guard.policy.zone
    screen = say(f"line.screen.{int(person.rung.applied)}", lang, _VOICE)
    name = person.policy.subject.name
    coming = [one for one in view(guard, person).coming if one[1] in BY_THE_CLOCK]
    if not coming or person.adult:
        return say("line.now", lang, _VOICE, name=name, screen=screen)
    at, code = coming[0]
    when = forms.when(at, guard.clock.now_ms, zone, lang)
    what = say(f"next.{code}", lang, _PLAIN)
    return say("line.now.next", lang, _VOICE, name=name, screen=screen, when=when, what=what)


def _mark(person: Person) -> tuple[object, ...]:
    """Give what the line depends on, as far as it costs nothing to read."""
    decision = person.decision
    now = (decision.verdict, decision.reason, decision.setting, decision.screen)
    hold = None if person.hold is None else person.hold.until_ms
    return person.id, person.rung.applied, now, hold, person.plan.date
