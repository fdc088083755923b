"""Which sites: each line of the list, who goes before whom, when it ends, and that compiling it
changes no answer."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.decision import Reason, Verdict
from app.model.web import Category, Labels, SiteDecision, SiteRule, UnknownSite, WebRules
from app.rules import content
from app.rules.content import SiteQuestion, judge_site
from app.rules.lookalike import Brand, Brands
from app.rules.site_codes import kind_of

NOW = 1_800_000_000_000
HOUR = 3_600_000
BRANDS = Brands((Brand("vcb", ("vietcombank.com.vn",), ("vietcombank",), grave=True),))
ALLOW, WARN, ASK, BLOCK = Verdict.ALLOW, Verdict.WARN, Verdict.ASK, Verdict.BLOCK
TEEN = WebRules(
    unknown=UnknownSite.WARN,
    categories=((Category.DATING, BLOCK), (Category.SOCIAL, ASK), (Category.VIDEO, WARN)),
    schools=("kimdong.edu.vn",),
)


def rule(match: str, verdict: Verdict, until: int | None = None, wrong: bool = False) -> SiteRule:
    """A parent's word; until is in hours from now."""
    return SiteRule(match, verdict, None if until is None else NOW + until * HOUR, wrong)


def judged(
    name: str,
    kinds: str = "",
    *sites: SiteRule,
    services: str = "",
    rules: WebRules = TEEN,
    now: int = NOW,
) -> SiteDecision:
    """The decision about a name with these kinds and services, under these words of a parent."""
    labels = Labels(frozenset(map(Category, kinds.split())), frozenset(services.split()))
    return judge_site(SiteQuestion(name, labels, replace(rules, sites=sites), now, BRANDS))


LIST = [
    # a line of the list, its kinds, the parent's words, services; verdict, reason, rule, setting
    ("help", "help", (rule("a.vn", BLOCK),), "", ALLOW, "site_protected", "help",
     "web.categories.help"),
    ("health with a list's mistake", "health porn", (), "", ALLOW, "site_protected", "health",
     "web.categories.health"),
    ("always blocked", "porn", (), "", BLOCK, "site_never", "porn", "web.categories.porn"),
    ("allowed, but always blocked", "porn", (rule("a.vn", ALLOW),), "", BLOCK, "site_never",
     "porn", "web.categories.porn"),
    ("allowed, the list is wrong", "porn", (rule("a.vn", ALLOW, wrong=True),), "", ALLOW,
     "site_allowed", "a.vn", 'web.sites."a.vn"'),
    ("asked for, the list is wrong", "porn", (rule("a.vn", ASK, wrong=True),), "", ASK,
     "site_ask", "a.vn", 'web.sites."a.vn"'),
    ("a kind that is always blocked is no parent's to open", "gambling",
     (rule("category:gambling", ALLOW),), "", BLOCK, "site_never", "gambling",
     "web.categories.gambling"),
    ("nor is a service of it", "gambling", (rule("service:bet", ALLOW),), "bet", BLOCK,
     "site_never", "gambling", "web.categories.gambling"),
    ("fakes have their own page", "phishing", (), "", BLOCK, "site_fake", "phishing",
     "web.categories.phishing"),
    ("own name before services", "video", (rule("a.vn", BLOCK), rule("service:tv", ALLOW)), "tv",
     BLOCK, "site_blocked", "a.vn", 'web.sites."a.vn"'),
    ("own name with a warning", "", (rule("a.vn", WARN),), "", WARN, "site_warn", "a.vn",
     'web.sites."a.vn"'),
    ("service before kinds", "dating", (rule("service:tv", ALLOW), rule("category:dating", BLOCK)),
     "tv", ALLOW, "site_allowed", "service:tv", "web.services.tv"),
    ("one of two services is closed", "news", (rule("service:tv", BLOCK),), "tv radio", ALLOW,
     "site_open", "news", "web.categories.news"),
    ("both are, the milder word counts", "news",
     (rule("service:tv", BLOCK), rule("service:radio", ASK)), "tv radio", ASK, "site_ask",
     "service:radio", "web.services.radio"),
    ("one of two is open", "dating", (rule("service:tv", ALLOW),), "tv radio", ALLOW,
     "site_allowed", "service:tv", "web.services.tv"),
    ("own kind is closed", "news", (rule("category:news", BLOCK),), "", BLOCK, "site_category",
     "category:news", "web.categories.news"),
    ("own kind is open", "dating", (rule("category:dating", ALLOW),), "", ALLOW, "site_allowed",
     "category:dating", "web.categories.dating"),
    ("one kind is opened, another is not", "dating social", (rule("category:dating", ALLOW),), "",
     ASK, "site_category", "social", "web.categories.social"),
    ("of several kinds the strictest", "video social dating", (), "", BLOCK, "site_category",
     "dating", "web.categories.dating"),
    ("learning with films", "learning video", (), "", ALLOW, "site_good", "learning",
     "web.categories.learning"),
    ("learning with dating", "learning dating", (), "", BLOCK, "site_category", "dating",
     "web.categories.dating"),
    ("the parent wants no films there either", "kids video", (rule("category:video", BLOCK),), "",
     BLOCK, "site_category", "category:video", "web.categories.video"),
    ("known and harmless", "news", (), "", ALLOW, "site_open", "news", "web.categories.news"),
    ("a service without a kind is not known", "", (), "tv", WARN, "site_unknown", "unknown",
     "web.unknown"),
    ("unknown", "", (), "", WARN, "site_unknown", "unknown", "web.unknown"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "sites", "services", "verdict", "reason", "said", "setting"),
    [row[1:] for row in LIST],
    ids=[row[0] for row in LIST],
)
def test_the_list(
    kinds: str,
    sites: tuple[SiteRule, ...],
    services: str,
    verdict: Verdict,
    reason: str,
    said: str,
    setting: str,
) -> None:
    """Each line of the list decides before those below it, and says what decided."""
    found = judged("a.vn", kinds, *sites, services=services)
    assert (found.verdict, found.reason, found.rule, found.setting) == (
        verdict,
        reason,
        said,
        setting,
    )


