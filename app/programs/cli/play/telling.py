"""A played day for people: one line a happening, local times, then what was charged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.model.action import Action, FreeApp, HoldApp, NoticeKind, Notify, Record, SetScreen
from app.model.decision import Decision
from app.model.moment import MINUTE, SECOND
from app.model.use import Use
from app.programs.cli.play.engine import Line, Played
from app.programs.cli.play.script import Happening
from app.words import forms
from app.words.catalogue import knows, say
from app.words.rows import record_line

WHO = "parent"  # a story is told to a parent


class Teller:
    """Puts one played day into words of one language."""

    def __init__(self, played: Played, lang: str) -> None:
        """Take the names of everybody the story is about."""
        self._played = played
        self._lang = lang
        self._zone_name = played.script.zone
        self._zone = ZoneInfo(played.script.zone)
        people = played.script.policy.subjects
        self._names = {one.subject.id: one.subject.name for one in people}
        self._several = len(people) > 1

    def lines(self) -> Iterator[str]:
        """Give the whole story, line by line."""
        if self._played.script.title:
            yield self._played.script.title
        day: date | None = None
        for line in self._played.lines:
            text = self._text(line)
            if text is None:
                continue
            at = datetime.fromtimestamp(line.at_ms / 1000, self._zone)
            if at.date() != day:
                day = at.date()
                yield from ("", forms.long_date(day, self._lang))
            yield self._row(at, line, text)
        yield from ("", self._say("play.charged"))
        for subject, days in self._played.charged.items():
            yield from self._charged(subject, days)
        yield from self._ends()

    def _row(self, at: datetime, line: Line, text: str) -> str:
        clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
        mark = "" if line.event is not None else "   → "
        whose = self._name(line.subject) if self._several and mark and line.subject else ""
        late = ""
        if abs(line.trusted_ms - line.at_ms) >= MINUTE and line.event is None:
            when = forms.when(line.trusted_ms, line.at_ms, self._zone_name, self._lang)
            late = " " + self._say("play.trusted", when=when)
        return f"  {clock:<10}{mark}{whose + ': ' if whose else ''}{text}{late}"

    def _say(self, key: str, **facts: object) -> str:
        return say(key, self._lang, WHO, **facts)

    def _name(self, subject: str) -> str:
        return self._names.get(subject, subject.removeprefix("unknown:"))

    def _text(self, line: Line) -> str | None:
        """Give the words of one line; None for what people need not read."""
        if line.event is not None:
            return self._event(line.event, line.subject)
        if line.action is not None:
            return self._action(line.action)
        if line.decision is not None:
            return self._decision(line.app, line.decision)
        return self._say(f"play.note.{line.note}")

    # --- the story --------------------------------------------------------------------------

    def _event(self, event: Happening, subject: str) -> str:
        facts = {key: self._fact(key, value) for key, value in event.facts.items()}
        key = f"play.do.{event.do}{_variant(event)}"
        answer = self._say("play.answer.yes" if event.facts.get("yes") else "play.answer.no")
        return self._say(key, **(facts | {"who": self._name(subject), "answer": answer}))

    def _fact(self, key: str, value: Any) -> str:
        if key == "minutes":
            return forms.minutes(value, self._lang)
        if key == "by":
            sign = "−" if value < 0 else "+"
            return f"{sign}{forms.used(abs(value), self._lang)}"
        if isinstance(value, tuple):
            return ", ".join(value)
        return str(value)

    # --- the guard --------------------------------------------------------------------------

    def _action(self, action: Action) -> str | None:
        if isinstance(action, Notify):
            return self._notice(action)
        if isinstance(action, SetScreen):
            return self._say(f"play.screen.{action.screen.name.lower()}")
        if isinstance(action, Record):
            line = record_line(str(action.kind), action.code, dict(action.facts), self._lang)
            return self._say("play.record.news" if action.tell else "play.record", line=line)
        if isinstance(action, HoldApp | FreeApp):
            key = "play.hold" if isinstance(action, HoldApp) else "play.free"
            return self._say(key, app=_shown(action.app.name or action.app.id))
        return None

    def _notice(self, notice: Notify) -> str:
        key = f"play.{notice.kind}"
        if notice.kind is NoticeKind.TIP and notice.left_ms == 0:
            key = "play.tip.over"
        elif notice.app and knows(f"{key}.app"):
            key = f"{key}.app"
        left = forms.left(notice.left_ms, self._lang)
        return self._say(key, left=left, app=_shown(notice.name or notice.app))

    def _decision(self, app: str, decision: Decision) -> str:
        key = "play.decision.app" if app else "play.decision"
        verdict = self._say(f"line.verdict.{decision.verdict}")
        return self._say(key, verdict=verdict, why=self._why(decision), app=_shown(app))

    def _why(self, decision: Decision) -> str:
        why = self._say(f"why.{decision.reason}")
        return f"{why} [{decision.setting}]" if decision.setting else why

    # --- the sum ----------------------------------------------------------------------------

    def _charged(self, subject: str, days: Mapping[date, Use]) -> Iterator[str]:
        for day, use in sorted(days.items()):
            if not use.leisure_ms and not use.learning_ms:
                continue
            yield f"  {self._name(subject)}, {forms.short_date(day, self._lang)}"
            for name in ("leisure", "game", "learning"):
                ms = getattr(use, f"{name}_ms")
                if ms:
                    yield f"    {self._say(f'play.charged.{name}'):<28}{exact(ms)}"
            for app, ms in _apps(use).items():
                shown = _shown(app) if app else self._say("play.charged.unseen")
                yield f"      {shown:<26}{exact(ms)}"

    def _ends(self) -> Iterator[str]:
        people = self._played.state.people.values() if self._played.state else ()
        for person in people:
            screen = self._say(f"line.screen.{int(person.rung.applied)}")
            end = self._say("play.end", screen=screen, why=self._why(person.decision))
            yield f"  {self._name(person.id)}: {end}" if self._several else f"  {end}"


def tell(played: Played, lang: str) -> Iterator[str]:
    """Give the lines of a played day in `vi` or `en`."""
    return Teller(played, lang).lines()


def exact(ms: int) -> str:
    """Give a duration to the second: `1:05:00`, `0:00:45`."""
    seconds = ms // SECOND
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _variant(event: Happening) -> str:
    facts = event.facts
    if event.do == "front" and not facts["app"]:
        return ".none"
    if event.do == "awake" and not facts["reasons"]:
        return ".none"
    if event.do == "grant" and (facts["app"] or facts["bonus"]):
        return ".app" if facts["app"] else ".bonus"
    return ""


def _shown(identity: str) -> str:
    return identity.removeprefix("desktop:")


def _apps(use: Use) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in use.by_app.values():
        for app, ms in kind.items():
            found[app] = found.get(app, 0) + ms
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
