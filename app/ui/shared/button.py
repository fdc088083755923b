"""Buttons of the child's faces: painted, large, never ellipsized, with a focus ring.

Kinds on a theme: `primary`, `plain`, `quiet`, `help`; on the night scene: `night`, `ghost`,
`night_help`. A button wraps its words on at most two lines when it is given less room.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui.shared import focus, fonts, glyphs
from app.ui.shared.look import color
from app.ui.shared.tokens import NIGHT, Palette


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of a button at rest, under the pointer and pressed; line "" = none."""

    ground: QColor
    hover: QColor
    pressed: QColor
    ink: QColor
    line: QColor | None
    ring: QColor
    line_width: float = 1.0


def on_theme(kind: str, theme: Palette) -> Paint:
    """How a kind looks on a theme. Raises KeyError for an unknown kind."""
    ink = color(theme.ink)
    clear = color(theme.ink, 0.0)
    return {
        "primary": Paint(
            color(theme.bamboo), color(theme.bamboo_h), color(theme.bamboo_p),
            color(theme.on_bamboo), None, ink,
        ),
        "plain": Paint(
            color(theme.card), color(theme.sunken), color(theme.line), ink, color(theme.edge, 0.55),
            ink,
        ),
        "quiet": Paint(clear, color(theme.sunken), color(theme.line), ink, None, ink),
        "help": Paint(
            color(theme.sun_tint), color(theme.sun_tint), color(theme.sun_tint), ink,
            color(theme.sun_line), ink, 1.5,
        ),
    }[kind]  # fmt: skip


def on_night(kind: str) -> Paint:
    """How a kind looks on the lock scene. Raises KeyError for an unknown kind."""
    ring = color(NIGHT.text)
    return {
        "night": Paint(
            color(NIGHT.fill), color("#DBF2C6"), color("#B4D897"), color(NIGHT.on_fill), None, ring
        ),
        "ghost": Paint(
            color(NIGHT.step, 0.72), color(NIGHT.sky), color(NIGHT.step), color("#FFFFFF"),
            color("#FFFFFF", 0.45), ring, 1.4,
        ),
        "night_help": Paint(
            color("#2F2B18"), color("#40381C"), color("#252213"), color(NIGHT.help_text),
            color(NIGHT.help_line), ring, 2.0,
        ),
    }[kind]  # fmt: skip


class Button(QAbstractButton):
    """Words and perhaps a glyph. Enter, Return and Space press it."""

    def __init__(
        self,
        said: str,
        paint: Paint,
        glyph: str = "",
        *,
        role: str = "emphasis",
        height: int = 44,
        scale: float = 1.0,
        radius: int = 8,
        to_left: bool = False,
    ) -> None:
        """height is the target's at 100 %; said is its words and its accessible name.

        to_left: words stand at the left, as in a list of things to choose from.
        """
        super().__init__()
        self._paint, self._glyph, self._radius, self._to_left = paint, glyph, radius, to_left
        self.setText(said)
        self.setFont(fonts.font(role, scale))
        self.setFixedHeight(round(height * scale))
        self.setAccessibleName(said)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, said: str) -> None:
        """Change words and name together."""
        self.setText(said)
        self.setAccessibleName(said)
        self.updateGeometry()

    def show_glyph(self, glyph: str) -> None:
        """Change the glyph."""
        self._glyph = glyph
        self.updateGeometry()
        self.update()

    def _side(self) -> float:
        return round(self.font().pixelSize() * 1.25)

    def _lead(self) -> float:
        return self._side() + self.font().pixelSize() * 0.6 if self._glyph else 0

    def _air(self) -> float:
        return self.font().pixelSize() * (1.15 if self.text() else 0.7)

    def words_box(self) -> QRectF:
        """The room for the words; a test sees that they fit."""
        left = self._air() + self._lead()
        return QRectF(left, 0, max(1.0, self.width() - left - self._air()), self.height())

    def sizeHint(self) -> QSize:
        """One line of words with air at both ends."""
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        lead = self._lead() if self.text() else self._side()
        return QSize(round(words + lead + 2 * self._air() + 1), self.height())

    def minimumSizeHint(self) -> QSize:
        """Room for the words on two lines, where the height allows two."""
        metrics = QFontMetricsF(self.font())
        if self.height() < 2 * metrics.lineSpacing() or " " not in self.text():
            return self.sizeHint()
        half = metrics.horizontalAdvance(self.text()) * 0.62
        longest = max(metrics.horizontalAdvance(word) for word in self.text().split())
        return QSize(round(max(half, longest) + self._lead() + 2 * self._air()), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, line, glyph and words, centred together."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        self._paint_ground(painter)
        metrics = QFontMetricsF(self.font())
        words = min(metrics.horizontalAdvance(self.text()), self.words_box().width() + 1)
        side = self._side()
        lead = self._lead() if self.text() else side
        left = self._air() if self._to_left else (self.width() - words - lead) / 2
        if self._glyph:
            box = QRectF(left, (self.height() - side) / 2, side, side)
            glyphs.draw(painter, self._glyph, box, self._paint.ink)
        painter.setPen(self._paint.ink)
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        flags |= Qt.AlignmentFlag.AlignLeft if self._glyph else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(QRectF(left + lead, 0, words + 1, self.height() - 1), flags, self.text())

    def _paint_ground(self, painter: QPainter) -> None:
        paint = self._paint
        ground = (
            paint.pressed if self.isDown() else paint.hover if self.underMouse() else paint.ground
        )
        painter.setBrush(ground)
        painter.setPen(QPen(paint.line, paint.line_width) if paint.line else Qt.PenStyle.NoPen)
        edge = paint.line_width / 2 if paint.line else 0
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        radius = min(self._radius, box.height() / 2)
        painter.drawRoundedRect(box, radius, radius)

    def keyPressEvent(self, event: object) -> None:
        """Enter and Return press, as Space does."""
        key = event.key()  # type: ignore[attr-defined]
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        focus.came(self, event.reason(), min(self._radius, self.height() // 2), self._paint.ring)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        focus.went(self)

    def enterEvent(self, event: object) -> None:
        """The pointer came: repaint."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """The pointer went: repaint."""
        self.update()
