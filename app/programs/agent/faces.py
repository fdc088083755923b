"""The child's faces: what the service says becomes windows, what the child does becomes questions.

Windows are made when they are first needed and let go of afterwards: an idle agent is a tray icon.
Help is opened and forgotten here; nothing of it goes over the line.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.api.child import (
    Ask,
    Base,
    Code,
    Done,
    HoldNow,
    Lock,
    No,
    Notice,
    PutAway,
    State,
    TakeBack,
    Told,
)
from app.model.action import NoticeKind
from app.programs.agent.frozen import stands_still
from app.programs.agent.line import Line
from app.programs.agent.locking import Locking
from app.programs.agent.windows import Windows
from app.ui.child.badge import AdviceBadge
from app.ui.child.companion import Companion
from app.ui.child.countdown import Countdown
from app.ui.child.cover import Cover
from app.ui.child.first_login import FirstLogin
from app.ui.child.help import HelpWindow
from app.ui.child.live import Live
from app.ui.child.telling import notice_said
from app.ui.child.toast import Toast
from app.ui.child.tray import Tray
from app.ui.shared.look import prefers_dark


class Faces(QObject):
    """Everything of ours that a child can see in his session."""

    def __init__(
        self, line: Line, windows: Windows | None, name_of: Callable[[int], tuple[str, str]]
    ) -> None:
        """windows is None where they cannot be reached; name_of gives (id, name) of a process."""
        super().__init__()
        self._line = line
        self._windows = windows
        self._name_of = name_of
        self.live = Live()
        self.tray = Tray(self.live)
        self.locking = Locking(self.live, line.say, self._keyboard_is_free, prefers_dark())
        self.locking.lock.asked.connect(self._ask)
        self.locking.lock.coded.connect(self._code)
        self.companion: Companion | None = None
        self.help: HelpWindow | None = None
        self.first: FirstLogin | None = None
        self.toast: Toast | None = None
        self.countdown: Countdown | None = None
        self.badge: AdviceBadge | None = None
        self._last: Notice | None = None
        self.tray.opened.connect(self.open_companion)
        self.tray.asked.connect(lambda: self.open_companion().open_ask("time"))
        self.tray.seen.connect(lambda: self.open_companion().show_page(2))
        self.tray.last.connect(self._last_again)
        self.tray.helped.connect(self.open_help)

    def take(self, message: Base) -> None:
        """Take what the service said."""
        match message:
            case State():
                self._state(message)
            case Notice():
                self._notice(message)
            case Lock():
                self._lock(message)
            case HoldNow():
                self._hold(message)

    def in_front(self, pid: int, ours: bool) -> None:
        """A program came to the front: the cover steps aside for what may be used."""
        cover = self.locking.cover
        if cover is None or not cover.up:
            return
        self._show_programs(cover)
        if pid and not ours:
            cover.set_front(not stands_still(pid))

    # --- from the service -------------------------------------------------------------------------

    def _state(self, state: State) -> None:
        before = self.live.state
        self.live.take(state)
        if before is None:
            self.tray.show()
        self.tray.refresh()
        if self.companion is not None:
            self.companion.refresh()
        if not state.told and self.first is None and state.screen == 0:
            self._first_login(state)
        if state.advice and self.badge is None:
            self.badge = AdviceBadge(self.live.look(prefers_dark()))
            self.badge.pressed.connect(self.open_companion)
            self.badge.present()
        if state.screen != 0:
            self._stop_countdown()

    def _notice(self, notice: Notice) -> None:
        state = self.live.state
        if state is None:
            return
        look = self.live.look(prefers_dark())
        said = notice_said(notice, state, self.live.now_ms(), look)
        self.tray.keep_notice(said.whole)
        self._last = notice
        self._stop_countdown()
        if notice.kind == NoticeKind.GRACE:
            self._hide_toast()
            self.countdown = Countdown(look, notice, state, self.live.now_ms())
            self.countdown.present()
            return
        locks = notice.kind in (NoticeKind.CLOSED, NoticeKind.LEARNING) and not notice.app
        if not locks or state.advice:
            self._show_toast(notice)

    def _lock(self, order: Lock) -> None:
        self._stop_countdown()
        if order.screen == 2:
            self._hide_toast()
        self.locking.take(order, self._new_cover)

    def _hold(self, order: HoldNow) -> None:
        done = self._windows is not None and self._windows.put_away(order.pids)
        self._line.say(PutAway(order.n, done))

    # --- windows ----------------------------------------------------------------------------------

    def open_companion(self) -> Companion:
        """Show the child's own window."""
        if self.companion is None:
            self.companion = Companion(self.live, prefers_dark())
            self.companion.asked.connect(self._ask)
            self.companion.taken_back.connect(self._take_back)
            self.companion.helped.connect(self.open_help)
            self.companion.told_again.connect(self._told_again)
        self.companion.refresh()
        _present(self.companion)
        return self.companion

    def open_help(self) -> None:
        """Show help; that it was opened is known to nobody."""
        if self.help is None:
            self.help = HelpWindow(self.live.look(prefers_dark()))
            self.help.closed.connect(self._help_closed)
        _present(self.help)

    def _help_closed(self) -> None:
        if self.help is not None:
            self.help.deleteLater()
            self.help = None

    def _first_login(self, state: State) -> None:
        self.first = FirstLogin(self.live.look(prefers_dark()), state)
        self.first.told.connect(self._told)
        self.first.helped.connect(self.open_help)
        _present(self.first)

    def _told(self, agreed: bool | None) -> None:
        self._line.ask(Told(agreed), lambda _: None)
        if self.first is not None:
            self.first.close()

    def _told_again(self) -> None:
        state = self.live.state
        if state is not None:
            self.first = FirstLogin(self.live.look(prefers_dark()), state, answer=False)
            self.first.helped.connect(self.open_help)
            _present(self.first)

    def _new_cover(self) -> Cover:
        cover = Cover(self.live, prefers_dark())
        cover.asked.connect(self._ask)
        cover.helped.connect(self.open_help)
        cover.chosen.connect(self._bring_forward)
        self._show_programs(cover)
        return cover

    def _show_programs(self, cover: Cover) -> None:
        pids = () if self._windows is None else self._windows.pids()
        found = dict(self._name_of(pid) for pid in pids if not stands_still(pid))
        found.pop("", None)
        cover.set_programs(tuple(found.items()))

    def _bring_forward(self, id: str) -> None:
        if self._windows is None:
            return
        for pid in self._windows.pids():
            if self._name_of(pid)[0] == id and not stands_still(pid):
                self._windows.bring_forward(pid)

    def _show_toast(self, notice: Notice) -> None:
        state = self.live.state
        if state is None:
            return
        self._hide_toast()
        look = self.live.look(prefers_dark())
        said = notice_said(notice, state, self.live.now_ms(), look)
        self.toast = Toast(look, said, notice.left_ms, state.budget_ms)
        self.toast.asked.connect(lambda minutes: self._ask("time", minutes, "", ""))
        self.toast.gone.connect(self._toast_gone)
        self.toast.present()

    def _last_again(self) -> None:
        if self._last is not None:
            self._show_toast(self._last)

    def _hide_toast(self) -> None:
        if self.toast is not None:
            self.toast.dismiss()

    def _toast_gone(self) -> None:
        if self.toast is not None:
            self.toast.deleteLater()
            self.toast = None

    def _stop_countdown(self) -> None:
        if self.countdown is not None:
            self.countdown.stop()
            self.countdown.deleteLater()
            self.countdown = None

    # --- questions --------------------------------------------------------------------------------

    def _ask(self, kind: str, minutes: int, about: str, words: str) -> None:
        self._line.ask(Ask(kind, minutes, about, words), self._answered)

    def _take_back(self, id: str) -> None:
        self._line.ask(TakeBack(id), self._answered)

    def _code(self, digits: str, what: str, minutes: int, about: str) -> None:
        self._line.ask(Code(digits, what, minutes, about), self._answered)

    def _answered(self, answer: Done | No) -> None:
        """Tell whichever window can show it; the others ignore an answer they did not wait for."""
        self.locking.answered(answer)
        if self.companion is not None:
            self.companion.answered(answer)

    def _keyboard_is_free(self) -> bool:
        return self._windows is None or self._windows.keyboard_is_free()


def _present(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
