"""`luytre lists`: the lists of sites and whose they are, an update with its progress, on, off."""

from __future__ import annotations

import sys
from argparse import Namespace

from app.api.parent import Follow, Status, StatusQ
from app.api.parent_web import ListLine, Lists, ListsDo, ListsQ
from app.programs.cli import wrong
from app.programs.cli.codes import FAILED, INPUT, OK, Stopped
from app.programs.cli.talk import Talk, print_json
from app.words import forms
from app.words.catalogue import knows

DOES = ("update", "on", "off")
_SOUND = ("ok", "off")
_BAR = 30  # characters


def run(options: Namespace) -> int:
    """Show the lists, or do what was asked; 1 when a list could not be taken."""
    with Talk(options) as talk:
        _check(options, talk)
        talk.sign_in()
        if options.do == "update":
            return _update(options, talk)
        if options.do:
            return _switch(options, talk)
        found = talk.ask(ListsQ(), Lists)
        if options.json:
            print_json(found)
        else:
            _show(found, talk)
        return OK


def _check(options: Namespace, talk: Talk) -> None:
    """Refuse what is no such word, and words too many or too few."""
    if options.do and options.do not in DOES:
        text = talk.say("verb.error.lists_do", value=options.do)
        text += wrong.hint(options.do, DOES, talk.lang)
        raise Stopped(INPUT, text, field="lists")
    if options.do in ("on", "off") and not options.key:
        raise Stopped(INPUT, talk.say("verb.error.missing", word="KEY"), field="KEY")
    if options.do == "update" and options.key:
        text = talk.say("verb.error.not_with", word=options.key, other="update")
        raise Stopped(INPUT, text, field="KEY")


# --- showing ----------------------------------------------------------------------------------


def _show(found: Lists, talk: Talk) -> None:
    print(_head(found, talk))
    status = talk.ask(StatusQ(), Status)
    for one in found.lists:
        names = number(one.names, talk.lang) if one.names else "–"
        sign = "✓" if one.on else "·"
        state = _state(one, talk)
        if one.fetched_ms:
            when = forms.when(one.fetched_ms, status.clock_ms, status.zone, talk.lang)
            state += f", {talk.say('console.list.fetched', when=when)}"
        print(f"{sign} {one.key:<26}{names:>10}  {state}")
        print("    " + talk.say(
            "verb.lists.whose", title=one.title, publisher=one.publisher, licence=one.licence,
            credit=one.credit,
        ))  # fmt: skip


def _head(found: Lists, talk: Talk) -> str:
    used = sum(1 for one in found.lists if one.on and one.fetched_ms)
    if not used or not found.built_ms:
        return talk.say("console.lists.seed")
    status = talk.ask(StatusQ(), Status)
    when = forms.when(found.built_ms, status.clock_ms, status.zone, talk.lang)
    head = talk.say("console.lists.all", on=used, names=number(found.names, talk.lang))
    return f"{head}. {talk.say('console.lists.built', when=when)}"


def _state(one: ListLine, talk: Talk) -> str:
    key = f"console.list.state.{one.state}"
    return talk.say(key if knows(key) else "console.list.state.other")


def number(count: int, lang: str) -> str:
    """Give a large number with its thousands parted, as the language does it."""
    return f"{count:,}".replace(",", "." if lang == "vi" else ",")


# --- doing ------------------------------------------------------------------------------------


def _update(options: Namespace, talk: Talk) -> int:
    """Have them fetched, and wait until that is over."""
    talk.do(Follow())
    talk.do(ListsDo("update"))
    found = talk.ask(ListsQ(), Lists)
    bar = _Bar(talk)
    while found.busy:
        bar.show(found)
        talk.wait()
        found = talk.ask(ListsQ(), Lists)
    bar.end()
    return _updated(found, options, talk)


def _updated(found: Lists, options: Namespace, talk: Talk) -> int:
    failed = [one for one in found.lists if one.on and one.state not in _SOUND]
    limits = talk.ask(StatusQ(), Status).limits
    stopped = next((one for one in limits if one.partition(":")[0] == "no_lists"), "")
    if options.json:
        print_json(found)
    elif not failed and not stopped:
        print(talk.say("verb.lists.updated", head=_head(found, talk)))
    else:
        print(_head(found, talk))
    if not options.json:
        for one in failed:
            detail = one.detail or "–"
            state = _state(one, talk)
            print("  " + talk.say("verb.lists.trouble", name=one.key, state=state, detail=detail))
        if stopped:
            what = stopped.partition(": ")[2]
            print("  " + talk.say("console.limit.no_lists", what=what))
    return FAILED if failed or stopped else OK


def _switch(options: Namespace, talk: Talk) -> int:
    found = talk.ask(ListsQ(), Lists)
    titles = {one.key: one.title for one in found.lists}
    if options.key not in titles:
        text = talk.say("verb.error.list", value=options.key)
        text += wrong.hint(options.key, titles, talk.lang)
        raise Stopped(INPUT, text, field="KEY", name=options.key)
    talk.do(ListsDo(options.do, options.key))
    if options.json:
        print_json({"done": True, "id": options.key})
    else:
        print(talk.say(f"verb.lists.{options.do}", title=titles[options.key]))
    return OK


class _Bar:
    """How far an update is, on a terminal; elsewhere nothing is written."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._on = sys.stderr.isatty()

    def show(self, found: Lists) -> None:
        """Replace the line."""
        if not self._on:
            return
        filled = round(_BAR * found.done / found.total) if found.total else 0
        track = "█" * filled + "░" * (_BAR - filled)
        key = "console.lists.busy" if found.total else "console.lists.begins"
        key = "console.lists.building" if found.busy == "build" else key
        said = self._talk.say(key, done=found.done, total=found.total)
        print(f"\r\x1b[K{track} {said}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take the line away."""
        if self._on:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
