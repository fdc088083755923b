"""`luytre status`: how it runs for anybody, what each child has left for parents, a child's own."""

from __future__ import annotations

from argparse import Namespace

import msgspec

from app.api.child import MyRules, State
from app.api.parent import Card, Status, StatusQ, Today, TodayQ
from app.programs.cli.talk import Talk, print_json
from app.words import forms
from app.words.catalogue import knows, say


def run(options: Namespace) -> None:
    """Show it. Whoever wants to see use signs in: root at once, others with `--password-fd`."""
    with Talk(options) as talk:
        if talk.role == "child":
            _own(options, talk)
            return
        if talk.role == "root" or options.password_fd is not None:
            talk.sign_in()
        status = talk.ask(StatusQ(), Status)
        today = talk.ask(TodayQ(), Today) if status.parent else None
        if options.json:
            shown = msgspec.to_builtins(status)
            print_json(shown | ({"today": msgspec.to_builtins(today)} if today else {}))
            return
        for line in _lines(talk, status, today):
            print(line)


def _own(options: Namespace, talk: Talk) -> None:
    """Show a child his own state, in the words for his age."""
    state = talk.ask(MyRules(), State)
    if options.json:
        print_json(state)
        return
    print(_use_line(talk, state.name, state.screen, state.used_ms, state.left_ms))
    if state.screen:
        print("    " + say(f"why.{state.why.reason}", talk.lang, state.bracket))


def _lines(talk: Talk, status: Status, today: Today | None) -> list[str]:
    lines = [_head(talk, status)]
    if not status.synced:
        lines.append(talk.say("verb.unsynced"))
    if not status.password_set:
        lines.append(talk.say("verb.no_password"))
    lines += [_sense(talk, name, source) for name, source in status.senses.items()]
    lines += ["  " + talk.say("verb.limit", limit=_limit(talk, code)) for code in status.limits]
    if not status.subjects:
        lines.append(talk.say("line.status.none"))
    if today is None:
        lines += [
            talk.say("verb.screen", name=one.name, screen=talk.say(f"line.screen.{one.screen}"))
            for one in status.subjects
        ]
        return lines
    for card in today.cards:
        lines += _card(talk, card)
    if today.requests:
        lines.append(talk.say("verb.waiting", count=len(today.requests)))
    return lines


def _head(talk: Talk, status: Status) -> str:
    at = forms.local(status.clock_ms, status.zone)
    when = f"{forms.long_date(at.date(), talk.lang)}, {forms.clock(status.clock_ms, status.zone)}"
    key = "verb.runs" if status.mode == "installed" else "verb.runs.advice"
    return talk.say(key, version=status.version, when=when)


def _sense(talk: Talk, name: str, source: str) -> str:
    label = talk.say(f"console.sense.{name}") if knows(f"console.sense.{name}") else name
    found = f"console.source.{source}"
    shown = talk.say(found) if knows(found) else source
    return "  " + talk.say("verb.sense", name=label, source=shown)


def _limit(talk: Talk, code: str) -> str:
    """A limit is `code` or `code: parameter`; one without words is still shown."""
    name, _, parameter = code.partition(": ")
    key = f"console.limit.{name}"
    return talk.say(key, what=parameter) if knows(key) else code


def _use_line(talk: Talk, name: str, screen: int, used_ms: int, left_ms: int | None) -> str:
    used = forms.used(used_ms, talk.lang)
    key = "line.status.free" if left_ms is None else "line.status"
    left = "" if left_ms is None else forms.left(max(left_ms, 0), talk.lang)
    return talk.say(key, name=name, screen=talk.say(f"line.screen.{screen}"), used=used, left=left)


def _card(talk: Talk, card: Card) -> list[str]:
    lines = [_use_line(talk, card.name, card.screen, card.used_ms, card.left_ms)]
    if card.screen:
        lines.append("    " + talk.say(f"why.{card.why.reason}"))
    return lines
