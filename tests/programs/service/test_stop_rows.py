"""What a child reads of stopped sites is what a parent reads, name by name and count by count."""

from collections import Counter
from pathlib import Path

import pytest

from app.api import parent_web as api
from app.guard import events as ev
from app.model.decision import Reason, Verdict
from app.model.moment import HOUR
from app.programs.service.stop_rows import MOST, stop_rows
from app.words import rows
from tests.programs.service.office import CHILDREN, Office
from tests.rules.asking import rules


def stop(office: Office, name: str, verdict: Verdict = Verdict.BLOCK) -> None:
    """The resolver stopped a name, or warned of it."""
    facts = (name, verdict, Reason.SITE_NEVER, "web", "product", "gambling", "seed")
    office.happened(ev.SiteStopped, office.person.id, *facts)


def read(office: Office) -> list[tuple[str, dict[str, str]]]:
    """The child's rows: key and facts."""
    found = stop_rows(office.guard(), office.person, office.ledger, "vi")
    return [(row.key, rows.unpack(row.value)) for row in found]


@pytest.mark.parametrize("bracket", CHILDREN)
def test_a_child_reads_what_the_parent_reads(tmp_path: Path, bracket: str) -> None:
    """Names where they may be seen, else counts; never one more or less than on the other side."""
    years = {"0-6": 5, "7-12": 10, "13-15": 14, "16-17": 16}[bracket]
    office = Office(tmp_path, CHILDREN[bracket], rules(years=years))
    for name, verdict in (
        ("bet.example", Verdict.BLOCK), ("bet.example", Verdict.BLOCK),
        ("slots.example", Verdict.BLOCK), ("near.example", Verdict.WARN),
    ):  # fmt: skip
        stop(office, name, verdict)
    found = read(office)
    parents = office.sites.sites(api.SitesQ(office.person.id)).stops
    mine = Counter((f.get("name", ""), f.get("kind", ""), f["count"]) for _, f in found)
    assert mine == Counter((s.name, s.category, str(s.stopped)) for s in parents)
    names = {facts.get("name", "") for _, facts in found}
    expected = {""} if bracket == "16-17" else {"bet.example", "slots.example", ""}
    assert names == expected, "a name that was only warned of is nobody's"


def test_the_rows_stand_in_the_childs_state(tmp_path: Path) -> None:
    """With how often and when last, and the site itself for the first page."""
    office = Office(tmp_path)
    stop(office, "bet.example")
    state = office.child.state(office.person)
    (row,) = [row for row in state.seen if row.key == "stop"]
    label, value = rows.seen(row.key, row.value, "vi", "7-12")
    assert label == "bet.example · Cờ bạc, cá cược · danh sách seed"
    assert value == "1 lần, 16:00"
    assert state.site is not None
    assert (state.site.name, state.site.like) == ("bet.example", "")


def test_whom_a_look_alike_imitates_is_named_for_people(tmp_path: Path) -> None:
    """The key of a brand stays here, its name goes to the child."""
    office = Office(tmp_path)
    facts = ("mb-bank-vn.example", Verdict.WARN, Reason.SITE_LOOKALIKE, "web.lookalikes", "bracket")
    office.happened(ev.SiteStopped, office.person.id, *facts, "lookalike", "", "mbbank")
    site = office.child.state(office.person).site
    assert site is not None
    assert site.like == "MB Bank"


def test_another_day_is_named_and_old_ones_are_a_count(tmp_path: Path) -> None:
    """Newest first; what is beyond the page is added up."""
    office = Office(tmp_path)
    stop(office, "yesterday.example")
    office.home.pass_ms(24 * HOUR)
    office.happened(ev.Tick)
    for number in range(MOST):
        stop(office, f"n{number}.example")
    found = read(office)
    assert found[0][1]["name"].endswith(".example")
    assert "day" not in found[0][1]
    assert len(found) == MOST + 1
    assert found[-1] == ("stops_older", {"count": "1"})


def test_before_the_first_page_nothing_is_there(tmp_path: Path) -> None:
    """Nothing is recorded until the child was told; the rules do stop the site."""
    office = Office(tmp_path, told=False)
    stop(office, "bet.example")
    assert read(office) == []
