"""What is written on the terminal of a text log-in: the same words as elsewhere, in plain lines."""

from __future__ import annotations

from app.guard.state import Guard, Person
from app.model.action import Notify, SetScreen
from app.model.moment import SECOND
from app.programs.service.view import bracket, view
from app.rules.age import is_ten
from app.rules.schedule import local_date
from app.words import forms
from app.words.catalogue import knows, say, voice_of
from app.words.notices import SOFT, About, Limit, notice_key

# Where a window would say that the PC rests and work is kept: a text log-in is ended, also when
# the PC stays open for learning.
_ENDS = {
    "notice.warn": "line.tty.warn",
    "notice.warn.learning": "line.tty.warn",
    "notice.warn.bedtime": "line.tty.warn",
    "notice.grace": "line.tty.grace",
    "notice.grace.learning": "line.tty.grace",
}


def closed_text(guard: Guard, person: Person, action: SetScreen) -> str:
    """Say that the PC is closed, why, and when this log-in ends."""
    language, voice = _voice(guard, person)
    key = f"why.{action.decision.reason}"
    why = say(key if knows(key) else "why.hours", language, voice)
    left = forms.left(person.policy.rules.grace_s * SECOND, language)
    return say("line.tty.closed", language, voice, why=why, left=left)


def notice_text(guard: Guard, person: Person, action: Notify) -> str:
    """Say a warning, in the words a window would have for it."""
    language, voice = _voice(guard, person)
    now = view(guard, person)
    facts = {
        "left": forms.left(action.left_ms, language),
        "spoken": forms.spoken_left(action.left_ms, language),
        "at": forms.clock(guard.clock.now_ms + action.left_ms, guard.policy.zone),
        "name": action.name or action.app,
    }
    if now.budget_ms is not None:
        facts["budget"] = forms.minutes(forms.minutes_used(now.budget_ms), language)
    why = action.decision
    about = About(
        kind=action.kind,
        app=action.app,
        left_ms=action.left_ms,
        limit=Limit(why.reason, why.verdict in SOFT, why.origin),
        budget=now.budget_ms is not None,
        closes=now.closes_ms is not None,
    )
    key = notice_key(about)
    return say(_ENDS.get(key, key), language, voice, **facts)


def _voice(guard: Guard, person: Person) -> tuple[str, str]:
    day = local_date(guard.zone, guard.clock.sure_ms)
    ten = is_ten(person.policy.subject, day)
    return guard.policy.language, voice_of(bracket(guard, person), ten)
