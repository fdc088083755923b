"""Asking for a site: which one, why (if the child likes), what became of it; or a parent's code.

Of an address that is pasted only the name is kept, before anything is sent.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from app.api.child import No, RequestRow, State
from app.ui.child.asking import ANSWER_MS
from app.ui.child.live import Live
from app.ui.child.site_words import answer_said, name_in, name_of, site_words
from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Card, Glyph
from app.ui.shared.choices import Choices
from app.ui.shared.field import Field
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words
from app.words import forms, rows

MOST = 4  # sites and services to choose from, besides one that is typed
ANSWERED = 2  # earlier answers that are shown


class AskSite(QWidget):
    """about is the site that was stopped, "" = the child says which."""

    asked = Signal(str, int, str, str)  # kind, minutes, about, words
    taken_back = Signal(str)  # id of one's own request
    code = Signal(str)  # about: a parent stands beside and types a code
    left = Signal()

    def __init__(self, look: Look, live: Live, about: str = "") -> None:
        """What can be chosen comes from the last State."""
        super().__init__()
        self._look, self._live = look, live
        self._sent = False
        state = live.state
        assert state is not None
        self._picks = _picks(state, about)
        theme = look.palette
        self.choices = Choices(look, self._pick_words(state), columns=2, first=0)
        self.choices.setVisible(bool(self._picks))
        self.choices.chosen.connect(self._picked)
        self.which = Field(look, look.say("ask.which.site"))
        self.which.textChanged.connect(self._show_state)
        self.words = Field(look, look.say("ask.words"))
        self.kept = Words("", "note", theme.ink2, wrap=True)
        self.status = Words("", "large", theme.ink, wrap=True)
        self.send = Button(look.say("ask.send"), on_theme("primary", theme), "send")
        self.send.clicked.connect(self._send)
        self.here = Button(look.say("code.site.open"), on_theme("plain", theme), "key")
        self.here.clicked.connect(lambda: self.code.emit(self.about()))
        self.cancel = Button(look.say("ask.cancel"), on_theme("plain", theme))
        self.cancel.clicked.connect(self.left)
        self.waiting = _Waiting(look)
        self.waiting.taken_back.connect(self.taken_back)
        self._lay_out(state, about)
        self._picked(0)

    def _lay_out(self, state: State, about: str) -> None:
        look, theme = self._look, self._look.palette
        firm = state.site is not None and state.site.name == about
        mistake = firm and site_words(state.site, look).act == "mistake"  # type: ignore[arg-type]
        title = look.say("ask.site.mistake" if mistake else "ask.site.title")
        days = forms.days(state.retention_days, look.lang)
        only = Words(look.say("ask.site.only_name"), "note", theme.ink2, wrap=True)
        parts = column(Words(title, "dialog", theme.ink, wrap=True), gap=12)
        parts.addWidget(self.choices)
        parts.addWidget(self.which)
        parts.addLayout(row(Glyph("eye", 14, theme.ink2), only, gap=8))
        parts.addWidget(self.words)
        self.kept.setText(look.say("ask.words.kept", days=days))
        parts.addWidget(self.kept)
        parts.addWidget(self.waiting)
        parts.addWidget(self.status)
        parts.addLayout(row(self.send, self.here, self.cancel, STRETCH, gap=10))
        for line in self._answers(state):
            parts.addLayout(line)
        self.setLayout(parts)
        self.status.hide()
        # A code opens nothing that is always closed: only a parent's own word about the list does.
        self.here.setVisible(not mistake)

    def _pick_words(self, state: State) -> list[str]:
        names = [name_of(about, state.rules) for about in self._picks]
        return [*names, self._look.say("ask.site.other")] if names else []

    def _answers(self, state: State) -> list[QLayout]:
        look, theme = self._look, self._look.palette
        found: list[QLayout] = []
        answered = [r for r in state.requests if r.kind == "site" and r.answer]
        for request in answered[-ANSWERED:]:
            yes = request.answer == "yes"
            mark = Glyph("check" if yes else "chat", 16, theme.bamboo if yes else theme.ink2)
            said = answer_said(request, state, look)
            if request.reply:
                said = f"{said} “{request.reply}”"
            line = row(mark, gap=10)
            line.addWidget(Words(said, "body", theme.ink2, wrap=True), 1)
            found.append(line)
        return found

    # --- which one --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Put the keyboard where the first answer is given."""
        typed = self.words if self._picks else self.which
        first = self.cancel if self.words.isHidden() else typed
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def about(self) -> str:
        """Give what is asked for: a name or `service:KEY`; "" while nothing is said."""
        index = self.choices.index()
        if 0 <= index < len(self._picks):
            return self._picks[index]
        return name_in(self.which.text())

    def _picked(self, index: int) -> None:
        typed = not 0 <= index < len(self._picks)
        self.which.setVisible(typed)
        if typed and self._picks:
            self.which.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_state()

    def _show_state(self) -> None:
        """What waits already is not asked again: it can be taken back."""
        state, about = self._live.state, self.about()
        same = [r for r in _waiting(state) if r.about == about]
        self.waiting.show_request(same[0] if same else None, state)
        for part in (self.words, self.kept, self.send):
            part.setVisible(not same)
        if not self._sent:
            self.send.setEnabled(bool(about))
        self.here.setEnabled(bool(about))

    # --- sending ----------------------------------------------------------------------------------

    def _send(self) -> None:
        about = self.about()
        if not about:
            self.which.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._sent = True
        self.send.setEnabled(False)
        self.asked.emit("site", 0, about, self.words.text().strip())

    def done(self) -> None:
        """The service took the question, or took one back."""
        if not self._sent:
            return
        self._sent = False
        now, look = self._live.now_ms(), self._look
        zone = self._live.state.zone if self._live.state else "UTC"
        due = forms.when(now + ANSWER_MS, now, zone, look.lang)
        self._say(look.say("ask.sent", due=due))
        self.words.clear()

    def refused(self, no: No) -> None:
        """The service did not take it."""
        look = self._look
        self._sent = False
        if no.wait_ms > 0:
            self._say(look.say("ask.refused.rate", left=forms.left(no.wait_ms, look.lang)))
        else:
            known = {"too_many": "many", "site": "site", "incomplete": "site"}
            self._say(look.say(f"ask.refused.{known.get(no.reason, 'other')}"))
        self.send.setEnabled(True)

    def refresh(self) -> None:
        """A new State came: what waits may have been answered, or taken back."""
        if not self._sent and self.status.isHidden():
            self._show_state()

    def _say(self, said: str) -> None:
        self.status.setText(said)
        self.status.show()
        self.cancel.say(self._look.say("lock.back"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, without asking."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Waiting(Card):
    """One's own request that waits, with until when an answer is due and the way back."""

    taken_back = Signal(str)

    def __init__(self, look: Look) -> None:
        theme = look.palette
        super().__init__(theme.bamboo_tint, radius=10)
        self._look, self._id = look, ""
        self._said = Words("", "body", theme.ink, wrap=True)
        back = Button(look.say("ask.take_back"), on_theme("quiet", theme), height=44)
        back.clicked.connect(lambda: self.taken_back.emit(self._id))
        line = row(Glyph("send", 16, theme.bamboo), gap=10, margins=(16, 2, 8, 2))
        line.addWidget(self._said, 1)
        line.addWidget(back)
        self.setLayout(line)

    def show_request(self, request: RequestRow | None, state: State | None) -> None:
        """Nothing is shown when nothing waits."""
        self.setVisible(request is not None and state is not None)
        if request is None or state is None:
            return
        self._id = request.id
        due = forms.when(request.due_ms, state.clock_ms, state.zone, self._look.lang)
        self._said.setText(self._look.say("ask.already.site", due=due))


def _waiting(state: State | None) -> list[RequestRow]:
    requests = () if state is None else state.requests
    return [r for r in requests if r.kind == "site" and not r.answer]


def _picks(state: State, about: str) -> list[str]:
    """Give what to choose from: what was stopped, then what a parent's rules close or ask about."""
    found = [about] if about else []
    last = state.site
    if last is not None and site_act(last.why.verdict):
        found.append(last.name)
    for rule in state.rules:
        if rule.key in ("site_ask", "site_block"):
            found.append(rows.unpack(rule.value).get("site", ""))
    return list(dict.fromkeys(one for one in found if one))[:MOST]


def site_act(verdict: str) -> bool:
    """Whether a site with this verdict was stopped, so that it can be asked for."""
    return verdict in ("ask", "wait", "block")
