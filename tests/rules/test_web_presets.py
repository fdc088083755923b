"""What each bracket starts with on the web is law.md's table, and each default has a source."""

from dataclasses import fields, replace

import pytest

from app.model.decision import Reason, Verdict
from app.model.subject import Bracket
from app.model.web import Category, Labels, SiteRule, UnknownSite, WebRules, Youtube
from app.rules.content import ALWAYS, FAKES, GOOD, PROTECTED, SiteQuestion, judge_site
from app.rules.presets import preset, rebase, source_of
from app.rules.web_presets import KEYS, bare_web, mildest, seat_web, web_preset

ALLOW, WARN, ASK, BLOCK = Verdict.ALLOW, Verdict.WARN, Verdict.ASK, Verdict.BLOCK
AGES = (5, 8, 11, 14, 16)
BRACKETS = (Bracket.A, Bracket.B, Bracket.B, Bracket.C, Bracket.D)

# The verdict at 5, 8, 11, 14 and 16 years; `-` is a name nobody knows.
TABLE = """
porn            block block block block block
abuse           block block block block block
gambling        block block block block block
drugs           block block block block block
self_harm       block block block block block
gore            block block block block block
extremist       block block block block block
adult_chat      block block block block block
bypass          block block block block block
phishing        block block block block warn
scam            block block block block warn
impersonation   block block block block warn
malware         block block block block warn
dating          block block block block warn
loot_box        block block block block warn
forums          block block block allow allow
live_stream     block block block warn  allow
horror          block block block warn  allow
violence        block block block warn  allow
social          block block block ask   allow
chat            block block block ask   allow
ai_chat         block block block warn  allow
piracy          block block block warn  warn
search_unsafe   block block block warn  allow
shopping        block warn  warn  allow allow
news            block warn  warn  allow allow
video           block allow allow allow allow
games           block allow allow allow allow
search          block allow allow allow allow
reference       block allow allow allow allow
government      block allow allow allow allow
bank            block allow allow allow allow
mail            block allow allow allow allow
tools           block allow allow allow allow
infrastructure  allow allow allow allow allow
kids            allow allow allow allow allow
learning        allow allow allow allow allow
school          allow allow allow allow allow
help            allow allow allow allow allow
health          allow allow allow allow allow
updates         allow allow allow allow allow
-               block ask   ask   warn  allow
"""
ROWS = [(kind, verdicts) for kind, *verdicts in map(str.split, TABLE.strip().splitlines())]


@pytest.mark.parametrize(("kind", "verdicts"), ROWS)
def test_each_kind_in_each_bracket(kind: str, verdicts: list[str]) -> None:
    """The whole table, asked as a child's PC asks."""
    labels = Labels(frozenset() if kind == "-" else frozenset((Category(kind),)))
    said = [
        judge_site(SiteQuestion("a.vn", labels, web_preset(bracket, years), 0)).verdict
        for bracket, years in zip(BRACKETS, AGES, strict=True)
    ]
    assert said == verdicts


def test_the_table_has_every_kind() -> None:
    """A kind without a row would have no verdict that anybody looked at."""
    assert {kind for kind, _ in ROWS} == {*Category, "-"}


@pytest.mark.parametrize(
    ("bracket", "years", "unknown", "youtube"),
    [
        (Bracket.A, 5, UnknownSite.DENY, Youtube.STRICT),
        (Bracket.B, 9, UnknownSite.ASK, Youtube.STRICT),
        (Bracket.B, 10, UnknownSite.CHECK, Youtube.STRICT),
        (Bracket.C, 13, UnknownSite.WARN, Youtube.MODERATE),
        (Bracket.D, 16, UnknownSite.ALLOW, Youtube.MODERATE),
    ],
)
def test_unknown_sites_and_search(
    bracket: Bracket, years: int, unknown: UnknownSite, youtube: Youtube
) -> None:
    """The step at ten; safe search everywhere; look-alikes are warned about, never closed."""
    web = preset(bracket, years).web
    assert (web.on, web.unknown, web.youtube) == (True, unknown, youtube)
    assert web.safe_search
    assert web.lookalikes is WARN


def test_an_adult_is_not_filtered() -> None:
    """At 18 nothing is left."""
    assert preset(Bracket.ADULT, 18).web.on is False


def test_without_the_brackets_defaults_the_law_holds() -> None:
    """What is always blocked is, and nothing else is said."""
    for bracket in (Bracket.A, Bracket.C, Bracket.D):
        web = bare_web(bracket)
        for kind, verdict in ((Category.PORN, BLOCK), (Category.DATING, ALLOW)):
            q = SiteQuestion("a.vn", Labels(frozenset((kind,))), web, 0)
            assert judge_site(q).verdict is verdict
        assert web.unknown is UnknownSite.ALLOW