NAMES = [
    ("a.vn", BLOCK), ("www.a.vn", ALLOW), ("deep.www.a.vn", ALLOW), ("x.a.vn", BLOCK),
    ("aa.vn", WARN), ("vn", ALLOW), ("a.vn.evil.com", WARN),
]  # fmt: skip


@pytest.mark.parametrize(("name", "verdict"), NAMES)
def test_the_most_specific_of_the_parents_names_wins(name: str, verdict: Verdict) -> None:
    """A rule covers the names below it, and no name that only looks as if it were below."""
    assert judged(name, "", rule("a.vn", BLOCK), rule("www.a.vn", ALLOW)).verdict is verdict


@pytest.mark.parametrize(
    ("sites", "verdict"),
    [
        ((rule("a.vn", ALLOW), rule("a.vn", BLOCK)), BLOCK),
        ((rule("a.vn", ALLOW), rule("a.vn", WARN)), WARN),
        ((rule("a.vn", BLOCK), rule("a.vn", ALLOW, until=1)), ALLOW),
        ((rule("a.vn", ALLOW, until=2), rule("a.vn", ASK, until=1)), ASK),
    ],
)
def test_of_equal_rules(sites: tuple[SiteRule, ...], verdict: Verdict) -> None:
    """What holds for a while goes before what holds always, then the stricter one."""
    assert judged("a.vn", "", *sites).verdict is verdict
    assert judged("a.vn", "", *reversed(sites)).verdict is verdict


def test_an_hour_ends() -> None:
    """An opened site says until when, and is what it was before at that very moment."""
    opened = (rule("service:tv", BLOCK), rule("service:tv", ALLOW, until=1))
    end = NOW + HOUR
    found = judged("a.vn", "", *opened, services="tv")
    assert (found.verdict, found.until_ms) == (ALLOW, end)
    assert judged("a.vn", "", *opened, services="tv", now=end - 1).verdict is ALLOW
    after = judged("a.vn", "", *opened, services="tv", now=end)
    assert (after.verdict, after.until_ms) == (BLOCK, None)


