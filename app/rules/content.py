"""Which sites: the rules about one name as one list on one screen, and the same list compiled.

`judge_site` is what everybody may ask: the child's screen, the parent's console, `judge-site`. The
resolver has a microsecond for a query; it asks in advance about every kind of name its table holds
(`compile_class`), keeps the parent's own names in a dictionary (`compile_names`) and puts the two
together with `settle`. A test proves that both say the same of every name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from app.model.decision import Reason, Verdict
from app.model.site_names import is_local, suffixes
from app.model.web import Category, Labels, SiteDecision, SiteRule, UnknownSite, WebRules
from app.rules.lookalike import Brands, imitates
from app.rules.site_codes import CATEGORY, LOOKALIKE, SAID, SERVICE, origin_of, setting_of

# Law on Children art. 6; law.md 4, "Always blocked". A bracket that has a word of its own about one
# of them (WebRules.categories) opens it to the parent: 16-17 does, about bypass tools and fakes.
ALWAYS = tuple(Category)[: tuple(Category).index(Category.DATING)]
FAKES = frozenset(
    (Category.PHISHING, Category.SCAM, Category.IMPERSONATION, Category.MALWARE)
)  # Decision 830/QD-TTg IV.9.c
PROTECTED = (Category.HELP, Category.HEALTH, Category.UPDATES)
GOOD = (Category.KIDS, Category.LEARNING, Category.SCHOOL)
# What a good name may be besides: films for children are no reason to close a place for children.
_HARMLESS = frozenset(
    (
        Category.VIDEO,
        Category.GAMES,
        Category.NEWS,
        Category.SEARCH,
        Category.REFERENCE,
        Category.GOVERNMENT,
        Category.TOOLS,
    )
)
_UNKNOWN = {
    UnknownSite.DENY: Verdict.BLOCK,
    UnknownSite.ASK: Verdict.ASK,
    UnknownSite.CHECK: Verdict.ASK,
    UnknownSite.WARN: Verdict.WARN,
    UnknownSite.ALLOW: Verdict.ALLOW,
}


@dataclass(frozen=True, slots=True)
class SiteQuestion:
    """May this subject reach `name` (in written form, see model.site_names)?

    now_ms   trusted Unix time (ms). changed are the settings a parent changed (Rules.changed).
    """

    name: str
    labels: Labels
    rules: WebRules
    now_ms: int
    brands: Brands = Brands()
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClassVerdict:
    """What is decided before any name is asked for: of a class of the table, or of an own name.

    rule    as in SiteDecision. until_ms: it may change then (trusted Unix ms), None = not by time.
    first   nothing comes before it: filtering is off, or the name is protected.
    never   of a class: always blocked; only an own name with `lifts` opens it.
    lifts   of an own name: the parent says that the lists are wrong about it.
    """

    verdict: Verdict
    reason: Reason
    rule: str
    until_ms: int | None = None
    first: bool = False
    never: bool = False
    lifts: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    """A question in the form the steps read; own is the parent's rule about the name."""

    name: str
    categories: frozenset[Category]
    services: frozenset[str]
    rules: WebRules
    now_ms: int
    own: SiteRule | None
    brands: Brands

    @property
    def bracket(self) -> dict[Category, Verdict]:
        """The bracket's word about each category that it has one about."""
        return dict(self.rules.categories)

    def said_of(self, match: str) -> SiteRule | None:
        """Give what the parent said of a service or category."""
        return _winner(rule for rule in self.rules.sites if rule.match == match and self.live(rule))

    def live(self, rule: SiteRule) -> bool:
        """Whether a rule holds still."""
        return rule.until_ms is None or self.now_ms < rule.until_ms


_Answer = tuple[Verdict, Reason, str] | None  # the last is what decided


def _precedence() -> tuple[Callable[[_Case], _Answer], ...]:
    """Give the whole of it: the first that answers decides."""
    return (
        _not_filtered,
        _protected,  # help, health, updates, the schools a parent named
        _always_blocked,  # unless the parent says that the lists are wrong about this very name
        _own_name,  # the parent's names: the most specific wins
        _own_service,
        _own_category,
        _bracket_category,
        _good,  # learning, schools, the children's catalogue
        _known,
        _local,
        _lookalike,
        _unknown,
    )


def judge_site(q: SiteQuestion) -> SiteDecision:
    """Decide about one name."""
    about = {*suffixes(q.name), *_matches(q.labels.categories, q.labels.services)}
    rules = replace(q.rules, sites=tuple(one for one in q.rules.sites if one.match in about))
    case = _Case(
        name=q.name,
        categories=q.labels.categories,
        services=q.labels.services,
        rules=rules,
        now_ms=q.now_ms,
        own=_own_rule(q.name, rules, q.now_ms),
        brands=q.brands,
    )
    verdict, reason, rule = _first(case)
    setting = setting_of(reason, rule)
    return SiteDecision(
        name=q.name,
        verdict=verdict,
        reason=reason,
        setting=setting,
        labels=q.labels,
        rule=rule,
        until_ms=_until(case),
        origin=origin_of(reason, rule, setting, q.changed),
    )


