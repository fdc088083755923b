"""The companion's first page: what is left, what comes, why something stopped, rules, asking.

Up to 12 the day is a bamboo, from 13 a ring. Numbers move between messages; everything else is
built anew only when a State brings something new.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.api.child import RequestRow, RuleRow, State
from app.ui.child.live import CHARGED, Live
from app.ui.child.rule_looks import RULE_GLYPHS, first, tints, web_strip
from app.ui.child.site_card import SiteBlock
from app.ui.child.site_words import FILTERED, answer_said, is_of_today, name_of
from app.ui.child.telling import steps, why_lines
from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Card, Glyph, Hairline
from app.ui.shared.day_bamboo import DayBamboo
from app.ui.shared.look import Look
from app.ui.shared.ring import Ring
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import CENTER, Words
from app.words import forms, rows

_NEXT = 2
_SEEN = 4
_WAITING = 2


class TodayPage(QWidget):
    """Built from one State; `tick` moves its numbers."""

    ask = Signal(str)  # kind of question: time, site, app, unfair
    ask_site = Signal(str)  # the site that was stopped
    taken_back = Signal(str)

    def __init__(self, look: Look, live: Live, state: State) -> None:
        """look decides which of the two shapes."""
        super().__init__()
        self._look, self._live, self._state = look, live, state
        self._teen = look.voice in ("13-15", "16-17")
        self.bamboo: DayBamboo | None = None
        self.ring: Ring | None = None
        self.number = Words("", "giant", look.palette.ink)
        self.unit = Words("", "sentence", look.palette.ink)
        self.used = Words("", "body", look.palette.ink2, wrap=True)
        self.charging = Words("", "note", look.palette.ink2)
        self.goal = Words("", "sentence", look.palette.ink, wrap=True)
        parts = column(gap=12, margins=(24, 16, 24, 18))
        if self._teen:
            self._build_teen(parts)
        else:
            self._build_child(parts)
        self.setLayout(parts)
        self.tick()

    # --- the two shapes ---------------------------------------------------------------------

    def _build_child(self, parts: QVBoxLayout) -> None:
        look, theme = self._look, self._look.palette
        self.bamboo = DayBamboo(look)
        hello = Words(look.say("today.hello", name=self._state.name), "sentence", theme.bamboo)
        for_today = Words(look.say("today.left.for"), "large", theme.ink2)
        number = row(self.number, column(STRETCH, self.unit, for_today, STRETCH, gap=0), gap=14)
        number.addStretch(1)
        middle = column(hello, number, 6, self._coming(), STRETCH, gap=6, margins=(0, 8, 0, 4))
        middle.addWidget(self.charging)
        hero = Card(theme.card, theme.line, 16)
        line = row(self.bamboo, gap=22, margins=(14, 14, 16, 14))
        line.addLayout(middle, 1)
        line.addWidget(self._side())
        hero.setLayout(line)
        parts.addWidget(hero, 1)
        parts.addWidget(Words(look.say("today.rules"), "card", theme.ink))
        parts.addLayout(self._rule_cards())
        self._add_waiting(parts)
        parts.addLayout(self._asking(50, "card"))

    def _build_teen(self, parts: QVBoxLayout) -> None:
        look, theme = self._look, self._look.palette
        local = forms.local(self._state.clock_ms, self._state.zone).date()
        date = forms.long_date(local, look.lang)
        soft = any(rows.unpack(r.value).get("soft") == "1" for r in self._state.rules)
        below = f"{date} · {look.say('today.soft')}" if soft else date
        title = Words(look.say("today.hello", name=self._state.name), "page", theme.ink)
        parts.addLayout(column(title, Words(below, "body", theme.ink2), gap=0))
        self.ring = Ring(theme, 148, 40, look.say("ring.unit"))
        facts = column(STRETCH, self.goal, self.used, self.charging, 4, gap=4)
        facts.addLayout(self._coming())
        facts.addStretch(1)
        card = Card(theme.card, theme.line, 12)
        line = row(self.ring, gap=28, margins=(22, 16, 20, 16))
        line.addLayout(facts, 1)
        card.setLayout(line)
        parts.addWidget(card)
        parts.addLayout(self._asking(40, "emphasis"))
        self._add_waiting(parts)
        pair = row(gap=14)
        pair.addWidget(self._rule_list(), 5)
        pair.addWidget(self._side(), 4)
        parts.addLayout(pair, 1)

    # --- their parts ------------------------------------------------------------------------

    def _coming(self) -> QVBoxLayout:
        look, theme, state = self._look, self._look.palette, self._state
        lines = column(gap=12)
        for glyph, when, what in steps(state.next, state.clock_ms, state.zone, look)[:_NEXT]:
            night = glyph == "moon"
            tint = theme.night if night else theme.bamboo
            ground = theme.night_tint if night else theme.bamboo_tint
            said = Words(f"{when} · {what}", "strong", theme.ink, wrap=True)
            lines.addLayout(_marked(Glyph(glyph, 18, tint, ground, 9), said))
        if not self._teen:
            study = column(
                Words(look.say("today.study"), "strong", theme.ink),
                Words(
                    look.say("today.study.sub", study=forms.used(state.learning_ms, look.lang)),
                    "note", theme.ink2,
                ),
                gap=0,
            )  # fmt: skip
            mark = Glyph("study", 18, theme.bamboo, theme.bamboo_tint, 9)
            line = row(mark, gap=12)
            line.addLayout(study, 1)
            lines.addLayout(line)
        return lines

    def _side(self) -> Card:
        """Why something stopped and the last answers, with who sees what."""
        look, theme, state = self._look, self._look.palette, self._state
        card = Card(theme.paper, theme.line, 12)
        if not self._teen:
            card.setFixedWidth(286)
        lines = column(gap=6, margins=(16, 14, 14, 14))
        site = state.site
        if site is not None and is_of_today(site, state):
            block = SiteBlock(look, site, state)
            block.asked.connect(self.ask_site)
            lines.addWidget(block)
            if state.stopped is not None:
                lines.addSpacing(6)
                lines.addWidget(Hairline(theme.line))
                lines.addSpacing(2)
        if state.stopped is not None:
            head = Words(look.say("today.why.head"), "note_strong", theme.ink2)
            lines.addLayout(_marked(Glyph("octagon", 16, theme.ink2), head))
            for index, said in enumerate(
                why_lines(state.stopped, state.clock_ms, state.zone, look)
            ):
                role, tint = ("strong", theme.ink) if index == 0 else ("note", theme.ink2)
                lines.addWidget(Words(said, role, tint, wrap=True))
        elif site is None or not is_of_today(site, state):
            head = Words(look.say("today.nothing"), "note_strong", theme.ink2, wrap=True)
            lines.addLayout(_marked(Glyph("check", 16, theme.bamboo), head))
            lines.addSpacing(6)
            self._add_seen(lines)
        for request in [r for r in state.requests if r.answer][-2:]:
            lines.addSpacing(8)
            self._add_answer(lines, request)
        lines.addStretch(1)
        lines.addWidget(Words(look.say("seen.never"), "note", theme.ink2, wrap=True))
        card.setLayout(lines)
        return card

    def _add_seen(self, lines: QVBoxLayout) -> None:
        look, theme = self._look, self._look.palette
        lines.addWidget(Words(look.say("seen.title"), "card", theme.ink, wrap=True))
        for row_seen in self._state.seen[:_SEEN]:
            label, value = rows.seen(row_seen.key, row_seen.value, look.lang, look.voice)
            line = row(gap=8)
            line.addWidget(Words(label, "body", theme.ink, wrap=True), 1)
            line.addWidget(Words(value, "emphasis", theme.ink))
            lines.addLayout(line)

    def _add_answer(self, lines: QVBoxLayout, request: RequestRow) -> None:
        look, theme = self._look, self._look.palette
        if request.answer == "yes" and request.minutes:
            minutes = forms.minutes(request.minutes, look.lang)
            said = look.say("ask.yes.time", minutes=minutes)
        elif request.answer == "yes" and request.kind == "app":
            name = program_name(request.about, self._state.rules)
            said = look.say("ask.yes.app", name=name)
        elif request.kind == "site":
            said = answer_said(request, self._state, look)
        else:
            said = look.say(f"ask.{request.answer}")
        yes = request.answer == "yes"
        words = Words(said, "strong", theme.ink, wrap=True)
        mark = Glyph("check" if yes else "chat", 16, theme.bamboo if yes else theme.ink2)
        lines.addLayout(_marked(mark, words))
        if request.reply:
            lines.addWidget(Words(f"“{request.reply}”", "body", theme.ink2, wrap=True))

    def _rule_cards(self) -> QHBoxLayout:
        look, theme = self._look, self._look.palette
        line = row(gap=10)
        for rule in first(self._state.rules):
            head, sub = rows.rule(rule.key, rule.value, look.lang, look.voice)
            card = Card(theme.card, theme.line, 12)
            mark = Glyph(RULE_GLYPHS.get(rule.key, "info"), 24, *tints(look, rule), 12)
            card.setLayout(
                column(
                    row(STRETCH, mark, STRETCH),
                    Words(head, "emphasis", theme.ink, wrap=True, align=CENTER),
                    Words(sub, "note", theme.ink2, wrap=True, align=CENTER),
                    gap=2,
                    margins=(8, 10, 8, 10),
                )
            )
            line.addWidget(card, 1)
        return line

    def _rule_list(self) -> Card:
        look, theme = self._look, self._look.palette
        card = Card(theme.card, theme.line, 12)
        title = Words(look.say("today.rules"), "card", theme.ink)
        lines = column(title, gap=9, margins=(20, 16, 20, 14))
        for rule in first(self._state.rules):
            head, sub = rows.rule(rule.key, rule.value, look.lang, look.voice)
            said = f"{head}, {sub}" if sub else head
            line = row(Glyph("check", 14, theme.bamboo), gap=10)
            line.addWidget(Words(said, "body", theme.ink, wrap=True), 1)
            chosen = look.say(f"rule.chosen.{rule.origin}")
            line.addWidget(Words(chosen, "small", theme.ink2))
            lines.addLayout(line)
        lines.addStretch(1)
        card.setLayout(lines)
        return card

    def _add_waiting(self, parts: QVBoxLayout) -> None:
        look, theme = self._look, self._look.palette
        if self._state.web == "lost":
            parts.addWidget(web_strip(look, "lost"))
        for request in [r for r in self._state.requests if not r.answer][-_WAITING:]:
            card = Card(theme.bamboo_tint, radius=10)
            line = row(Glyph("send", 16, theme.bamboo), gap=10, margins=(16, 5, 8, 5))
            said = waiting_words(request, self._state, look)
            line.addWidget(Words(said, "body", theme.ink, wrap=True), 1)
            back = Button(look.say("ask.take_back"), on_theme("quiet", theme), height=34)
            back.clicked.connect(lambda _=False, id_=request.id: self.taken_back.emit(id_))
            line.addWidget(back)
            card.setLayout(line)
            parts.addWidget(card)

    def _asking(self, height: int, role: str) -> QHBoxLayout:
        look, theme = self._look, self._look.palette
        line = row(gap=10)
        filtered = self._state.web in FILTERED
        for kind, key, glyph, paint in (
            ("time", "today.ask", "clock", "primary"),
            *((("site", "today.ask.site", "globe", "plain"),) if filtered else ()),
            ("app", "today.ask.app", "window", "plain"),
            ("unfair", "today.unfair", "chat", "plain"),
        ):
            button = Button(look.say(key), on_theme(paint, theme), glyph, role=role, height=height)
            button.clicked.connect(lambda _=False, kind=kind: self.ask.emit(kind))
            line.addWidget(button, 0 if self._teen else 1)
        if self._teen:
            line.addStretch(1)
        return line

    # --- what moves -------------------------------------------------------------------------

    def tick(self) -> None:
        """Show the numbers as they are now."""
        look, live, state = self._look, self._live, self._state
        left, used = live.left_ms(), live.used_ms()
        charging = state.charging or "none"
        self.charging.setText(look.say(f"today.charging.{charging}"))
        budget = None if state.budget_ms is None else forms.minutes_used(state.budget_ms)
        if self.bamboo is not None:
            now = forms.local(live.now_ms(), state.zone)
            self.bamboo.grow(used / 60_000, budget, now.hour + now.minute / 60, state.breaks)
        self._tick_left(left)
        facts = {
            "used": forms.used(used, look.lang),
            "study": forms.used(state.learning_ms, look.lang),
        }
        if budget is None:
            self.used.setText(look.say("today.used.free", **facts))
        else:
            facts["budget"] = forms.minutes(budget, look.lang)
            self.used.setText(look.say("today.used", **facts))

    def _tick_left(self, left: int | None) -> None:
        look, state = self._look, self._state
        if left is None:
            self.number.setText("∞" if self._teen else "")
            self.number.setVisible(self._teen)
            self.unit.setText(look.say("today.free"))
            self.goal.setText(look.say("today.free"))
        else:
            minutes = forms.minutes_left(left)
            self.number.setText(str(minutes))
            one = ".one" if minutes == 1 else ""
            self.unit.setText(look.say(f"today.left.unit{one}"))
            self.goal.setText(self._goal(left))
        if self.ring is not None:
            budget = None if state.budget_ms is None else forms.minutes_used(state.budget_ms)
            minutes = 0 if left is None else forms.minutes_left(left)
            shown = str(minutes) if left is not None else "–"
            name = ring_name(look, left, state.budget_ms, self._live.used_ms())
            resting = state.charging not in CHARGED
            self.ring.show_time(minutes, budget, shown, name, resting)

    def _goal(self, left: int) -> str:
        look, state = self._look, self._state
        soft = any(r.key == "day" and rows.unpack(r.value).get("soft") == "1" for r in state.rules)
        said = forms.left(left, look.lang)
        if not soft:
            return look.say("tray.left", left=said)
        if left <= 0 and state.budget_ms is not None:
            over = forms.used(max(0, self._live.used_ms() - state.budget_ms), look.lang)
            return look.say("today.goal.over", over=over)
        mine = any(r.key == "day" and r.origin == "parent" for r in state.rules)
        return look.say("today.goal" if mine else "today.goal.preset", left=said)


def ring_name(look: Look, left: int | None, budget_ms: int | None, used_ms: int) -> str:
    """The fact a ring says to a screen reader."""
    if left is None or budget_ms is None:
        return look.say("ring.name.free", used=forms.used(used_ms, look.lang))
    budget = forms.budget(forms.minutes_used(budget_ms), look.lang)
    return look.say("ring.name", left=forms.left(left, look.lang), budget=budget)


def waiting_words(request: RequestRow, state: State, look: Look) -> str:
    """An open request: what was asked, when, until when an answer is due."""
    facts = {
        "at": forms.clock(request.asked_ms, state.zone),
        "due": forms.when(request.due_ms, state.clock_ms, state.zone, look.lang),
        "minutes": forms.minutes(request.minutes, look.lang),
        "name": name_of(request.about, state.rules)
        if request.kind == "site"
        else program_name(request.about, state.rules),
    }
    if request.due_ms < state.clock_ms:
        return look.say("ask.late")
    return look.say(f"ask.waiting.{request.kind}", **facts)


def program_name(about: str, rules: tuple[RuleRow, ...]) -> str:
    """The name people know for what a request is about."""
    for rule in rules:
        given = rows.unpack(rule.value)
        if about and about in (given.get("app"), rule.key):
            return given.get("name", about)
    return about


def _marked(mark: QWidget, said: QWidget) -> QHBoxLayout:
    line = row(gap=10)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(said, 1)
    return line
