"""What the service says just now, kept for the pages: asked again whenever it changed.

A page hears values, in the language that is spoken; nothing is asked twice at once. While a page
is looked at, minutes pass without anything changing, so *Today* is asked again after a while too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.api import parent as wire
from app.api import parent_web as web_wire
from app.api.child import Base
from app.reports.week import monday_of
from app.ui.parent.line import Line, Refusal
from app.ui.parent.operations import LISTS, POLICY, RECORD, STATUS, TODAY, WEB, Did
from app.ui.parent.read import lists, policy, record, status, today, web, week
from app.ui.parent.read.site import Lore
from app.ui.parent.read.spoken import Spoken

AGAIN_MS = 15_000  # a heartbeat: nobody's minutes are older on screen
RECORD_PAGE = 60  # lines
SETTINGS, WEEK = "settings", "week"
LOOK = "look"  # a site that was looked up
_OLDER = "older"
_OF_SITES = (TODAY, POLICY, LISTS)  # when one of them changes, what holds of sites may have too
_ALL = (STATUS, TODAY, RECORD, POLICY, SETTINGS, WEEK, LISTS, WEB, LOOK)


class Board(QObject):
    """Emits values; `want_…` says what a page needs, `repeat` says all that is known again."""

    today_came = Signal(object)  # values.TodayValue
    status_came = Signal(object)  # values.StatusValue
    week_came = Signal(object)  # values.WeekValue
    record_came = Signal(object)  # values.RecordValue
    rules_came = Signal(object)  # values.RulesValue
    house_came = Signal(object)  # values.HouseValue
    policy_came = Signal(object)  # values.Written
    web_came = Signal(object)  # web_values.WebValue
    lists_came = Signal(object)  # web_values.ListsValue
    site_came = Signal(object)  # web_values.SiteValue: what was looked up last
    failed = Signal(str, object)  # what was asked, line.Refusal

    def __init__(
        self,
        line: Line,
        lang: str,
        own: str = "",
        services: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """Ask over this line, speak `lang`.

        own is the account the console runs in; services gives services' names by their keys.
        """
        super().__init__(line)
        self._line, self._lang, self._own = line, lang, own
        self._said: dict[str, Any] = {}
        self._asking: set[str] = set()
        self._again: set[str] = set()
        self._wanted: set[str] = set()
        self._records: list[wire.Records] = []
        self._week: tuple[str, date | None] = ("", None)
        self._lore = Lore(services)
        self._web = ""
        self._looked: tuple[str, str] = ("", "")
        self._tellers = self._ways_to_tell()
        self._tick = QTimer(self)
        self._tick.setInterval(AGAIN_MS)
        self._tick.timeout.connect(lambda: self._changed(TODAY))
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
        for what in _ALL:
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

    def want_web(self, subject: str) -> None:
        """A page shows this child's web."""
        self._web = subject
        self._wanted.update((WEB, LISTS))
        self.ask(WEB)
        if LISTS not in self._said:
            self.ask(LISTS)

    def look_up(self, subject: str, text: str) -> None:
        """Somebody wants to know about a site, or a service by its name."""
        self._looked = (subject, web.meant(text, self._lore))
        self._lore.explained.pop(self._looked, None)
        self._explain(*self._looked)

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
            LISTS: web_wire.ListsQ,
            WEB: lambda: web_wire.SitesQ(self._web),
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
        if what in _OF_SITES and WEB in self._wanted:
            self.ask(WEB)
        if what in (WEB, POLICY) and all(self._looked):
            self._explain(*self._looked)

    def _came(self, what: str, answer: Any) -> None:
        self._asking.discard(what)
        if what == RECORD:
            self._records = [answer]
        elif what == _OLDER:
            self._records.append(answer)
        first_today = what == TODAY and TODAY not in self._said
        rebuilt = what == LISTS and self._is_rebuilt(answer)
        self._said[what] = answer
        self._tell(what)
        if what in (TODAY, LISTS):
            self._learn_sites(rebuilt)
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
        self._lore.explained.clear()

    # --- sites ----------------------------------------------------------------------------------

    def _is_rebuilt(self, answer: web_wire.Lists) -> bool:
        """Whether the table of sites is another one now."""
        before = self._said.get(LISTS)
        self._lore.learn(answer)
        return before is not None and before.built_ms != answer.built_ms

    def _learn_sites(self, rebuilt: bool) -> None:
        """Ask what the lists know of the sites that children ask for."""
        now = self._said.get(TODAY)
        asked = [(who, row.about) for who, row in now.requests if row.kind == "site"] if now else []
        if rebuilt:
            self._lore.explained.clear()
        for subject, site in asked:
            if (subject, site) not in self._lore.explained and not web.is_word(site):
                self._explain(subject, site)
        if asked and LISTS not in self._wanted:
            self._wanted.add(LISTS)
            self.ask(LISTS)
        if self._lore.explained or self._said.get(WEB) is not None:
            self._tell_sites()

    def _explain(self, subject: str, site: str) -> None:
        """Ask about one site; a service is no name that could be decided about."""
        if web.is_word(site):
            self._tell(LOOK)
            return
        key, asking = (subject, site), f"site {subject} {site}"
        if asking in self._asking:
            return
        self._asking.add(asking)
        reply = self._line.ask(web_wire.SiteExplainQ(subject, site))
        reply.answered.connect(lambda answer: self._explained(key, answer))
        reply.refused.connect(lambda refusal: self._not_explained(key, refusal))

    def _explained(self, key: tuple[str, str], answer: Any) -> None:
        self._asking.discard(f"site {key[0]} {key[1]}")
        self._lore.explained[key] = answer
        self._tell_sites()

    def _not_explained(self, key: tuple[str, str], refusal: Refusal) -> None:
        self._asking.discard(f"site {key[0]} {key[1]}")
        if refusal.reason == "closed":
            return
        self._lore.explained[key] = None
        if key == self._looked and refusal.reason != "no_resolver":
            self._looked = ("", "")
            self.failed.emit(LOOK, refusal)
            return
        self._tell_sites()

    def _tell_sites(self) -> None:
        for what in (TODAY, WEB, LOOK):
            self._tell(what)

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
        if what == LOOK:
            self._tell_look()
        answer = self._said.get("record" if what == _OLDER else what)
        if answer is not None and what in self._tellers:
            self._tellers[what](answer)

    def _ways_to_tell(self) -> dict[str, Callable[[Any], None]]:
        return {
            TODAY: lambda answer: self.today_came.emit(today.today(answer, self._lang, self._lore)),
            STATUS: lambda answer: self.status_came.emit(status.status(answer, self._lang)),
            LISTS: lambda answer: self.lists_came.emit(lists.lists(answer, self._spoken())),
            RECORD: self._tell_record,
            _OLDER: self._tell_record,
            WEEK: self._tell_week,
            POLICY: self._tell_policy,
            SETTINGS: self._tell_house,
            WEB: self._tell_web,
        }

    def _tell_record(self, answer: wire.Records) -> None:
        if TODAY in self._said:
            read = record.record(self._records, self._names(), self._spoken(), RECORD_PAGE)
            self.record_came.emit(read)

    def _tell_web(self, answer: web_wire.Sites) -> None:
        if answer.subject == self._web and TODAY in self._said:
            self.web_came.emit(web.web(answer, self._spoken(), self._lore))
            self._tell_look()

    def _tell_look(self) -> None:
        """Say what was looked up last; a service needs no answer of its own."""
        subject, match = self._looked
        key = (subject, match)
        if not match or not (web.is_word(match) or key in self._lore.explained):
            return
        now = self._said.get(WEB)
        rules = now.rules if now is not None and now.subject == subject else ()
        found = self._lore.explained.get(key)
        speak = self._spoken()
        said = web.looked_up(subject, match, found, rules, speak, self._lore)
        self.site_came.emit(said)

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