def test_every_default_has_a_source() -> None:
    """A default that cannot say where it comes from is not shown, so none may lack it."""
    names = [f"web.{one.name}" for one in fields(WebRules) if one.name != "categories"]
    names += [f"web.categories.{kind}" for kind in Category] + ['web.sites."a.vn"']
    for name in names:
        source = source_of(name)
        assert source is not None and source.text, name
        assert source.kind in ("law", "guidance", "design")
    assert source_of("web.categories.nothing") is None


def test_a_birthday_keeps_what_the_parent_changed() -> None:
    """At 13 the new bracket comes in, but not over the parent's own words."""
    own = (SiteRule("a.vn", ALLOW), SiteRule("category:dating", WARN))
    web = replace(web_preset(Bracket.B, 12), sites=own, schools=("b.vn",), unknown=UnknownSite.DENY)
    old = replace(preset(Bracket.B, 12), web=web, changed=frozenset(("web.unknown",)))
    new = rebase(old, Bracket.C, 13).web
    assert (new.sites, new.schools, new.unknown) == (own, ("b.vn",), UnknownSite.DENY)
    assert (new.youtube, new.categories) == (Youtube.MODERATE, web_preset(Bracket.C, 13).categories)


@pytest.mark.parametrize("key", KEYS)
def test_each_setting_is_kept_where_it_was_changed(key: str) -> None:
    """And follows the age where it was not."""
    other = replace(
        web_preset(Bracket.B, 12),
        on=False,
        unknown=UnknownSite.DENY,
        safe_search=False,
        youtube=Youtube.OFF,
        lookalikes=BLOCK,
    )
    rules = replace(preset(Bracket.B, 12), web=other)
    fresh = web_preset(Bracket.C, 13)
    kept = rebase(replace(rules, changed=frozenset((f"web.{key}",))), Bracket.C, 13).web
    for one in KEYS:
        assert getattr(kept, one) == getattr(other if one == key else fresh, one)


def test_the_step_at_ten_comes_by_itself() -> None:
    """On the tenth birthday the browser looks at unknown pages first."""
    assert rebase(preset(Bracket.B, 9), Bracket.B, 10).web.unknown is UnknownSite.CHECK


def test_a_seat_asks_the_teacher() -> None:
    """Unknown sites wait for the teacher in every class; 13-15 searches as 7-12 does."""
    for bracket, years in ((Bracket.B, 7), (Bracket.C, 13), (Bracket.D, 16)):
        web, changed = seat_web(web_preset(bracket, years), bracket)
        assert web.unknown is UnknownSite.ASK
        assert "web.unknown" in changed
    web, changed = seat_web(web_preset(Bracket.C, 13), Bracket.C)
    assert web.youtube is Youtube.STRICT
    unsafe = SiteQuestion("s.vn", Labels(frozenset((Category.SEARCH_UNSAFE,))), web, 0)
    assert judge_site(unsafe).verdict is BLOCK


@pytest.mark.parametrize(
    ("bracket", "kind", "least"),
    [
        (Bracket.B, Category.PORN, BLOCK), (Bracket.D, Category.PORN, BLOCK),
        (Bracket.C, Category.BYPASS, BLOCK), (Bracket.D, Category.BYPASS, ALLOW),
        (Bracket.C, Category.SCAM, BLOCK), (Bracket.D, Category.SCAM, WARN),
        (Bracket.A, Category.DATING, ALLOW), (Bracket.A, Category.HELP, None),
    ],
)  # fmt: skip
def test_the_mildest_word_of_a_parent(
    bracket: Bracket, kind: Category, least: Verdict | None
) -> None:
    """What the law always blocks no parent opens as a whole; help no parent closes."""
    assert mildest(bracket, kind) is least


@pytest.mark.parametrize("bracket", [Bracket.A, Bracket.B, Bracket.C, Bracket.D])
@pytest.mark.parametrize("kind", ALWAYS)
def test_the_mildest_word_is_what_comes_true(bracket: Bracket, kind: Category) -> None:
    """A milder word than the mildest changes nothing when it is said all the same."""
    for web in (web_preset(bracket, 16), bare_web(bracket)):
        said = replace(web, sites=(SiteRule(f"category:{kind}", ALLOW),))
        q = SiteQuestion("a.vn", Labels(frozenset((kind,))), said, 0)
        assert judge_site(q).verdict is mildest(bracket, kind)


def test_the_groups_of_kinds() -> None:
    """Always blocked is the first group of the model, up to bypass tools."""
    assert ALWAYS[0] is Category.PORN
    assert ALWAYS[-1] is Category.BYPASS
    assert FAKES < set(ALWAYS)
    assert not set(ALWAYS) & {*PROTECTED, *GOOD}
    labels = Labels(frozenset((Category.MALWARE,)))
    q = SiteQuestion("a.vn", labels, web_preset(Bracket.B, 8), 0)
    assert judge_site(q).reason is Reason.SITE_FAKE
