"""What a lock says: title, why, when it opens, what comes, which pictures."""

from __future__ import annotations

from dataclasses import dataclass

from app.api.child import Lock
from app.ui.child.live import Live
from app.ui.child.telling import lock_group, steps
from app.ui.shared.look import Look
from app.words import forms
from app.words.catalogue import knows

_DOING = {"bedtime": "bedtime", "break": "break", "hours": "bedtime"}
_DOING_GLYPH = {"bedtime": "brush", "break": "eye", "budget": "book"}
_MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class LockWords:
    """group picks the scene's variant; steps are (glyph, when, what), the first one is now."""

    group: str
    title: str
    below: list[str]
    steps: list[tuple[str, str, str]]
    pictures: list[tuple[str, str]]


def lock_words(lock: Lock, live: Live, look: Look) -> LockWords:
    """All the words of a lock, from the message and the last State."""
    group = lock_group(lock.why.reason)
    return LockWords(
        group=group,
        title=look.say(f"lock.title.{group}"),
        below=_below(lock, live, look, group),
        steps=_steps(lock, live, look, group),
        pictures=_pictures(group),
    )


def _below(lock: Lock, live: Live, look: Look, group: str) -> list[str]:
    lines = []
    if group == "budget":
        lines.append(_used(live, look))
    elif group != "lock_now" and knows(f"why.{lock.why.reason}"):
        lines.append(look.say(f"why.{lock.why.reason}"))
    opens = lock.why.opens_ms or (lock.why.until_ms if group != "budget" else None)
    state = live.state
    if opens is not None and state is not None:
        when = forms.when(opens, live.now_ms(), state.zone, look.lang)
        lines.append(look.say("lock.opens", when=when))
    elif group in ("lock_now", "pause", "trouble"):
        lines.append(look.say("until.someone"))
    return lines


def _used(live: Live, look: Look) -> str:
    state = live.state
    used = forms.budget(forms.minutes_used(live.used_ms()), look.lang)
    facts = {"name": state.name if state else "", "used": used}
    if state is not None and state.learning_ms >= forms.MINUTE:
        facts["study"] = forms.used(state.learning_ms, look.lang)
        return look.say("lock.used.study", **facts)
    return look.say("lock.used", **facts)


def _steps(lock: Lock, live: Live, look: Look, group: str) -> list[tuple[str, str, str]]:
    doing = _DOING.get(group, "budget")
    found = [(_DOING_GLYPH[doing], look.say("lock.now"), look.say(f"lock.doing.{doing}"))]
    state = live.state
    if state is None:
        return found
    coming = lock.next
    if not coming and lock.why.opens_ms is not None:
        coming = ((lock.why.opens_ms, "opens"),)
    return found + steps(coming, live.now_ms(), state.zone, look)[:_MOST_STEPS]


def _pictures(group: str) -> list[tuple[str, str]]:
    """The youngest see what to do, then that the PC comes back."""
    if group in ("bedtime", "hours"):
        return [
            ("brush", "lock.picture.brush"),
            ("book", "lock.picture.story"),
            ("bed", "lock.picture.sleep"),
            ("sun", "lock.picture.morning"),
            ("monitor", "lock.picture.pc"),
        ]
    return [
        ("ball", "lock.picture.play"),
        ("bowl", "lock.picture.eat"),
        ("book", "lock.picture.story"),
        ("monitor", "lock.picture.pc"),
    ]
