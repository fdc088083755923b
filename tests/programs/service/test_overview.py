"""What a parent reads: through the table, whole, and of the very moment."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.guard import events as ev
from app.model.action import Remember
from app.model.errors import Denied
from app.model.grant import AskKind, Request
from app.model.moment import MINUTE
from app.model.observation import App, Seen
from app.model.policy import AppRule, AppVerdict, Limit
from app.model.span import Charge, DayTotal
from app.programs.service.overview import Overview
from tests.programs.service.office import CHILDREN, Office
from tests.rules.asking import MINETEST, rules, whole_week

MPV = App("desktop:mpv", name="mpv")
TODAY = date(2026, 11, 12)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A child of ten on a Thursday."""
    return Office(tmp_path)


def of(bracket: str, base: Path) -> Office:
    """A child of this bracket who watched for three minutes, today and yesterday."""
    office = Office(base, CHILDREN[bracket], rules(years=16) if bracket == "16-17" else None)
    old = DayTotal(office.person.id, TODAY - timedelta(days=1), "desktop:mpv", Charge.LEISURE, 9)
    office.ledger.remember(office.guard(), Remember((), (old,)))
    office.play(3, app=MPV)
    return office


def test_today_has_cards_questions_and_news(office: Office) -> None:
    """One card a child, what waits for an answer, what the parent should hear of."""
    office.play(2, app=MINETEST)
    office.happened(ev.Asked, Request("r1", "minh", AskKind.TIME, 1, 2, 15, words="ạ"))
    office.happened(ev.Health, "store_full")
    today = office.overview.today()
    (card,) = today.cards
    assert (card.id, card.front, card.agent) == ("minh", MINETEST.id, "running")
    ((subject, row),) = today.requests
    assert (subject, row.id, row.words) == ("minh", "r1", "ạ")
    assert [n.code for n in today.news][:2] == ["store_full", "asked"]


def test_a_child_is_found_by_id_or_name(office: Office) -> None:
    """However it is written; another is refused."""
    assert office.overview.person("minh") is office.overview.person("MINH")
    with pytest.raises(Denied, match="unknown_child"):
        office.overview.person("nobody")


@pytest.mark.parametrize(
    ("bracket", "rows", "hidden"),
    [
        ("7-12", [("2026-11-11", "desktop:mpv", 9), ("2026-11-12", "desktop:mpv", 180_000)], ""),
        ("13-15", [("2026-11-11", "category:other", 9)], "apps today"),
        ("16-17", [("2026-11-11", "", 9)], "programs today"),
    ],
)
def test_a_report_is_what_the_table_allows(
    tmp_path: Path, bracket: str, rows: list[tuple[str, str, int]], hidden: str
) -> None:
    """By program and today, by group from yesterday, one figure a day."""
    report = of(bracket, tmp_path).overview.report(CHILDREN[bracket].id, "2026-11-01", "2026-11-12")
    assert [(r.day, r.app, r.used_ms) for r in report.rows] == rows
    assert report.hidden == hidden
    assert all(row.name for row in report.rows)


def test_a_report_knows_each_days_budget(office: Office) -> None:
    """School days and weekends, none where there is no limit."""
    report = office.overview.report("minh", "2026-11-13", "2026-11-14")
    assert report.budgets_ms == {"2026-11-13": 60 * MINUTE, "2026-11-14": 120 * MINUTE}


@pytest.mark.parametrize(
    ("first", "last"),
    [("x", "2026-11-12"), ("2026-11-12", "2026-11-11"), ("1900-01-01", "2026-01-01")],
)
def test_days_that_make_no_sense_are_refused(office: Office, first: str, last: str) -> None:
    """With a code, not with a crash."""
    with pytest.raises(Denied, match="date"):
        office.overview.report("minh", first, last)


