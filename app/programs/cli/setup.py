"""`luytre setup`: the first set-up in a terminal: password, the child's account, birth date."""

from __future__ import annotations

import sys
import tomllib
from argparse import Namespace
from datetime import date
from typing import Any

from app.api.parent import (
    Account,
    Codes,
    NewCodes,
    PolicyDoc,
    PolicyQ,
    PolicySet,
    SetPassword,
    Settings,
    SettingsQ,
    Status,
    StatusQ,
)
from app.programs.cli.codes import INPUT, Stopped
from app.programs.cli.password import new_password
from app.programs.cli.talk import Talk
from app.programs.cli.wrong import problem as in_words
from app.words import forms
from app.words.catalogue import knows


def run(options: Namespace) -> None:
    """Ask for what is missing, and put the age's own rules in force."""
    with Talk(options) as talk:
        if not sys.stdin.isatty():
            raise Stopped(INPUT, talk.say("verb.error.questions"), reason="no_terminal")
        first = not talk.ask(StatusQ(), Status).password_set
        if first:
            print(talk.say("verb.setup.password"))
            talk.do(SetPassword(new_password(talk)))
        else:
            talk.sign_in()
        _add_child(talk)
        if first:
            _show_codes(talk, talk.ask(NewCodes(), Codes))
        print(talk.say("verb.setup.done"))


def _add_child(talk: Talk) -> None:
    """Choose the account, name and birth date; the rules are those of the bracket."""
    settings = talk.ask(SettingsQ(), Settings)
    document = _document(talk, settings)
    ruled = {name for one in document["child"] for name in one["accounts"]}
    account = _choose(talk, [one for one in settings.accounts if one.user not in ruled])
    name = _asked(talk, "verb.setup.name", account.full_name or account.user)
    child = {"id": _id(account.user), "name": name, "accounts": [account.user]}
    others = document["child"]
    while True:
        document["child"] = [*others, child | _birth(talk)]
        refused = _refused(talk, document)
        if refused is None:
            return
        if "birth" not in str(refused.facts["field"]):
            raise refused
        print(refused.text)  # such as a date that is still to come: only that is asked again


def _refused(talk: Talk, document: dict[str, Any]) -> Stopped | None:
    """Put the rules in force; give what is wrong with them."""
    import tomli_w

    found = talk.ask(PolicySet(tomli_w.dumps(document)), PolicyDoc)
    if not found.problems:
        return None
    _, field, problem = found.problems[0]
    text = talk.say("line.error.policy", field=field, problem=in_words(problem, talk.lang))
    return Stopped(INPUT, text, field=field, problem=problem)


def _document(talk: Talk, settings: Settings) -> dict[str, Any]:
    """Give the document in force, or an empty one."""
    kept = talk.ask(PolicyQ(), PolicyDoc).toml
    if not kept:
        zone = settings.zone or "Asia/Ho_Chi_Minh"
        return {"schema": 1, "zone": zone, "language": talk.lang, "child": []}
    document = tomllib.loads(kept)
    document.setdefault("child", [])
    return document


def _choose(talk: Talk, accounts: list[Account]) -> Account:
    """Show who could be the child, and why others cannot."""
    free = [one for one in accounts if not one.why_not]
    for one in accounts:
        if one.why_not:
            print(f"   –  {one.user}: {_why_not(talk, one)}")
    for number, one in enumerate(free, start=1):
        print(f"  {number:>2}  {one.full_name or one.user} ({one.user})")
    if not free:
        raise Stopped(INPUT, talk.say("verb.setup.nobody"), reason="no_account")
    while True:
        wanted = _asked(talk, "verb.setup.account", "1")
        if wanted.isdigit() and 1 <= int(wanted) <= len(free):
            return free[int(wanted) - 1]


def _why_not(talk: Talk, account: Account) -> str:
    code, _, group = account.why_not.partition(":")
    key = f"console.account.{code}"
    if not knows(key):
        return account.why_not
    return talk.say(key, user=account.user, group=group)


def _birth(talk: Talk) -> dict[str, Any]:
    """Ask until a date or a year is given."""
    while True:
        given = _asked(talk, "verb.setup.birth", "")
        if given.isdigit() and len(given) == 4:
            return {"birth_year": int(given)}
        try:
            return {"birth": date.fromisoformat(given)}
        except ValueError:
            print(talk.say("verb.error.date", value=given or "–"))


def _asked(talk: Talk, key: str, otherwise: str) -> str:
    hint = f" [{otherwise}]" if otherwise else ""
    return input(f"{talk.say(key)}{hint}: ").strip() or otherwise


def _id(user: str) -> str:
    """Make an id of a log-in name: small letters, digits, - and _."""
    kept = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in user.lower())
    return kept.strip("-_")[:40] or "child"


def _show_codes(talk: Talk, codes: Codes) -> None:
    """Show what is shown only once: recovery codes, the phone's key, the sheet."""
    import segno

    print(talk.say("verb.setup.codes"))
    for code in codes.recovery:
        print(f"    {code}")
    print(talk.say("verb.setup.phone"))
    segno.make(codes.otpauth).terminal(compact=True)
    print(talk.say("verb.setup.sheet", count=forms.number(min(len(codes.sheet), 99), talk.lang)))
    for at in range(0, len(codes.sheet), 5):
        print("    " + "  ".join(codes.sheet[at : at + 5]))
