"""The accounts of this PC to choose a child's from; one that cannot be says why in its row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout

from app.ui.parent.values import AccountValue
from app.ui.shared import focus, fonts
from app.ui.shared.card import Card
from app.ui.shared.look import Look, color
from app.ui.shared.text import LEFT

_HEIGHT = 40


class _Row(QAbstractButton):
    """A disc, the account, and the reason why not."""

    def __init__(self, look: Look, one: AccountValue) -> None:
        super().__init__()
        self._theme, self._why = look.palette, one.why_not
        self.account = one
        self.setText(one.shown)
        self.setAccessibleName(f"{one.shown}: {one.why_not}" if one.why_not else one.shown)
        self.setCheckable(True)
        self.setEnabled(not one.why_not)
        self.setFixedHeight(_HEIGHT if len(one.why_not) < 60 else _HEIGHT + 16)
        self.setFont(fonts.font("emphasis"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, middle = self._theme, self.height() / 2
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), color(theme.sunken, 0.5))
        disc = QRectF(16, middle - 8, 16, 16)
        chosen = self.isChecked()
        painter.setBrush(color(theme.card))
        edge = theme.bamboo if chosen else theme.edge if self.isEnabled() else theme.line
        painter.setPen(QPen(color(edge), 5 if chosen else 1.5))
        painter.drawEllipse(disc.adjusted(2, 2, -2, -2) if chosen else disc)
        painter.setPen(color(theme.ink if self.isEnabled() else theme.ink3))
        painter.setFont(self.font())
        words = painter.fontMetrics().horizontalAdvance(self.text()) + 2
        painter.drawText(QRectF(44, 0, words, self.height()), LEFT, self.text())
        if self._why:
            painter.setFont(fonts.font("note"))
            painter.setPen(color(theme.ink2))
            box = QRectF(60 + words, 0, self.width() - words - 74, self.height())
            painter.drawText(box, LEFT | Qt.TextFlag.TextWordWrap, self._why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys are the list's."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.came(self, event.reason(), 8, color(self._theme.ink))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.went(self)


class AccountRows(Card):
    """Exactly one of those that can be a child's, or none yet."""

    chosen = Signal(object)  # AccountValue

    def __init__(self, look: Look) -> None:
        """Empty until `show_accounts`."""
        theme = look.palette
        super().__init__(theme.card, theme.line, radius=8)
        self._look = look
        self._shown: tuple[AccountValue, ...] = ()
        self.rows: dict[str, _Row] = {}
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(1, 5, 1, 5)
        self._inside.setSpacing(0)

    def show_accounts(self, accounts: tuple[AccountValue, ...], user: str) -> None:
        """Show these; `user` is chosen if it can be."""
        if accounts != self._shown:
            for old in self.rows.values():
                self._inside.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._shown, self.rows = accounts, {}
            for one in accounts:
                made = _Row(self._look, one)
                self.rows[one.user] = made
                made.clicked.connect(partial(self._choose, made))
                self._inside.addWidget(made)
        found = self.rows.get(user)
        if found is not None and found.isEnabled():
            found.setChecked(True)

    def account(self) -> AccountValue | None:
        """The one that is chosen."""
        return next((row.account for row in self.rows.values() if row.isChecked()), None)

    def _choose(self, row: _Row, checked: bool = True) -> None:
        """One of them, always: a second click does not take it back."""
        for other in self.rows.values():
            other.setChecked(other is row)
        self.chosen.emit(row.account)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the choice over those that can be chosen."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        free = [row for row in self.rows.values() if row.isEnabled()]
        if not step or not free:
            super().keyPressEvent(event)
            return
        now = next((at for at, row in enumerate(free) if row.hasFocus()), -1)
        target = free[(now + step) % len(free)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()