def test_the_record_is_read_in_pages(office: Office) -> None:
    """The newest first, then what came before."""
    for n in range(5):
        office.happened(ev.Health, f"code{n}")
    first = office.overview.records(0, 2).rows
    assert [row.code for row in first] == ["code4", "code3"]
    more = office.overview.records(first[-1].seq, 2).rows
    assert [row.code for row in more] == ["code2", "code1"]


# --- explanations -------------------------------------------------------------------------------


def test_a_decision_is_explained_for_any_time(office: Office) -> None:
    """Now, tonight, tomorrow: reason, setting, source, and when it opens."""
    now = office.overview.explain("minh", "", "")
    assert (now.why.verdict, now.why.reason, now.screen) == ("allow", "open", 0)
    night = office.overview.explain("minh", "2026-11-12T20:45", "")
    assert (night.why.reason, night.why.setting) == ("bedtime", "week.thu.bedtime")
    assert "sleep" in night.source
    assert night.why.opens_ms is not None
    tomorrow = office.overview.explain("minh", "2026-11-13T12:00", "")
    assert tomorrow.why.reason == "open"
    for never in ("soon", "9999-12-31", "9999-12-31T23:59:59", "0001-01-01", "1969-12-31"):
        with pytest.raises(Denied, match="time"):
            office.overview.explain("minh", never, "")
    assert office.overview.explain("minh", "2199-12-31T23:59", "").why.reason


def test_a_program_is_explained_by_any_of_its_names(tmp_path: Path) -> None:
    """A rule's key, an identity, a word."""
    closed = AppRule("tor", ("tor-browser",), verdict=AppVerdict.NEVER)
    office = Office(tmp_path, given=rules(apps=(closed,)))
    for name in ("tor", "tor-browser", "desktop:tor-browser", "path:/usr/bin/tor-browser"):
        assert office.overview.explain("minh", "", name).why.reason == "app_never"
    assert office.overview.explain("minh", "", "mpv").why.reason == "open"


def test_an_explanation_tells_no_hidden_use(tmp_path: Path) -> None:
    """16-17: what was used today is not read off a decision, nor a program's use at 13-15."""
    limited = whole_week(rules(apps=(AppRule("mpv", ("mpv",), limit=Limit(1)),)), minutes=Limit(2))
    teen = Office(tmp_path / "a", CHILDREN["13-15"], limited)
    teen.play(1.5, app=MPV)
    assert teen.overview.explain("thao", "", "mpv").why.reason == "open"
    assert teen.overview.explain("thao", "", "").left_ms == 60_000
    grown = Office(tmp_path / "b", CHILDREN["16-17"], limited)
    grown.play(1.5, app=MPV)
    assert grown.overview.explain("khoi", "", "").left_ms is None
    child = Office(tmp_path / "c", CHILDREN["7-12"], limited)
    child.play(1.5, app=MPV)
    assert child.overview.explain("minh", "", "mpv").why.reason == "app_limit"


# --- exports ------------------------------------------------------------------------------------


@pytest.mark.parametrize("bracket", CHILDREN)
def test_an_export_holds_no_more_than_may_be_seen(tmp_path: Path, bracket: str) -> None:
    """As JSON; the name of a program only where programs may be seen."""
    office = of(bracket, tmp_path)
    office.happened(ev.Observed, Seen(office.person.id))
    text = office.overview.export("").text
    body = json.loads(text)
    assert [one["id"] for one in body["subjects"]] == [office.person.id]
    assert ("mpv" in text) == (bracket in ("0-6", "7-12"))
    assert {row["code"] for row in body["record"]} >= {"told"}


def test_an_export_of_one_child_is_about_him_alone(office: Office) -> None:
    """The record of others is not in it."""
    office.happened(ev.Health, "about_all")
    office.happened(ev.Health, "about_him", (), "minh")
    body = json.loads(office.overview.export("minh").text)
    codes = {row["code"] for row in body["record"]}
    assert "about_him" in codes and "about_all" not in codes
    assert isinstance(office.overview, Overview)
