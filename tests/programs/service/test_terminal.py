"""Words on a terminal: for every bracket, reason and language, with the number to call."""

import pytest

from app.model.action import NoticeKind, Notify, SetScreen
from app.model.decision import Decision, Reason, Screen, Verdict
from app.model.moment import MINUTE
from app.programs.service.terminal import closed_text, notice_text
from tests.guard.home import Home
from tests.programs.service.office import CHILDREN


def decision(reason: Reason) -> Decision:
    """Why it is closed."""
    return Decision(Verdict.WAIT, reason, "", None, Screen.CLOSED, left_ms=0)


@pytest.mark.parametrize("bracket", CHILDREN)
@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words(bracket: str, reason: Reason) -> None:
    """Nobody is put out without a sentence."""
    home = Home("2026-11-12T16:00", child=CHILDREN[bracket])
    action = SetScreen(home.child.id, Screen.CLOSED, decision(reason))
    text = closed_text(home.guard, home.person, action)
    assert text and "{" not in text
    assert bracket == "0-6" or "111" in text


@pytest.mark.parametrize("bracket", CHILDREN)
@pytest.mark.parametrize("kind", [NoticeKind.WARN, NoticeKind.GRACE])
def test_warnings_have_words(bracket: str, kind: NoticeKind) -> None:
    """Also where there is no window to show them in."""
    home = Home("2026-11-12T16:00", child=CHILDREN[bracket])
    notice = Notify(home.child.id, kind, 5 * MINUTE, decision(Reason.BEDTIME))
    text = notice_text(home.guard, home.person, notice)
    assert text and "{" not in text
