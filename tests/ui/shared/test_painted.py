"""The painted widgets: what they show of a number, that they draw, that QR codes are whole."""

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.shared import glyphs
from app.ui.shared.bamboo import Stalk, draw_stalk, step_minutes
from app.ui.shared.button import Button, on_night, on_theme
from app.ui.shared.day_bamboo import DayBamboo, sky_at
from app.ui.shared.eye import STATES, Eye, app_icon, eye_icon
from app.ui.shared.focus import FocusRing
from app.ui.shared.look import Look
from app.ui.shared.qr import QrCode
from app.ui.shared.ring import Ring
from app.ui.shared.scene import NightScene
from app.ui.shared.text import Pill
from app.ui.shared.tokens import DARK, LIGHT


def colors_of(picture: QImage) -> set[str]:
    """The colours that a picture holds."""
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }


def blank(side: int) -> QImage:
    """A white square to draw on."""
    made = QImage(side, side, QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    return made


@pytest.mark.parametrize(
    ("budget", "step"),
    [(10, 10), (60, 10), (120, 10), (121, 15), (150, 15), (240, 30), (1440, 120)],
)
def test_a_long_day_has_longer_internodes(budget: int, step: int) -> None:
    """Never more than a dozen of them."""
    assert step_minutes(budget) == step
    assert -(-budget // step) <= 12


@pytest.mark.parametrize("name", list(glyphs.GLYPHS))
def test_every_glyph_draws_in_the_colour_it_is_given(qtbot: QtBot, name: str) -> None:
    """Something is drawn, in the caller's colour, inside its square."""
    picture = blank(48)
    painter = QPainter(picture)
    glyphs.draw(painter, name, QRectF(8, 8, 32, 32), QColor("#1E6B45"))
    painter.end()
    assert "#1E6B45" in colors_of(picture)
    edge = {picture.pixelColor(x, y).name() for x in (0, 47) for y in range(48)}
    assert edge == {"#ffffff"}


def test_an_unknown_glyph_raises(qtbot: QtBot) -> None:
    """A picture that is missing must fail a test, not leave a hole."""
    painter = QPainter(picture := blank(8))
    with pytest.raises(KeyError):
        glyphs.draw(painter, "dragon", QRectF(0, 0, 8, 8), QColor("black"))
    painter.end()
    assert colors_of(picture) == {"#FFFFFF"}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("dark", [False, True])
def test_the_four_eyes_differ_down_to_16_px(qtbot: QtBot, state: str, dark: bool) -> None:
    """Told apart by shape: no two are equal, in any size of a tray."""
    for side in (16, 22, 24, 32):
        mine = eye_icon(state, dark).pixmap(QSize(side, side)).toImage()
        others = [
            eye_icon(other, dark).pixmap(QSize(side, side)).toImage()
            for other in STATES
            if other != state
        ]
        assert not mine.isNull()
        assert all(mine != other for other in others)


def test_an_eye_for_no_state_raises(qtbot: QtBot) -> None:
    """There are four."""
    with pytest.raises(KeyError):
        eye_icon("asleep", dark_panel=False)
    assert not app_icon().isNull()
    eye = Eye("running", dark=False, side=24, name="Lũy Tre đang chạy")
    qtbot.addWidget(eye)
    assert eye.accessibleName() == "Lũy Tre đang chạy"
    assert LIGHT.bamboo in colors_of(eye.grab().toImage())


@pytest.mark.parametrize(
    ("left", "budget", "resting", "has", "lacks"),
    [
        (60, 60, False, {LIGHT.bamboo}, {LIGHT.leaf, LIGHT.sun_line}),
        (34, 60, False, {LIGHT.bamboo, LIGHT.leaf}, {LIGHT.sun_line}),
        (5, 60, False, {LIGHT.sun_line}, {LIGHT.bamboo, LIGHT.leaf}),
        (0, 60, False, {LIGHT.bamboo_tint}, {LIGHT.bamboo, LIGHT.sun_line}),
        (0, None, False, {LIGHT.bamboo_tint}, {LIGHT.bamboo, LIGHT.sun_line}),
        (34, 60, True, {LIGHT.bamboo_tint}, {LIGHT.bamboo}),
    ],
)
def test_the_ring_shows_what_is_left(
    qtbot: QtBot, left: int, budget: int | None, resting: bool, has: set[str], lacks: set[str]
) -> None:
    """Whole internodes in bamboo, the running one in leaf, the last minutes in the accent."""
    ring = Ring(LIGHT, 140, 40, "phút")
    qtbot.addWidget(ring)
    ring.show_time(left, budget, str(left), "còn", resting)
    found = colors_of(ring.grab().toImage())
    assert has <= found
    assert not lacks & found
    assert ring.accessibleName() == "còn"


@pytest.mark.parametrize(
    ("used", "budget", "name"),
    [
        (0, 60, "Cây tre đã lớn 0 trên 6 đốt"),
        (34, 60, "Cây tre đã lớn 3,4 trên 6 đốt"),
        (60, 60, "Cây tre đã lớn 6 trên 6 đốt"),
        (90, 60, "Cây tre đã lớn 6 trên 6 đốt"),
        (75, None, "Cây tre đã lớn 7,5 trên 12 đốt"),
    ],
)
def test_the_bamboo_grows_with_time_used(
    qtbot: QtBot, used: float, budget: int | None, name: str
) -> None:
    """And is never more than grown."""
    bamboo = DayBamboo(Look(False, "vi", "7-12"))
    qtbot.addWidget(bamboo)
    bamboo.grow(used, budget, 15.0, breaks=2)
    assert bamboo.accessibleName() == name
    assert not bamboo.grab().isNull()


@pytest.mark.parametrize(
    ("hour", "dark", "night"),
    [(3, False, True), (8, False, False), (18, False, False), (20, False, True), (12, True, False),
     (23, True, True)],
)  # fmt: skip
def test_the_sky_follows_the_clock_in_both_themes(hour: float, dark: bool, night: bool) -> None:
    """A moon in a dark theme at noon would be wrong."""
    assert sky_at(hour, dark).night is night


def test_nodes_stand_only_where_an_internode_is_whole(qtbot: QtBot) -> None:
    """What has grown halfway has no node yet."""
    painter = QPainter(picture := blank(200))
    tints = Look(False, "vi", "7-12").bamboo
    stalk = Stalk(100, 190, 180, 20, 6, 3.4)
    nodes = draw_stalk(painter, stalk, tints, "#837D68")
    painter.end()
    assert len(nodes) == 3
    assert tints.body.upper() in colors_of(picture)


@pytest.mark.parametrize("size", [(1280, 800), (800, 600), (3840, 2160)])
def test_the_scene_is_drawn_once_a_size(qtbot: QtBot, size: tuple[int, int]) -> None:
    """Asked twice, it gives the same picture; another size gives another."""
    scene = NightScene()
    first = scene.at(QSize(*size), 1.0)
    assert scene.at(QSize(*size), 1.0).cacheKey() == first.cacheKey()
    assert scene.at(QSize(640, 480), 1.0).cacheKey() != first.cacheKey()
    assert first.size() == QSize(*size)


@pytest.mark.parametrize("held", ["tel:111", "tel:113", "otpauth://totp/x?secret=ABCDEFGH"])
def test_a_qr_code_keeps_its_quiet_zone_and_its_modules(qtbot: QtBot, held: str) -> None:
    """Black on white in every theme, four modules of white around, the three finders in place."""
    code = QrCode(held, "mã", 132)
    qtbot.addWidget(code)
    picture = code.grab().toImage()
    assert colors_of(picture) == {"#000000", "#FFFFFF"}
    count = len(code._matrix)
    module = 132 // (count + 8)
    start = (132 - module * count) // 2
    assert start >= 4 * module
    read = [
        [
            picture.pixelColor(
                start + x * module + module // 2, start + y * module + module // 2
            ).name() == "#000000"
            for x in range(count)
        ]
        for y in range(count)
    ]  # fmt: skip
    assert read == [[bool(v) for v in line] for line in code._matrix]


# --- buttons and the focus ring -------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_a_button(qtbot: QtBot, key: Qt.Key) -> None:
    """Enter, Return and Space."""
    button = Button("Gửi", on_theme("primary", LIGHT), "send")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(button, key)


def test_a_button_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    """Never ellipsized: its hint holds the words, in Vietnamese and English."""
    for said in ("Xin thêm giờ", "I think it is unfair"):
        button = Button(said, on_theme("plain", DARK), "chat")
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
        needed = button.fontMetrics().horizontalAdvance(said)
        assert button.words_box().width() >= needed
        button.say("Thôi")
        assert (button.text(), button.accessibleName()) == ("Thôi", "Thôi")


def test_unknown_kinds_of_buttons_raise() -> None:
    """Three on the night, four on a theme."""
    with pytest.raises(KeyError):
        on_theme("red", LIGHT)
    with pytest.raises(KeyError):
        on_night("red")


def test_the_ring_follows_the_keyboard_not_the_mouse(qtbot: QtBot) -> None:
    """Tab shows it round the control, a click hides it, and it takes no room."""
    window = QWidget()
    first = Button("Một", on_theme("plain", LIGHT))
    second = Button("Hai", on_theme("plain", LIGHT))
    place = QVBoxLayout(window)
    place.addWidget(first)
    place.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    ring = window.findChild(FocusRing)
    assert ring is None or not ring.isVisible()
    second.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: window.findChild(FocusRing) is not None)
    ring = window.findChild(FocusRing)
    assert ring is not None
    assert ring.isVisible()
    assert ring.geometry() == second.geometry().adjusted(-5, -5, 5, 5)
    window.resize(400, 300)
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-5, -5, 5, 5))
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()


def test_in_a_scroll_area_the_ring_moves_with_the_content(qtbot: QtBot) -> None:
    """It belongs to what scrolls, not to the window."""
    area = QScrollArea()
    content = QWidget()
    button = Button("Một", on_theme("plain", LIGHT))
    QVBoxLayout(content).addWidget(button)
    area.setWidget(content)
    qtbot.addWidget(area)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: content.findChild(FocusRing) is not None)
    ring = content.findChild(FocusRing)
    assert ring is not None
    assert ring.parentWidget() is content


def test_a_pill_is_never_squeezed(qtbot: QtBot) -> None:
    """Its words fit in what it asks for."""
    pill = Pill("Chế độ thỏa thuận", LIGHT.bamboo, LIGHT.bamboo_tint, "people")
    qtbot.addWidget(pill)
    assert pill.minimumSizeHint() == pill.sizeHint()
    assert pill.sizeHint().width() > pill.fontMetrics().horizontalAdvance("Chế độ thỏa thuận") + 30
    assert LIGHT.bamboo_tint in colors_of(pill.grab().toImage())
