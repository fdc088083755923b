"""What the service says just now, kept for the pages: asked again whenever it changed.

A page hears values, in the language that is spoken; nothing is asked twice at once. While a page
is looked at, minutes pass without anything changing, so *Today* is asked again after a while too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.api import parent as wire
from app.api.child import Base
from app.reports.week import monday_of
from app.ui.parent.line import Line
from app.ui.parent.operations import POLICY, RECORD, STATUS, TODAY, Did
from app.ui.parent.read import policy, record, status, today, week
from app.ui.parent.read.spoken import Spoken

AGAIN_MS = 15_000  # a heartbeat: nobody's minutes are older on screen
RECORD_PAGE = 60  # lines
SETTINGS, WEEK = "settings", "week"
_OLDER = "older"


class Board(QObject):
    """Emits values; `want_…` says what a page needs, `repeat` says all that is known again."""

    today_came = Signal(object)  # values.TodayValue
    status_came = Signal(object)  # values.StatusValue
    week_came = Signal(object)  # values.WeekValue
    record_came = Signal(object)  # values.RecordValue
    rules_came = Signal(object)  # values.RulesValue
    house_came = Signal(object)  # values.HouseValue
    policy_came = Signal(object)  # values.Written
    failed = Signal(str, object)  # what was asked, line.Refusal

    def __init__(self, line: Line, lang: str, own: str = "") -> None:
        """Ask over this line, speak `lang`; `own` is the account the console runs in."""
        super().__init__(line)
        self._line, self._lang, self._own = line, lang, own
        self._said: dict[str, Any] = {}
        self._asking: set[str] = set()
        self._again: set[str] = set()
        self._wanted: set[str] = set()
        self._records: list[wire.Records] = []
        self._week: tuple[str, date | None] = ("", None)
        self._tick = QTimer(self)
        self._tick.setInterval(AGAIN_MS)
        self._tick.timeout.connect(lambda: self.ask(TODAY))
        line.changed.connect(self._changed)
        line.lost.connect(self._lost)

    # --- what pages say -------------------------------------------------------------------------

    def begin(self) -> None:
        """A parent is signed in: follow what changes, and ask for what every page needs."""
        self._line.ask(wire.Follow())
        self._wanted = {TODAY, STATUS}
        for what in self._wanted:
            self.ask(what)
        self._tick.start()

    def speak(self, lang: str) -> None:
        """Change the language; everything known is said again."""
        self._lang = lang
        self.repeat()

    def repeat(self) -> None:
        """Say what is known again, to pages that were just made."""
        for what in (STATUS, TODAY, RECORD, POLICY, SETTINGS, WEEK):
            self._tell(what)

    def want(self, what: str) -> None:
        """A page shows this from now on: `record`, `policy` or `settings`."""
        self._wanted.add(what)
        self.ask(what)

    def want_week(self, subject: str, monday: date | None = None) -> None:
        """A page shows this child's week; None = the week that runs."""
        self._week = (subject, monday)
        self._wanted.add(WEEK)
        self.ask(WEEK)

    def want_older(self) -> None:
        """More of the record."""
        self.ask(_OLDER)

    def did(self, did: Did) -> None:
        """An operation changed something."""
        for what in did.changed:
            self._changed(what)

    def ask(self, what: str) -> None:
        """Ask for one thing, or once more when the answer under way may be too old."""
        if what in self._asking:
            self._again.add(what)
            return
        question = self._question(what)
        if question is None:
            return
        self._asking.add(what)
        reply = self._line.ask(question)
        reply.answered.connect(lambda answer: self._came(what, answer))
        reply.refused.connect(lambda refusal: self._refused(what, refusal))

    # --- what the service says ------------------------------------------------------------------

    def _question(self, what: str) -> Base | None:
        if what == WEEK:
            return self._week_question()
        if what == _OLDER:
            last = self._records[-1].rows[-1].seq if self._records[-1:] else 0
            return wire.RecordQ(last, RECORD_PAGE)
        plain: dict[str, Callable[[], Base]] = {
            TODAY: wire.TodayQ,
            STATUS: wire.StatusQ,
            POLICY: wire.PolicyQ,
            SETTINGS: wire.SettingsQ,
            RECORD: lambda: wire.RecordQ(0, RECORD_PAGE),
        }
        return plain[what]() if what in plain else None

    def _week_question(self) -> Base | None:
        subject, monday = self._week
        now = self._said.get(TODAY)
        if not subject or now is None:
            return None
        monday = monday or monday_of(self._spoken().today())
        first, last = week.asked_days(monday)
        self._week = (subject, monday)
        return wire.ReportQ(subject, first, last)

    def _changed(self, what: str) -> None:
        if what in self._wanted:
            self.ask(what)
        if what == TODAY and WEEK in self._wanted:
            self.ask(WEEK)

    def _came(self, what: str, answer: Any) -> None:
        self._asking.discard(what)
        if what == RECORD:
            self._records = [answer]
        elif what == _OLDER:
            self._records.append(answer)
        first_today = what == TODAY and TODAY not in self._said
        self._said[what] = answer
        self._tell(what)
        if first_today:
            self._tell(RECORD)
            self._tell(POLICY)
        if what in self._again:
            self._again.discard(what)
            self.ask(what)

    def _refused(self, what: str, refusal: object) -> None:
        self._asking.discard(what)
        self._again.discard(what)
        self.failed.emit(what, refusal)

    def _lost(self, code: str) -> None:
        self._tick.stop()
        self._asking.clear()
        self._again.clear()
        self._wanted.clear()

    # --- in words -------------------------------------------------------------------------------

    def _spoken(self) -> Spoken:
        now = self._said.get(TODAY) or self._said.get(STATUS)
        if now is None:
            return Spoken(self._lang)
        return Spoken(self._lang, now.zone or "UTC", now.clock_ms)

    def _names(self) -> dict[str, str]:
        now = self._said.get(TODAY)
        return {} if now is None else {card.id: card.name for card in now.cards}

    def _tell(self, what: str) -> None:
        answer = self._said.get(what)
        if answer is None:
            return
        match what:
            case "today":
                self.today_came.emit(today.today(answer, self._lang))
            case "status":
                self.status_came.emit(status.status(answer, self._lang))
            case "record" | "older":
                if TODAY in self._said:
                    read = record.record(self._records, self._names(), self._spoken(), RECORD_PAGE)
                    self.record_came.emit(read)
            case "week":
                self._tell_week(answer)
            case "policy":
                self._tell_policy(answer)
            case "settings":
                self._tell_house(answer)

    def _tell_week(self, answer: wire.Report) -> None:
        subject, monday = self._week
        asked = monday is not None and monday.isoformat() in answer.budgets_ms
        if answer.subject == subject and monday is not None and asked:
            self.week_came.emit(week.week_of(answer, monday, self._spoken()))

    def _tell_policy(self, answer: wire.PolicyDoc) -> None:
        document = status.written(answer)
        self.policy_came.emit(document)
        if TODAY in self._said or STATUS in self._said:
            self.rules_came.emit(policy.rules(document, self._spoken().today(), self._lang))

    def _tell_house(self, answer: wire.Settings) -> None:
        now = self._said.get(STATUS)
        advice = now is not None and now.mode != "installed"
        self.house_came.emit(status.house(answer, self._lang, own=self._own, advice=advice))
