"""Answers to a child: his own rules and state, his questions, a parent's code typed at his screen.

What comes over the public socket and over the agent's line is answered alike; only the agent may
say that the first page was shown. Nothing here can be told to act on a process, user or path.
"""

from __future__ import annotations

import secrets as chance
from collections.abc import Callable

from app.api.child import (
    Ask,
    Base,
    Code,
    Done,
    MyRules,
    No,
    RuleRow,
    SiteRow,
    State,
    TakeBack,
    Told,
)
from app.guard import events as ev
from app.guard.give import OPEN_REQUESTS, due_ms, make_grant
from app.guard.sites import rules_now, until_ms
from app.guard.state import Guard, Person, StoppedSite
from app.model.decision import Screen, Verdict
from app.model.errors import Denied
from app.model.grant import AskKind, Request
from app.model.moment import DAY
from app.model.subject import Bracket, Child
from app.model.web import SiteRule
from app.programs.service import shown
from app.programs.service.ledger import Ledger, sight_of
from app.programs.service.names import Names
from app.programs.service.proper_names import brand
from app.programs.service.rule_rows import rule_rows
from app.programs.service.secret_keeper import Secrets, TryLater
from app.programs.service.sites import matching
from app.programs.service.stop_rows import stop_rows
from app.programs.service.view import View, bracket, view, why
from app.rules.age import is_ten
from app.rules.schedule import local_date

MOST_ASKED_A_DAY = 30  # questions a child may send; more is a program that asks
UNLOCK_MINUTES = 15  # given with an unlock that names no minutes, where no hold was in the way

Happened = Callable[..., None]


