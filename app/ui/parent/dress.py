"""What Qt itself paints for us (fields, menus, scroll bars, tips) in the colours of the tokens.

Our own widgets take their colours from the Look; the rest would follow the desktop's theme and mix
two palettes in one window.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.shared import fonts
from app.ui.shared.look import Look

_ROLES = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "paper",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "card",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "bamboo",
    QPalette.ColorRole.HighlightedText: "on_bamboo",
    QPalette.ColorRole.Link: "bamboo",
}


def dress(app: QApplication, look: Look) -> None:
    """Dress the whole program; to be called again when the theme changes."""
    theme = look.palette
    app.setStyle("Fusion")
    app.setFont(fonts.font("body"))
    palette = QPalette(QColor(theme.card))
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(theme, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink3))
    app.setPalette(palette)
    app.setStyleSheet(
        f"QToolTip{{color:{theme.ink};background:{theme.card};border:1px solid {theme.line};"
        "padding:4px 6px}"
        "QScrollBar:vertical{background:transparent;width:12px;margin:2px}"
        f"QScrollBar::handle:vertical{{background:{theme.edge};border-radius:4px;"
        "min-height:36px;margin:0 2px}"
        "QScrollBar::add-line,QScrollBar::sub-line,QScrollBar::add-page,QScrollBar::sub-page"
        "{background:transparent;border:none;height:0}"
    )
