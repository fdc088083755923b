"""Sites for parents: what holds of them, why one is open or shut, the one click that changes it.

What was stopped passes the visibility table here, like everything a parent reads of a child.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from app.api import parent_web as api
from app.api.child import Done, No, Why
from app.guard import events as ev
from app.guard.sites import rules_now, until_ms
from app.guard.state import Guard, Person
from app.model.decision import Verdict
from app.model.errors import Denied
from app.model.site_names import normal
from app.model.web import Category, Labels, SiteDecision, SiteRule
from app.programs.service.ledger import Ledger
from app.programs.service.rule_book import RuleBook
from app.programs.service.web import Web
from app.rules.content import SiteQuestion, judge_site
from app.rules.lookalike import Brands
from app.rules.site_codes import CATEGORY, SERVICE

HOWS = ("hour", "today", "always", "clear")
SAID = (Verdict.ALLOW, Verdict.WARN, Verdict.ASK, Verdict.BLOCK)
MOST_DAYS = 400
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def matching(text: str) -> str:
    """Give the written form of what a rule or a question names. Raises Denied (`site`)."""
    kind, _, key = text.strip().lower().partition(":")
    if key and f"{kind}:" == CATEGORY and key in set(Category):
        return f"{CATEGORY}{key}"
    if key and f"{kind}:" == SERVICE and _KEY.fullmatch(key):
        return f"{SERVICE}{key}"
    try:
        return normal(text)
    except ValueError:
        raise Denied("site") from None


class SiteDesk:
    """Answers and acts for parents; brands are those whose imitations are looked for."""

    def __init__(
        self,
        guard: Callable[[], Guard],
        happened: Callable[..., None],
        find: Callable[[str], Person],
        ledger: Ledger,
        web: Web,
        book: RuleBook,
        brands: Callable[[], Brands],
    ) -> None:
        """Find subjects with `find`, which raises Denied for a stranger."""
        self._guard = guard
        self._happened = happened
        self._find = find
        self._ledger = ledger
        self._web = web
        self._book = book
        self._brands = brands

    def say(self, by: str, message: api.SiteSet) -> Done:
        """Open or shut a site, for a while or always. Raises Denied."""
        person = self._find(message.subject)
        match = matching(message.match)
        if message.how not in HOWS or message.verdict not in SAID:
            raise Denied("kind")
        if message.how == "clear":
            self._happened(ev.SiteRuled, person.id, match, None, by)
            self._book.say_of_site(by, person.id, match, None)
            return Done(match)
        now = self._guard().clock.now_ms
        until = until_ms(person, message.how, now)
        wrong_list = message.wrong_list and ":" not in match
        rule = SiteRule(match, Verdict(message.verdict), until, wrong_list)
        if until is None:
            self.always(by, person, rule)
        else:
            self._happened(ev.SiteRuled, person.id, match, rule, by)
        return Done(match)

    def always(self, by: str, person: Person, rule: SiteRule) -> None:
        """Put a word about a site into the policy; what was said for a while makes way for it."""
        if any(one.match == rule.match for one in person.sites):
            self._happened(ev.SiteRuled, person.id, rule.match, None, by)
        self._book.say_of_site(by, person.id, rule.match, rule)

    def sites(self, message: api.SitesQ) -> api.Sites:
        """Give what holds of sites, and what was stopped as far as it may be seen."""
        guard, person = self._guard(), self._find(message.subject)
        rules = rules_now(person, guard.clock.now_ms)
        changed = person.policy.rules.changed
        first = person.plan.date - timedelta(days=min(message.days, MOST_DAYS) - 1)
        stops = self._ledger.stops(guard, person, first, person.plan.date)
        return api.Sites(
            subject=person.id,
            name=person.policy.subject.name,
            web=self._web.state(person.id),
            unknown=rules.unknown,
            safe_search=rules.safe_search,
            youtube=rules.youtube,
            rules=tuple(
                api.SiteRuleLine(rule.match, rule.verdict, rule.until_ms, rule.wrong_list)
                for rule in rules.sites
            ),
            categories=tuple(
                (str(kind), str(verdict), _origin(str(kind), changed))
                for kind, verdict in rules.categories
            ),
            stops=tuple(
                api.SiteStopLine(
                    stop.day.isoformat(),
                    stop.name,
                    stop.category,
                    stop.verdict,
                    stop.list,
                    stop.stopped,
                    stop.last_ms,
                )
                for stop in reversed(stops)
            ),
        )

    async def explain(self, message: api.SiteExplainQ) -> api.SiteExplained | No:
        """Give the decision about a name with what the lists know of it. Raises Denied."""
        self._find(message.subject)
        name = matching(message.site)
        if ":" in name:
            raise Denied("site")
        labels = await self._web.labels(name)
        if labels is None and self._web.state(self._find(message.subject).id) != "off":
            return No("no_resolver")
        return _explained(self.judge(self._find(message.subject), name, labels or Labels()))

    def judge(self, person: Person, name: str, labels: Labels) -> SiteDecision:
        """Decide about a name as the resolver does."""
        now = self._guard().clock.now_ms
        rules = person.policy.rules
        return judge_site(
            SiteQuestion(name, labels, rules_now(person, now), now, self._brands(), rules.changed)
        )


def _origin(kind: str, changed: frozenset[str]) -> str:
    return "parent" if f"web.categories.{kind}" in changed else "bracket"


def _explained(found: SiteDecision) -> api.SiteExplained:
    return api.SiteExplained(
        name=found.name,
        why=Why(found.verdict, found.reason, found.setting, found.origin, found.until_ms),
        rule=found.rule,
        categories=tuple(sorted(found.labels.categories)),
        services=tuple(sorted(found.labels.services)),
        lists=found.labels.lists,
        matched=found.labels.matched,
    )
