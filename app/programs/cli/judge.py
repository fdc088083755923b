"""`luytre judge-site --age N NAME…`: what a child of an age meets, from our own list alone.

Needs no service and no rights. A table of names that this PC made from downloaded lists may be
given instead; the bracket's defaults decide, without what any parent changed.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.programs.cli.codes import INPUT, Stopped
from app.programs.cli.speech import language
from app.words.catalogue import say

if TYPE_CHECKING:
    from app.model.web import Labels, SiteDecision

OLDEST = 120


def run(options: Namespace) -> int:
    """Judge each name. Raises Stopped for an age, a name or a table that is none."""
    lang = language(options.lang)
    if not 0 <= options.age <= OLDEST:
        raise Stopped(INPUT, say("judge.error.age", lang, "parent", age=options.age), field="--age")
    names = [(text, _name(text, lang)) for text in options.names]
    judge = _judge(options.age, options.table, lang)
    for text, name in names:
        found = judge(name)
        if options.json:
            _print_json(text, found)
        else:
            print(told(text, found, lang))
    return 0


def _name(text: str, lang: str) -> str:
    """Give the written form of a name. Raises Stopped."""
    from app.model.site_names import normal

    try:
        return normal(text)
    except ValueError as error:
        word = str(error).partition(":")[0].replace(" ", "_")
        why = say(f"judge.error.{word}", lang, "parent")
        text_ = say("judge.error.name", lang, "parent", name=text, why=why)
        raise Stopped(INPUT, text_, field="NAME", name=text) from None


def _judge(age: int, table: str | None, lang: str) -> Callable[[str], SiteDecision]:
    """Give what judges names for a child of an age. Raises Stopped."""
    from app.rules.age import bracket_of_age
    from app.rules.content import SiteQuestion, judge_site
    from app.rules.web_presets import web_preset
    from app.web.seed import load

    seed = load()
    labels = _labels(table, lang) if table else seed.labels
    rules = web_preset(bracket_of_age(age), age)
    return lambda name: judge_site(SiteQuestion(name, labels(name), rules, 0, seed.brands))


def _labels(table: str, lang: str) -> Callable[[str], Labels]:
    from app.web.table import Table, TableRefused

    try:
        return Table.open(Path(table)).labels
    except TableRefused as error:
        text = say("judge.error.table", lang, "parent", file=table, code=error.code)
        raise Stopped(INPUT, text, file=table, problem=error.code) from None


def as_json(text: str, found: SiteDecision) -> dict[str, Any]:
    """Give the object of one name. label_age is the age a page itself names, None = not known.

    That is the browser's to read (a name server sees no page).
    """
    return {
        "name": text,
        "verdict": str(found.verdict),
        "reason": str(found.reason),
        "categories": sorted(map(str, found.labels.categories)),
        "list": ", ".join(found.labels.lists),
        "rule": found.rule,
        "label_age": None,
    }


def _print_json(text: str, found: SiteDecision) -> None:
    import json

    print(json.dumps(as_json(text, found), ensure_ascii=False))


def told(text: str, found: SiteDecision, lang: str) -> str:
    """Give one line about a name, for a parent."""
    verdict = say(f"site.verdict.{found.verdict}", lang, "parent")
    why = say(f"why.{found.reason}", lang, "parent")
    line = say("judge.line", lang, "parent", name=text, verdict=verdict, why=why)
    kinds = (say(f"site.category.{one}", lang, "parent") for one in found.labels.categories)
    known = "; ".join([", ".join(sorted(kinds)), *found.labels.lists])
    return f"{line} ({known})" if found.labels.matched else line