class ChildAnswers:
    """Answers for the subjects of `guard()`; changes go through `happened`."""

    def __init__(
        self,
        guard: Callable[[], Guard],
        happened: Happened,
        ledger: Ledger,
        names: Names,
        secrets: Secrets,
        advice: bool,
        web_state: Callable[[str], str],
    ) -> None:
        """Answer from these."""
        self._guard = guard
        self._happened = happened
        self._ledger = ledger
        self._names = names
        self._secrets = secrets
        self._advice = advice
        self._web_state = web_state
        self._asked_ms: dict[str, list[int]] = {}

    def answer(self, subject: str, message: Base) -> Base:
        """Give the one answer to one question of a subject."""
        person = self._guard().people.get(subject)
        if person is None:
            return No("nobody")
        match message:
            case MyRules():
                self._happened(ev.Tick)
                return self.state(self._guard().people[subject])
            case Ask():
                return self._ask(person, message)
            case TakeBack():
                return self._take_back(person, message)
            case Code():
                return self._code(person, message)
            case Told():
                self._happened(ev.ToldChild, subject, message.agreed)
                return Done()
            case _:
                return No("unknown")

    def state(self, person: Person, now: View | None = None) -> State:
        """Give everything that a child's face shows."""
        guard = self._guard()
        now = now or view(guard, person)
        seen = shown.of(guard, person, now, self._ledger, self._names)
        day = local_date(guard.zone, guard.clock.sure_ms)
        stopped = person.stopped
        return State(
            clock_ms=guard.clock.now_ms,
            zone=guard.policy.zone,
            language=guard.policy.language,
            name=person.policy.subject.name,
            bracket=bracket(guard, person),
            screen=now.screen,
            why=why(now.decision, now.opens_ms),
            used_ms=person.use.leisure_ms,
            learning_ms=person.use.learning_ms,
            game_ms=person.use.game_ms,
            breaks=person.rest.kept,
            budget_ms=now.budget_ms,
            left_ms=now.decision.left_ms,
            closes_ms=now.closes_ms,
            next=now.coming,
            charging=now.charging,
            ten=is_ten(person.policy.subject, day),
            told=_answered(person, bracket(guard, person)),
            advice=self._advice,
            retention_days=sight_of(guard, person).spans_days,
            rules=self._rules(person),
            requests=shown.request_rows(person),
            seen=(
                *shown.seen_rows(person, seen, self._names),
                *stop_rows(guard, person, self._ledger, guard.policy.language),
            ),
            stopped=None if stopped is None else why(stopped[1]),
            site=_site(person.stopped_site),
            web=self._web_state(person.id),
        )

    def _rules(self, person: Person) -> tuple[RuleRow, ...]:
        guard = self._guard()
        web = rules_now(person, guard.clock.now_ms)
        return rule_rows(person.policy.rules, person.plan, web, guard.zone)

    # --- questions --------------------------------------------------------------------------------

    def _ask(self, person: Person, ask: Ask) -> Base:
        if ask.kind not in set(AskKind):
            return No("kind")
        kind = AskKind(ask.kind)
        if not (ask.minutes if kind is AskKind.TIME else ask.about):
            return No("incomplete")
        try:
            about = matching(ask.about) if kind is AskKind.SITE else ask.about
        except Denied as denied:
            return No(denied.reason)
        if len([r for r in person.requests if not r.answer]) >= OPEN_REQUESTS:
            return No("too_many")
        now = self._guard().clock.now_ms
        lately = [at for at in self._asked_ms.get(person.id, []) if now - at < DAY]
        if len(lately) >= MOST_ASKED_A_DAY:
            return No("rate", lately[0] + DAY - now)
        self._asked_ms[person.id] = [*lately, now]
        request = Request(
            id=chance.token_hex(4),
            subject=person.id,
            kind=kind,
            asked_ms=now,
            due_ms=due_ms(now),
            minutes=ask.minutes,
            about=about,
            words=ask.words,
        )
        self._happened(ev.Asked, request)
        return Done(request.id)

    def _take_back(self, person: Person, message: TakeBack) -> Base:
        if not any(r.id == message.id and not r.answer for r in person.requests):
            return No("unknown")
        self._happened(ev.TakenBack, message.id, person.id)
        return Done()

    def _code(self, person: Person, code: Code) -> Base:
        """Take a parent's one-time code, good for what this screen asks and for nothing else."""
        try:
            self._wanted(person, code)
            self._secrets.use_code(f"child {person.id}", code.digits)
        except TryLater as later:
            return No("rate", later.wait_ms)
        except Denied as denied:
            if denied.reason == "wrong":
                self._happened(ev.Health, "wrong_code", (), person.id)
            return No(denied.reason)
        if code.what == "unlock" and person.hold is not None:
            self._happened(ev.HoldSet, person.id, None, "code")
        if code.what == "site":
            self._open_site(person, matching(code.about))
        elif code.what != "unlock" or self._still_closed(person.id):
            self._grant(person, code.minutes or UNLOCK_MINUTES, code.about)
        return Done()

    def _wanted(self, person: Person, code: Code) -> None:
        """See that the code asks for something, before one is used up. Raises Denied."""
        known = code.what in ("time", "app", "site", "unlock")
        complete = code.what in ("site", "unlock") or code.minutes > 0
        if not known or not complete or (code.what in ("app", "site")) != bool(code.about):
            raise Denied("incomplete")
        if code.what == "site":
            matching(code.about)

    def _open_site(self, person: Person, match: str) -> None:
        """Open a site for an hour, as the parent who stands beside him says."""
        now = self._guard().clock.now_ms
        rule = SiteRule(match, Verdict.ALLOW, until_ms(person, "hour", now))
        self._happened(ev.SiteRuled, person.id, match, rule, "code")

    def _still_closed(self, subject: str) -> bool:
        person = self._guard().people.get(subject)
        return person is not None and person.decision.screen is not Screen.OPEN

    def _grant(self, person: Person, minutes: int, app: str) -> None:
        id = chance.token_hex(4)
        grant = make_grant(self._guard(), person.id, minutes, id=id, app=app, by="code")
        if grant is not None:
            self._happened(ev.Granted, grant)


def _answered(person: Person, now: Bracket) -> bool:
    """Whether the first page needs not come up: from 7 the child's own answer is asked for."""
    if not isinstance(person.policy.subject, Child):
        return True
    return person.told and (now in (Bracket.A, Bracket.ADULT) or person.agreed is not None)


def _site(stopped: StoppedSite | None) -> SiteRow | None:
    if stopped is None:
        return None
    like = brand(stopped.like)
    return SiteRow(stopped.name, stopped.category, stopped.at_ms, why(stopped.decision), like)
