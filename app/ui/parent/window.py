"""What is in the window: which face is shown, from what the service says of this account.

connecting → the service away | a managed child's session | set-up | the password | the house.
Faces come and go; theme and language make the one that is shown anew.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.api.parent import StatusQ
from app.ui.parent.gate.away import AwayFace, WaitFace
from app.ui.parent.gate.child_session import ChildSessionFace
from app.ui.parent.gate.sign_in import SignInFace
from app.ui.parent.line import Line, Refusal
from app.ui.parent.operations import STATUS, Did, Operations
from app.ui.parent.preferences import Preferences
from app.ui.parent.read.status import status
from app.ui.parent.values import StatusValue
from app.ui.shared.look import Look, color

MakeFace = Callable[["Window", Look], QWidget]


class Window(QWidget):
    """One window of one person.

    switch_user    the person wants to change to another account.
    entered        a parent is signed in (again); whoever keeps what pages show begins anew.
    redressed      the look changed: what Qt itself paints has to be dressed anew.
    """

    switch_user = Signal()
    entered = Signal()
    redressed = Signal(object)

    def __init__(
        self,
        line: Line,
        operations: Operations,
        preferences: Preferences,
        make_house: MakeFace,
        make_setup: MakeFace,
        *,
        advice: bool = False,
    ) -> None:
        """make_house and make_setup are called when their face is needed: both are heavy."""
        super().__init__()
        self.line, self.operations, self.preferences = line, operations, preferences
        self._make_house, self._make_setup = make_house, make_setup
        self.advice = advice
        self.look = self._look()
        self.role = ""
        self.signed_in = False
        self._was_in = False
        self._away = ""
        self._setting_up = False
        self.face: QWidget = QWidget()
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self.face)
        self._show(WaitFace(self.look))
        line.opened.connect(self._opened)
        line.lost.connect(self._lost)
        operations.did.connect(self._did)

    # --- which face -----------------------------------------------------------------------------

    def _show(self, face: QWidget) -> None:
        old, self.face = self.face, face
        self._place.replaceWidget(old, face)
        old.hide()
        old.deleteLater()
        face.show()
        take_focus = getattr(face, "take_focus", None)
        if take_focus is not None:
            QTimer.singleShot(0, face, take_focus)

    def _opened(self, role: str) -> None:
        self.role, self._away = role, ""
        if role == "child":
            self._show(self._child_session())
            return
        self._ask_status()

    def _ask_status(self) -> None:
        reply = self.line.ask(StatusQ())
        reply.answered.connect(self._status)
        reply.refused.connect(self._no_status)

    def _status(self, answer: object) -> None:
        value: StatusValue = status(answer, self.look.lang)  # type: ignore[arg-type]
        if not value.password_set:
            self.begin_setup()
        elif value.parent:
            self._enter()
        elif not self.signed_in:
            self._show(SignInFace(self.look, self.operations, again=self._was_in))

    def _no_status(self, refusal: Refusal) -> None:
        if refusal.reason != "closed":
            self._lost(refusal.reason)

    def _did(self, did: Did) -> None:
        """A sign-in went well: it is the only operation of the gate that changes the status."""
        if STATUS in did.changed and isinstance(self.face, SignInFace):
            self._enter()

    def _enter(self) -> None:
        self.signed_in = self._was_in = True
        self._setting_up = False
        self._show(self._make_house(self, self.look))
        self.entered.emit()

    def _lost(self, code: str) -> None:
        self.signed_in = False
        self._away = code
        self._show(self._away_face())

    def begin_setup(self) -> None:
        """Show set-up: the first time, or to add a child."""
        self._setting_up = True
        self._show(self._make_setup(self, self.look))

    def end_setup(self) -> None:
        """Set-up is done or was left: the house, or whatever the service says now."""
        self._setting_up = False
        self._ask_status()

    def _away_face(self) -> AwayFace:
        face = AwayFace(self.look, self._away, advice=self.advice)
        face.again.connect(self.line.open)
        return face

    def _child_session(self) -> ChildSessionFace:
        face = ChildSessionFace(self.look, self.operations)
        face.switch_user.connect(self.switch_user)
        return face

    # --- look -----------------------------------------------------------------------------------

    def _look(self) -> Look:
        return Look(self.preferences.dark(), self.preferences.lang, "parent")

    def choose_theme(self, theme: str) -> None:
        """`light`, `dark` or `system`, from now on."""
        self.preferences.theme = theme
        self.relook()

    def choose_language(self, lang: str) -> None:
        """`vi` or `en`, from now on."""
        self.preferences.lang = lang
        self.relook()

    def relook(self) -> None:
        """Make what is shown anew, where the look is another one now."""
        look = self._look()
        if look == self.look:
            return
        self.look = look
        self.redressed.emit(look)
        self._show(self._face_again())
        self.update()

    def _face_again(self) -> QWidget:
        if self._setting_up:
            return self._make_setup(self, self.look)
        if self.signed_in:
            return self._make_house(self, self.look)
        if self._away:
            return self._away_face()
        if self.role == "child":
            return self._child_session()
        if self.role:
            return SignInFace(self.look, self.operations, again=self._was_in)
        return WaitFace(self.look)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground below every face."""
        QPainter(self).fillRect(self.rect(), color(self.look.palette.nav))
