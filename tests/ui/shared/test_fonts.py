"""The bundled type: complete for Vietnamese, in four real weights, with equal figures."""

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from app.ui.shared import fonts

VIETNAMESE = "aăâeêioôơuưyđ áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ"


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_each_weight_is_a_file_of_its_own(qtbot: QtBot, weight: int) -> None:
    """Qt uses our file and does not fake the weight."""
    made = fonts.sized(14, weight)
    info = QFontInfo(made)
    assert info.family() == "Noto Sans"
    assert info.exactMatch()
    assert QRawFont.fromFont(made).weight() == weight


def test_every_vietnamese_letter_is_in_the_font(qtbot: QtBot) -> None:
    """No letter is borrowed from another font, small or capital."""
    raw = QRawFont.fromFont(fonts.sized(14))
    letters = set(VIETNAMESE + VIETNAMESE.upper()) - {" "}
    assert [c for c in letters if not raw.supportsCharacter(ord(c))] == []


@pytest.mark.parametrize("px", [12, 14, 20, 42])
def test_stacked_capitals_fit_the_line_box(qtbot: QtBot, px: int) -> None:
    """The ink of Ẫ Ổ Ữ with a tail stays inside the font's own line box."""
    metrics = QFontMetricsF(fonts.sized(px, 600))
    ink = metrics.tightBoundingRect("ẪỔỮẶỘgy")
    # The bounding box is rounded outwards to whole pixels: less than one is antialiasing.
    assert -ink.top() < metrics.ascent() + 1
    assert ink.bottom() < metrics.descent() + 1


def test_figures_are_equally_wide(qtbot: QtBot) -> None:
    """A countdown must not shake."""
    metrics = QFontMetricsF(fonts.font("giant"))
    assert len({round(metrics.horizontalAdvance(d), 2) for d in "0123456789"}) == 1


def test_no_role_is_drawn_below_12(qtbot: QtBot) -> None:
    """Scaled down or not."""
    assert fonts.font("small", 0.7).pixelSize() == 12