# --- the list -----------------------------------------------------------------------------------


def _not_filtered(case: _Case) -> _Answer:
    return None if case.rules.on else (Verdict.ALLOW, Reason.SITE_OPEN, "off")


def _protected(case: _Case) -> _Answer:
    school = _school_of(case.name, case.rules)
    kind = _first_of(PROTECTED, case.categories)
    if school or kind:
        return Verdict.ALLOW, Reason.SITE_PROTECTED, kind or school
    return None


def _always_blocked(case: _Case) -> _Answer:
    never = _first_of(ALWAYS, case.categories - case.bracket.keys())
    if not never or (case.own is not None and case.own.wrong_list):
        return None
    return Verdict.BLOCK, Reason.SITE_FAKE if never in FAKES else Reason.SITE_NEVER, never


def _own_name(case: _Case) -> _Answer:
    return None if case.own is None else _said(case.own)


def _own_service(case: _Case) -> _Answer:
    """Judge a name that several services share by the mildest word: closing one closes no other."""
    said = [case.said_of(f"{SERVICE}{one}") for one in sorted(case.services)]
    rules = [rule for rule in said if rule is not None]
    if not rules:
        return None
    mildest = min(rules, key=lambda rule: rule.verdict.rank)
    if len(rules) < len(said) and mildest.verdict is not Verdict.ALLOW:
        return None
    return _said(mildest)


def _own_category(case: _Case) -> _Answer:
    """Stop what the parent stops; what he allows, only unless the bracket minds another kind."""
    rules = _own_categories(case)
    strictest = max(rules, key=lambda rule: rule.verdict.rank, default=None)
    if strictest is None:
        return None
    if strictest.verdict is Verdict.ALLOW:
        return None if _bracket_category(case) else _said(strictest)
    kind = strictest.match.removeprefix(CATEGORY)
    reason = Reason.SITE_FAKE if kind in FAKES else Reason.SITE_CATEGORY
    return strictest.verdict, reason, strictest.match


def _bracket_category(case: _Case) -> _Answer:
    """Judge by the strictest of the kinds that the parent said nothing of."""
    said = {rule.match.removeprefix(CATEGORY) for rule in _own_categories(case)}
    minded = case.categories - _HARMLESS if _good(case) else case.categories
    found = [(kind, v) for kind, v in case.rules.categories if kind in minded and kind not in said]
    kind, verdict = max(found, key=lambda one: one[1].rank, default=(None, Verdict.ALLOW))
    if kind is None or verdict is Verdict.ALLOW:
        return None
    return verdict, Reason.SITE_FAKE if kind in FAKES else Reason.SITE_CATEGORY, kind


def _good(case: _Case) -> _Answer:
    kind = _first_of(GOOD, case.categories)
    return (Verdict.ALLOW, Reason.SITE_GOOD, kind) if kind else None


def _known(case: _Case) -> _Answer:
    kind = next((kind for kind in Category if kind in case.categories), None)
    return (Verdict.ALLOW, Reason.SITE_OPEN, kind) if kind else None


def _local(case: _Case) -> _Answer:
    if case.name and is_local(case.name):
        return Verdict.ALLOW, Reason.SITE_OPEN, "local"
    return None


def _lookalike(case: _Case) -> _Answer:
    """Warn of a name that imitates another, and never say less than of any unknown name."""
    if case.rules.lookalikes is Verdict.ALLOW or not case.name:
        return None
    brand = imitates(case.name, case.brands)
    return _imitation(case.rules, brand) if brand else None


def _unknown(case: _Case) -> tuple[Verdict, Reason, str]:
    return _UNKNOWN[case.rules.unknown], Reason.SITE_UNKNOWN, "unknown"


# --- what the steps ask -------------------------------------------------------------------------


def _first(case: _Case) -> tuple[Verdict, Reason, str]:
    return next(answer for step in _precedence() if (answer := step(case)) is not None)


def _said(rule: SiteRule) -> tuple[Verdict, Reason, str]:
    return rule.verdict, SAID[rule.verdict], rule.match


def _imitation(rules: WebRules, brand: str) -> tuple[Verdict, Reason, str]:
    verdict = max(rules.lookalikes, _UNKNOWN[rules.unknown], key=lambda one: one.rank)
    return verdict, Reason.SITE_LOOKALIKE, f"{LOOKALIKE}{brand}"


def _first_of(order: tuple[Category, ...], found: frozenset[Category]) -> str:
    """Give the first kind of `order` that is among those found, else ""."""
    return next((kind for kind in order if kind in found), "")


def _matches(categories: frozenset[Category], services: frozenset[str]) -> set[str]:
    """Give by what a parent's rules speak of these kinds and services."""
    return {f"{CATEGORY}{one}" for one in categories} | {f"{SERVICE}{one}" for one in services}