def test_an_end_that_changes_nothing_is_not_told() -> None:
    """A site that stays open when its hour ends is open until somebody acts."""
    both = (rule("a.vn", ALLOW), rule("a.vn", ALLOW, until=1))
    assert judged("a.vn", "", *both).until_ms is None
    hidden = (rule("a.vn", BLOCK), rule("service:tv", ALLOW, until=1))
    assert judged("a.vn", "", *hidden, services="tv").until_ms is None


def test_a_school_is_open_whatever_a_list_says() -> None:
    """The parent's school with everything below it; a name that is only like it is not."""
    found = judged("lms.kimdong.edu.vn", "gambling", rule("lms.kimdong.edu.vn", BLOCK))
    assert (found.verdict, found.setting, found.origin) == (ALLOW, "web.schools", "parent")
    assert judged("xkimdong.edu.vn", "gambling").verdict is BLOCK


def test_nothing_is_filtered_when_it_is_switched_off() -> None:
    """Off is off, and says which setting."""
    found = judged("a.vn", "porn", rules=replace(TEEN, on=False))
    assert (found.verdict, found.setting, found.origin) == (ALLOW, "web.on", "parent")


UNKNOWN = [
    (UnknownSite.DENY, BLOCK, BLOCK), (UnknownSite.ASK, ASK, ASK), (UnknownSite.CHECK, ASK, ASK),
    (UnknownSite.WARN, WARN, WARN), (UnknownSite.ALLOW, ALLOW, WARN),
]  # fmt: skip


@pytest.mark.parametrize(("step", "unknown", "imitation"), UNKNOWN)
def test_unknown_names_and_imitations(
    step: UnknownSite, unknown: Verdict, imitation: Verdict
) -> None:
    """An imitation is warned about, and never treated better than any other unknown name."""
    rules = replace(TEEN, unknown=step)
    assert judged("la.example", rules=rules).verdict is unknown
    found = judged("vietcombank-vn.top", rules=rules)
    assert (found.verdict, found.rule) == (imitation, "lookalike:vcb")
    assert (found.reason, found.setting) == (Reason.SITE_LOOKALIKE, "web.lookalikes")
    unminded = judged("vietcombank-vn.top", rules=replace(rules, lookalikes=ALLOW))
    assert (unminded.verdict, unminded.reason) == (unknown, Reason.SITE_UNKNOWN)


@pytest.mark.parametrize("name", ["printer", "nas.local", "router.lan", "1.0.168.192.in-addr.arpa"])
def test_names_of_this_network_are_not_unknown(name: str) -> None:
    """A printer is found in every bracket."""
    found = judged(name, rules=replace(TEEN, unknown=UnknownSite.DENY))
    assert (found.verdict, found.reason) == (ALLOW, Reason.SITE_OPEN)


OLD = WebRules(categories=((Category.BYPASS, BLOCK), (Category.PHISHING, WARN)))


def test_from_sixteen_a_parent_may_open_bypass_tools() -> None:
    """Where the bracket itself speaks of a kind that is always blocked, the parent may too."""
    assert judged("vpn.example", "bypass", rules=OLD).verdict is BLOCK
    opened = judged("vpn.example", "bypass", rule("category:bypass", ALLOW), rules=OLD)
    assert (opened.verdict, opened.origin) == (ALLOW, "parent")
    assert judged("vpn.example", "bypass", rule("category:bypass", ALLOW)).verdict is BLOCK


def test_from_sixteen_fakes_are_warned_about_and_no_less() -> None:
    """A parent may close them, or open one by name, but not the whole kind."""
    shut, open_ = rule("category:phishing", BLOCK), rule("category:phishing", ALLOW)
    found = judged("a.vn", "phishing", rules=OLD)
    assert (found.verdict, found.reason) == (WARN, Reason.SITE_FAKE)
    closed = judged("a.vn", "phishing", shut, rules=OLD)
    assert (closed.verdict, closed.reason) == (BLOCK, Reason.SITE_FAKE)
    assert judged("a.vn", "phishing", open_, rules=OLD).verdict is WARN
    assert judged("a.vn", "phishing", rule("a.vn", ALLOW), rules=OLD).verdict is ALLOW


