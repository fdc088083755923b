"""Which text a notice is: what it is about, hard or soft, whose rule; the same for every face."""

import pytest

from app.model.action import NoticeKind
from app.model.moment import MINUTE
from app.words.catalogue import VOICES, knows, template
from app.words.notices import About, Limit, notice_key

WARN, GRACE, TIP = NoticeKind.WARN, NoticeKind.GRACE, NoticeKind.TIP
LEARNING = NoticeKind.LEARNING


@pytest.mark.parametrize(
    ("kind", "minutes", "reason", "soft", "origin", "app", "key"),
    [
        (WARN, 5, "day_budget", False, "parent", "", "notice.warn.learning"),
        (WARN, 5, "week_budget", False, "parent", "", "notice.warn.learning"),
        (WARN, 5, "bedtime", False, "parent", "", "notice.warn.bedtime"),
        (WARN, 5, "hours", False, "parent", "", "notice.warn"),
        (WARN, 5, "pause", False, "parent", "", "notice.warn"),
        (WARN, 5, "day_budget", True, "parent", "", "notice.warn.soft"),
        (WARN, 5, "day_budget", True, "bracket", "", "notice.warn.soft.preset"),
        (WARN, 5, "bedtime", True, "bracket", "", "notice.warn.bedtime.soft"),
        (WARN, 5, "bedtime", False, "bracket", "kart", "notice.warn.app"),
        (WARN, 5, "one_game", True, "bracket", "kart", "notice.warn.app.soft"),
        (TIP, 30, "day_budget", False, "parent", "", "notice.tip"),
        (TIP, 0, "day_budget", True, "parent", "", "notice.tip.over"),
        (TIP, 0, "day_budget", True, "bracket", "", "notice.tip.over.preset"),
        (TIP, 0, "bedtime", True, "bracket", "", "notice.tip.over.bedtime"),
        (TIP, 5, "one_game", True, "bracket", "kart", "notice.tip.app"),
        (TIP, 0, "one_game", True, "bracket", "kart", "notice.tip.app.over"),
        (TIP, 5, "break", True, "bracket", "", "notice.tip.break"),
        (GRACE, 1, "day_budget", False, "parent", "", "notice.grace.learning"),
        (GRACE, 1, "bedtime", False, "parent", "", "notice.grace"),
        (GRACE, 1, "one_game", False, "parent", "kart", "notice.grace.app"),
        (LEARNING, 0, "day_budget", False, "parent", "", "notice.learning"),
        (NoticeKind.CLOSED, 0, "bedtime", False, "parent", "", "notice.closed"),
    ],
)
def test_the_text_fits_the_limit(
    kind: NoticeKind, minutes: int, reason: str, soft: bool, origin: str, app: str, key: str
) -> None:
    """Each has its own words, in every language and for every age."""
    limit = Limit(reason, soft, origin)
    assert notice_key(About(kind, app, minutes * MINUTE, limit, True, True)) == key
    assert knows(key)
    for voice in VOICES:
        for lang in ("vi", "en") if voice != "parent" else ():
            assert template(key, lang, voice)


@pytest.mark.parametrize(("budget", "closes"), [(False, True), (True, False), (False, False)])
def test_what_is_not_known_is_not_said(budget: bool, closes: bool) -> None:
    """No text with a hole where a figure would stand."""
    hard, soft = Limit("day_budget", False, "parent"), Limit("day_budget", True, "parent")
    assert notice_key(About(LEARNING, "", 0, hard, budget, closes)) == "notice.learning.open"
    warned = notice_key(About(WARN, "", MINUTE, soft, budget, closes))
    assert warned == ("notice.warn.soft" if budget else "notice.tip")
