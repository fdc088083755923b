"""The compiled rulings beside the rules they were made from."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.model.decision import Verdict
from app.model.web import Category, SiteRule, UnknownSite, WebRules, Youtube
from app.rules.content import SiteQuestion, judge_site
from app.web.names import wire
from app.web.rulebook import OPEN, STOP, Rulebook
from app.web.table import Table
from tests.web import stage

NAMES = (*stage.NAMES, "free.test", "goodbank-vn.top", "nas.local", "printer", "mine.test", "test")
ASKED = st.builds(
    lambda above, name: f"{above}{name}",
    st.sampled_from(["", "www.", "a.b.", "deep.www."]),
    st.sampled_from(NAMES),
)
VERDICTS = st.sampled_from([Verdict.ALLOW, Verdict.WARN, Verdict.ASK, Verdict.BLOCK])
RULES = st.builds(
    WebRules,
    unknown=st.sampled_from(UnknownSite),
    categories=st.dictionaries(
        st.sampled_from([Category.DATING, Category.GAMES, Category.PHISHING]), VERDICTS, max_size=3
    ).map(lambda found: tuple(found.items())),
    sites=st.lists(
        st.builds(
            SiteRule,
            match=st.one_of(ASKED, st.sampled_from(["category:games", "category:dating"])),
            verdict=VERDICTS,
            until_ms=st.sampled_from([None, None, 5_000, 9_000]),
            wrong_list=st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    schools=st.lists(ASKED, max_size=1).map(tuple),
    safe_search=st.booleans(),
    youtube=st.sampled_from(Youtube),
    lookalikes=VERDICTS,
)
_TABLES: list[Table] = []


def table() -> Table:
    """The stage's table, made once."""
    if not _TABLES:
        _TABLES.append(Table.open(stage.table(Path(tempfile.mkdtemp(prefix="luytre-t-")))))
    return _TABLES[0]


def book(rules: WebRules, now_ms: int = 0, *, unfiltered: bool = False) -> Rulebook:
    """A book over the stage's table."""
    return Rulebook(rules, table(), stage.BRANDS, stage.SAFE, now_ms, unfiltered=unfiltered)


@given(RULES, st.lists(ASKED, min_size=1, max_size=6), st.sampled_from([0, 5_000, 9_000]))
def test_a_ruling_says_what_the_rules_say(rules: WebRules, names: list[str], now_ms: int) -> None:
    """For every name, at every time, also when it is asked again."""
    made = book(rules, now_ms)
    for name in names * 2:
        ruling = made.judge(wire(name))
        said = judge_site(
            SiteQuestion(name, table().labels(name), rules, now_ms, brands=stage.BRANDS)
        )
        stops = said.verdict.rank >= Verdict.ASK.rank
        assert (ruling.kind == STOP) is stops
        while made.doubts:
            made.examine()
        settled = made.judge(wire(name))
        if said.rule == "local":
            assert not settled.told
            continue  # of names of this network nothing more is said
        found = settled.found
        assert (found.verdict, found.reason, found.rule) == (said.verdict, said.reason, said.rule)


@given(RULES, ASKED)
def test_unfiltered_is_unfiltered(rules: WebRules, name: str) -> None:
    """Whatever the rules say, and nobody hears of it."""
    ruling = book(rules, unfiltered=True).judge(wire(name))
    assert (ruling.kind, ruling.told) == (OPEN, False)


def test_safe_modes_replace_exactly_their_names() -> None:
    """Not what lies below them, not a name that is stopped; YouTube by its mode."""
    rules = WebRules(safe_search=True, youtube=Youtube.MODERATE)
    made = book(rules)
    assert made.judge(wire("www.search.test")).safe == wire("safe.search.test")
    assert made.judge(wire("www.video.test")).safe == wire("moderate.video.test")
    assert made.judge(wire("x.www.search.test")).safe == b""
    closed = WebRules(safe_search=True, sites=(SiteRule("search.test", Verdict.BLOCK),))
    assert book(closed).judge(wire("www.search.test")).kind == STOP
    assert book(WebRules()).judge(wire("www.search.test")).kind == OPEN


def test_help_is_firm_and_never_told() -> None:
    """Its aliases are not looked at either."""
    ruling = book(stage.RULES).judge(wire("help.test"))
    assert (ruling.kind, ruling.firm, ruling.told) == (OPEN, True, False)


def test_where_an_alias_may_lead() -> None:
    """To names nobody lists: anywhere; to what is stopped by name or kind: nowhere."""
    made = book(WebRules(unknown=UnknownSite.DENY, sites=stage.RULES.sites))
    assert made.stopped_alias((wire("free.test"), wire("learn.test"))) is None
    for name in ("x.porn.test", "no.mine.test"):
        assert made.stopped_alias((wire("free.test"), wire(name))) is not None
    assert book(stage.RULES, unfiltered=True).stopped_alias((wire("porn.test"),)) is None


def test_a_flood_of_unknown_names_is_not_all_looked_at() -> None:
    """At most 64 in a second, and what is remembered has a bound."""
    made = book(WebRules(unknown=UnknownSite.ALLOW))
    for n in range(9_000):
        made.judge(wire(f"n{n}.free.test"))
    assert len(made.doubts) == 64
    assert len(made.known) <= 8_192
    assert len(made.tails) < 20
    while made.doubts:
        left = len(made.doubts)
        made.examine()
        assert left - 4 <= len(made.doubts) < left
    made.judge(wire("goodbank-vn.top"))
    assert not made.doubts
    made.new_second()
    made.judge(wire("goodbank-vn.xyz"))
    assert [name for name, _ in made.examine()] == [wire("goodbank-vn.xyz")]


def test_what_took_long_is_looked_at_once() -> None:
    """An unknown name is not examined a second time, and what is remembered is bounded."""
    made = book(WebRules(unknown=UnknownSite.ALLOW))
    for _ in range(2):
        made.judge(wire("free.test"))
        made.new_second()
        made.examine()
    made.judge(wire("free.test"))
    assert not made.doubts
    strict = book(WebRules(unknown=UnknownSite.ALLOW, lookalikes=Verdict.BLOCK))
    for n in range(8_300):
        strict.judge(wire(f"n{n}.fr"))
    assert len(strict.known) <= 8_192
    assert len(strict.tails) <= len(strict.known) + 20
    assert strict.judge(wire("goodbank-vn.top")).kind == STOP
    assert strict.judge(wire("goodbank-vn.top")) is strict.known[wire("goodbank-vn.top")]
