"""What the invented household knows of sites, and what a parent changes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from app.api import parent_web as api
from app.api.child import Done, No, RequestRow, Why
from app.model.site_names import normal
from app.model.web import Category
from tests.ui.family import at

SERVICES = {"youtube": "YouTube", "tiktok": "TikTok", "roblox": "Roblox"}
HOUR = 3_600_000


def why(verdict: str, reason: str, setting: str, origin: str = "bracket") -> Why:
    """A decision about a site."""
    return Why(verdict, reason, setting, origin)


KNOWN = {
    "bet88.example": api.SiteExplained(
        "bet88.example", why("block", "site_never", "web.categories.gambling", "product"),
        "gambling", ("gambling",), (), ("hostsvn-gambling",), "bet88.example",
    ),
    "hoc247.net": api.SiteExplained(
        "hoc247.net", why("allow", "site_good", ""), "learning", ("learning",), (), ("luytre",),
        "hoc247.net",
    ),
    "clip.tiktok.com": api.SiteExplained(
        "clip.tiktok.com", why("block", "site_category", "web.categories.social"), "social",
        ("social", "video"), ("tiktok",), ("luytre",), "tiktok.com",
    ),
}  # fmt: skip


def unknown(name: str) -> api.SiteExplained:
    """A name that is on no list."""
    return api.SiteExplained(name, why("ask", "site_unknown", "web.unknown"), "unknown")


def stop(
    day: int,
    name: str,
    category: str,
    count: int,
    clock: str,
    list_: str = "",
    verdict: str = "block",
) -> api.SiteStopLine:
    """A name that was stopped on a day of November."""
    iso = f"2026-11-{day:02}"
    last = at(clock, day) if name else 0
    return api.SiteStopLine(iso, name, category, verdict, list_, count, last)


def of_minh() -> api.Sites:
    """Minh, 10: names are filtered, unknown ones asked about."""
    closed = ("dating", "forums", "live_stream", "loot_box", "horror", "violence", "social",
              "chat", "ai_chat", "piracy", "search_unsafe")  # fmt: skip
    return api.Sites(
        "minh", "Minh", "on", "check", True, "strict",
        rules=(
            api.SiteRuleLine("service:roblox", "allow", at("0:00", 13)),
            api.SiteRuleLine("truyencotich.vn", "allow"),
            api.SiteRuleLine("category:forums", "ask"),
            api.SiteRuleLine("game.bet88.example", "allow", None, wrong_list=True),
        ),
        categories=(
            *((one, "block", "bracket") for one in closed),
            ("shopping", "warn", "bracket"), ("news", "warn", "bracket"),
        ),
        stops=(
            stop(12, "bet88.example", "gambling", 3, "18:40", "hostsvn-gambling"),
            stop(12, "clip.tiktok.com", "social", 12, "17:58", "luytre"),
            stop(11, "truyenhay.example", "unknown", 1, "20:05"),
            stop(11, "bet88.example", "gambling", 1, "19:00", "hostsvn-gambling"),
            stop(12, "", "shopping", 2, "0:00", verdict="warn"),
        ),
    )  # fmt: skip


def of_khoi() -> api.Sites:
    """Khôi, 16: how often something was stopped, and no name."""
    return api.Sites(
        "khoi", "Khôi", "lost", "allow", True, "moderate",
        categories=(("dating", "warn", "bracket"), ("phishing", "warn", "bracket")),
        stops=(stop(12, "", "", 9, "0:00"),),
    )  # fmt: skip


def some_lists() -> tuple[api.ListLine, ...]:
    """Lists in several states."""
    hosts = ("bigdargon", "MIT", "hostsVN, copyright bigdargon and contributors",
             "https://github.com/bigdargon/hostsVN")  # fmt: skip
    ut1 = (
        "Université Toulouse Capitole",
        "CC BY-SA 4.0",
        "UT1 blacklists, Université Toulouse Capitole",
        "https://dsi.ut-capitole.fr/blacklists",
    )
    return (
        api.ListLine("hostsvn-adult", "hostsVN adult", *hosts, ("porn",), True, 21_304,
                     at("9:12"), "ok"),
        api.ListLine("hostsvn-gambling", "hostsVN gambling", *hosts, ("gambling",), True, 48_210,
                     at("9:12"), "shrunk", "5 instead of 48210"),
        api.ListLine("hostsvn-threat", "hostsVN threats", *hosts, ("scam",), True, 0, 0, "never"),
        api.ListLine("ut1", "Blacklists UT1: adult, gambling, dating, games", *ut1,
                     ("porn", "gambling"), False, 0, 0, "off"),
    )  # fmt: skip


@dataclass
class SitesKnown:
    """Answers about sites and lists; free to be changed by tests."""

    sites: dict[str, api.Sites] = field(
        default_factory=lambda: {"minh": of_minh(), "khoi": of_khoi()}
    )
    known: dict[str, api.SiteExplained] = field(default_factory=lambda: dict(KNOWN))
    lists: api.Lists = field(default_factory=lambda: api.Lists(some_lists(), at("9:13"), 412_880))
    no_resolver: bool = False
    clock_ms: int = at("18:52")

    def of(self, message: api.SitesQ) -> Any:
        """What holds for a subject; whoever has nothing of his own has the bare page."""
        bare = api.Sites(message.subject, message.subject.title(), "on", "warn", True, "moderate")
        return self.sites.get(message.subject, bare)

    def explain(self, message: api.SiteExplainQ) -> Any:
        """The decision, with a parent's own word before what the lists say."""
        if self.no_resolver:
            return No("no_resolver")
        try:
            name = normal(message.site)
        except ValueError:
            return No("site")
        found = self.known.get(name, unknown(name))
        rules = self.of(api.SitesQ(message.subject)).rules
        own = next((rule for rule in rules if rule.match == name), None)
        if own is None or (found.why.reason == "site_never" and not own.wrong_list):
            return found
        reason = {"allow": "site_allowed", "ask": "site_ask", "block": "site_blocked"}[own.verdict]
        return replace(found, why=why(own.verdict, reason, f'web.sites."{name}"', "parent"))

    def say(self, message: api.SiteSet) -> Any:
        """A parent's word about a site."""
        match = message.match if ":" in message.match else normal(message.match)
        before = self.of(api.SitesQ(message.subject))
        rules = tuple(rule for rule in before.rules if rule.match != match)
        if message.how != "clear":
            until = {"always": None, "hour": self.clock_ms + HOUR}
            ends = until.get(message.how, at("0:00", 13))
            rule = api.SiteRuleLine(match, message.verdict, ends, message.wrong_list)
            rules = (rule, *rules)
        self.sites[message.subject] = replace(before, rules=rules)
        return Done(match), ("today", "policy")

    def do(self, message: api.ListsDo) -> Any:
        """An update begins; a list goes on or off."""
        if message.do == "update":
            self.lists = replace(self.lists, busy="update")
            return Done(), ("lists",)
        if message.key not in {one.key for one in self.lists.lists}:
            return No("list")
        changed = tuple(
            replace(one, on=message.do == "on", state="never" if message.do == "on" else "off")
            if one.key == message.key
            else one
            for one in self.lists.lists
        )
        self.lists = replace(self.lists, lists=changed)
        return Done(message.key), ("lists",)

    def progress(self, done: int, total: int) -> None:
        """How far the update is; done is total = it is over."""
        busy = "" if done == total else "update"
        self.lists = replace(self.lists, busy=busy, done=done, total=total)


def asked_sites() -> list[tuple[str, RequestRow]]:
    """Questions for an unknown site, for one of a kind that is always closed, for a service."""

    def row(id_: str, about: str, words: str = "") -> RequestRow:
        return RequestRow(id_, "site", at("18:44"), at("18:44", 14), about=about, words=words)

    return [
        ("minh", row("s1", "truyenhay.example", "Cô giáo bảo đọc truyện này ạ.")),
        ("minh", row("s2", "bet88.example")),
        ("thao", row("s3", "service:tiktok", "Nhóm mình nộp video bài thuyết trình ở đây.")),
    ]


assert {one for one, _, _ in of_minh().categories} <= set(Category)
