"""What is kept: report, record, export, wipe, verify."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path

from app.api.parent import (
    ExportQ,
    RecordQ,
    RecordRow,
    Records,
    Report,
    ReportQ,
    Status,
    StatusQ,
    Text,
    UseRow,
    Verified,
    VerifyQ,
    Wipe,
)
from app.model.moment import MINUTE
from app.model.span import Charge
from app.programs.cli.codes import FAILED, INPUT, OK, Stopped
from app.programs.cli.talk import Talk, print_json
from app.programs.cli.when import day_of
from app.words import forms
from app.words.catalogue import readable, say
from app.words.rows import record_line

_MOST_DAYS = 10_000  # more than is ever kept: the service says so

# --- report ---------------------------------------------------------------------------------


def report(options: Namespace) -> None:
    """Show the days of one child, as far as a parent may see them."""
    if options.sites:
        from app.programs.cli.sites import report as stopped

        stopped(options)
        return
    with Talk(options) as talk:
        subject, _ = talk.sign_in().whose(options.child)
        first, last = _days(options, talk)
        found = talk.ask(ReportQ(subject, first, last), Report)
        if options.json:
            print_json(found)
            return
        for line in _report_lines(found, talk):
            print(line)


def _days(options: Namespace, talk: Talk) -> tuple[str, str]:
    """Give the days that were named, else the last seven."""
    for value in (options.first, options.last):
        if value:
            day_of(value, talk.lang, "--from/--to")
    if options.days < 1:
        text = talk.say("verb.error.atleast", word="--days", least=1)
        raise Stopped(INPUT, text, field="--days")
    status = talk.ask(StatusQ(), Status)
    today = forms.local(status.clock_ms, status.zone).date()
    last = date.fromisoformat(options.last) if options.last else today
    first = last - timedelta(days=min(options.days, _MOST_DAYS) - 1)
    if options.first and date.fromisoformat(options.first) > last:
        text = talk.say("verb.error.order", first=options.first, last=last.isoformat())
        raise Stopped(INPUT, text, field="--from")
    return options.first or first.isoformat(), last.isoformat()


def _report_lines(found: Report, talk: Talk) -> list[str]:
    lines = [found.name]
    if not found.rows:
        lines.append(talk.say("verb.report.none"))
    for day in sorted({row.day for row in found.rows}):
        lines += _day(day, [row for row in found.rows if row.day == day], found, talk)
    if found.hidden:
        lines.append(talk.say("verb.report.hidden", hidden=found.hidden))
    return lines


def label(row: UseRow, lang: str) -> str:
    """Give what a row is about on one line; a child names files as he likes."""
    name = row.name or row.app or say(f"play.charged.{row.charge}", lang, "parent")
    return " ".join(readable(name).split())


def _day(day: str, rows: list[UseRow], found: Report, talk: Talk) -> list[str]:
    leisure = sum(row.used_ms for row in rows if row.charge != Charge.LEARNING)
    budget_ms = found.budgets_ms.get(day)
    used = forms.used(leisure, talk.lang)
    if budget_ms is not None:
        budget = forms.budget(budget_ms // MINUTE, talk.lang)
        used = talk.say("verb.of", used=used, budget=budget)
    when = date.fromisoformat(day)
    name = f"{forms.weekday(when, talk.lang)}, {forms.short_date(when, talk.lang)}"
    lines = [f"  {name:<20}{used}"]
    for row in sorted(rows, key=lambda one: -one.used_ms):
        lines.append(f"    {label(row, talk.lang):<26}{forms.used(row.used_ms, talk.lang)}")
    return lines


# --- the record -----------------------------------------------------------------------------


def record(options: Namespace) -> None:
    """Show the newest lines of the record."""
    with Talk(options) as talk:
        talk.sign_in()
        count = min(max(options.count, 1), 10_000)
        found = talk.ask(RecordQ(max(options.before, 0), count), Records)
        if options.json:
            print_json(found)
            return
        status = talk.ask(StatusQ(), Status)
        for row in found.rows:
            print(_record_line(row, status, talk))


def _record_line(row: RecordRow, status: Status, talk: Talk) -> str:
    when = forms.when(row.at_ms, status.clock_ms, status.zone, talk.lang)
    names = {one.id: one.name for one in status.subjects}
    whose = f"{names.get(row.subject, row.subject)}: " if row.subject else ""
    text = record_line(row.kind, row.code, dict(row.facts), talk.lang)
    return f"{row.seq:>5}  {when:<16}{'!' if row.tell else ' '} {whose}{text}"


# --- export, wipe, verify -------------------------------------------------------------------


def export(options: Namespace) -> None:
    """Write everything that is kept about one child, or about all; it is JSON already."""
    from app.programs.cli.policy import write_file

    with Talk(options) as talk:
        talk.sign_in()
        subject = talk.whose(options.child)[0] if options.child else ""
        found = talk.ask(ExportQ(subject), Text)
        if options.out:
            write_file(Path(options.out), found.text + "\n", talk.lang)
            print(talk.say("verb.written", file=options.out))
        else:
            print(found.text)


def wipe(options: Namespace) -> int:
    """Delete what is kept about one child, or with --all about everybody."""
    with Talk(options) as talk:
        talk.sign_in()
        subject, name = "", talk.say("verb.wipe.everybody")
        if not options.all:
            subject, name = talk.whose(options.child)
        if not (options.yes or _sure(talk, name)):
            print(talk.say("verb.wipe.kept"))
            return FAILED
        talk.do(Wipe(subject))
        if options.json:
            print_json({"done": True, "subject": subject})
        else:
            print(talk.say("verb.wiped"))
        return OK


def _sure(talk: Talk, name: str) -> bool:
    """Have the word typed; where nobody can be asked, the answer is no."""
    if not sys.stdin.isatty():
        return False
    word = talk.say("verb.wipe.word")
    return input(talk.say("verb.wipe.sure", whom=name, word=word) + " ").strip() == word


def verify(options: Namespace) -> int:
    """Check the record and the store; 1 when something is wrong."""
    with Talk(options) as talk:
        found = talk.sign_in().ask(VerifyQ(), Verified)
        if options.json:
            print_json(found)
        elif not found.problems:
            print(talk.say("verb.verified", lines=found.lines))
        else:
            for problem in found.problems:
                print("  " + talk.say("verb.problem", problem=problem))
        return FAILED if found.problems else OK
