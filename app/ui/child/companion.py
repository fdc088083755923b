"""The child's own window: today, the rules, what the parents see, and asking; help in its corner.

What it shows are the rows of the last State, the very ones the parent's console gets.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.api.child import Done, No, State
from app.ui.child.ask_site import AskSite
from app.ui.child.asking import AskPanel
from app.ui.child.code_panel import CodePanel
from app.ui.child.help import paint_ground, scrolling
from app.ui.child.live import Live
from app.ui.child.rule_looks import RULE_GLYPHS, web_strip
from app.ui.child.site_words import name_of
from app.ui.child.today import TodayPage
from app.ui.shared import fonts, glyphs
from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Card, Glyph, Hairline
from app.ui.shared.eye import Eye, app_icon
from app.ui.shared.look import Look, color
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import CENTER, Words
from app.words import forms, rows

TICK_MS = 5_000
PAGES = (("today", "clock"), ("rules", "book"), ("seen", "people"))


class Companion(QWidget):
    """An ordinary window over `live`; `refresh` after every State."""

    asked = Signal(str, int, str, str)  # kind, minutes, about, words
    taken_back = Signal(str)
    coded = Signal(str, str, int, str)  # digits, what, minutes, about
    helped = Signal()
    told_again = Signal()

    def __init__(self, live: Live, dark: bool) -> None:
        """Call `refresh` once a State is there; before it only help can be reached."""
        super().__init__(None)
        self._live, self._dark = live, dark
        self._look = live.look(dark)
        self._built: list[object] = [None] * len(PAGES)
        self.ask_panel: AskPanel | AskSite | CodePanel | None = None
        self.today: TodayPage | None = None
        self._stack = QStackedWidget()
        self._areas = [scrolling(QWidget()) for _ in PAGES]
        for area in self._areas:
            self._stack.addWidget(area)
        self.nav: list[NavButton] = []
        self._build()
        self.show_page(0)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._move)
        self.refresh()

    def _build(self) -> None:
        look, theme = self._look, self._look.palette
        paint_ground(self, theme.nav)
        self.setWindowTitle(look.say("companion.title"))
        self.setWindowIcon(app_icon())
        self.help = Button(look.say("help.pill"), on_theme("help", theme), "heart", height=40,
                           role="strong", radius=20)  # fmt: skip
        self.help.clicked.connect(self.helped)
        title = Words(look.say("companion.title"), "emphasis", theme.ink)
        head = row(Eye("running", look.dark, 22), title, STRETCH, self.help, gap=12)
        head.setContentsMargins(18, 6, 16, 6)
        rail = column(gap=4, margins=(4, 4, 4, 10))
        for index, (name, glyph) in enumerate(PAGES):
            button = NavButton(look, look.say(f"nav.{name}"), glyph)
            button.clicked.connect(lambda _=False, index=index: self.show_page(index))
            rail.addWidget(button)
            self.nav.append(button)
        told = NavButton(look, look.say("nav.told"), "info")
        told.clicked.connect(self.told_again)
        rail.addWidget(told)
        rail.addStretch(1)
        rail.addLayout(
            row(STRETCH, Eye("running", look.dark, 24, look.say("eye.running")), STRETCH)
        )
        rail.addWidget(Words(look.say("eye.short"), "small", theme.ink2, align=CENTER))
        ground = Ground(theme.paper, theme.line)
        ground.setLayout(column(self._stack))
        body = row(gap=0)
        body.addLayout(rail)
        body.addWidget(ground, 1)
        outer = column(head, gap=0)
        outer.addLayout(body, 1)
        self.setLayout(outer)
        self.setMinimumSize(900, 600)
        self.resize(1100, 720)

    def refresh(self) -> None:
        """Build anew the pages about which the last State says something new; move the numbers."""
        state = self._live.state
        if state is None:
            return
        for index, shape in enumerate(_shapes(state)):
            if shape != self._built[index]:
                self._built[index] = shape
                self._put(index, self._page(index, state))
        if isinstance(self.ask_panel, AskSite):
            self.ask_panel.refresh()
        self._move()

    def _page(self, index: int, state: State) -> QWidget:
        if index == 1:
            return rules_page(self._look, state)
        if index == 2:
            return seen_page(self._look, state)
        self.today = TodayPage(self._look, self._live, state)
        self.today.ask.connect(self.open_ask)
        self.today.ask_site.connect(lambda name: self.open_ask("site", name))
        self.today.taken_back.connect(self.taken_back)
        return self.today

    def _put(self, index: int, page: QWidget) -> None:
        """Replace a page and stay where the child had scrolled to."""
        bar = self._areas[index].verticalScrollBar()
        at = bar.value()
        self._areas[index].setWidget(page)
        page.setAutoFillBackground(False)  # setWidget turns it on, in the desktop's grey
        bar.setValue(at)

    def show_page(self, index: int) -> None:
        """0 today, 1 rules, 2 what the parents see."""
        self._close_ask()
        self._stack.setCurrentIndex(index)
        for at, button in enumerate(self.nav):
            button.setChecked(at == index)

    def open_ask(self, kind: str, about: str = "") -> None:
        """The panel to ask with: time, app, site (about = which, "" = not said yet) or unfair."""
        if kind == "site":
            site = AskSite(self._look, self._live, about)
            site.taken_back.connect(self.taken_back)
            site.code.connect(self._open_code)
            site.asked.connect(self.asked)
            self._open_panel(site, 640)
        else:
            panel = AskPanel(self._look, self._live, kind)
            panel.asked.connect(self.asked)
            self._open_panel(panel, 640)

    def _open_code(self, about: str) -> None:
        """A parent stands beside: a code for this site, for an hour."""
        state = self._live.state
        name = name_of(about, state.rules if state else ())
        panel = CodePanel(self._look, site=about, name=name)
        panel.entered.connect(self.coded)
        self._open_panel(panel, 720)

    def _open_panel(self, panel: AskPanel | AskSite | CodePanel, width: int) -> None:
        self._close_ask()
        self.ask_panel = panel
        panel.left.connect(lambda: self.show_page(0))
        theme = self._look.palette
        card = Card(theme.card, theme.line, 16)
        card.setFixedWidth(width)
        card.setLayout(column(panel, margins=(28, 24, 28, 22)))
        holder = QWidget()
        inner = row(STRETCH, column(STRETCH, card, STRETCH, STRETCH), STRETCH)
        inner.setContentsMargins(8, 12, 8, 12)
        holder.setLayout(inner)
        for button in self.nav:
            button.setChecked(False)
        area = scrolling(holder)  # a small screen scrolls a long question
        holder.setAutoFillBackground(False)
        self._stack.addWidget(area)
        self._stack.setCurrentWidget(area)
        panel.begin()

    def _close_ask(self) -> None:
        if self.ask_panel is not None:
            self.ask_panel = None
            holder = self._stack.widget(len(PAGES))
            if holder is not None:
                self._stack.removeWidget(holder)
                holder.deleteLater()

    def answered(self, answer: Done | No) -> None:
        """What became of the last question or code."""
        if self.ask_panel is not None:
            if isinstance(answer, No):
                self.ask_panel.refused(answer)
            else:
                self.ask_panel.done()

    def _move(self) -> None:
        if self.today is not None and self._stack.currentIndex() == 0:
            self.today.tick()

    def showEvent(self, event: object) -> None:
        """Numbers move only while somebody can see them."""
        self._tick.start()
        self._move()

    def hideEvent(self, event: object) -> None:
        """And rest while nobody can."""
        self._tick.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing forgets a question that was not sent."""
        self._close_ask()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 is help, Escape closes the window, as everywhere."""
        if event.key() == Qt.Key.Key_F1:
            self.helped.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class NavButton(Button):
    """Icon above its word; the chosen page has a bar, a ground and its own colour."""

    def __init__(self, look: Look, said: str, glyph: str) -> None:
        """64 px wide, 12 px words."""
        super().__init__(said, on_theme("quiet", look.palette), glyph, role="small", height=58)
        self._theme = look.palette
        self.setCheckable(True)
        self.setAutoExclusive(False)

    def sizeHint(self) -> QSize:
        """As wide as the longest word allows."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 12
        return QSize(max(68, width), self.height())

    def minimumSizeHint(self) -> QSize:
        """Never squeezed."""
        return self.sizeHint()

    def words_box(self) -> QRectF:
        """Under the glyph, over the whole width."""
        return QRectF(0, 33, self.width(), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and bar when chosen, glyph, word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, chosen = self._theme, self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse():
            painter.setBrush(color(theme.card if chosen else theme.sunken))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 1, 0, -1), 6, 6)
        if chosen:
            painter.setBrush(color(theme.bamboo))
            painter.drawRoundedRect(QRectF(0, self.height() / 2 - 9, 3, 18), 1.5, 1.5)
        tint = color(theme.bamboo if chosen else theme.ink2)
        glyphs.draw(painter, self._glyph, QRectF(self.width() / 2 - 11, 9, 22, 22), tint)
        painter.setPen(tint)
        painter.setFont(fonts.font("small"))
        painter.drawText(self.words_box(), CENTER, self.text())


