"""The last State the service sent, carried forward between messages by a monotonic count.

The service sends one at least every minute. In between the face counts on what the message said:
its clock and, while time is charged, what is left. It never reads the machine's clock.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer

from app.api.child import State
from app.ui.shared.look import Look
from app.words.catalogue import LANGUAGES, voice_of

CHARGED = ("leisure", "game")


class Live:
    """What a child's windows show right now."""

    def __init__(self) -> None:
        """Before the first State there is nothing to show."""
        self._state: State | None = None
        self._since = QElapsedTimer()

    def take(self, state: State) -> None:
        """A new State replaces the last."""
        self._state = state
        self._since.start()

    @property
    def state(self) -> State | None:
        """The last State as it came."""
        return self._state

    def now_ms(self) -> int:
        """Trusted Unix time: the message's clock and what passed since. 0 before the first."""
        if self._state is None:
            return 0
        return self._state.clock_ms + self._since.elapsed()

    def left_ms(self) -> int | None:
        """Leisure left; falls only while it is charged. None = no limit, or nothing known."""
        if self._state is None or self._state.left_ms is None:
            return None
        return max(0, self._state.left_ms - self._charged_since())

    def used_ms(self) -> int:
        """Leisure used today."""
        return 0 if self._state is None else self._state.used_ms + self._charged_since()

    def _charged_since(self) -> int:
        if self._state is None or self._state.charging not in CHARGED:
            return 0
        return self._since.elapsed()

    def look(self, dark: bool, scale: float = 1.0) -> Look:
        """How to draw for this child. Before the first State: Vietnamese, 7-12.

        A language we have no words for is answered in English.
        """
        if self._state is None:
            return Look(dark, "vi", "7-12", scale)
        voice = voice_of(self._state.bracket, self._state.ten)
        lang = self._state.language if self._state.language in LANGUAGES else "en"
        return Look(dark, lang, voice, scale)
