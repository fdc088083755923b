"""Six digits from a parent, good once and only for what this screen asks. Never a password.

Any program of the child can read what is typed in his session, raw input ignores grabs; a code that
was read is already used up (hazards.md, The parent's secret).
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from app.api.child import No
from app.ui.shared import fonts
from app.ui.shared.button import Button, on_theme
from app.ui.shared.choices import Choices
from app.ui.shared.look import Look, color
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import CENTER, Words
from app.words import forms

DIGITS = 6
MINUTES = (15, 30, 60)


class CodePanel(QWidget):
    """Says what the code will do before it is typed."""

    entered = Signal(str, str, int, str)  # digits, what, minutes, about
    left = Signal()

    def __init__(self, look: Look, *, unlock: bool = True, site: str = "", name: str = "") -> None:
        """unlock: whether opening the PC is offered beside some minutes.

        site: the code opens this site for an hour, and nothing else; name is what it is called.
        """
        super().__init__()
        self._look = look
        self._digits = ""
        self._site, self._name = site, name
        theme = look.palette
        self.what = Choices(look, self._purposes(unlock), columns=1 if site else 2)
        self.boxes = _Boxes(look)
        self.status = Words(look.say("code.never"), "note", theme.ink2, wrap=True)
        self.enter = Button(look.say("code.enter"), on_theme("primary", theme), "check")
        self.enter.clicked.connect(self._enter)
        self.enter.setEnabled(False)
        self.back = Button(look.say("lock.back"), on_theme("plain", theme), "back")
        self.back.clicked.connect(self.left)
        left = column(
            Words(look.say("code.title"), "dialog", theme.ink, wrap=True),
            Words(look.say("code.how"), "body", theme.ink2, wrap=True),
            Words(look.say("code.what"), "note_strong", theme.ink2),
            self.what, self.boxes, self.status, row(self.enter, self.back, STRETCH, gap=10), gap=12,
        )  # fmt: skip
        line = row(gap=28)
        line.addLayout(left, 1)
        line.addWidget(self._keypad(), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def _purposes(self, unlock: bool) -> list[str]:
        look = self._look
        if self._site:
            return [look.say("code.for.site", name=self._name)]
        words = [look.say("code.for.time", minutes=forms.minutes(m, look.lang)) for m in MINUTES]
        return [*words, look.say("code.for.unlock")] if unlock else words

    def _keypad(self) -> QWidget:
        look = self._look
        pad = QWidget()
        place = QGridLayout(pad)
        place.setSpacing(8)
        place.setContentsMargins(0, 0, 0, 0)
        for index, digit in enumerate("123456789"):
            place.addWidget(self._key(digit), index // 3, index % 3)
        place.addWidget(self._key("0"), 3, 1)
        erase = Button("", on_theme("plain", look.palette), "erase", role="sentence", height=56)
        erase.setFixedWidth(64)
        erase.setAccessibleName(look.say("code.erase"))
        erase.clicked.connect(self._erase)
        place.addWidget(erase, 3, 2)
        return pad

    def _key(self, digit: str) -> Button:
        key = Button(digit, on_theme("plain", self._look.palette), role="sentence", height=56)
        key.setFixedWidth(64)
        key.setAccessibleName(self._look.say("code.digit", digit=digit))
        key.clicked.connect(lambda: self._type(digit))
        return key

    def _type(self, digit: str) -> None:
        if len(self._digits) < DIGITS:
            self._digits += digit
            self._show()
            if len(self._digits) == DIGITS:
                self.enter.setFocus(Qt.FocusReason.TabFocusReason)

    def _erase(self) -> None:
        self._digits = self._digits[:-1]
        self._show()

    def _show(self) -> None:
        self.boxes.show_count(len(self._digits))
        self.enter.setEnabled(len(self._digits) == DIGITS)

    def _enter(self) -> None:
        if len(self._digits) != DIGITS:
            return
        digits, self._digits = self._digits, ""
        self._show()
        self.status.setText(self._look.say("code.checking"))
        index = self.what.index()
        if self._site:
            self.entered.emit(digits, "site", 0, self._site)
        elif index < len(MINUTES):
            self.entered.emit(digits, "time", MINUTES[index], "")
        else:
            self.entered.emit(digits, "unlock", 0, "")

    def done(self) -> None:
        """The code was taken, and the site is open."""
        if self._site:
            self.status.setText(self._look.say("code.site.done", name=self._name))
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Digits work wherever the focus is in this panel."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focusNextChild()

    def refused(self, no: No) -> None:
        """The code was not taken: wrong, used, too many tries, or none set up."""
        look = self._look
        if no.wait_ms > 0:
            said = look.say("code.wait", left=forms.left(no.wait_ms, look.lang))
        elif no.reason in ("no_codes", "none", "unsupported"):
            said = look.say("code.none")
        else:
            said = look.say("code.wrong")
        self.status.setText(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace, Enter and Escape work wherever the focus is in this panel."""
        if event.text().isdigit() and event.text().isascii():
            self._type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Boxes(QWidget):
    """Six places, filled with dots: screens are streamed and shared."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._count = look, 0
        self.setFixedSize(6 * 52, 56)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """How many are typed."""
        self._count = count
        self.setAccessibleName(self._look.say("code.typed", count=count))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.palette
        for index in range(DIGITS):
            box = QRectF(index * 52 + 1, 1, 44, 54)
            now = index == self._count
            painter.setPen(QPen(color(theme.bamboo if now else theme.edge), 2 if now else 1))
            painter.setBrush(color(theme.paper))
            painter.drawRoundedRect(box, 8, 8)
            if index < self._count:
                painter.setPen(color(theme.ink))
                painter.setFont(fonts.font("dialog"))
                painter.drawText(box, CENTER, "•")
