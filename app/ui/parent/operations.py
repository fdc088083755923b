"""Everything a click can set off, each under its own name; screens refresh from what it changed.

The only module of the console that writes messages of app.api.parent. An operation carries no rule:
whether it may be done the service says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.api import parent as wire
from app.api import parent_web as web_wire
from app.api.child import Base, Code
from app.ui.parent.line import Line, Refusal
from app.ui.parent.read import record as read_record
from app.ui.parent.read import status as read_status
from app.ui.parent.values import Written

TODAY, RECORD, POLICY, STATUS = "today", "record", "policy", "status"
WEB, LISTS = "web", "lists"


@dataclass(frozen=True, slots=True)
class Did:
    """An operation was carried out: what changed by it, and what came back, read into values.

    about is whatever the screen that clicked wants to be reminded of.
    """

    changed: frozenset[str]
    made: Any = None
    about: tuple[Any, ...] = ()


class Operation(QObject):
    """One operation under way; exactly one of the signals is emitted, once.

    A screen connects its own methods, never a lambda: it may be gone when the answer comes.
    """

    did = Signal(object)  # Did
    refused = Signal(object)  # line.Refusal

    def __init__(
        self, line: Line, message: Base, changes: frozenset[str], reading: Callable[[Any], Any]
    ) -> None:
        super().__init__(line)
        self.about: tuple[Any, ...] = ()
        self._changes, self._reading = changes, reading
        reply = line.ask(message)
        reply.answered.connect(self._answered)
        reply.refused.connect(self._refused)

    def _answered(self, answer: Any) -> None:
        self.did.emit(Did(self._changes, self._reading(answer), self.about))
        self.deleteLater()

    def _refused(self, refusal: Refusal) -> None:
        self.refused.emit(refusal)
        self.deleteLater()


def _nothing(answer: Any) -> None:
    """Done says no more than that."""


class Operations(QObject):
    """The named operations; `did` says what any of them changed."""

    did = Signal(object)

    def __init__(self, line: Line) -> None:
        """Send over this line."""
        super().__init__(line)
        self._line = line

    # --- who one is -----------------------------------------------------------------------------

    def sign_in(self, secret: str) -> Operation:
        """Become a parent by password or recovery code."""
        return self._do(wire.SignIn(secret), {STATUS})

    def set_password(self, secret: str) -> Operation:
        """Set or change the parent's password."""
        return self._do(wire.SetPassword(secret), {STATUS, RECORD})

    def new_codes(self) -> Operation:
        """Make all codes anew; `made` is values.NewCodes, to be shown once."""
        return self._do(wire.NewCodes(), {RECORD}, read_status.codes)

    def enter_code(self, digits: str, what: str, minutes: int) -> Operation:
        """In a child's session: a parent's one-time code, for `time` or `unlock`."""
        return self._do(Code(digits, what, minutes), set())

    # --- on the spot ----------------------------------------------------------------------------

    def give(self, subject: str, minutes: int, *, bonus: bool) -> Operation:
        """Give extra time; bonus adds to today's budget and lifts nothing else."""
        return self._do(wire.Give(subject, minutes, bonus=bonus), {TODAY, RECORD})

    def pause(self, subject: str) -> Operation:
        """Let the PC rest until it is opened again."""
        return self._do(wire.Stop(subject, "pause"), {TODAY, RECORD})

    def lock_now(self, subject: str) -> Operation:
        """Close the PC until it is opened again."""
        return self._do(wire.Stop(subject, "lock_now"), {TODAY, RECORD})

    def resume(self, subject: str) -> Operation:
        """Open it again."""
        return self._do(wire.Resume(subject), {TODAY, RECORD})

    def answer_yes(self, request: str, minutes: int = 0, reply: str = "") -> Operation:
        """Say yes to a request, for so many minutes where time is asked for."""
        return self._do(wire.Answer(request, True, minutes, reply), {TODAY, RECORD})

    def answer_no(self, request: str, reply: str) -> Operation:
        """Say not this time, with a word."""
        return self._do(wire.Answer(request, False, 0, reply), {TODAY, RECORD})

    def answer_site(self, request: str, how: str, reply: str = "") -> Operation:
        """Say yes to a site, for an `hour`, `today` or `always`."""
        answer = wire.Answer(request, True, 0, reply, how)
        return self._do(answer, {TODAY, RECORD, WEB})

    def say_of_site(
        self, subject: str, match: str, verdict: str, how: str, *, wrong_list: bool = False
    ) -> Operation:
        """Open, ask about or close a site, service or kind; how as in api.parent_web.SiteSet."""
        said = web_wire.SiteSet(subject, match, verdict, how, wrong_list)
        return self._do(said, {WEB, TODAY, RECORD})

    def confirm_date(self, day: str) -> Operation:
        """The parent's word that today is this day (ISO)."""
        return self._do(wire.ConfirmDate(day), {STATUS, RECORD})

    # --- rules ----------------------------------------------------------------------------------

    def set_policy(self, toml: str) -> Operation:
        """Put a document in force; `made` is values.Written, with problems when it was refused."""
        made = self._do(wire.PolicySet(toml), set(), read_status.written)
        made.did.connect(self._policy_written)
        return made

    def _policy_written(self, did: Did) -> None:
        written = did.made
        if isinstance(written, Written) and not written.problems:
            self.did.emit(Did(frozenset({POLICY, TODAY, RECORD, STATUS})))

    # --- lists ----------------------------------------------------------------------------------

    def update_lists(self) -> Operation:
        """Have all lists that are on fetched now."""
        return self._do(web_wire.ListsDo("update"), {LISTS})

    def switch_list(self, key: str, *, on: bool) -> Operation:
        """Use a list, or no longer."""
        return self._do(web_wire.ListsDo("on" if on else "off", key), {LISTS})

    def verify(self) -> Operation:
        """Check the record's chain; `made` is values.Checked."""
        return self._do(wire.VerifyQ(), set(), read_record.checked)

    def _do(
        self, message: Base, changes: set[str], reading: Callable[[Any], Any] = _nothing
    ) -> Operation:
        made = Operation(self._line, message, frozenset(changes), reading)
        if changes:
            made.did.connect(self.did)
        return made