@pytest.mark.parametrize(
    ("kinds", "sites", "origin"),
    [
        ("porn", (), "product"), ("help", (), "product"), ("dating", (), "bracket"),
        ("", (), "bracket"), ("", (rule("a.vn", ASK),), "parent"),
        ("news", (rule("category:news", ASK),), "parent"),
    ],
)  # fmt: skip
def test_who_chose(kinds: str, sites: tuple[SiteRule, ...], origin: str) -> None:
    """A child reads whether the law, the age or the parents decided."""
    assert judged("a.vn", kinds, *sites).origin == origin


def test_a_changed_default_is_the_parents() -> None:
    """What becomes of unknown sites is the bracket's word until a parent changes it."""
    q = SiteQuestion("la.example", Labels(), TEEN, NOW, BRANDS, frozenset(("web.unknown",)))
    assert judge_site(q).origin == "parent"


@pytest.mark.parametrize(
    ("name", "kinds", "sites", "kind"),
    [
        ("a.vn", "porn", (), "porn"), ("a.vn", "", (), "unknown"),
        ("a.vn", "news", (rule("category:news", BLOCK),), "news"),
        ("a.vn", "news", (rule("a.vn", BLOCK),), "parent"),
        ("a.vn", "", (rule("service:tv", BLOCK),), "parent"),
        ("vietcombank-vn.top", "", (), "lookalike"),
    ],
)  # fmt: skip
def test_under_which_kind_a_stop_is_counted(
    name: str, kinds: str, sites: tuple[SiteRule, ...], kind: str
) -> None:
    """Counts are by kind; what the parent closed is one kind of its own."""
    found = judged(name, kinds, *sites, services="tv")
    assert kind_of(found.reason, found.rule) == kind


# --- compiled -----------------------------------------------------------------------------------

KINDS = st.frozensets(st.sampled_from(Category), max_size=4)
SERVICES = st.frozensets(st.sampled_from(["tv", "radio", "chat"]), max_size=2)
WORDS = st.sampled_from([ALLOW, WARN, ASK, BLOCK])
LABEL_NAMES = ["a.vn", "www.a.vn", "x.www.a.vn", "b.com", "nas.local", "vietcombank-vn.top"]
SERVICE_RULES = ["service:tv", "service:radio", "service:chat"]
# Names and services often: about few names there are as many rules as about forty kinds.
MATCHES = [
    *LABEL_NAMES * 5,
    *SERVICE_RULES * 5,
    "vn",
    *(f"category:{kind}" for kind in Category),
]
ENDS = st.none() | st.integers(-2, 3).map(lambda hours: NOW + hours * HOUR)
SITES = st.lists(
    st.builds(SiteRule, st.sampled_from(MATCHES), WORDS, ENDS, st.booleans()), max_size=8
).map(tuple)
RULES = st.builds(
    WebRules,
    on=st.sampled_from([True, True, True, False]),
    unknown=st.sampled_from(UnknownSite),
    categories=st.dictionaries(st.sampled_from(Category), WORDS, max_size=6).map(
        lambda found: tuple(found.items())
    ),
    sites=SITES,
    schools=st.lists(st.sampled_from(["a.vn", "www.a.vn", "edu.vn"]), max_size=2).map(tuple),
    lookalikes=WORDS,
)


@settings(max_examples=600)
@given(RULES, KINDS, SERVICES, st.sampled_from(LABEL_NAMES), st.integers(-3, 4))
def test_compiled_says_the_same(
    rules: WebRules, kinds: frozenset[Category], services: frozenset[str], name: str, hours: int
) -> None:
    """What the resolver puts together is what `judge_site` says, and holds as long as it says."""
    now = NOW + hours * HOUR
    own = content.nearest(content.compile_names(rules, now), name)
    found = content.compile_class(rules, kinds, services, now)
    settled = content.settle(name, found, own, rules, BRANDS)
    decision = judge_site(SiteQuestion(name, Labels(kinds, services), rules, now, BRANDS))
    assert (settled.verdict, settled.reason, settled.rule) == (
        decision.verdict,
        decision.reason,
        decision.rule,
    )
    assert (settled.until_ms or 2**60) <= (decision.until_ms or 2**60)
    ends = content.next_end(rules, now)
    assert settled.until_ms is None or (ends is not None and ends <= settled.until_ms)


