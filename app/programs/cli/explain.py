"""`luytre explain`: a decision and why, from the service, or offline from a rules file."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.programs.cli.codes import INPUT, Stopped
from app.programs.cli.when import time_of
from app.words import forms
from app.words.catalogue import knows, say

if TYPE_CHECKING:
    from app.api.parent import Explained
    from app.model.policy import Policy, SubjectPolicy
    from app.rules.question import Question


def run(options: Namespace) -> None:
    """Ask the service, or the rules alone with `--policy FILE`."""
    if options.site:
        from app.programs.cli.sites import explain as explain_site

        explain_site(options)
        return
    if options.at:
        time_of(options.at, options.lang, "--at")
    explained, zone = _offline(options) if options.policy else _asked(options)
    if options.json:
        from app.programs.cli.talk import print_json

        print_json(explained)
        return
    for line in _lines(explained, zone, options.lang):
        print(line)


def _asked(options: Namespace) -> tuple[Explained, str]:
    from app.api.parent import Explained, ExplainQ, Status, StatusQ
    from app.programs.cli.talk import Talk

    with Talk(options) as talk:
        zone = talk.sign_in().ask(StatusQ(), Status).zone
        subject, _ = talk.whose(options.child)
        return talk.ask(ExplainQ(subject, options.at, options.app), Explained), zone


def _lines(found: Explained, zone: str, lang: str) -> list[str]:
    def tell(key: str, **facts: object) -> str:
        return say(key, lang, "parent", **facts)

    why = found.why
    verdict = tell(f"line.verdict.{why.verdict}")
    lines = [tell("line.explain", verdict=verdict, why=tell(f"why.{why.reason}"))]
    if why.setting:
        origin = tell(f"origin.{why.origin}")
        lines.append(tell("line.explain.setting", setting=why.setting, origin=origin))
    if why.until_ms is not None:
        when = forms.when(why.until_ms, found.at_ms, zone, lang)
        lines.append(tell("until.at", when=when))
    if why.opens_ms is not None:
        when = forms.when(why.opens_ms, found.at_ms, zone, lang)
        lines.append(tell("until.opens", when=when))
    lines += [tell("line.explain.also", why=_reason(reason, lang)) for _, reason, _ in found.also]
    return [*lines, _source(found, lang)] if found.source else lines


def _source(found: Explained, lang: str) -> str:
    """Give where a default comes from, in words; a source nobody wrote words for as it came."""
    key = f"source.{found.why.setting.rsplit('.', 1)[-1]}"
    return say(key, lang, "parent") if knows(key) else found.source


def _reason(reason: str, lang: str) -> str:
    return say(f"why.{reason}", lang, "parent") if knows(f"why.{reason}") else reason


# --- offline --------------------------------------------------------------------------------


def _offline(options: Namespace) -> tuple[Explained, str]:
    """Judge by a rules file alone, without asking anybody."""
    from zoneinfo import ZoneInfo

    from app.programs.cli.policy import now, read_file

    at = datetime.fromtimestamp(now().wall_ms / 1000, UTC)
    if options.at:
        at = time_of(options.at, options.lang, "--at")
    policy = read_file(Path(options.policy), options.lang, at.date())
    at = at.astimezone(ZoneInfo(policy.zone)) if at.tzinfo else at
    return _judged(policy, subject_of(policy, options), at, options), policy.zone


def subject_of(policy: Policy, options: Namespace) -> SubjectPolicy:
    """Give whom `--child` names in a rules file. Raises Stopped."""
    folded = options.child.casefold()
    found = [
        one
        for one in policy.subjects
        if not folded or folded in (one.subject.id.casefold(), one.subject.name.casefold())
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(one.subject.name for one in policy.subjects)
    key = "line.error.unknown_child" if options.child else "verb.error.whose"
    text = say(key, options.lang, "parent", name=options.child, known=known or "–")
    raise Stopped(INPUT, text, reason="unknown_child")


def _judged(policy: Policy, subject: SubjectPolicy, at: datetime, options: Namespace) -> Explained:
    from zoneinfo import ZoneInfo

    from app.api.child import Why
    from app.api.parent import Explained
    from app.rules.decide import decide
    from app.rules.forecast import opens_at
    from app.rules.presets import source_of

    zone = ZoneInfo(policy.zone)
    asked = _question(subject, zone, at, options)
    decision = decide(asked)
    source = source_of(decision.setting) if decision.origin == "bracket" else None
    opens = opens_at(asked, zone) if decision.screen else None
    return Explained(
        why=Why(
            decision.verdict,
            decision.reason,
            decision.setting,
            decision.origin,
            decision.until_ms,
            opens,
        ),
        screen=decision.screen,
        at_ms=asked.now_ms,
        left_ms=decision.left_ms,
        also=tuple((c.verdict, c.reason, c.setting) for c in decision.also),
        source="" if source is None else source.text,
    )


def _question(subject: SubjectPolicy, zone: Any, at: datetime, options: Namespace) -> Question:
    from app.guard.memory import in_bracket
    from app.model.moment import MINUTE
    from app.model.subject import Bracket
    from app.model.use import Use
    from app.rules.age import bracket_of
    from app.rules.apps import named
    from app.rules.question import Question
    from app.rules.schedule import local_date, plan

    at = at if at.tzinfo else at.replace(tzinfo=zone)
    now_ms = round(at.timestamp() * 1000)
    day = local_date(zone, now_ms)
    rules = in_bracket(subject, day).rules
    return Question(
        now_ms=now_ms,
        plan=plan(rules, zone, day),
        rules=rules,
        use=Use(day, leisure_ms=options.used * MINUTE),
        app=named(rules, options.app) if options.app else None,
        adult=bracket_of(subject.subject, day) is Bracket.ADULT,
    )