class Ground(QWidget):
    """The page colour with its one round corner."""

    def __init__(self, ground: str, line: str) -> None:
        """Drawn under the pages."""
        super().__init__()
        self._tints = ground, line

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the upper left corner is inside the window."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(color(self._tints[0]))
        painter.setPen(color(self._tints[1]))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, 20, 20)
        painter.drawRoundedRect(box, 12, 12)


def rules_page(look: Look, state: State) -> QWidget:
    """Every rule, what it is, who chose it."""
    theme = look.palette
    page = column(
        Words(look.say("today.rules"), "page", theme.ink),
        Words(look.say("rules.lead"), "large", theme.ink2, wrap=True),
        gap=12, margins=(28, 18, 28, 20),
    )  # fmt: skip
    if state.web:
        page.addWidget(web_strip(look, state.web))
    card = Card(theme.card, theme.line, 12)
    lines = column(gap=10, margins=(20, 14, 20, 14))
    for index, rule in enumerate(state.rules):
        if index:
            lines.addWidget(Hairline(theme.line))
        head, sub = rows.rule(rule.key, rule.value, look.lang, look.voice)
        mark = Glyph(RULE_GLYPHS.get(rule.key, "info"), 20, theme.bamboo, theme.bamboo_tint, 9)
        line = row(mark, gap=14)
        said = column(Words(head, "strong", theme.ink, wrap=True), gap=0)
        if sub:
            said.addWidget(Words(sub, "note", theme.ink2, wrap=True))
        line.addLayout(said, 1)
        line.addWidget(Words(look.say(f"rule.chosen.{rule.origin}"), "small", theme.ink2))
        lines.addLayout(line)
    if not state.rules:
        lines.addWidget(Words(look.say("rules.none"), "body", theme.ink2))
    card.setLayout(lines)
    page.addWidget(card)
    page.addStretch(1)
    made = QWidget()
    made.setLayout(page)
    return made


