"""What is known of sites in words: names of sites, services and kinds, and who lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.api.parent_web import Lists, SiteExplained, SiteRuleLine
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import State

SERVICE, CATEGORY = "service:", "category:"
OURS = "luytre"  # as which our own list is named among the lists
LONGEST = 42  # characters of a name on one line
_NEVER = ("site_never", "site_fake")
_TONES = {
    "allow": ("shield", "bamboo"),
    "tip": ("shield", "bamboo"),
    "warn": ("shield_warn", "sun"),
    "ask": ("chat", "quiet"),
    "wait": ("clock", "quiet"),
    "block": ("octagon", "night"),
}


def _no_names() -> Mapping[str, str]:
    return {}


@dataclass(slots=True)
class Lore:
    """What was heard of sites so far, for whoever puts it into words.

    services gives the names of services by key, titles those of lists; explained holds answers by
    subject and name, None = it could not be told.
    """

    services: Callable[[], Mapping[str, str]] = _no_names
    titles: Mapping[str, str] = field(default_factory=dict)
    explained: dict[tuple[str, str], SiteExplained | None] = field(default_factory=dict)

    def learn(self, lists: Lists) -> None:
        """Know the titles of the lists."""
        self.titles = {one.key: one.title for one in lists.lists}


def shown(match: str, speak: Spoken, lore: Lore) -> str:
    """Give what people read for a name, `service:KEY` or `category:KEY`.

    Of a long name the end is shown: that is the part which says whose it is.
    """
    if match.startswith(SERVICE):
        key = match.removeprefix(SERVICE)
        return lore.services().get(key, key)
    if match.startswith(CATEGORY):
        return kind(match.removeprefix(CATEGORY), speak)
    return match if len(match) <= LONGEST else f"…{match[-LONGEST:]}"


def kind(category: str, speak: Spoken) -> str:
    """Give a kind of sites in words."""
    key = f"site.category.{category}"
    return speak.say(key) if speak.knows(key) else category


def verdict(code: str, speak: Spoken) -> State:
    """Give a verdict as picture, word and colour."""
    glyph, tone = _TONES.get(code, ("info", "quiet"))
    key = f"site.verdict.{code}"
    return State(glyph, speak.say(key) if speak.knows(key) else code, tone)


def listed(keys: tuple[str, ...], speak: Spoken, lore: Lore) -> str:
    """Give the lists that name a site."""
    ours = speak.say("console.site.ours")
    return ", ".join(ours if one == OURS else lore.titles.get(one, one) for one in keys)


def known(found: SiteExplained, speak: Spoken, lore: Lore) -> str:
    """Give what the lists know of a name, or why nothing is known of it."""
    names = [lore.services().get(key, key) for key in found.services]
    kinds = ", ".join([*names, *(kind(one, speak) for one in found.categories)])
    if not kinds or not found.lists:
        return why(found, speak).rstrip(".")
    return speak.say("console.site.known", kinds=kinds, lists=listed(found.lists, speak, lore))


def why(found: SiteExplained, speak: Spoken) -> str:
    """Give the reason of a decision."""
    key = f"why.{found.why.reason}"
    return speak.say(key) if speak.knows(key) else found.why.reason


def is_shut(found: SiteExplained) -> bool:
    """Say whether a parent's yes alone does not open it: it is of a kind that is always closed."""
    return found.why.verdict == "block" and found.why.reason in _NEVER


def until(rule: SiteRuleLine, speak: Spoken) -> str:
    """Give until when a parent's word holds."""
    if rule.until_ms is None:
        return speak.say("console.web.always")
    return speak.say("console.web.until", when=speak.when(rule.until_ms))
