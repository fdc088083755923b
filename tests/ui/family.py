"""The invented family of the pictures, as messages: one State a bracket, with locks and notices.

Thursday 12 November 2026 in Hanoi; Minh 10, Thảo 14, Khôi 16, Bống 5 (looks.md, first paragraph).
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.api.child import Lock, Notice, RequestRow, RuleRow, SeenRow, SiteRow, State, Why
from app.words.rows import pack

ZONE = "Asia/Ho_Chi_Minh"
MINUTE = 60_000
NAMES = {"0-6": "Bống", "7-12": "Minh", "13-15": "Thảo", "16-17": "Khôi"}
BUDGETS = {"0-6": 60, "7-12": 60, "13-15": 120, "16-17": 150}
WEEKENDS = {"0-6": 60, "7-12": 120, "13-15": 180, "16-17": 240}
BEDTIMES = {"0-6": (1170, 420), "7-12": (1230, 360), "13-15": (1290, 330), "16-17": (1350, 330)}
OPEN = Why(verdict="allow", reason="open", setting="", origin="bracket")


def at(text: str, day: int = 12) -> int:
    """Trusted Unix ms of `19:33` on that day of November 2026 in Hanoi."""
    hour, minute = (int(part) for part in text.split(":"))
    when = datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE))
    return int(when.timestamp() * 1000)


def rules(bracket: str) -> tuple[RuleRow, ...]:
    """The rules of a bracket as the service sends them."""
    bed, _ = BEDTIMES[bracket]
    soft = {"soft": 1} if bracket == "16-17" else {}
    game = {"0-6": 20, "7-12": 45, "13-15": 60, "16-17": 60}[bracket]
    return (
        RuleRow("day", pack(minutes=BUDGETS[bracket], weekend=WEEKENDS[bracket], **soft), "parent"),
        RuleRow("one_game", pack(minutes=game), "bracket"),
        RuleRow("breaks", pack(every=30, length=5), "bracket"),
        RuleRow("bedtime", pack(start=bed, weekend=bed + 30, **soft), "bracket"),
        RuleRow("curfew", pack(start=1200), "bracket"),
        RuleRow("app_ask", pack(name="Minetest", app="minetest"), "parent"),
        RuleRow("unknown", "", "bracket"),
    )  # fmt: skip


def seen(bracket: str) -> tuple[SeenRow, ...]:
    """What the parents of a child of that bracket see."""
    now = pack(name="GIMP") if bracket in ("0-6", "7-12") else pack(use=1)
    used = 102 if bracket == "16-17" else 34
    rows = [SeenRow("now", now)]
    if bracket != "16-17":
        rows.append(SeenRow("left", pack(ms=(BUDGETS[bracket] - used) * MINUTE)))
    rows += [SeenRow("leisure", pack(ms=used * MINUTE)), SeenRow("learning", pack(ms=36 * MINUTE))]
    if bracket in ("0-6", "7-12"):
        rows += [
            SeenRow("app", pack(name="SuperTuxKart", ms=22 * MINUTE)),
            SeenRow("app", pack(name="GIMP", ms=12 * MINUTE)),
        ]
    return (*rows, SeenRow("requests", pack(count=1)), SeenRow("record", pack(count=0)))


def state(bracket: str = "7-12", lang: str = "vi", **changes: object) -> State:
    """A child of a bracket at 18:52, 34 minutes used."""
    budget = BUDGETS[bracket] * MINUTE
    used = {"16-17": 102}.get(bracket, 34) * MINUTE
    bed, up = BEDTIMES[bracket]
    bed_ms = at(f"{bed // 60}:{bed % 60}")
    up_ms = at(f"{up // 60}:{up % 60}", 13)
    given: dict[str, object] = {
        "clock_ms": at("18:52"), "zone": ZONE, "language": lang, "name": NAMES[bracket],
        "bracket": bracket, "screen": 0, "why": OPEN, "used_ms": used,
        "learning_ms": 36 * MINUTE, "game_ms": 22 * MINUTE, "budget_ms": budget,
        "left_ms": budget - used, "closes_ms": bed_ms,
        "next": ((at("19:05"), "break"), (bed_ms, "bedtime"), (up_ms, "opens")),
        "charging": "leisure", "ten": True, "retention_days": 1 if bracket == "16-17" else 14,
        "rules": rules(bracket), "seen": seen(bracket),
    }  # fmt: skip
    return State(**(given | changes))  # type: ignore[arg-type]


def web_rules(bracket: str) -> tuple[RuleRow, ...]:
    """What holds of sites in a bracket as the service sends it, with two words of the parents."""
    unknown = {"0-6": "deny", "7-12": "check", "13-15": "warn"}.get(bracket)
    closed = {
        "0-6": "social,chat,video,games", "7-12": "dating,forums,social,chat,ai_chat",
        "13-15": "dating,loot_box",
    }.get(bracket)  # fmt: skip
    rows_: list[RuleRow] = []
    if unknown:
        rows_.append(RuleRow(f"web_unknown_{unknown}", "", "bracket"))
    rows_ += [
        RuleRow("site_open", pack(name="vehinh.vn", site="vehinh.vn", until=1180), "parent"),
        RuleRow("site_ask", pack(name="YouTube", site="service:youtube"), "parent"),
    ]
    if closed:
        rows_.append(RuleRow("web_block", pack(kinds=closed), "bracket"))
    mode = "strict" if bracket in ("0-6", "7-12") else "moderate"
    return (
        *rows_,
        RuleRow("web_search", "", "bracket"),
        RuleRow(f"web_youtube_{mode}", "", "bracket"),
        RuleRow("web_lookalike_warn", "", "bracket"),
        RuleRow("web_never", "", "product"),
    )


SITES: dict[str, SiteRow] = {
    "never": SiteRow("quayso.example.vn", "gambling", at("18:21"),
                     Why("block", "site_never", "web.categories.gambling", "product")),
    "category": SiteRow("hopho.example", "dating", at("18:21"),
                        Why("block", "site_category", "web.categories.dating", "bracket")),
    "unknown": SiteRow("truyen-tranh.example.vn", "unknown", at("18:21"),
                       Why("ask", "site_unknown", "web.unknown", "bracket")),
    "parent": SiteRow("video.example", "parent", at("18:21"),
                      Why("block", "site_blocked", 'web.sites."video.example"', "parent")),
    "phishing": SiteRow("nhan-qua-free-fire.example", "phishing", at("18:21"),
                        Why("block", "site_fake", "web.categories.phishing", "product")),
    "malware": SiteRow("tai-game-hack.example", "malware", at("18:21"),
                       Why("warn", "site_fake", "web.categories.malware", "bracket")),
    "lookalike": SiteRow("vietconbank-otp.example", "lookalike", at("18:21"),
                         Why("warn", "site_lookalike", "web.lookalikes", "bracket"),
                         like="Vietcombank"),
    "news": SiteRow("tin.example.vn", "news", at("18:21"),
                    Why("warn", "site_category", "web.categories.news", "bracket")),
    "long": SiteRow("a-very-long-name-that-somebody-made-up.of-many-parts.example.com.vn",
                    "search_unsafe", at("18:21"),
                    Why("block", "site_category", "web.categories.search_unsafe", "bracket")),
}  # fmt: skip


def web_state(bracket: str, lang: str, kind: str = "unknown", **changes: object) -> State:
    """The same child with the web filtered, and a site that was stopped."""
    site = SITES[kind]
    first, last = rules(bracket)[:5], rules(bracket)[5:]
    stop = pack(count=2, name=site.name, kind=site.category, at=18 * 60 + 21)
    if bracket == "16-17" or site.why.verdict == "warn":
        stop = pack(count=2)
    key = "warned" if site.why.verdict == "warn" else "stop"
    given: dict[str, object] = {
        "web": "on", "site": site, "rules": (*first, *web_rules(bracket), *last),
        "seen": (*seen(bracket), SeenRow(key, stop)),
    }  # fmt: skip
    return state(bracket, lang, **(given | changes))


def site_requests() -> tuple[RequestRow, ...]:
    """Asked for four sites: one open until later, one refused, two that wait."""
    return (
        RequestRow("s1", "site", at("17:40"), at("17:40", 14), about="vehinh.vn", answer="yes",
                   reply="Vẽ xong cho mẹ xem nhé"),
        RequestRow("s2", "site", at("17:50"), at("17:50", 14), about="game.example", answer="no"),
        RequestRow("s3", "site", at("18:40"), at("18:40", 14), about="service:youtube"),
        RequestRow("s4", "site", at("18:45"), at("18:45", 14), about="truyen-tranh.example.vn"),
    )  # fmt: skip


def site_notice(kind: str = "unknown") -> Notice:
    """The notice that comes with it."""
    site = SITES[kind]
    return Notice("site_stopped", 0, site.why, app=site.category, name=site.name)


def waiting_request() -> RequestRow:
    """Fifteen minutes, asked at 18:40."""
    return RequestRow("r1", "time", at("18:40"), at("18:40", 14), minutes=15)


def lock(reason: str = "day_budget", n: int = 1, bracket: str = "7-12") -> Lock:
    """The PC closed for a reason; what comes next as the service says it."""
    bed, up = BEDTIMES[bracket]
    up_ms = at(f"{up // 60}:{up % 60}", 13)
    coming = [(up_ms, "opens"), (at("17:00", 13), "new_day")]
    if reason not in ("bedtime", "hours"):
        coming.append((at(f"{bed // 60}:{bed % 60}"), "bedtime"))
    opens: int | None = up_ms
    if reason in ("lock_now", "agent_lost"):
        opens, coming = None, []
    if reason == "pause":
        opens, coming = at("19:50"), [(at("19:50"), "pause_over")]
    why = Why("block", reason, "week.thu.minutes", "parent", until_ms=opens, opens_ms=opens)
    return Lock(n=n, screen=2, why=why, next=tuple(coming))


def notice(kind: str, left_minutes: float, reason: str = "day_budget", **more: str) -> Notice:
    """A notice before, while or after a rule acts."""
    verdict = more.pop("verdict", "warn")
    origin = more.pop("origin", "parent")
    why = Why(verdict, reason, "week.thu.minutes", origin)
    return Notice(kind, int(left_minutes * MINUTE), why, **more)