def seen_page(look: Look, state: State) -> QWidget:
    """The rows the parent sees, for how long they are kept, and what nobody sees."""
    theme = look.palette
    page = column(
        Words(look.say("seen.title"), "page", theme.ink),
        Words(look.say("seen.lead"), "large", theme.ink2, wrap=True),
        gap=12, margins=(28, 18, 28, 20),
    )  # fmt: skip
    card = Card(theme.card, theme.line, 12)
    lines = column(gap=10, margins=(20, 14, 20, 14))
    for index, seen in enumerate(state.seen):
        if index:
            lines.addWidget(Hairline(theme.line))
        label, value = rows.seen(seen.key, seen.value, look.lang, look.voice)
        line = row(gap=12)
        line.addWidget(Words(label, "body", theme.ink, wrap=True), 1)
        line.addWidget(Words(value, "strong", theme.ink))
        lines.addLayout(line)
    if not state.seen:
        lines.addWidget(Words(look.say("seen.none"), "body", theme.ink2))
    card.setLayout(lines)
    page.addWidget(card)
    days = forms.days(state.retention_days, look.lang)
    for glyph, said in (
        ("calendar", look.say("seen.kept", days=days)),
        ("eye", look.say("seen.never")),
    ):
        line = row(Glyph(glyph, 16, theme.ink2), gap=10)
        line.addWidget(Words(said, "body", theme.ink2, wrap=True), 1)
        page.addLayout(line)
    page.addStretch(1)
    made = QWidget()
    made.setLayout(page)
    return made


def _shapes(state: State) -> tuple[object, object, object]:
    """What each page is built from, without what moves by itself."""
    whom = (state.language, state.bracket, state.ten, state.name)
    today = (
        whom, state.budget_ms, state.closes_ms, state.next, state.charging, state.rules,
        state.requests, state.stopped, state.learning_ms // 60_000, state.site, state.web,
        tuple(row for row in state.seen if row.key in ("stop", "warned")),
    )  # fmt: skip
    return today, (whom, state.rules, state.web), (whom, state.seen, state.retention_days)
