"""The whole face of a child: what the service says goes in, what the child answers comes out.

Windows are made when they are first needed: an idle agent is a tray icon. Nothing is decided here;
a message is shown, a press is passed on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.api.child import Done, Lock, No, Notice, State
from app.model.action import NoticeKind
from app.ui.child.live import Live
from app.ui.child.tray import Tray
from app.ui.shared.look import prefers_dark
from app.words.catalogue import knows

if TYPE_CHECKING:
    from app.ui.child.badge import AdviceBadge
    from app.ui.child.companion import Companion
    from app.ui.child.countdown import Countdown
    from app.ui.child.cover import Cover
    from app.ui.child.first_login import FirstLogin
    from app.ui.child.help import HelpWindow
    from app.ui.child.lock_screens import LockScreens
    from app.ui.child.site_words import SiteWords
    from app.ui.child.telling import Said
    from app.ui.child.toast import Toast
    from app.ui.shared.look import Look

TRAY_RETRY_MS = 5_000
PAGE_AGAIN_MS = 15 * 60_000  # a first page that was closed unanswered comes back, not at once


class Messages(Protocol):
    """Shows notices where a window of ours would stand in the middle and take the keys."""

    def tell(self, said: Said, ask: str, urgent: bool, help_: str = "") -> None:
        """Show one; ask labels the button for more, help_ the one for help, "" = none.

        urgent = over full screens.
        """

    def hush(self) -> None:
        """Take it away."""


class ChildFace(QObject):
    """Give it every ToChild message but HoldNow, which is the platform's to do."""

    asked = Signal(str, int, str, str)  # kind, minutes, about, words
    taken_back = Signal(str)  # id of one's own request
    coded = Signal(str, str, int, str)  # digits, what, minutes, about
    told = Signal(object)  # True, False or None
    lock_answer = Signal(int, bool, str)  # n, held, why
    chosen = Signal(str)  # id of a learning program to bring to the front

    def __init__(self, messages: Messages | None = None) -> None:
        """Nothing is shown before `start`; messages are the desktop's own, on Wayland."""
        super().__init__()
        self._messages = messages
        self.live = Live()
        self.tray = Tray(self.live)
        self.tray.opened.connect(self.open_companion)
        self.tray.asked.connect(self.open_asking)
        self.tray.seen.connect(self.open_seen)
        self.tray.last.connect(self.show_last)
        self.tray.helped.connect(self.open_help)
        self.companion: Companion | None = None
        self.help: HelpWindow | None = None
        self.lock: LockScreens | None = None
        self.cover: Cover | None = None
        self.toast: Toast | None = None
        self.countdown: Countdown | None = None
        self.badge: AdviceBadge | None = None
        self.page: FirstLogin | None = None
        self._page_shown = QElapsedTimer()
        self._last: Notice | None = None
        self._order = 0
        # A panel may come up after us, or be restarted.
        self._retry = QTimer(self)
        self._retry.setInterval(TRAY_RETRY_MS)
        self._retry.timeout.connect(self._seek_tray)

    def start(self) -> bool:
        """Show the eye. False: this desktop has no tray now; it is looked for again and again."""
        found = self.tray.show()
        if not found:
            self._retry.start()
        return found

    def stop(self) -> None:
        """Take everything down; the keyboard is given back."""
        self._retry.stop()
        self.tray.hide()
        self._lock_down()
        for window in (
            self.companion, self.help, self.toast, self.countdown, self.badge, self.page,
        ):  # fmt: skip
            if window is not None:
                window.close()
        if self._messages is not None:
            self._messages.hush()

    def receive(self, message: State | Notice | Lock | Done | No) -> None:
        """Show what the service says."""
        match message:
            case State():
                self._take(message)
            case Notice():
                self._notify(message)
            case Lock():
                self._set_screen(message)
            case Done() | No():
                self._answered(message)

    # --- what is shown ------------------------------------------------------------------------

    def _take(self, state: State) -> None:
        self.live.take(state)
        self.tray.refresh()
        if self.companion is not None:
            self.companion.refresh()
        if not state.told and self._page_may_come():
            self.open_first_page(answer=True)
        if state.advice and self.badge is None and self._messages is None:
            from app.ui.child.badge import AdviceBadge  # noqa: PLC0415 (the idle agent stays small)

            self.badge = AdviceBadge(self.live.look(prefers_dark()))
            self.badge.pressed.connect(self.open_companion)
            self.badge.present()

    def _notify(self, notice: Notice) -> None:
        if self.live.state is None or not knows(f"notice.{notice.kind}"):
            return
        self._last = notice
        if notice.kind in (NoticeKind.CLOSED, NoticeKind.LEARNING, NoticeKind.OPENED):
            self._end_countdown()
        if notice.kind == NoticeKind.GRACE:
            self._count_down(notice)
        else:
            self._toast(notice)

    def _toast(self, notice: Notice) -> None:
        from app.ui.child.telling import notice_said  # noqa: PLC0415
        from app.ui.child.toast import ASK_MINUTES, Toast  # noqa: PLC0415

        state = self.live.state
        assert state is not None
        look = self.live.look(prefers_dark())
        said = notice_said(notice, state, self.live.now_ms(), look)
        self.tray.keep_notice(said.whole)
        if self.lock is not None and self.lock.up:
            return  # the lock says it itself
        if self._messages is not None:
            ask = look.say("ask.more", minutes=ASK_MINUTES) if said.askable else ""
            help_ = ""
            if said.site is not None:
                ask, help_ = look.say(f"site.do.{said.site.act}"), look.say("site.do.help")
            self._messages.tell(said, ask, notice.kind == NoticeKind.WARN, help_)
            return
        if said.site is not None:
            self._toast_site(notice, said.site, look)
            return
        self._drop_toast()
        timed = notice.kind in (NoticeKind.TIP, NoticeKind.WARN)
        left = notice.left_ms if timed else 0
        budget = None if notice.app else state.budget_ms
        self.toast = Toast(look, said, left, budget)
        self.toast.asked.connect(self._ask_time)
        self.toast.present()

    def _toast_site(self, notice: Notice, site: SiteWords, look: Look) -> None:
        """A word about time is not covered by one about a site: that one waits in the tray."""
        from app.ui.child.site_toast import SiteToast  # noqa: PLC0415

        shown = self.toast
        if shown is not None and shown.isVisible() and not isinstance(shown, SiteToast):
            shown.gone.connect(lambda: self._after(notice))
            return
        self._drop_toast()
        made = SiteToast(look, site)
        made.pressed.connect(lambda: self._press_site(notice.name, site.act))
        made.helped.connect(self.open_help)
        self.toast = made
        made.present()

    def _after(self, notice: Notice) -> None:
        """What waited is shown, if it is still the newest word and nothing closed meanwhile."""
        if notice is self._last and self.live.state is not None:
            QTimer.singleShot(0, self, lambda: self._toast(notice))

    def _press_site(self, name: str, act: str) -> None:
        if act == "look":
            self.open_companion()
        else:
            self.open_asking_site(name)

    def _drop_toast(self) -> None:
        if self.toast is not None:
            self.toast.dismiss()
            self.toast.deleteLater()
            self.toast = None

    def _count_down(self, notice: Notice) -> None:
        from app.ui.child.countdown import Countdown  # noqa: PLC0415
        from app.ui.child.telling import notice_said  # noqa: PLC0415

        self._end_countdown()
        state = self.live.state
        assert state is not None
        look = self.live.look(prefers_dark())
        if self._messages is not None:
            said = notice_said(notice, state, self.live.now_ms(), look)
            self._messages.tell(said, "", urgent=True)
            return
        self.countdown = Countdown(look, notice, state, self.live.now_ms())
        self.countdown.present()

    def _end_countdown(self) -> None:
        if self.countdown is not None:
            self.countdown.stop()
            self.countdown.deleteLater()
            self.countdown = None

    def _set_screen(self, lock: Lock) -> None:
        self._order = lock.n
        if lock.screen == 2:
            self._close_pc(lock)
        elif lock.screen == 1:
            self._lock_down(cover=False)
            self._cover_up(lock)
            self.lock_answer.emit(lock.n, True, "")
        else:
            self._lock_down()
            self.lock_answer.emit(lock.n, True, "")
        self.tray.refresh()

    def _close_pc(self, lock: Lock) -> None:
        from app.ui.child.lock_screens import LockScreens  # noqa: PLC0415

        if self.cover is not None:
            self.cover.take_down()
        self._end_countdown()
        if self.toast is not None:
            self.toast.dismiss()
        if self.lock is None:
            self.lock = LockScreens(self.live, self)
            self.lock.held.connect(self._held)
            self.lock.asked.connect(self.asked)
            self.lock.coded.connect(self.coded)
        self.lock.show(lock)

    def _held(self, held: bool, why: str) -> None:
        self.lock_answer.emit(self._order, held, why)

    def _cover_up(self, lock: Lock) -> None:
        from app.ui.child.cover import Cover  # noqa: PLC0415

        if self.cover is None:
            box = QGuiApplication.primaryScreen().geometry()
            self.cover = Cover(self.live, prefers_dark(), (box.width(), box.height()))
            self.cover.asked.connect(self.asked)
            self.cover.chosen.connect(self.chosen)
            self.cover.helped.connect(self.open_help)
        self.cover.bring_up(lock)

    def _lock_down(self, cover: bool = True) -> None:
        if self.lock is not None:
            self.lock.hide()
        if cover and self.cover is not None:
            self.cover.take_down()
            self.cover.deleteLater()
            self.cover = None

    def _answered(self, answer: Done | No) -> None:
        for window in (self.lock, self.cover, self.companion):
            if window is not None:
                window.answered(answer)

    # --- what the agent tells the face --------------------------------------------------------

    def set_learning(self, programs: tuple[tuple[str, str], ...]) -> None:
        """The learning programs that are open: (id, name) each."""
        if self.cover is not None:
            self.cover.set_programs(programs)

    def set_front(self, learning: bool | None) -> None:
        """What came to the front: True a learning program, False something held, None else."""
        if self.cover is not None:
            self.cover.set_front(learning)

    # --- windows ------------------------------------------------------------------------------

    def open_companion(self) -> None:
        """The child's own window, at the front."""
        from app.ui.child.companion import Companion  # noqa: PLC0415

        if self.live.state is None:
            self.open_help()
            return
        if self.companion is None:
            self.companion = Companion(self.live, prefers_dark())
            self.companion.asked.connect(self.asked)
            self.companion.taken_back.connect(self.taken_back)
            self.companion.coded.connect(self.coded)
            self.companion.helped.connect(self.open_help)
            self.companion.told_again.connect(self.open_first_page)
        self.companion.refresh()
        self.companion.show()
        self.companion.raise_()
        self.companion.activateWindow()

    def open_asking(self) -> None:
        """The companion with the question for more time."""
        self.open_companion()
        if self.companion is not None:
            self.companion.open_ask("time")

    def open_asking_site(self, name: str = "") -> None:
        """The companion with the question for a site."""
        self.open_companion()
        if self.companion is not None:
            self.companion.open_ask("site", name)

    def open_seen(self) -> None:
        """The companion at what the parents see."""
        self.open_companion()
        if self.companion is not None:
            self.companion.show_page(2)

    def show_last(self) -> None:
        """The last notice once more."""
        if self._last is not None and self.live.state is not None:
            self._toast(self._last)

    def open_help(self) -> None:
        """Help, in every state, also before the first word of the service."""
        if self.lock is not None and self.lock.up and self.lock.main is not None:
            self.lock.main.open_help()
            return
        from app.ui.child.help import HelpWindow  # noqa: PLC0415

        if self.help is None:
            self.help = HelpWindow(self.live.look(prefers_dark()))
            self.help.closed.connect(self._forget_help)
        self.help.show()
        self.help.raise_()
        self.help.activateWindow()

    def _forget_help(self) -> None:
        if self.help is not None:
            self.help.deleteLater()
            self.help = None

    def open_first_page(self, answer: bool = False) -> None:
        """The first-log-in page; with answer it is asked, otherwise it is only to read."""
        from app.ui.child.first_login import FirstLogin  # noqa: PLC0415

        state = self.live.state
        if state is None or (self.page is not None and self.page.isVisible()):
            return
        self._page_shown.start()
        self.page = FirstLogin(self.live.look(prefers_dark()), state, answer=answer)
        self.page.told.connect(self.told)
        self.page.helped.connect(self.open_help)
        self.page.show()
        self.page.raise_()
        self.page.activateWindow()

    def _page_may_come(self) -> bool:
        return not self._page_shown.isValid() or self._page_shown.hasExpired(PAGE_AGAIN_MS)

    def press_notice(self) -> None:
        """Do what the button of the last notice offers: ask for minutes, or for a site."""
        from app.ui.child.toast import ASK_MINUTES  # noqa: PLC0415

        if self._last is not None and self._last.kind == NoticeKind.SITE_STOPPED:
            from app.ui.child.site_words import of_notice, site_words  # noqa: PLC0415

            state = self.live.state
            assert state is not None
            site = of_notice(self._last, state)
            self._press_site(site.name, site_words(site, self.live.look(False)).act)
            return
        self._ask_time(ASK_MINUTES)

    def _ask_time(self, minutes: int) -> None:
        self.asked.emit("time", minutes, "", "")

    def _seek_tray(self) -> None:
        if self.tray.show():
            self._retry.stop()
