"""`luytre policy`: the rules as a TOML document: get, check, set."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.programs.cli.codes import INPUT, Stopped
from app.programs.cli.wrong import file as unread
from app.programs.cli.wrong import problem as in_words
from app.words.catalogue import say

if TYPE_CHECKING:
    from app.model.moment import Moment
    from app.model.policy import Policy


def get(options: Namespace) -> None:
    """Write the document to a file or on the screen."""
    from app.api.parent import PolicyDoc, PolicyQ
    from app.programs.cli.talk import Talk, print_json

    with Talk(options) as talk:
        found = talk.sign_in().ask(PolicyQ(), PolicyDoc)
        if options.json:
            print_json(found)
        elif options.out:
            write_file(Path(options.out), found.toml, talk.lang)
            print(talk.say("verb.written", file=options.out))
        elif found.toml:
            print(found.toml, end="")
        else:
            print(talk.say("verb.policy.none"))


def check(options: Namespace) -> None:
    """Check a file without the service; accounts of this PC are not looked up."""
    path = Path(options.file)
    policy = read_file(path, options.lang, today())
    if options.json:
        from app.programs.cli.talk import print_json

        subjects = [one.subject.id for one in policy.subjects]
        notes = _notes(policy, options.lang)
        print_json({"file": str(path), "problems": [], "subjects": subjects, "notes": notes})
    else:
        print(say("verb.policy.good", options.lang, "parent", file=path))
        for note in _notes(policy, options.lang):
            print(note)


def put(options: Namespace) -> None:
    """Put a file in force; when something is wrong with it, nothing changes."""
    from app.api.parent import PolicyDoc, PolicySet
    from app.programs.cli.talk import Talk, print_json

    path = Path(options.file)
    text = read_text(path, options.lang)
    with Talk(options) as talk:
        found = talk.sign_in().ask(PolicySet(text), PolicyDoc)
        if found.problems:
            line, field, problem = found.problems[0]
            kept = talk.say("line.error.kept")
            raise _refused(path, line, field, problem, talk.lang, kept)
        notes = _notes(_parsed(path, text, talk.lang, today()), talk.lang)
        if options.json:
            print_json({"version": found.version, "notes": notes})
            return
        print(talk.say("verb.policy.in_force", version=found.version))
        for note in notes:
            print(note)


def _notes(policy: Policy, lang: str) -> list[str]:
    """Give the law's text for each child that may play for longer: a note, never an error."""
    from app.model.subject import Bracket
    from app.rules.age import bracket_of
    from app.rules.game_law import CEILINGS, above_the_law
    from app.words.sources import quoted_law

    facts = {**CEILINGS, "law": quoted_law("play_180", lang)}
    return [
        say("verb.policy.above", lang, "parent", name=one.subject.name, **facts)
        for one in policy.subjects
        if bracket_of(one.subject, today()) is not Bracket.ADULT and above_the_law(one.rules)
    ]


def read_file(path: Path, lang: str, today: date) -> Policy:
    """Read a document. Raises Stopped that names file, line and field."""
    return _parsed(path, read_text(path, lang), lang, today)


def _parsed(path: Path, text: str, lang: str, today: date) -> Policy:
    from app.api.policy_doc import parse
    from app.model.errors import InvalidPolicy
    from app.web.seed import service_keys

    try:
        return parse(text, today=today, known_services=service_keys())
    except InvalidPolicy as error:
        raise _refused(path, error.line, error.field, error.problem, lang) from None


def _refused(path: Path, line: int, field: str, problem: str, lang: str, more: str = "") -> Stopped:
    place = f"{path}:{line}" if line else str(path)
    wrong = say("line.error.policy", lang, "parent", field=field, problem=in_words(problem, lang))
    text = f"{place}: {wrong}" + (f"\n{more}" if more else "")
    return Stopped(INPUT, text, file=str(path), line=line, field=field, problem=problem)


def now() -> Moment:
    """Read the machine's clocks."""
    from app.platforms.linux.clock import LinuxClock

    return LinuxClock().now()


def today() -> date:
    """Give the machine's day, by its own zone: good enough to check a file by."""
    from zoneinfo import ZoneInfo

    from app.rules.schedule import local_date

    at = now()
    return local_date(ZoneInfo(at.zone or "UTC"), at.wall_ms)


def read_text(path: Path, lang: str) -> str:
    """Read a file that a person named. Raises Stopped."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise unread(path, error, lang) from None


def write_file(path: Path, text: str, lang: str) -> None:
    """Write a file that a person named, for his own eyes only. Raises Stopped."""
    import os

    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(made, "w", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        raise unread(path, error, lang) from None