def test_a_school_is_open_below_a_closed_name_too() -> None:
    """Compiled, a word about a name of the school is the school's, and the nearest entry counts."""
    rules = replace(TEEN, sites=(rule("lms.kimdong.edu.vn", BLOCK), rule("edu.vn", BLOCK)))
    own = content.compile_names(rules, NOW)
    assert {name: found.verdict for name, found in own.items()} == {
        "kimdong.edu.vn": ALLOW,
        "lms.kimdong.edu.vn": ALLOW,
        "edu.vn": BLOCK,
    }
    assert content.nearest(own, "x.lms.kimdong.edu.vn") == own["kimdong.edu.vn"]


def test_always_blocked_until_another_word_comes_true() -> None:
    """An hour's word hides an older one that says the list is wrong; compiled it ends then too."""
    words = (rule("x.a.vn", ASK, until=1), rule("a.vn", ALLOW, wrong=True))
    rules = replace(TEEN, sites=words)
    found = content.compile_class(rules, frozenset((Category.PORN,)), frozenset(), NOW)
    own = content.nearest(content.compile_names(rules, NOW), "x.a.vn")
    settled = content.settle("x.a.vn", found, own, rules, BRANDS)
    judged_ = judged("x.a.vn", "porn", *words)
    assert (settled.verdict, settled.until_ms) == (BLOCK, NOW + HOUR)
    assert (judged_.verdict, judged_.until_ms) == (BLOCK, NOW + HOUR)
    assert judged("x.a.vn", "porn", *words, now=NOW + HOUR).verdict is ALLOW


def test_when_to_compile_anew() -> None:
    """At the next end that is still to come."""
    ends = (rule("a.vn", ASK, until=-1), rule("b.vn", ASK, until=2), rule("c.vn", ASK, until=1))
    assert content.next_end(replace(TEEN, sites=ends), NOW) == NOW + HOUR
    assert content.next_end(replace(TEEN, sites=ends[:1]), NOW) is None


@settings(max_examples=300)
@given(RULES, KINDS, SERVICES, st.sampled_from(LABEL_NAMES))
def test_until_is_when_it_changes(
    rules: WebRules, kinds: frozenset[Category], services: frozenset[str], name: str
) -> None:
    """Before its end a decision is the same at every moment; at its end it is another."""

    def at(now: int) -> tuple[Verdict, Reason, str]:
        found = judge_site(SiteQuestion(name, Labels(kinds, services), rules, now, BRANDS))
        return found.verdict, found.reason, found.rule

    q = SiteQuestion(name, Labels(kinds, services), rules, NOW, BRANDS)
    end = judge_site(q).until_ms
    for moment in range(NOW, (end or NOW + 4 * HOUR), HOUR // 2):
        assert at(moment) == at(NOW)
    assert end is None or at(end) != at(NOW)


@given(RULES, KINDS, SERVICES, st.sampled_from(LABEL_NAMES))
def test_help_is_always_open(
    rules: WebRules, kinds: frozenset[Category], services: frozenset[str], name: str
) -> None:
    """No rule and no list closes help, health or updates."""
    labels = Labels(kinds | {Category.HELP}, services)
    assert judge_site(SiteQuestion(name, labels, rules, NOW, BRANDS)).verdict is ALLOW


@given(RULES, SERVICES, st.sampled_from(LABEL_NAMES), st.sampled_from(content.ALWAYS))
def test_only_the_wrong_list_opens_what_is_always_blocked(
    rules: WebRules, services: frozenset[str], name: str, kind: Category
) -> None:
    """Where the bracket is silent about it, nothing opens it but that word about that name."""
    rules = replace(rules, on=True, categories=(), schools=())
    found = judge_site(SiteQuestion(name, Labels(frozenset((kind,)), services), rules, NOW, BRANDS))
    wrong = any(
        r.wrong_list and not r.match.startswith(("service", "category")) for r in rules.sites
    )
    assert found.verdict is BLOCK or wrong