def _winner(rules: Iterable[SiteRule]) -> SiteRule | None:
    """Of rules about the same: what holds for a while, then the stricter."""
    return max(rules, key=_strength, default=None)


def _strength(rule: SiteRule) -> tuple[bool, int, bool]:
    return rule.until_ms is not None, rule.verdict.rank, not rule.wrong_list


def _own_rule(name: str, rules: WebRules, now_ms: int) -> SiteRule | None:
    """Give the parent's rule about a name or the nearest name above it."""
    for suffix in suffixes(name):
        found = _winner(
            rule
            for rule in rules.sites
            if rule.match == suffix and (rule.until_ms is None or now_ms < rule.until_ms)
        )
        if found is not None:
            return found
    return None


def _own_categories(case: _Case) -> list[SiteRule]:
    """Give the parent's words about the name's kinds, in the order of the kinds.

    About what is always blocked he has one where his child's bracket has one, and about fakes
    never a milder one than the bracket's.
    """
    found = []
    for kind in Category:
        rule = case.said_of(f"{CATEGORY}{kind}") if kind in case.categories else None
        if rule is None or (kind in ALWAYS and not _may_say(case, kind, rule.verdict)):
            continue
        found.append(rule)
    return found


def _may_say(case: _Case, kind: Category, verdict: Verdict) -> bool:
    given = case.bracket.get(kind)
    return given is not None and (kind not in FAKES or verdict.rank >= given.rank)


def _school_of(name: str, rules: WebRules) -> str:
    return next((suffix for suffix in suffixes(name) if suffix in rules.schools), "")


def _until(case: _Case) -> int | None:
    """Give the first moment at which the answer is another; rules end, none begins by itself."""
    now = _first(case)
    for end in _ends(case.rules, case.now_ms):
        later = replace(case, now_ms=end, own=_own_rule(case.name, case.rules, end))
        if _first(later) != now:
            return end
    return None


def _ends(rules: WebRules, now_ms: int) -> list[int]:
    ends = {rule.until_ms for rule in rules.sites if rule.until_ms is not None}
    return sorted(end for end in ends if end > now_ms)


# --- compiled -----------------------------------------------------------------------------------


def compile_class(
    rules: WebRules, categories: frozenset[Category], services: frozenset[str], now_ms: int
) -> ClassVerdict:
    """Give what holds for every name with these labels that no own rule names.

    Without labels: what holds for an unknown name that is neither local nor an imitation.
    """
    about = _matches(categories, services)
    said = tuple(one for one in rules.sites if one.match in about)
    case = _Case("", categories, services, replace(rules, sites=said), now_ms, None, Brands())
    verdict, reason, rule = _first(case)
    return ClassVerdict(
        verdict,
        reason,
        rule,
        _until(case),
        first=reason is Reason.SITE_PROTECTED or not rules.on,
        never=_always_blocked(case) is not None,
    )


def compile_names(rules: WebRules, now_ms: int) -> dict[str, ClassVerdict]:
    """Give the parent's own names and schools: of a name, the entry nearest above it counts."""
    found = {
        name: ClassVerdict(Verdict.ALLOW, Reason.SITE_PROTECTED, name, first=True)
        for name in rules.schools
    }
    said: dict[str, list[SiteRule]] = {}
    for rule in rules.sites:
        if ":" not in rule.match and rule.match not in found:
            said.setdefault(rule.match, []).append(rule)
    for match, of_match in said.items():
        alone = replace(rules, sites=tuple(of_match))
        school, own = _school_of(match, rules), _own_rule(match, alone, now_ms)
        if school:
            found[match] = found[school]
        elif own is not None:
            found[match] = ClassVerdict(*_said(own), next_end(alone, now_ms), lifts=own.wrong_list)
    return found


def settle(
    name: str, found: ClassVerdict, own: ClassVerdict | None, rules: WebRules, brands: Brands
) -> ClassVerdict:
    """Put a name together: its class in the table and the nearest own name (`nearest`)."""
    if own is not None and not found.first:
        if own.first or own.lifts or not found.never:
            return own
        return found if own.until_ms is None else replace(found, until_ms=own.until_ms)
    if found.reason is not Reason.SITE_UNKNOWN:
        return found
    case = _Case(name, frozenset(), frozenset(), rules, 0, None, brands)
    other = _local(case) or _lookalike(case)
    return found if other is None else ClassVerdict(*other)


def nearest(own: Mapping[str, ClassVerdict], name: str) -> ClassVerdict | None:
    """Give the entry of `compile_names` for a name or the nearest name above it."""
    return next((own[suffix] for suffix in suffixes(name) if suffix in own), None)


def next_end(rules: WebRules, now_ms: int) -> int | None:
    """Give when what was compiled must be compiled anew (trusted Unix ms), None = not by time."""
    return next(iter(_ends(rules, now_ms)), None)
