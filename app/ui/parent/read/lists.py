"""The lists of sites in words: whose they are, how old, what became of the last attempt."""

from __future__ import annotations

from app.api.parent_web import ListLine, Lists
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import State
from app.ui.parent.web_values import ListsValue, ListValue

_STATES = {
    "ok": ("check", "bamboo"),
    "never": ("clock", "quiet"),
    "off": ("", "quiet"),
    "old": ("warn", "sun"),
}


def lists(message: Lists, speak: Spoken) -> ListsValue:
    """Read the answer to ListsQ."""
    return ListsValue(
        lists=tuple(_list(one, speak) for one in message.lists),
        head=_head(message, speak),
        busy=bool(message.busy),
        doing=_doing(message, speak),
        share=message.done / message.total if message.total else None,
    )


def number(count: int, speak: Spoken) -> str:
    """Give a large number with its thousands parted: `1.234.567`, in English with commas."""
    said = f"{count:,}"
    return said.replace(",", ".") if speak.lang == "vi" else said


def _head(message: Lists, speak: Spoken) -> str:
    used = sum(1 for one in message.lists if one.on and one.fetched_ms)
    if not message.built_ms or not used:
        return speak.say("console.lists.seed")
    names = number(message.names, speak)
    head = speak.say("console.lists.all", on=used, names=names)
    when = speak.say("console.lists.built", when=speak.ago(message.built_ms))
    return f"{head}. {when}"


def _doing(message: Lists, speak: Spoken) -> str:
    if not message.busy:
        return ""
    if message.busy == "build":
        return speak.say("console.lists.building")
    if not message.total:
        return speak.say("console.lists.begins")
    return speak.say("console.lists.busy", done=message.done, total=message.total)


def _list(one: ListLine, speak: Spoken) -> ListValue:
    key = f"console.list.state.{one.state}"
    said = speak.say(key if speak.knows(key) else "console.list.state.other")
    glyph, tone = _STATES.get(one.state, ("warn", "sun"))
    about = [one.publisher, one.licence]
    if one.names:
        about.append(speak.say("console.list.names", count=number(one.names, speak)))
    if one.fetched_ms:
        about.append(speak.say("console.list.fetched", when=speak.ago(one.fetched_ms)))
    failed = one.state not in _STATES
    return ListValue(
        key=one.key,
        title=one.title,
        publisher=one.publisher,
        licence=one.licence,
        credit=one.credit,
        address=one.address,
        about=" · ".join(about),
        state=State(glyph, said, tone),
        detail=speak.say("console.list.kept") if failed and one.fetched_ms else "",
        on=one.on,
    )
