"""By which codes a decision about a site is told: its rule, its setting, its kind, who chose it.

A rule is a name, `service:KEY` or `category:KEY` when a parent said so, a category when the bracket
or the law does, `lookalike:BRAND`, `unknown`, `local`, or `off` when nothing is filtered.
"""

from __future__ import annotations

from app.model.decision import Reason, Verdict
from app.model.web import Category

SERVICE = "service:"
CATEGORY = "category:"
LOOKALIKE = "lookalike:"
# The reason of a parent's own word.
SAID = {
    Verdict.ALLOW: Reason.SITE_ALLOWED,
    Verdict.TIP: Reason.SITE_WARN,
    Verdict.WARN: Reason.SITE_WARN,
    Verdict.ASK: Reason.SITE_ASK,
    Verdict.WAIT: Reason.SITE_BLOCKED,
    Verdict.BLOCK: Reason.SITE_BLOCKED,
}


def setting_of(reason: Reason, rule: str) -> str:
    """Give the key of the policy document that is responsible."""
    if rule == "off":
        return "web.on"
    if reason is Reason.SITE_UNKNOWN or rule == "local":
        return "web.unknown"
    if reason is Reason.SITE_LOOKALIKE:
        return "web.lookalikes"
    for prefix, table in ((SERVICE, "services"), (CATEGORY, "categories")):
        if rule.startswith(prefix):
            return f"web.{table}.{rule.removeprefix(prefix)}"
    if rule in set(Category):
        return f"web.categories.{rule}"
    return "web.schools" if reason is Reason.SITE_PROTECTED else f'web.sites."{rule}"'


def kind_of(reason: Reason, rule: str) -> str:
    """Give under which kind a stop is counted: a category, `unknown`, `lookalike` or `parent`."""
    if reason is Reason.SITE_LOOKALIKE:
        return "lookalike"
    kind = rule.removeprefix(CATEGORY)
    return kind if kind == "unknown" or kind in set(Category) else "parent"


def origin_of(reason: Reason, rule: str, setting: str, changed: frozenset[str]) -> str:
    """Give who chose what decided: `bracket`, `parent` or `product`."""
    if setting in changed or rule.startswith((SERVICE, CATEGORY)):
        return "parent"
    if setting in ("web.schools", "web.on") or setting.startswith("web.sites."):
        return "parent"
    if reason in (Reason.SITE_NEVER, Reason.SITE_PROTECTED):
        return "product"
    return "bracket"
