"""Codes that are shown once: recovery codes, the one-time sheet, and what a phone scans.

They can be printed or saved, because nobody can show them again: only digests are kept.
"""

from __future__ import annotations

import os
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from app.ui.parent.parts.press import Press
from app.ui.parent.values import NewCodes
from app.ui.shared.card import Card
from app.ui.shared.look import Look
from app.ui.shared.qr import QrCode
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words

_QR = 212  # px
OWN_EYES = 0o600


class CodesView(QWidget):
    """The codes, and the two ways to keep them. `kept` is emitted when one of them worked."""

    kept = Signal()
    failed = Signal(str)

    def __init__(self, look: Look, codes: NewCodes) -> None:
        """Show them."""
        super().__init__()
        self.look, self.codes = look, codes
        theme = look.palette
        self.save = Press(look, look.say("codes.save"), glyph="save")
        self.paper = Press(look, look.say("codes.print"), glyph="print")
        self.save.clicked.connect(self._ask_where)
        self.paper.clicked.connect(self._ask_printer)
        left = column(
            self._group("codes.recovery", codes.recovery, 2),
            self._group("codes.sheet", codes.sheet, 5),
            STRETCH, gap=12,
        )  # fmt: skip
        qr = QrCode(codes.otpauth, look.say("codes.qr.name"), _QR)
        note = Words(look.say("codes.qr"), "note", theme.ink2, wrap=True)
        note.setFixedWidth(_QR)
        right = column(qr, note, STRETCH, gap=8)
        across = row(gap=20)
        across.addLayout(left, 1)
        across.addLayout(right)
        self.setLayout(column(across, row(self.save, self.paper, STRETCH), gap=12))

    def _group(self, key: str, codes: tuple[str, ...], across: int) -> QWidget:
        theme = self.look.palette
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for at, code in enumerate(codes):
            words = Words(code, "emphasis", theme.ink)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(words, at // across, at % across)
        grid.setColumnStretch(across, 1)
        card = Card(theme.card, theme.line, radius=8)
        head = Words(self.look.say(f"{key}.head"), "card", theme.ink)
        text = Words(self.look.say(key), "note", theme.ink2, wrap=True)
        card.setLayout(column(head, text, 4, grid, gap=4, margins=(16, 12, 16, 14)))
        return card

    # --- keeping them ---------------------------------------------------------------------------

    def _ask_where(self) -> None:
        name = self.look.say("codes.file")
        path, _ = QFileDialog.getSaveFileName(self, self.look.say("codes.save"), name)
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write them into a file that only this person can read."""
        try:
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWN_EYES)
            with os.fdopen(made, "w", encoding="utf-8") as file:
                os.fchmod(made, OWN_EYES)
                file.write(self.as_text())
        except OSError as error:
            self.failed.emit(self.look.say("codes.not_saved", why=error.strerror or ""))
            return
        self.kept.emit()

    def as_text(self) -> str:
        """The sheet as plain text."""
        say = self.look.say
        parts = [
            say("codes.paper.title"), "",
            say("codes.recovery.head"), say("codes.recovery"), "", *self.codes.recovery, "",
            say("codes.sheet.head"), say("codes.sheet"), "", *self.codes.sheet, "",
            say("codes.otpauth"), self.codes.otpauth, "",
        ]  # fmt: skip
        return "\n".join(parts)

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the sheet, large enough to be typed from."""
        document = QTextDocument()
        document.setHtml(self._as_html())
        document.print_(printer)
        if printer.printerState() == QPrinter.PrinterState.Error:
            self.failed.emit(self.look.say("codes.not_printed"))
            return
        self.kept.emit()

    def _as_html(self) -> str:
        say = self.look.say

        def group(key: str, codes: tuple[str, ...]) -> str:
            lines = "".join(f"<li><code>{escape(code)}</code></li>" for code in codes)
            return f"<h2>{escape(say(f'{key}.head'))}</h2><p>{escape(say(key))}</p><ul>{lines}</ul>"

        return (
            f"<h1>{escape(say('codes.paper.title'))}</h1>"
            + group("codes.recovery", self.codes.recovery)
            + group("codes.sheet", self.codes.sheet)
        )
