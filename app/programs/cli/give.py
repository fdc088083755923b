"""What a parent gives, stops and answers: grant, pause, lock, resume, requests, answer."""

from __future__ import annotations

from argparse import Namespace

from app.api.child import RequestRow
from app.api.parent import (
    Answer,
    ConfirmDate,
    FromParent,
    Give,
    Resume,
    Status,
    StatusQ,
    Stop,
    Today,
    TodayQ,
)
from app.programs.cli.codes import INPUT, Stopped
from app.programs.cli.talk import Talk, print_json
from app.programs.cli.when import day_of, time_of
from app.words import forms
from app.words.catalogue import say


def grant(options: Namespace) -> None:
    """Give extra time, or say something of a site."""
    if options.site:
        from app.programs.cli.sites import grant as open_site

        open_site(options)
        return
    _check_minutes(options)
    with Talk(options) as talk:
        if options.minutes <= 0:
            raise Stopped(INPUT, talk.say("verb.error.minutes"), field="minutes")
        subject, name = talk.sign_in().whose(options.child)
        _check_until(options.until, talk)
        made = talk.do(Give(subject, options.minutes, options.app, options.bonus, options.until))
        key = "verb.granted.bonus" if options.bonus else "verb.granted"
        key = "verb.granted.app" if options.app else key
        minutes = forms.minutes(options.minutes, talk.lang)
        _done(options, made, talk.say(key, name=name, minutes=minutes, app=options.app))


def _check_minutes(options: Namespace) -> None:
    """Refuse a grant of nothing, and words about a site where none is named."""
    words = ("ask", "block", "clear", "wrong_list", "how")
    lonely = next((word for word in words if getattr(options, word)), "")
    if lonely:
        flag = "--for" if lonely == "how" else f"--{lonely.replace('_', '-')}"
        text = say("verb.error.needs_site", options.lang, "parent", word=flag)
        raise Stopped(INPUT, text, field=flag)
    if options.minutes is None:
        text = say("verb.error.missing", options.lang, "parent", word="MINUTES")
        raise Stopped(INPUT, text, field="MINUTES")


def _check_until(until: str, talk: Talk) -> None:
    """Refuse a time that is none or is over: time given until yesterday is no time at all."""
    if not until:
        return
    status = talk.ask(StatusQ(), Status)
    now = forms.local(status.clock_ms, status.zone)
    ends = time_of(until, talk.lang, "--until")
    if ends.replace(tzinfo=ends.tzinfo or now.tzinfo) <= now:
        raise Stopped(INPUT, talk.say("verb.error.over", value=until), field="--until")


def pause(options: Namespace) -> None:
    """Stop a PC for a while."""
    _stop(options, "pause", "line.paused")


def lock(options: Namespace) -> None:
    """Lock a PC now."""
    _stop(options, "lock_now", "line.locked")


def _stop(options: Namespace, kind: str, key: str) -> None:
    with Talk(options) as talk:
        if options.minutes < 0:
            raise Stopped(INPUT, talk.say("verb.error.minutes"), field="minutes")
        subject, name = talk.sign_in().whose(options.child)
        _act(options, talk, Stop(subject, kind, options.minutes), key, name)


def resume(options: Namespace) -> None:
    """Let a PC go on."""
    with Talk(options) as talk:
        subject, name = talk.sign_in().whose(options.child)
        _act(options, talk, Resume(subject), "line.resumed", name)


def _act(options: Namespace, talk: Talk, message: FromParent, key: str, name: str) -> None:
    _done(options, talk.do(message), talk.say(key, name=name))


def _done(options: Namespace, made: str, sentence: str) -> None:
    if options.json:
        print_json({"done": True, "id": made})
    else:
        print(sentence)


# --- requests -------------------------------------------------------------------------------


def requests(options: Namespace) -> None:
    """Show what children asked for and nobody answered yet."""
    with Talk(options) as talk:
        today = talk.sign_in().ask(TodayQ(), Today)
        if options.json:
            print_json([_row(subject, row) for subject, row in today.requests])
            return
        names = {card.id: card.name for card in today.cards}
        if not today.requests:
            print(talk.say("console.requests.none"))
        for subject, row in today.requests:
            print(_line(talk, today, names.get(subject, subject), row))
            if row.words:
                print("    " + talk.say("console.quote", words=row.words))


def _row(subject: str, row: RequestRow) -> dict[str, object]:
    import msgspec

    return {"subject": subject, **msgspec.to_builtins(row)}


def _line(talk: Talk, today: Today, name: str, row: RequestRow) -> str:
    minutes = forms.minutes(row.minutes, talk.lang)
    about = row.about
    if row.kind == "site":
        from app.programs.cli.sites import shown

        about = shown(about, talk.lang)
    what = talk.say(f"console.asks.{row.kind}", minutes=minutes, about=about)
    when = forms.when(row.asked_ms, today.clock_ms, today.zone, talk.lang)
    return talk.say("verb.request", id=row.id, name=name, what=what, when=when)


def answer(options: Namespace) -> None:
    """Answer one request."""
    with Talk(options) as talk:
        yes = options.yes == "yes"
        message = Answer(options.id, yes, options.minutes, options.reply, options.how)
        made = talk.sign_in().do(message)
        _done(options, made, talk.say("verb.answered"))


def confirm_date(options: Namespace) -> None:
    """Vouch for the date that the service believes, or for the one that was named."""
    with Talk(options) as talk:
        status = talk.sign_in().ask(StatusQ(), Status)
        day = options.day or forms.local(status.clock_ms, status.zone).date().isoformat()
        day_of(day, talk.lang, "day")
        made = talk.do(ConfirmDate(day))
        _done(options, made, talk.say("verb.date", day=day))
