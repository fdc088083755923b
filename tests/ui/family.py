"""The invented family of the pictures, as messages: one State a bracket, with locks and notices.

Thursday 12 November 2026 in Hanoi; Minh 10, Thảo 14, Khôi 16, Bống 5 (looks.md, first paragraph).
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.api.child import Lock, Notice, RequestRow, RuleRow, SeenRow, State, Why
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
