"""With real lists of others merged into our own: nothing that must stay open is stopped.

The lists lie beside the repository where they are; elsewhere this is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.rules.age import bracket_of_age
from app.rules.content import SiteQuestion, judge_site
from app.rules.web_presets import web_preset
from app.web.build import Source, build
from app.web.formats.lines import Tally
from app.web.formats.plain import plain
from app.web.formats.v2fly import v2fly
from app.web.registrable import is_shared
from app.web.seed import LIST, Seed, load
from app.web.subscriptions import Subscription
from app.web.subscriptions import load as catalogue
from app.web.table import ListCredit, Table
from tests.programs.cli.test_judge import groups

LISTS = Path(__file__).parents[4] / "shared" / "lists"
FILES = {
    **{f"hostsvn-{one}": f"hostsvn/{one}.txt" for one in ("adult", "gambling", "threat")},
    **{
        f"shadowwhisperer-{one.lower()}": f"shadowwhisperer/{one}.txt"
        for one in ("Adult", "DNS", "Dating", "Gambling", "Scam", "Shock", "Tunnels")
    },
}
LABELS_MOST = 4  # no public suffix has more, and asking takes its time

pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="no lists of others on this machine")


def names_of(one: Subscription) -> Iterator[tuple[str, str]]:
    """What a list holds, as the lists program reads it: (name, part)."""
    if one.form == "v2fly":
        files = {path.name: lines(path) for path in (LISTS / "v2fly" / "data").iterdir()}
        yield from v2fly(files, one.parts, Tally())
    else:
        yield from plain(lines(LISTS / FILES[one.id]), Tally())


def lines(path: Path) -> list[str]:
    """The lines of a file."""
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def entries(seed: Seed, wanted: list[Subscription]) -> Iterator[tuple[str, Source]]:
    """All that our own list and the others say."""
    for name, known in seed.known.items():
        yield name, Source(LIST, known.categories, known.services, reviewed=True)
    for one in wanted:
        said = {key: Source(one.id, p.categories, p.services) for key, p in one.meaning.items()}
        for name, part in names_of(one):
            shared = name.count(".") < LABELS_MOST and is_shared(name)
            if name not in one.known_wrong and not shared:
                yield name, said[part]


@pytest.fixture(scope="module", name="merged")
def merged_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Seed, Table]]:
    """A table of our own list and all that lie here."""
    seed = load()
    wanted = [one for one in catalogue() if one.id in FILES or one.form == "v2fly"]
    path = tmp_path_factory.mktemp("lists") / "table"
    credits_ = [ListCredit(LIST, "Lũy Tre"), *(one.credited(0, 0) for one in wanted)]
    report = build(entries(seed, wanted), path, built_ms=1, seed=11, lists=credits_)
    assert report.names > 100_000
    table = Table.open(path)
    yield seed, table
    table.close()


@pytest.mark.parametrize("tables", ["must_not_block.toml", "must_block.toml"])
def test_no_list_changes_what_must_be(merged: tuple[Seed, Table], tables: str) -> None:
    """No false block with the lists merged, and nothing that was stopped becomes open."""
    seed, table = merged
    wrong = []
    for why, age, verdicts, names in groups(tables):
        rules = web_preset(bracket_of_age(age), age)
        for name in names:
            q = SiteQuestion(name, table.labels(name), rules, 0, seed.brands)
            found = judge_site(q)
            if found.verdict not in verdicts:
                wrong.append((age, name, str(found.verdict), found.rule, found.labels.lists, why))
    assert not wrong


def test_the_lists_are_heard(merged: tuple[Seed, Table]) -> None:
    """A name only a list knows is judged by it, and the list is named."""
    seed, table = merged
    name = next(
        one for one in lines(LISTS / FILES["hostsvn-gambling"]) if one and one not in seed.known
    )
    q = SiteQuestion(name, table.labels(name), web_preset(bracket_of_age(8), 8), 0, seed.brands)
    found = judge_site(q)
    assert (str(found.verdict), found.rule) == ("block", "gambling")
    assert "hostsvn-gambling" in found.labels.lists
