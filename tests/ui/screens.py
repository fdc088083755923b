"""Every child screen by name, for a bracket, a language and a theme: for tests and pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.api.child import RequestRow, State, Why
from app.ui.child.badge import AdviceBadge
from app.ui.child.companion import Companion
from app.ui.child.countdown import Countdown
from app.ui.child.cover import Cover
from app.ui.child.first_login import FirstLogin
from app.ui.child.help import PAGES, HelpWindow
from app.ui.child.live import Live
from app.ui.child.lock import LockWindow
from app.ui.child.site_toast import SiteToast
from app.ui.child.telling import notice_said
from app.ui.child.toast import Toast
from tests.ui import family
from tests.ui.family import MINUTE

Make = Callable[[str, str, bool], QWidget]
LOCKS = ("day_budget", "bedtime", "hours", "lock_now", "pause", "break", "agent_lost")
SITE_KINDS = tuple(family.SITES)
ASKS = ("time", "app", "unfair")


def live(bracket: str, lang: str, **changes: object) -> Live:
    """A Live that has taken one State."""
    made = Live()
    made.take(family.state(bracket, lang, **changes))
    return made


def lock(bracket: str, lang: str, reason: str, size: tuple[int, int] = (1280, 800)) -> LockWindow:
    """The main screen of a lock at 19:33, the day's time used."""
    used = family.BUDGETS[bracket] * MINUTE
    held = live(bracket, lang, clock_ms=family.at("19:33"), used_ms=used, left_ms=0, charging="")
    made = LockWindow(family.lock(reason, bracket=bracket), held, size)
    made.resize(*size)
    made.may_close = True
    return made


def toast(bracket: str, lang: str, dark: bool, kind: str = "warn", left: float = 5) -> Toast:
    """A notice about the day's time."""
    held = live(bracket, lang)
    state = held.state
    assert state is not None
    look = held.look(dark)
    verdict = "tip" if bracket == "16-17" else "warn"
    notice = family.notice(kind, left, verdict=verdict)
    said = notice_said(notice, state, held.now_ms(), look)
    made = Toast(look, said, int(left * MINUTE), state.budget_ms)
    made.fit()
    return made


def busy(bracket: str, lang: str) -> State:
    """A day on which something stopped, something was answered and something is waited for."""
    answered = RequestRow(
        "r0", "app", family.at("17:40"), family.at("17:40", 14), about="minetest", answer="yes",
        reply="Vẽ xong cho mẹ xem nhé",
    )  # fmt: skip
    stopped = Why("block", "one_game", "week.mon.one_game", "bracket", family.at("6:00", 13))
    requests = (answered, family.waiting_request())
    return family.state(bracket, lang, requests=requests, stopped=stopped)


def site_toast(bracket: str, lang: str, dark: bool, kind: str = "unknown") -> SiteToast:
    """A notice about a site."""
    state = family.web_state(bracket, lang, kind)
    held = Live()
    held.take(state)
    look = held.look(dark)
    said = notice_said(family.site_notice(kind), state, held.now_ms(), look)
    assert said.site is not None
    made = SiteToast(look, said.site)
    made.fit()
    return made


def _site_toast(kind: str) -> Make:
    return lambda bracket, lang, dark: site_toast(bracket, lang, dark, kind)


def _web(kind: str, act: str = "", *, busy: bool = False, **changes: object) -> Make:
    """The companion of a child whose web is filtered; act opens a page or a panel."""

    def make(bracket: str, lang: str, dark: bool) -> QWidget:
        held = Live()
        requests = family.site_requests() if busy else ()
        state = family.web_state(bracket, lang, kind, requests=requests, **changes)
        held.take(state)
        made = Companion(held, dark)
        assert state.site is not None
        if act in ("rules", "seen"):
            made.show_page(1 if act == "rules" else 2)
        elif act == "ask":
            made.open_ask("site", state.site.name)
        elif act == "ask-any":
            made.open_ask("site")
        elif act == "code":
            made._open_code(state.site.name)
        elif act:
            made.open_ask(act)
        return made

    return make


