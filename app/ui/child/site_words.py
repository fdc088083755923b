"""A stopped site in words: what it is, why, what to do, who chose it, and what was asked about it.

Only wording is decided here. The name of a site is shown and sent, never an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from app.api.child import Notice, RequestRow, RuleRow, SiteRow, State
from app.model.decision import Reason, Verdict
from app.ui.shared.look import Look
from app.words import forms, notices, rows
from app.words.catalogue import knows

SHORT = 28  # letters of a name inside a sentence or on a button
SERVICE = "service:"
FILTERED = ("on", "lost")  # State.web's values where names are filtered
# What asking cannot open: a kind that is always closed opens only when a parent says the list errs.
_FIRM = (Reason.SITE_NEVER, Reason.SITE_FAKE)


@dataclass(frozen=True, slots=True)
class SiteWords:
    """One site as read.

    kind is what sort of site, "" = nothing worth saying; act is
    what the child can do: `ask`, `mistake`, or `look` where it opens anyway.
    """

    head: str
    name: str
    kind: str
    what: str
    advice: str
    glyph: str
    act: str

    @property
    def whole(self) -> str:
        """All of it, as it is spoken."""
        about = ", ".join(part for part in (self.name, self.kind) if part)
        stop = "" if self.head.endswith((".", "!", "?")) else "."
        parts = (self.head + stop, f"{about}.", self.what, self.advice)
        return " ".join(part for part in parts if part)


def site_words(site: SiteRow, look: Look) -> SiteWords:
    """Give the words for a site that was stopped or warned of."""
    why = site.why
    reached = why.verdict in (Verdict.TIP, Verdict.WARN)
    fake = notices.is_fake(why.reason, site.category)
    kind = f"site.category.{site.category}"
    head, rest = look.say(notices.site_key(why.reason, site.category, why.verdict)), ""
    if look.small:  # one short line large, the next one under it
        head, rest = forms.first_sentence(head)
    said = site.category not in ("", "unknown", "parent") and knows(kind) and not look.small
    return SiteWords(
        head=head,
        name=site.name,
        kind=look.say(kind) if said else "",
        what=_what(site, look, reached),
        advice=_advice(site, look, fake, reached) or rest,
        glyph="shield_warn" if reached or fake else "octagon",
        act="look" if reached else "mistake" if fake or why.reason in _FIRM else "ask",
    )


def of_notice(notice: Notice, state: State) -> SiteRow:
    """Give the site of a notice; whom it imitates stands in the State that came before it."""
    last = state.site
    like = last.like if last is not None and last.name == notice.name else ""
    return SiteRow(notice.name, notice.app, state.clock_ms, notice.why, like)


def _what(site: SiteRow, look: Look, reached: bool) -> str:
    if site.like and site.why.reason == Reason.SITE_LOOKALIKE:
        return look.say("site.fake.what", brand=site.like)
    fake = f"site.fake.{site.category}"
    if site.category in notices.FAKES and knows(fake):
        return look.say(fake)
    if reached and site.why.reason == Reason.SITE_CATEGORY:
        return look.say("site.warn.kind")
    key = f"why.{site.why.reason}"
    return look.say(key if knows(key) else "why.site_category")


def _advice(site: SiteRow, look: Look, fake: bool, reached: bool) -> str:
    """What to do now: go back, and what to do when something was typed or loaded already."""
    doubtful = fake or site.why.reason == Reason.SITE_LOOKALIKE
    if look.small and reached and not doubtful:
        return look.say("site.warn.back")
    if not doubtful:
        return look.say("site.warn.stay") if reached else ""
    typed = look.say("site.fake.loaded" if site.category == "malware" else "site.fake.typed")
    back = reached and not look.small
    return f"{look.say('site.warn.back')} {typed}" if back else typed


def setting_line(site: SiteRow, look: Look) -> str:
    """Give the rule that decided and who chose it."""
    chosen = f"rule.chosen.{site.why.origin}"
    return look.say(
        "site.setting",
        setting=_setting(site.why.setting, site.why.reason, look),
        chosen=look.say(chosen if knows(chosen) else "rule.chosen.product"),
    )


def _setting(setting: str, reason: str, look: Look) -> str:
    if reason in _FIRM:
        return look.say("site.setting.never")
    table, _, key = setting.removeprefix("web.").partition(".")
    kind = f"site.category.{key}"
    if table == "categories" and knows(kind):
        said = look.say(kind)
        return said[0].lower() + said[1:] if said[1:2].islower() else said
    one = {"lookalikes": "lookalike", "sites": "site", "services": "service"}.get(table, "unknown")
    return look.say(f"site.setting.{one}")


def seen_line(site: SiteRow, state: State, look: Look) -> str:
    """Give what the parents see of it, read off the rows they see; "" where they see nothing."""
    stops = [row for row in state.seen if row.key in ("stop", "warned")]
    if any(rows.unpack(row.value).get("name") == site.name for row in stops):
        return look.say("site.seen.name")
    return look.say("site.seen.count") if stops else ""


def short(name: str, most: int = SHORT) -> str:
    """Give a name that fits: its end says whose it is, so its beginning makes way."""
    return name if len(name) <= most else f"…{name[1 - most :]}"


def name_of(about: str, given: tuple[RuleRow, ...]) -> str:
    """Give what people call a site or service that a request or a rule is about."""
    for rule in given:
        facts = rows.unpack(rule.value)
        if about and facts.get("site") == about and facts.get("name"):
            return short(facts["name"])
    if about.startswith(SERVICE):
        return about.removeprefix(SERVICE).replace("_", " ").capitalize()
    return short(about)


def name_in(text: str) -> str:
    """Give the name in what a child typed or pasted: of an address nothing but the name is left."""
    text = text.strip()
    if not text or text.startswith(SERVICE):
        return text
    try:
        found = urlsplit(text if "//" in text else f"//{text}").hostname
    except ValueError:
        return text
    return (found or text).removesuffix(".")


def answer_said(request: RequestRow, state: State, look: Look) -> str:
    """Give what became of a request for a site: until when, always, over, or not this time."""
    name = name_of(request.about, state.rules)
    if request.answer != "yes":
        key = "ask.no.site" if request.answer == "no" else f"ask.{request.answer}"
        return look.say(key, name=name)
    for rule in state.rules:
        facts = rows.unpack(rule.value)
        if rule.key == "site_open" and facts.get("site") == request.about:
            if _stays_shut(request.about, facts, state):
                return look.say("ask.yes.site.firm", name=name)
            if "until" not in facts:
                return look.say("ask.yes.site.always", name=name)
            until = rows.until(facts["until"], look.lang)
            return look.say("ask.yes.site.until", name=name, until=until)
    return look.say("ask.yes.site.over", name=name)


def _stays_shut(about: str, rule: dict[str, str], state: State) -> bool:
    """Whether a yes did not open it: of what is always closed only a word about the list does."""
    last = state.site
    firm = last is not None and last.name == about and last.why.reason in _FIRM
    return firm and "wrong" not in rule


def is_of_today(site: SiteRow, state: State) -> bool:
    """Whether it was stopped on the day that now is."""
    then, now = (forms.local(ms, state.zone).date() for ms in (site.at_ms, state.clock_ms))
    return then == now
