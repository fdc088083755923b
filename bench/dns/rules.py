"""What a decision about a name costs without any socket, from the rule to the answer's bytes.

    .venv/bin/python -m bench.dns.rules [NAMES]

Prints CPU ns a name (best of five, each name once in random order, as a packet brings it): what the
rules say of it in full (`judge_site`, what explains a decision), the same compiled (the resolver's
`judge`), and a whole query answered; then what it costs to compile when a parent changes something,
with few rules of the parent's own and with two thousand. bench/lookup.py has the table alone.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app.model.decision import Verdict
from app.model.subject import Bracket
from app.model.web import Labels, SiteRule, WebRules
from app.programs.resolver import wiring
from app.rules.content import SiteQuestion, judge_site
from app.rules.lookalike import Brands
from app.rules.web_presets import web_preset
from app.web.names import wire
from app.web.port import Port, World
from app.web.rulebook import Rulebook
from app.web.safe_search import SafeNames
from app.web.table import Table
from bench.dns import machine, names

TURNS = 5
ASKED = 20_000
IN_FULL = 2_000  # judge_site looks closely at unknown names: some hundred times as long
NOW_MS = 1_800_000_000_000
MANY = 2_000
KINDS = ("blocked", "unknown", "own", "again")


def ns(call: Callable[[bytes], object], asked: Sequence[bytes]) -> float:
    """Time a call for each of these once; newly made bytes, as a packet's are."""
    best = float("inf")
    for _ in range(TURNS):
        made = [one[:1] + one[1:] for one in asked]
        began = time.process_time_ns()
        for one in made:
            call(one)
        best = min(best, time.process_time_ns() - began)
    return best / len(asked)


def rules(own: int) -> WebRules:
    """A 14-year-old's rules with so many names of the parent's."""
    verdicts = (Verdict.ALLOW, Verdict.ASK, Verdict.BLOCK)
    said = tuple(SiteRule(f"own{n}.vn", verdicts[n % 3]) for n in range(own))
    return replace(web_preset(Bracket.C, 14), sites=said, schools=("thptchuyen.edu.vn",))


def names_of(kind: str, listed: Sequence[str], own: int) -> list[str]:
    """Give the names that are asked for."""
    if kind == "blocked":
        return names.blocked(listed, ASKED)
    if kind == "unknown":
        return names.new(ASKED)
    if kind == "own":
        return [f"www.own{n % own}.vn" for n in range(ASKED)]
    return [listed[0]] * ASKED


def measure(table: Table, listed: Sequence[str], own: int) -> None:
    """Print one table of costs."""
    brands, safe = wiring.from_seed()
    held = rules(own)
    book = Rulebook(held, table, brands, safe, NOW_MS, unfiltered=False)
    world = World(lambda *_: None, brands, safe)
    world.table = table
    port = Port(1, world)
    port.obey(held, NOW_MS)
    print(f"{own} names of the parent's own    judge_site    compiled    whole query")
    for kind in KINDS:
        asked = names_of(kind, listed, own)
        labels = {one: table.labels(one) for one in asked[:IN_FULL]}

        def in_full(name: bytes, labels: dict[str, Labels] = labels) -> None:
            text = name.decode("ascii")
            judge_site(SiteQuestion(text, labels[text], held, NOW_MS, brands))

        full = ns(in_full, [one.encode("ascii") for one in asked[:IN_FULL]])
        compiled = ns(book.judge, [wire(one) for one in asked])
        answer = ns(port.answer, [machine.question(one, 1)[2:] for one in asked])
        print(f"{kind:28} {full:10,.0f} ns {compiled:8,.0f} ns {answer:11,.0f} ns")
    print(f"to compile: {compile_ms(table, held, brands, safe):.2f} ms\n")


def compile_ms(table: Table, held: WebRules, brands: Brands, safe: SafeNames) -> float:
    """Time what stands between a parent's change and the first query that follows it."""
    best = float("inf")
    for _ in range(TURNS):
        began = time.process_time_ns()
        Rulebook(held, table, brands, safe, NOW_MS, unfiltered=False)
        best = min(best, time.process_time_ns() - began)
    return best / 1e6


def main(words: list[str]) -> None:
    """Build a table and measure."""
    listed = names.synthetic(int(words[0]) if words else 1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        names.table(listed, path)
        table = Table.open(path)
        print(f"{len(listed):,} names, {len(table.classes)} classes\n")
        for own in (20, MANY):
            measure(table, listed, own)
        table.close()


if __name__ == "__main__":
    main(sys.argv[1:])
