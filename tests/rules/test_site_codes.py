"""What decided about a site, told by its rule: the setting, the kind it counts as, who chose it."""

import pytest

from app.model.decision import Reason
from app.rules.site_codes import kind_of, origin_of, setting_of

# reason, rule; setting, kind of a stop, who chose it when nothing was changed
TABLE = [
    (Reason.SITE_OPEN, "off", "web.on", "parent", "parent"),
    (Reason.SITE_PROTECTED, "help", "web.categories.help", "help", "product"),
    (Reason.SITE_PROTECTED, "kimdong.edu.vn", "web.schools", "parent", "parent"),
    (Reason.SITE_NEVER, "porn", "web.categories.porn", "porn", "product"),
    (Reason.SITE_FAKE, "phishing", "web.categories.phishing", "phishing", "bracket"),
    (Reason.SITE_BLOCKED, "a.vn", 'web.sites."a.vn"', "parent", "parent"),
    (Reason.SITE_ASK, "service:youtube", "web.services.youtube", "parent", "parent"),
    (Reason.SITE_CATEGORY, "category:games", "web.categories.games", "games", "parent"),
    (Reason.SITE_CATEGORY, "dating", "web.categories.dating", "dating", "bracket"),
    (Reason.SITE_GOOD, "kids", "web.categories.kids", "kids", "bracket"),
    (Reason.SITE_LOOKALIKE, "lookalike:vcb", "web.lookalikes", "lookalike", "bracket"),
    (Reason.SITE_OPEN, "local", "web.unknown", "parent", "bracket"),
    (Reason.SITE_UNKNOWN, "unknown", "web.unknown", "unknown", "bracket"),
]


@pytest.mark.parametrize(("reason", "rule", "setting", "kind", "origin"), TABLE)
def test_each_rule_names_its_setting_kind_and_origin(
    reason: Reason, rule: str, setting: str, kind: str, origin: str
) -> None:
    """A parent finds the setting, a count its kind, a child who chose."""
    assert setting_of(reason, rule) == setting
    assert kind_of(reason, rule) == kind
    assert origin_of(reason, rule, setting, frozenset()) == origin


def test_what_a_parent_changed_is_the_parents() -> None:
    """A bracket's default that was changed is the bracket's no more."""
    changed = frozenset(("web.unknown",))
    assert origin_of(Reason.SITE_UNKNOWN, "unknown", "web.unknown", changed) == "parent"
