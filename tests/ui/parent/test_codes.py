"""Keeping the codes: a file for one's own eyes, a sheet of paper."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.ui.parent.codes import CodesView
from app.ui.parent.values import NewCodes
from app.ui.shared.look import Look
from tests.ui.parent.house import OTPAUTH, RECOVERY, SHEET


@pytest.fixture
def view(qtbot: QtBot) -> CodesView:
    """The codes of the household."""
    made = CodesView(Look(False, "vi", "parent"), NewCodes(RECOVERY, SHEET, OTPAUTH))
    qtbot.addWidget(made)
    return made


def test_a_file_only_its_owner_can_read(view: CodesView, tmp_path: Path, qtbot: QtBot) -> None:
    """All codes, what each kind is for, and mode 0600, also over a file that was open to all."""
    path = tmp_path / "codes.txt"
    path.write_text("old and long " * 1000)
    path.chmod(0o666)
    with qtbot.waitSignal(view.kept):
        view.save_to(path)
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text(encoding="utf-8")
    assert all(code in text for code in (*RECOVERY, *SHEET, OTPAUTH))
    assert "old and long" not in text


def test_a_file_that_cannot_be_written(view: CodesView, tmp_path: Path, qtbot: QtBot) -> None:
    """It is said, and the codes are not taken for kept."""
    with qtbot.waitSignal(view.failed) as failed, qtbot.assertNotEmitted(view.kept):
        view.save_to(tmp_path / "nowhere" / "codes.txt")
    assert "Chưa lưu được" in failed.args[0]


def test_a_sheet_of_paper(view: CodesView, tmp_path: Path, qtbot: QtBot) -> None:
    """Printed for real, into a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "codes.pdf"))
    with qtbot.waitSignal(view.kept):
        view.print_on(printer)
    assert (tmp_path / "codes.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_printed_cannot_be_markup(qtbot: QtBot) -> None:
    """A code is text, whatever signs are in it."""
    view = CodesView(Look(False, "en", "parent"), NewCodes(("<b>&x",), ("1",), "otpauth://x"))
    qtbot.addWidget(view)
    assert "&lt;b&gt;&amp;x" in view._as_html()
