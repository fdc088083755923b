"""`luytre status`: how it runs for anybody, and for a parent what each child has left."""

from __future__ import annotations

from argparse import Namespace

import msgspec

from app.api.parent import Card, Status, StatusQ, Today, TodayQ
from app.programs.cli.talk import Talk, print_json
from app.words import forms
from app.words.catalogue import knows


def run(options: Namespace) -> None:
    """Show it. Whoever wants to see use signs in: root at once, others with `--password-fd`."""
    with Talk(options) as talk:
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


def _card(talk: Talk, card: Card) -> list[str]:
    screen = talk.say(f"line.screen.{card.screen}")
    used = forms.used(card.used_ms, talk.lang)
    key = "line.status.free" if card.left_ms is None else "line.status"
    left = "" if card.left_ms is None else forms.left(max(card.left_ms, 0), talk.lang)
    lines = [talk.say(key, name=card.name, screen=screen, used=used, left=left)]
    if card.screen:
        lines.append("    " + talk.say(f"why.{card.why.reason}"))
    return lines
