"""Sites: what a parent opened or shut for a while, what a child asked for, what was stopped.

What holds always is in the policy; what holds for an hour or today is kept here and ends by
itself. A stopped name is told to the child, and written down only where the visibility table lets
its count be kept at all.
"""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as put

from app.guard import events as ev
from app.guard.state import Guard, Person, StoppedSite
from app.model.action import Action, NoticeKind, Notify, Record, RecordKind, Remember
from app.model.decision import Decision, Verdict
from app.model.moment import HOUR, MINUTE, SECOND
from app.model.web import SiteRule, SiteStop, WebRules

Taken = tuple[Guard, tuple[Action, ...]]
MOST_RULES = 200  # temporary ones of one subject; the oldest make way
SAME_NAME_MS = 10 * MINUTE  # a name that a page asks for again and again is told once
BETWEEN_MS = 20 * SECOND  # between two notices about different names


def until_ms(person: Person, how: str, now_ms: int) -> int | None:
    """Give when an answer ends: `hour`, `today` (at least an hour), `always` (None)."""
    if how == "always":
        return None
    hour = now_ms + HOUR
    return max(hour, person.plan.end_ms) if how == "today" else hour


def rules_now(person: Person, now_ms: int) -> WebRules:
    """Give the web rules with what holds for a while in place of what it replaces."""
    web = person.policy.rules.web
    if person.adult:
        return replace(web, on=False)
    lately = {rule.match: rule for rule in person.sites if _holds(rule, now_ms)}
    kept = tuple(rule for rule in web.sites if rule.match not in lately)
    return replace(web, sites=(*lately.values(), *kept))


def ruled(state: Guard, event: ev.SiteRuled) -> Taken:
    """Open or shut a site for a while, or take that back (rule None)."""
    person = state.people.get(event.subject)
    if person is None:
        return state, ()
    person = with_rule(person, event.match, event.rule, state.clock.now_ms)
    verdict = "cleared" if event.rule is None else str(event.rule.verdict)
    facts = [("site", event.match), ("verdict", verdict)]
    if event.rule is not None and event.rule.until_ms is not None:
        facts.append(("until", str(event.rule.until_ms)))
    if event.by:
        facts.append(("by", event.by))
    record = Record(person.id, RecordKind.GRANT, "site_ruled", tuple(facts))
    return put(state, people={**state.people, person.id: person}), (record,)


def with_rule(person: Person, match: str, rule: SiteRule | None, now_ms: int) -> Person:
    """Give the subject with this rule in place of an earlier one about the same."""
    others = tuple(r for r in person.sites if r.match != match and _holds(r, now_ms))
    sites = others if rule is None else (*others, rule)[-MOST_RULES:]
    return put(person, sites=sites)


def forget_rules(person: Person, now_ms: int) -> Person:
    """Drop what has ended."""
    kept = tuple(rule for rule in person.sites if _holds(rule, now_ms))
    return person if len(kept) == len(person.sites) else put(person, sites=kept)


def stopped(state: Guard, event: ev.SiteStopped) -> Taken:
    """Count a stopped name, and tell the child what it was."""
    person = state.people.get(event.subject)
    if person is None or person.adult:
        return state, ()
    now = state.clock.now_ms
    actions: list[Action] = []
    if person.told:
        stop = SiteStop(
            person.id,
            person.plan.date,
            event.name,
            event.category,
            event.verdict,
            event.list,
            last_ms=now,
        )
        actions.append(Remember(stops=(stop,)))
    told = person.stopped_site
    if _worth_telling(told, event.name, now):
        decision = Decision(event.verdict, event.reason, event.setting, None, origin=event.origin)
        told = StoppedSite(now, event.name, event.category, decision, event.like)
        person = put(person, stopped_site=told)
        notice = Notify(person.id, NoticeKind.SITE_STOPPED, 0, decision, event.category, event.name)
        actions.append(notice)
    return put(state, people={**state.people, person.id: person}), tuple(actions)


def warns(verdict: Verdict) -> bool:
    """Whether a name with this verdict is reached, with a word of warning."""
    return verdict in (Verdict.TIP, Verdict.WARN)


def _worth_telling(last: StoppedSite | None, name: str, now_ms: int) -> bool:
    if last is None:
        return True
    return now_ms - last.at_ms >= (SAME_NAME_MS if last.name == name else BETWEEN_MS)


def _holds(rule: SiteRule, now_ms: int) -> bool:
    return rule.until_ms is None or now_ms < rule.until_ms
