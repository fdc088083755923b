"""A parent's desk for sites: one click, what holds, why, what may be seen of what was stopped."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from app.api import parent_web as api
from app.api.child import Ask, Code, Done, No
from app.guard import events as ev
from app.model.decision import Reason, Verdict
from app.model.errors import Denied
from app.model.policy import Policy
from app.model.web import SiteRule
from app.programs.service.sites import matching
from tests.programs.service.office import CHILDREN, Office

NAMES = {
    "Example.COM.": "example.com",
    "báo.vn": "xn--bo-mia.vn",
    "service:youtube": "service:youtube",
    " Category:Dating ": "category:dating",
}
NONSENSE = ("", "no name", "service:", "service:a b", "category:nothing", "http://x.vn/", "1.2.3.4")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A household with one child."""
    return Office(tmp_path)


def says(office: Office, match: str, **more: Any) -> str:
    """The mother says something of a site; give what was done or why not."""
    try:
        return office.sites.say("mum", api.SiteSet(office.person.id, match, **more)).id
    except Denied as denied:
        return denied.reason


def said(policy: Policy) -> list[SiteRule]:
    """What the policy keeps of sites and services."""
    sites = policy.subjects[0].rules.web.sites
    return [rule for rule in sites if not rule.match.startswith("category:")]


def shown(office: Office) -> api.Sites:
    """What she reads afterwards."""
    return office.sites.sites(api.SitesQ(office.person.id))


def stop(office: Office, name: str = "bet.example") -> None:
    """The resolver stopped a name."""
    facts = (name, Verdict.BLOCK, Reason.SITE_NEVER, "web", "product", "gambling", "seed")
    office.happened(ev.SiteStopped, office.person.id, *facts)


@pytest.mark.parametrize(("text", "match"), NAMES.items())
def test_what_a_rule_may_name(text: str, match: str) -> None:
    """Names in any writing, services and categories."""
    assert matching(text) == match


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_refused(office: Office, text: str) -> None:
    """With a code, and nothing changes; a child's question likewise."""
    assert says(office, text) == "site"
    assert office.policies == [] and office.person.sites == ()
    if text:
        answer = office.child.answer(office.person.id, Ask("site", about=text))
        assert answer == No("site")


@pytest.mark.parametrize("more", [{"verdict": "never"}, {"how": "soon"}, {"verdict": "tip"}])
def test_codes_that_are_none(office: Office, more: dict[str, str]) -> None:
    """Whatever a face sends, only what is known is done."""
    assert says(office, "a.example", **more) == "kind"


def test_for_an_hour_and_back(office: Office) -> None:
    """It holds at once, ends by itself, and can be taken back; the policy is not touched."""
    assert says(office, "a.example", how="hour") == "a.example"
    line = shown(office).rules[0]
    assert (line.match, line.verdict) == ("a.example", "allow")
    assert line.until_ms == office.guard().clock.now_ms + 3_600_000
    says(office, "a.example", how="clear")
    assert all(rule.match != "a.example" for rule in shown(office).rules)
    assert office.policies == []


def test_always_is_a_version_of_the_policy(office: Office) -> None:
    """With who; saying it again in other words replaces it, clearing takes it away."""
    says(office, "service:tiktok", verdict="block")
    says(office, "service:tiktok", verdict="ask")
    versions = [rule.verdict for policy in office.policies for rule in said(policy)]
    assert versions == [Verdict.BLOCK, Verdict.ASK]
    kept = office.vault.store.policy()
    assert kept is not None and kept.by == "mum"
    says(office, "service:tiktok", how="clear")
    assert said(office.policies[-1]) == []


def test_always_ends_what_was_for_a_while(office: Office) -> None:
    """Else the hour would hold against what the parent said last."""
    says(office, "a.example", how="hour")
    says(office, "a.example", verdict="block")
    assert office.person.sites == ()


def explained(office: Office, name: str) -> Any:
    """What the desk says about a name."""
    return asyncio.run(_explain(office, name))


async def _explain(office: Office, name: str) -> Any:
    return await office.sites.explain(api.SiteExplainQ(office.person.id, name))


def test_a_decision_is_explained_with_what_the_lists_know(office: Office) -> None:
    """Verdict, reason, the list that names it."""
    found = explained(office, "bet.example")
    assert (found.why.verdict, found.why.reason) == ("block", "site_never")
    assert (found.lists, found.categories) == (("seed",), ("gambling",))
    assert found.rule == "gambling"


def test_a_list_that_is_wrong_is_put_right_in_one_click(office: Office) -> None:
    """Allow alone does not open what is always blocked; that the lists are wrong about it does."""
    says(office, "bet.example", how="today")
    assert explained(office, "bet.example").why.verdict == "block"
    says(office, "bet.example", how="today", wrong_list=True)
    assert explained(office, "bet.example").why.verdict == "allow"


def test_without_a_resolver_nothing_is_claimed(office: Office) -> None:
    """Whoever asks is told so; a whole service is no name to ask about."""
    office.web.there = False
    assert explained(office, "a.example") == No("no_resolver")
    with pytest.raises(Denied):
        explained(office, "service:youtube")


@pytest.mark.parametrize(
    ("bracket", "names"),
    [
        ("0-6", ["bet.example"]),
        ("7-12", ["bet.example"]),
        ("13-15", ["bet.example"]),
        ("16-17", [""]),
    ],
)
def test_what_was_stopped_is_seen_as_the_table_says(
    tmp_path: Path, bracket: str, names: list[str]
) -> None:
    """Names up to 15, a number from 16 on: in the answer and in the store alike."""
    office = Office(tmp_path, CHILDREN[bracket])
    stop(office)
    stop(office)
    found = shown(office).stops
    assert [(row.name, row.stopped) for row in found] == [(names[0], 2)]
    assert office.ledger.write(office.guard())  # stops alone wait up to a second for the disk
    kept = office.vault.store.export("")["sites"]
    assert [row["name"] for row in kept] == names


def test_a_code_opens_a_site_at_the_childs_own_screen(office: Office) -> None:
    """For an hour, and only that site."""
    made = office.secrets.renew_codes("pc")
    code = Code(made.sheet[0], "site", about="A.example")
    assert office.child.answer(office.person.id, code) == Done()
    assert [rule.match for rule in office.person.sites] == ["a.example"]
    used = office.child.answer(office.person.id, Code(made.sheet[1], "site", about="no name"))
    assert used == No("site")


def test_the_child_sees_why_and_how_its_web_is(office: Office) -> None:
    """The last stopped site with its reason, and whether names are filtered now."""
    stop(office)
    state = office.child.state(office.person)
    assert state.web == "on"
    assert state.site is not None
    assert (state.site.name, state.site.category) == ("bet.example", "gambling")
    assert state.site.why.reason == "site_never"
