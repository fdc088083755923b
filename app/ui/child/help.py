"""Help: whom to call, with a QR code to dial, and bundled pages for when something is wrong.

Works with the network off and everything else frozen; nothing that happens here is sent, counted or
kept. One key (Escape) or one button leaves at once, whoever looks over the shoulder.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Card, Glyph
from app.ui.shared.eye import app_icon
from app.ui.shared.look import Look
from app.ui.shared.qr import QrCode
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import LEFT, Words
from app.words.sources import Contact, contacts

PAGES = (
    ("threat", "shield_warn"),
    ("picture", "eye"),
    ("hurt", "heart"),
    ("sad", "leaf"),
    ("body", "people"),
)


class HelpPanel(QWidget):
    """Numbers at the left, pages at the right; the same on the lock and in a window."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        """Everything is in the catalogue and in contacts.toml; no file is opened later."""
        super().__init__()
        self._look = look
        theme = look.palette
        self.leave = Button(look.say("help.leave"), on_theme("plain", theme), "close")
        self.leave.clicked.connect(self.left)
        head = row(gap=16)
        head.addWidget(Words(look.say("help.title"), "page", theme.ink), 1)
        head.addWidget(self.leave)
        self._side = QVBoxLayout()
        self._side.setSpacing(10)
        body = row(gap=24)
        body.addLayout(self._numbers(), 2)
        body.addLayout(self._side, 3)
        self.setLayout(column(head, body, gap=14))
        self.page_buttons: list[Button] = []
        self.back: Button | None = None
        self.show_list()

    def show_list(self) -> None:
        """What is happening? Five things to choose from."""
        look, theme = self._look, self._look.palette
        self._clear()
        self.page_buttons = []
        self._side.addWidget(Words(look.say("help.pages"), "card", theme.ink))
        for slug, glyph in PAGES:
            said = look.say(f"help.{slug}.title")
            plain = on_theme("plain", theme)
            button = Button(said, plain, glyph, role="large", height=52, to_left=True)
            button.clicked.connect(lambda _=False, slug=slug: self.show_page(slug))
            self._side.addWidget(button)
            self.page_buttons.append(button)
        self._side.addStretch(1)
        self._side.addLayout(self._adults())
        private = Words(look.say("help.private"), "note", theme.ink2, wrap=True)
        line = row(gap=8)
        line.addWidget(Glyph("lock", 14, theme.ink2))
        line.addWidget(private, 1)
        self._side.addLayout(line)

    def show_page(self, slug: str) -> None:
        """One page. Raises KeyError for a page that is not bundled."""
        look, theme = self._look, self._look.palette
        self._clear()
        self.back = Button(look.say("help.back"), on_theme("plain", theme), "back")
        self.back.clicked.connect(self._return)
        self._side.addWidget(Words(look.say(f"help.{slug}.title"), "dialog", theme.ink, wrap=True))
        lead = Card(theme.leaf_tint, radius=10)
        words = Words(look.say(f"help.{slug}.lead"), "strong", theme.ink, wrap=True)
        lead.setLayout(column(words, margins=(16, 12, 16, 12)))
        self._side.addWidget(lead)
        self._side.addWidget(self._steps(look.say(f"help.{slug}.steps").split("\n")), 1)
        self._side.addLayout(row(self.back, STRETCH))
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _return(self) -> None:
        self.show_list()
        self.page_buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _steps(self, steps: list[str]) -> QWidget:
        theme = self._look.palette
        inner = QWidget()
        place = QGridLayout(inner)
        place.setContentsMargins(0, 4, 8, 4)
        place.setVerticalSpacing(12)
        place.setHorizontalSpacing(12)
        place.setColumnStretch(1, 1)
        for index, said in enumerate(steps):
            number = Words(f"{index + 1}.", "strong", theme.bamboo)
            words = Words(said, "large", theme.ink, wrap=True)
            place.addWidget(number, index, 0, Qt.AlignmentFlag.AlignTop)
            place.addWidget(words, index, 1, Qt.AlignmentFlag.AlignTop)
        place.setRowStretch(len(steps), 1)
        return scrolling(inner)

    def _numbers(self) -> QVBoxLayout:
        look, theme = self._look, self._look.palette
        lines = column(Words(look.say("help.lead"), "large", theme.ink2, wrap=True), gap=12)
        first, *others = contacts()
        lines.addWidget(self._main_number(first))
        for contact in others:
            lines.addWidget(self._number(contact))
        lines.addStretch(1)
        return lines

    def _main_number(self, contact: Contact) -> QWidget:
        look, theme = self._look, self._look.palette
        card = Card(theme.sun_tint, theme.sun_line, 12)
        name = look.say("help.qr", number=contact.number)
        who = look.say(f"help.who.{contact.number}")
        said = column(
            Words(contact.number, "giant", theme.ink),
            Words(who, "emphasis", theme.ink, wrap=True),
            Words(look.say("help.scan"), "note", theme.ink2, wrap=True),
            STRETCH,
            gap=4,
        )
        line = row(QrCode(contact.dial, name, 132), gap=16, margins=(16, 14, 16, 14))
        line.addLayout(said, 1)
        card.setLayout(line)
        card.setAccessibleName(look.say("help.call", number=contact.number, who=who))
        return card

    def _number(self, contact: Contact) -> QWidget:
        look, theme = self._look, self._look.palette
        card = Card(theme.card, theme.line, 12)
        who = look.say(f"help.who.{contact.number}")
        name = look.say("help.qr", number=contact.number)
        line = row(gap=14, margins=(16, 8, 8, 8))
        line.addWidget(Words(contact.number, "page", theme.ink))
        line.addWidget(Words(who, "body", theme.ink2, wrap=True), 1)
        line.addWidget(QrCode(contact.dial, name, 72))
        card.setLayout(line)
        card.setAccessibleName(look.say("help.call", number=contact.number, who=who))
        return card

    def _adults(self) -> QVBoxLayout:
        look, theme = self._look, self._look.palette
        return column(
            Words(look.say("help.adults"), "card", theme.ink),
            Words(look.say("help.adults.who"), "body", theme.ink2, wrap=True, align=LEFT),
            gap=4,
        )

    def _clear(self) -> None:
        empty(self._side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves at once."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HelpWindow(QWidget):
    """Help as a window of its own; closing it forgets everything."""

    closed = Signal()

    def __init__(self, look: Look) -> None:
        """An ordinary window, so that it can be reached when the tray cannot."""
        super().__init__(None)
        self.setWindowTitle(look.say("help.window"))
        self.setWindowIcon(app_icon())
        paint_ground(self, look.palette.paper)
        self.panel = HelpPanel(look)
        self.panel.left.connect(self.close)
        self.setLayout(column(self.panel, margins=(28, 22, 28, 22)))
        self.resize(1000, 660)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so, for whoever holds the window."""
        self.closed.emit()
        super().closeEvent(event)


# A grey that can be seen on paper and on night, where the desktop's own bar would be white.
SCROLL = "#86897F"
_THIN = (
    "QScrollArea{background:transparent}"
    "QScrollBar:vertical{background:transparent;width:10px;margin:0}"
    f"QScrollBar::handle:vertical{{background:{SCROLL};border-radius:4px;margin:2px;min-height:36px}}"
    "QScrollBar::add-line:vertical,QScrollBar::sub-line:vertical{height:0}"
    "QScrollBar::add-page:vertical,QScrollBar::sub-page:vertical{background:transparent}"
)


def scrolling(inner: QWidget) -> QScrollArea:
    """Scrolls up and down only, without a frame, on whatever is behind it."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setStyleSheet(_THIN)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return area


def paint_ground(window: QWidget, tint: str) -> None:
    """Fill a window with a colour of the palette."""
    colors = window.palette()
    colors.setColor(QPalette.ColorRole.Window, QColor(tint))
    window.setPalette(colors)
    window.setAutoFillBackground(True)


def empty(layout: QVBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout):
            empty(inner)
        elif inner is not None:
            while (part := inner.takeAt(0)) is not None:
                if (leaf := part.widget()) is not None:
                    leaf.hide()
                    leaf.deleteLater()
