"""How the product runs, the accounts of this PC, and codes that are shown once."""

from __future__ import annotations

from app.api.parent import Account, Codes, PolicyDoc, Settings, Status
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import AccountValue, HouseValue, NewCodes, StatusValue, Written
from app.words import forms


def status(message: Status, lang: str) -> StatusValue:
    """Read the answer to StatusQ."""
    speak = Spoken(lang, message.zone or "UTC", message.clock_ms)
    day = speak.today()
    return StatusValue(
        version=message.version,
        advice=message.mode != "installed",
        password_set=message.password_set,
        parent=message.parent,
        children=len(message.subjects),
        synced=message.synced,
        today=day,
        date_words=f"{forms.long_date(day, lang)} {day.year}",
        since=speak.ago(message.since_ms) if message.since_ms else "",
        zone=message.zone,
        senses=tuple(_sense(name, source, speak) for name, source in message.senses.items()),
        limits=tuple(_limit(code, speak) for code in message.limits),
    )


def _sense(name: str, source: str, speak: Spoken) -> tuple[str, str]:
    key = f"console.sense.{name}"
    label = speak.say(key) if speak.knows(key) else name
    value = f"console.source.{source}"
    return label, speak.say(value) if speak.knows(value) else source


def _limit(code: str, speak: Spoken) -> str:
    """A limit is `code` or `code: parameter`; one without words is still shown."""
    name, _, parameter = code.partition(": ")
    key = f"console.limit.{name}"
    if speak.knows(key):
        return speak.say(key, what=parameter)
    return speak.say("console.limit", code=code)


def house(message: Settings, lang: str, *, own: str = "", advice: bool = False) -> HouseValue:
    """Read the answer to SettingsQ; `own` is the account the console runs in."""
    speak = Spoken(lang)
    return HouseValue(
        language=message.language,
        zone=message.zone,
        accounts=tuple(
            _account(one, speak, message.administrators, "" if advice else own)
            for one in message.accounts
        ),
        administrators=message.administrators,
    )


def _account(
    one: Account, speak: Spoken, administrators: tuple[str, ...], own: str
) -> AccountValue:
    shown = f"{one.full_name} ({one.user})" if one.full_name else one.user
    why_not = _why_not(one, speak)
    if not why_not and one.user == own:
        why_not = speak.say("console.account.own")
    return AccountValue(one.user, shown, why_not, one.user in administrators)


def _why_not(one: Account, speak: Spoken) -> str:
    if not one.why_not:
        return ""
    code, _, group = one.why_not.partition(":")
    key = f"console.account.{code}"
    if not speak.knows(key):
        return speak.say("console.account.other", code=one.why_not)
    return speak.say(key, user=one.user, group=group)


def written(message: PolicyDoc) -> Written:
    """Read the answer to PolicyQ and PolicySet."""
    return Written(message.toml, message.version, message.problems)


def codes(message: Codes) -> NewCodes:
    """Read the answer to NewCodes."""
    return NewCodes(message.recovery, message.sheet, message.otpauth)