def _companion(bracket: str, lang: str, dark: bool) -> Companion:
    held = Live()
    held.take(busy(bracket, lang))
    return Companion(held, dark)


def _companion_page(index: int) -> Make:
    def make(bracket: str, lang: str, dark: bool) -> QWidget:
        made = _companion(bracket, lang, dark)
        made.show_page(index)
        return made

    return make


def _asking(kind: str) -> Make:
    def make(bracket: str, lang: str, dark: bool) -> QWidget:
        made = _companion(bracket, lang, dark)
        made.open_ask(kind)
        return made

    return make


def _help(slug: str) -> Make:
    def make(bracket: str, lang: str, dark: bool) -> QWidget:
        made = HelpWindow(live(bracket, lang).look(dark))
        if slug:
            made.panel.show_page(slug)
        return made

    return make


def _locked(reason: str, panel: str = "") -> Make:
    def make(bracket: str, lang: str, dark: bool) -> QWidget:
        made = lock(bracket, lang, reason)
        if panel:
            getattr(made, f"open_{panel}")()
        return made

    return make


def _first(bracket: str, lang: str, dark: bool) -> QWidget:
    held = live(bracket, lang)
    assert held.state is not None
    return FirstLogin(held.look(dark), held.state)


def _cover(bracket: str, lang: str, dark: bool) -> QWidget:
    made = Cover(live(bracket, lang), dark, (1280, 800))
    made.set_programs((("desktop:gcompris", "GCompris"), ("desktop:writer", "LibreOffice Writer")))
    made.bring_up(family.lock(bracket=bracket))
    made.hide()
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.setGeometry(0, 0, 1280, 800)
    return made


def _strip(bracket: str, lang: str, dark: bool) -> QWidget:
    made = Cover(live(bracket, lang), dark, (1280, 800))
    made.strip.adjustSize()
    made.strip.kept = made  # type: ignore[attr-defined]
    return made.strip


def _countdown(bracket: str, lang: str, dark: bool) -> QWidget:
    held = live(bracket, lang)
    assert held.state is not None
    notice = family.notice("grace", 0.75, "bedtime")
    made = Countdown(held.look(dark), notice, held.state, held.now_ms())
    made.present()
    return made


def _badge(bracket: str, lang: str, dark: bool) -> QWidget:
    made = AdviceBadge(live(bracket, lang).look(dark))
    made.adjustSize()
    return made


SCREENS: dict[str, Make] = {
    "today": _companion,
    "today-calm": lambda b, lang, dark: Companion(live(b, lang), dark),
    "rules": _companion_page(1),
    "seen": _companion_page(2),
    **{f"ask-{kind}": _asking(kind) for kind in ASKS},
    **{f"site-today-{kind}": _web(kind, busy=kind == "unknown") for kind in SITE_KINDS},
    "site-rules": _web("unknown", "rules"),
    "site-rules-lost": _web("unknown", "rules", web="lost"),
    "site-today-lost": _web("news", web="lost"),
    "site-seen": _web("never", "seen"),
    "site-ask": _web("category", "ask"),
    "site-ask-waiting": _web("unknown", "ask", busy=True),
    "site-ask-mistake": _web("phishing", "ask"),
    "site-ask-nothing": _web("news", "ask-any", rules=(), seen=()),
    "site-ask-unfair": _web("unknown", "unfair"),
    "site-code": _web("category", "code"),
    **{f"toast-site-{kind}": _site_toast(kind) for kind in SITE_KINDS},
    "help": _help(""),
    **{f"help-{slug}": _help(slug) for slug, _ in PAGES},
    **{f"lock-{reason}": _locked(reason) for reason in LOCKS},
    "lock-asking": _locked("day_budget", "ask"),
    "lock-code": _locked("bedtime", "code"),
    "lock-help": _locked("bedtime", "help"),
    "first": _first,
    "cover": _cover,
    "strip": _strip,
    "countdown": _countdown,
    "badge": _badge,
    "toast": toast,
    "toast-game": lambda b, lang, dark: toast(b, lang, dark, "game_time", 0),
    "toast-learning": lambda b, lang, dark: toast(b, lang, dark, "learning", 0),
}
