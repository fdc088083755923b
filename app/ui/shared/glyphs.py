"""Our own line glyphs: 24 grid, stroke 1.9-2, round caps; `currentColor` takes the "
        "caller's colour.

No clip paths: Qt's SVG reader ignores them (looks.md 6).
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

_LINE = (
    'fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" '
    'stroke-linejoin="round"'
)
_SHIELD = "M12 2.6c2.6 2 5.4 2.8 8 2.8.4 7.2-1.8 12.6-8 16-6.2-3.4-8.4-8.8-8-16 2.6 0 5.4-.8 8-2.8z"


def _line(*paths: str) -> str:
    return "".join(f'<path {_LINE} d="{d}"/>' for d in paths)


def _fill(*paths: str) -> str:
    return "".join(f'<path fill="currentColor" d="{d}"/>' for d in paths)


GLYPHS: dict[str, str] = {
    "eye": _fill(
        "M.6 12.6C4 5.8 8.2 3 12.6 3c4.4 0 8.2 3 10.8 8.4C20 8 16.4 6.1 12.4 6.1c-4.2 0-8 "
        "2.3-11.8 "
        "6.5z",
        "M23.4 11.4C20 18.2 15.8 21 11.4 21 7 21 3.2 18 .6 12.6 4 16 7.6 17.9 11.6 17.9c4.2 "
        "0 8-2.3 "
        "11.8-6.5z",
        "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z",
    ),
    "lock": _fill(
        "M6.9 10.5h10.2a2.4 2.4 0 0 1 2.4 2.4v5.7a2.4 2.4 0 0 1-2.4 2.4H6.9a2.4 "
        "2.4 0 0 "
        "1-2.4-2.4v-5.7a2.4 2.4 0 0 1 2.4-2.4z"
    )
    + _line("M8 10V7.5c0-5.3 8-5.3 8 0V10"),
    "moon": _fill("M20.6 14.6A9.3 9.3 0 1 1 9.6 3.3a7.6 7.6 0 0 0 11 11.3z"),
    "sun": _fill("M16.8 12a4.8 4.8 0 1 1-9.6 0 4.8 4.8 0 0 1 9.6 0z")
    + _line(
        "M12 1.4v2.4M12 20.2v2.4M1.4 12h2.4M20.2 12h2.4M4.5 4.5l1.7 1.7M17.8 17.8l1.7 1.7"
        "M19.5 4.5l-1.7 1.7M6.2 17.8l-1.7 1.7"
    ),
    "clock": _line("M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z", "M12 7v5l3.6 2"),
    "pause": _fill(
        "M7 5.2h2.4a1 1 0 0 1 1 1v11.6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V6.2a1 1 0 0 1 1-1z",
        "M14.6 5.2H17a1 1 0 0 1 1 1v11.6a1 1 0 0 1-1 1h-2.4a1 1 0 0 1-1-1V6.2a1 1 0 0 1 1-1z",
    ),
    "leaf": _fill("M4 20.4C3 11 8.6 4.4 20.6 3.4 21 14.8 14.6 20.8 6.8 18.9l6-7.2-7.2 6.6z"),
    "octagon": _line("M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z", "M8 12h8"),
    "shield": _line(_SHIELD, "M8.4 12l2.8 2.8 4.6-5.4"),
    "shield_warn": _line(_SHIELD, "M12 8v4.4")
    + _fill("M13.4 16a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0z"),
    "bed": _line("M2.5 5v15M2.5 16.5h19M21.5 20v-7", "M9.5 16.5V12h9c1.9 0 3 .8 3 2.6")
    + _fill("M7.8 12.6a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0z"),
    "brush": '<g transform="translate(12 12) rotate(-38)">'
    + _fill(
        "M-12 2.6h24a2 2 0 0 1 0 4h-24a2 2 0 0 1 0-4z",
        "M5.4-3.4h7a1.2 1.2 0 0 1 1.2 1.2V.4A1.2 1.2 0 0 1 12.4 1.6h-7A1.2 1.2 0 0 1 "
        "4.2.4v-2.6"
        "a1.2 1.2 0 0 1 1.2-1.2z",
    )
    + '<path fill="#9EDCF2" d="M5.6-7.8h6.6a1.4 1.4 0 0 1 0 3.4H5.6a1.4 1.4 0 0 1 0-3.4z"/></g>',
    "book": _line(
        "M12 6.4c-3-2-6.4-2.4-10-1.8v13.6c3.6-.6 7-.2 10 1.8 3-2 6.4-2.4 "
        "10-1.8V4.6c-3.6-.6"
        "-7-.2-10 1.8zM12 6.4V20"
    ),
    "heart": _line(
        "M12 20.4C5.6 15.6 2.6 12.4 2.6 8.6a5 5 0 0 1 9.4-2.4 5 5 0 0 1 9.4 2.4c0 3.8-3 7-9.4 11.8z"
    ),
    "check": _line("M4.5 12.6l4.8 4.8L19.5 6.6"),
    "close": _line("M5.5 5.5l13 13M18.5 5.5l-13 13"),
    "send": _line("M3.2 4.2L21 12 3.2 19.8 6 12zM6 12h8"),
    "chat": _line("M3 5.5h13.5v9H9l-4 3.4v-3.4H3z", "M19.5 9.5H21v8.8h-1.8v2.9l-3.4-2.9H11"),
    "study": _line(
        "M2 9.4l10-4.6 10 4.6-10 4.6z", "M6.4 11.6v5.2c3.2 2.6 8 2.6 11.2 0v-5.2M22 9.4v5.4"
    ),
    "pad": _line(
        "M8 6.5h8a6 6 0 0 1 6 6v0a4.6 4.6 0 0 1-7.9 3.2l-.3-.4h-3.6l-.3.4A4.6 4.6 "
        "0 0 1 2 "
        "12.5v0a6 6 0 0 1 6-6z",
        "M6 11.4h4M8 9.4v4",
    )
    + _fill(
        "M16.3 13a1.1 1.1 0 1 1-2.2 0 1.1 1.1 0 0 1 2.2 0zM19 10.4a1.1 1.1 0 1 1-2.2 0 1.1 1.1 "
        "0 0 1 2.2 0z"
    ),
    "save": _line("M4 3.5h12.6L20.5 7.4v13.1H3.5v-16.5zM7 3.6v5h8.4v-5M7 20.4v-7h10v7"),
    "window": _line("M3.5 4.5h17v15h-17zM3.5 9h17"),
    "speaker": _line(
        "M3 9.4v5.2h3.4L11 18.6V5.4L6.4 9.4z",
        "M14.4 9.2c1.4 1.6 1.4 4 0 5.6M17 6.8c2.8 3 2.8 7.4 0 10.4",
    ),
    "monitor": _line("M3 4h18v12.5H3zM12 16.5V20M8 20.4h8"),
    "play": _fill(
        "M7 4.2c0-.9 1-1.4 1.7-.9l10.6 7.8c.6.4.6 1.4 0 1.8L8.7 20.7c-.7.5-1.7 0-1.7-.9z"
    ),
    "next": _line("M9 5.5l6.5 6.5L9 18.5"),
    "back": _line("M20 12H4.5M11 5.5L4.5 12l6.5 6.5"),
    "people": _line(
        "M12.6 7.6a3.6 3.6 0 1 1-7.2 0 3.6 3.6 0 0 1 7.2 0z",
        "M2.5 20c0-4.4 2.6-6.4 6.5-6.4s6.5 2 6.5 6.4",
        "M15.6 4.4a3.4 3.4 0 0 1 0 6.6M17.4 13.8c2.7.6 4.1 2.6 4.1 6.2",
    ),
    "bell": _line("M5.4 17V11a6.6 6.6 0 0 1 13.2 0v6l1.6 1.6H3.8zM10 21.4h4"),
    "calendar": _line("M4 5.5h16v15H4zM4 10h16M8.4 3v4.6M15.6 3v4.6"),
    "bowl": _line(
        "M2.8 11.5h18.4c0 5.4-3.6 8.5-9.2 8.5s-9.2-3.1-9.2-8.5z",
        "M9 8c-1-1.4.8-2 0-3.6M13.6 8c-1-1.4.8-2 0-3.6",
    ),
    "ball": _line(
        "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
        "M12 8l3.8 2.8-1.5 4.4H9.7l-1.5-4.4z"
        "M12 8V3.2M15.8 10.8l4.8-1.5M14.3 15.2l2.8 4M9.7 15.2l-2.8 4M8.2 10.8L3.4 9.3",
    ),
    "erase": _line("M9 5h12v14H9l-6.5-7zM12 9.4l5 5.2M17 9.4l-5 5.2"),
    "fold": _line("M5 9l7 6.5L19 9"),
    "unfold": _line("M5 15.5L12 9l7 6.5"),
    "phone": _line(
        "M5 3.5h3.4l1.8 4.6-2.3 1.7c1.2 2.7 3.2 4.7 5.9 5.9l1.7-2.3 4.6 "
        "1.8v3.4c0 1-.8 "
        "1.9-1.9 1.9C10.2 20.2 3.8 13.8 3.2 5.4c0-1 .8-1.9 1.8-1.9z"
    ),
    "list": _line("M8.5 6h12M8.5 12h12M8.5 18h12")
    + _fill(
        "M5 6a1.4 1.4 0 1 1-2.8 0A1.4 "
        "1.4 0 0 1 5 "
        "6zM5 12a1.4 1.4 0 1 1-2.8 0A1.4 1.4 0 0 1 5 12zM5 18a1.4 1.4 0 1 1-2.8 0A1.4 "
        "1.4 0 0 1 "
        "5 18z"
    ),
    "info": _line("M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z", "M12 11v5.4")
    + _fill("M13.3 7.7a1.3 1.3 0 1 1-2.6 0 1.3 1.3 0 0 1 2.6 0z"),
    "home": _line("M3.5 11L12 3.8l8.5 7.2M5.6 9.4v10.8h4.6v-6h3.6v6h4.6V9.4"),
    "bars": _line("M4 20.5h16M6.8 16.5v-5M12 16.5v-11M17.2 16.5v-7.6"),
    "history": _line("M3.6 12a8.4 8.4 0 1 0 2.6-6.1M3.4 3.6l.5 4.6 4.6-.5", "M12 7.6v4.8l3.2 1.8"),
    "gear": _line(
        "M15.2 12a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0z",
        "M10.2 3h3.6l.6 2.6 1.9 1.1 2.5-.8 1.8 3.1-1.9 1.8v2.4l1.9 1.8-1.8 3.1-2.5-.8-1.9 1.1"
        "-.6 2.6h-3.6l-.6-2.6-1.9-1.1-2.5.8-1.8-3.1 1.9-1.8v-2.4L3.4 9l1.8-3.1 2.5.8 1.9-1.1z",
    ),
    "more": _fill(
        "M7 12a1.8 1.8 0 1 1-3.6 0A1.8 1.8 0 0 1 7 12zM13.8 12a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 "
        "3.6 0zM20.6 12a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0z"
    ),
    "plus": _line("M12 4.5v15M4.5 12h15"),
    "key": _line(
        "M12.4 15a4.7 4.7 0 1 1-9.4 0 4.7 4.7 0 0 1 9.4 0z", "M11.2 11.8L20 3M16 7l3.4 3.4"
    ),
    "print": _line("M7 8.5v-5h10v5M7 17.5H3.5v-9h17v9H17M7 14h10v6.5H7z"),
    "globe": _line(
        "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
        "M3 12h18M12 3c5.2 5 5.2 13 0 18M12 3c-5.2 5-5.2 13 0 18",
    ),
    "warn": _line("M12 5v9") + _fill("M13.7 18.6a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0z"),
    "person": _line(
        "M16 7.8a4 4 0 1 1-8 0 4 4 0 0 1 8 0z", "M4.5 20.6c0-4.8 3-7 7.5-7s7.5 2.2 7.5 7"
    ),
    "theme": _line("M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z") + _fill("M12 3a9 9 0 0 1 0 18z"),
}


@lru_cache(maxsize=128)
def _renderer(name: str, color: str) -> QSvgRenderer:
    markup = GLYPHS[name].replace("currentColor", color)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{markup}</svg>'
    return QSvgRenderer(QByteArray(svg.encode()))


def draw(painter: QPainter, name: str, where: QRectF, tint: QColor) -> None:
    """Draw a glyph into a rectangle. Raises KeyError for a name that is not ours."""
    renderer = _renderer(name, tint.name())
    painter.save()
    painter.setOpacity(painter.opacity() * tint.alphaF())
    renderer.render(painter, where)
    painter.restore()
