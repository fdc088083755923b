"""A child's question in words, and what can be answered with one click."""

from __future__ import annotations

from dataclasses import replace

from app.api.child import RequestRow
from app.api.parent_web import SiteExplained
from app.ui.parent.read import site as sites
from app.ui.parent.read.site import SERVICE, Lore
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import RequestValue
from app.words import forms

AMOUNTS = (5, 10, 15, 30, 45, 60)  # minutes
_WEB = "web."  # settings about sites, as app.rules.site_codes names them
APP_MINUTES = 30  # what `yes` to a program gives where the child named no length
WAYS = ("today", "hour", "always")  # how long a yes to a site holds; the first is the one offered


def request(name: str, row: RequestRow, speak: Spoken) -> RequestValue:
    """Read one open request of the child called `name`; of a site, `site_request` knows more."""
    minutes = _minutes(row)
    length = forms.minutes(minutes, speak.lang)
    key = row.kind if speak.knows(f"console.asks.{row.kind}") else "unfair"
    asks = speak.say(f"console.asks.{key}", minutes=length, about=_about(row, speak))
    return RequestValue(
        id=row.id,
        name=name,
        asks=asks,
        when=speak.ago(row.asked_ms),
        words=speak.say("console.quote", words=row.words) if row.words else "",
        yes=speak.say(f"console.yes.{key}", minutes=length),
        minutes=minutes,
        amounts=tuple(
            (n, speak.say("console.yes.time", minutes=forms.minutes(n, speak.lang)))
            for n in AMOUNTS
            if minutes and n != minutes
        ),
    )


def site_request(
    name: str, subject: str, row: RequestRow, speak: Spoken, lore: Lore
) -> RequestValue:
    """Read an open request for a site or service, with what the lists know of it."""
    about = sites.shown(row.about, speak, lore)
    found = lore.explained.get((subject, row.about))
    shut = found is not None and sites.is_shut(found)
    return replace(
        request(name, row, speak),
        asks=speak.say("console.asks.site", about=about),
        subject=subject,
        site=row.about,
        shown=about,
        listed=sites.known(found, speak, lore) if found is not None else "",
        known=_known(row, found, shut, speak, lore),
        ways=tuple((how, speak.say(f"console.yes.site.{how}")) for how in WAYS),
        shut=shut,
    )


def _known(
    row: RequestRow, found: SiteExplained | None, shut: bool, speak: Spoken, lore: Lore
) -> str:
    if row.about.startswith(SERVICE):
        return speak.say("console.site.asked.service")
    if found is None:
        return speak.say("console.site.asked.none")
    known = sites.known(found, speak, lore)
    return speak.say("console.site.asked.shut", known=known) if shut else known


def _minutes(row: RequestRow) -> int:
    if row.kind not in ("time", "app"):
        return 0
    return row.minutes or APP_MINUTES


def _about(row: RequestRow, speak: Spoken) -> str:
    """A program's own word, or the rule that a setting's key names."""
    if row.kind == "app":
        last = row.about.rpartition(":")[2]
        last = last.rpartition("/")[2] if "/" in last else last.rpartition(".")[2] or last
        return last[:1].upper() + last[1:]
    if row.about.startswith(_WEB):
        return _web_setting(row.about, speak)
    key = f"console.setting.{row.about.rpartition('.')[2]}"
    return speak.say(key) if speak.knows(key) else row.about


def _web_setting(setting: str, speak: Spoken) -> str:
    """A rule about sites: one site, a service, a kind, or how unknown ones are treated."""
    table, _, key = setting.removeprefix(_WEB).partition(".")
    if table == "categories":
        return speak.say("console.setting.web.kind", kind=sites.kind(key, speak))
    name = f"console.setting.web.{table}"
    return key.strip('"') if key else speak.say(name) if speak.knows(name) else setting
