"""The policy document as it was written, and the rules in force read from it."""

from __future__ import annotations

from datetime import date

from app.api.policy_doc import parse
from app.model.errors import InvalidPolicy
from app.model.subject import Child
from app.rules.age import years_of
from app.ui.parent.read.rules import rule_lines
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import Chip, RulesValue, Written


def rules(document: Written, today: date, lang: str) -> RulesValue:
    """The rules in force; none where no document was ever written or it cannot be read."""
    speak = Spoken(lang)
    if not document.toml:
        return RulesValue("", ())
    try:
        policy = parse(document.toml, today=today)
    except InvalidPolicy:
        # The service took it: a later version of the product wrote keys we do not know.
        return RulesValue(speak.say("console.rules.newer"), ())
    return RulesValue(
        speak.say("console.rules.version", version=document.version),
        tuple(
            (
                Chip(one.subject.id, one.subject.name),
                rule_lines(
                    one.rules,
                    speak,
                    years_of(one.subject, today) if isinstance(one.subject, Child) else None,
                ),
            )
            for one in policy.subjects
        ),
    )
