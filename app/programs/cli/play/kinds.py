"""What can happen in a written day, and which facts each happening takes: one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.model.grant import AskKind
from app.model.observation import Awake, SessionKind
from app.programs.cli.play import fields as f

REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Fact:
    """One key of an event: how it is read, and what it is when left out (REQUIRED: it must be)."""

    reader: f.Reader
    default: Any = REQUIRED


_WHO = {"child": Fact(f.text, ""), "session": Fact(f.text, "")}
_CHILD = {"child": Fact(f.text, "")}
_REASONS = f.some_of(*(str(reason) for reason in Awake))

KINDS: Mapping[str, Mapping[str, Fact]] = {
    "login": _WHO
    | {
        "kind": Fact(f.one_of(*(str(kind) for kind in SessionKind)), "x11"),
        "account": Fact(f.text, ""),
        "sees_front": Fact(f.flag, True),
    },
    "logout": _WHO,
    "front": _WHO
    | {
        "app": Fact(f.text),
        "game": Fact(f.flag, False),
        "ours": Fact(f.flag, False),
        "fullscreen": Fact(f.flag, False),
        "aliases": Fact(f.words, ()),
        "name": Fact(f.text, ""),
    },
    "running": _WHO | {"apps": Fact(f.words)},
    "using": _WHO,
    "idle": _WHO,
    "awake": _WHO | {"reasons": Fact(_REASONS)},
    "lock": _WHO,
    "unlock": _WHO,
    "switch_away": _WHO,
    "switch_back": _WHO,
    "suspend": {"noticed": Fact(f.flag, True)},
    "resume": {},
    "power_off": {},
    "power_cut": {},
    "power_on": {"clock": Fact(f.span, 0), "synced": Fact(f.flag, None)},
    "clock": {"by": Fact(f.span)},
    "zone": {"zone": Fact(f.zone)},
    "sync": {},
    "confirm_date": {"day": Fact(f.day, None)},
    "grant": _CHILD
    | {"minutes": Fact(f.whole), "app": Fact(f.text, ""), "bonus": Fact(f.flag, False)},
    "pause": _CHILD | {"minutes": Fact(f.whole, 0)},
    "lock_now": _CHILD | {"minutes": Fact(f.whole, 0)},
    "let_go": _CHILD,
    "ask": _CHILD
    | {
        "kind": Fact(f.one_of(*(str(kind) for kind in AskKind)), "time"),
        "minutes": Fact(f.whole, 0),
        "about": Fact(f.text, ""),
        "words": Fact(f.text, ""),
        "id": Fact(f.text, ""),
    },
    "answer": {
        "yes": Fact(f.flag),
        "minutes": Fact(f.whole, 0),
        "reply": Fact(f.text, ""),
        "id": Fact(f.text, ""),
    },
    "take_back": _CHILD | {"id": Fact(f.text, "")},
    "agent_lost": _WHO,
    "agent_back": _WHO,
    "restart": {"down": Fact(f.lasting, 0)},
    "crash": {"down": Fact(f.lasting, 1000)},
    "told": _CHILD | {"agreed": Fact(f.flag, None)},
    "policy": _CHILD | {"set": Fact(f.table, None), "file": Fact(f.text, "")},
}
