"""The web's rules as rows: what is in force now, who chose it, and words for every one of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.api.child import RuleRow
from app.model.decision import Verdict
from app.model.moment import HOUR
from app.model.policy import Rules
from app.model.subject import Bracket
from app.model.web import Category, SiteRule, UnknownSite, WebRules, Youtube
from app.programs.service.web_rule_rows import web_rows
from app.rules.schedule import plan
from app.words import rows
from tests.rules.asking import HANOI, ms, rules

DAY = date(2026, 11, 12)
BRACKETS = {
    Bracket.A: (5, "web_unknown_deny", "strict"),
    Bracket.B: (8, "web_unknown_ask", "strict"),
    Bracket.C: (14, "web_unknown_warn", "moderate"),
    Bracket.D: (16, "", "moderate"),
}


def rows_of(given: Rules, web: WebRules | None = None) -> tuple[RuleRow, ...]:
    """The rows of a Thursday."""
    return tuple(web_rows(given, web or given.web, plan(given, HANOI, DAY), HANOI))


def with_sites(*sites: SiteRule, **more: Any) -> Rules:
    """A child of ten whose parents said something of sites."""
    given = rules()
    return replace(given, web=replace(given.web, sites=sites, **more))


@pytest.mark.parametrize("bracket", BRACKETS)
def test_each_bracket_shows_its_defaults_as_the_ages(bracket: Bracket) -> None:
    """Unknown sites, YouTube, safe search, what is always closed: none is said to be a parent's."""
    years, unknown, youtube = BRACKETS[bracket]
    found = {row.key: row for row in rows_of(rules(bracket, years))}
    assert (unknown in found) == bool(unknown)
    assert [key for key in found if key.startswith("web_unknown")] == [unknown] * bool(unknown)
    assert f"web_youtube_{youtube}" in found
    assert found["web_search"].origin == "bracket"
    assert found["web_never"].origin == "product"
    assert {row.origin for row in found.values()} == {"bracket", "product"}


def test_at_ten_the_page_is_looked_at_first() -> None:
    """The soft cut inside 7-12."""
    assert rows_of(rules())[0].key == "web_unknown_check"


def test_nothing_is_shown_where_nothing_is_filtered() -> None:
    """A filter that is off has no rules that bind."""
    assert rows_of(rules(), WebRules(on=False)) == ()


def test_a_parents_word_stands_in_the_place_of_the_brackets() -> None:
    """Dating opened by a parent is no longer in the bracket's row, and not said to be the age's."""
    given = with_sites(
        SiteRule("category:dating", Verdict.ALLOW), SiteRule("category:games", Verdict.ASK)
    )
    found = {(r.key, r.origin): rows.unpack(r.value).get("kinds", "") for r in rows_of(given)}
    assert found["web_open", "parent"] == "dating"
    assert found["web_ask", "parent"] == "games"
    assert "dating" not in found["web_block", "bracket"].split(",")
    assert "social" in found["web_block", "bracket"].split(",")


def test_names_and_services_have_a_row_each_with_their_end() -> None:
    """A service by its proper name; an end is a time of this day, or a day."""
    hour = SiteRule("vehinh.vn", Verdict.ALLOW, ms("2026-11-12 18:40") + HOUR)
    today = SiteRule("a.example", Verdict.ALLOW, ms("2026-11-13 00:00"))
    later = SiteRule("b.example", Verdict.BLOCK, ms("2026-11-30 09:00"))
    always = SiteRule("service:youtube", Verdict.ASK)
    found = [r for r in rows_of(with_sites(hour, today, later, always)) if r.key[:5] == "site_"]
    read = [rows.rule(r.key, r.value, "vi", "7-12") for r in found]
    assert read == [
        ("Được mở", "vehinh.vn, đến 19:40"),
        ("Được mở", "a.example, đến 24:00"),
        ("Đang đóng", "b.example, đến 30/11"),
        ("Hỏi trước", "YouTube"),
    ]
    assert {r.origin for r in found} == {"parent"}
    assert rows.unpack(found[3].value)["site"] == "service:youtube"


def test_a_word_about_a_wrong_list_is_told() -> None:
    """It opens what a list calls always closed; an ordinary yes does not."""
    plain = SiteRule("a.example", Verdict.ALLOW)
    found = rows_of(with_sites(plain, replace(plain, match="b.example", wrong_list=True)))
    facts = [rows.unpack(r.value) for r in found if r.key == "site_open"]
    assert [one.get("wrong") for one in facts] == [None, "1"]


def test_what_is_always_closed_is_told_once() -> None:
    """Thirteen kinds are one row, not thirteen."""
    given = rules(Bracket.A, 5)
    kinds = [rows.unpack(r.value).get("kinds", "") for r in rows_of(given)]
    assert not {"porn", "gambling", "phishing"} & {k for row in kinds for k in row.split(",")}


EVERY = [
    *(WebRules(unknown=unknown) for unknown in UnknownSite),
    *(WebRules(lookalikes=verdict, youtube=mode) for verdict in Verdict for mode in Youtube),
    *(WebRules(categories=((Category.NEWS, verdict),)) for verdict in Verdict),
    *(WebRules(sites=(SiteRule("x.example", verdict),)) for verdict in Verdict),
    WebRules(safe_search=True, schools=("truong.edu.vn",)),
]


@pytest.mark.parametrize("web", EVERY)
@pytest.mark.parametrize("voice", ["0-6", "7-9", "7-12", "13-15", "16-17", "parent"])
def test_every_row_can_be_read(web: WebRules, voice: str) -> None:
    """No row falls back to its key, in either language, and each says who chose it."""
    for row in rows_of(rules(), web):
        assert row.key in rows.RULE_KEYS
        for lang in ("vi", "en"):
            head, sub = rows.rule(row.key, row.value, lang, voice)
            assert head != row.key
            assert sub
            assert "{" not in head + sub
