"""A household behind the real server: the invented family of the pictures, answering as a service.

The link, its frames, roles and rates are the real ones; only what is *known* is invented. What a
parent does changes what is answered next, and is told to whoever follows.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.api import parent as api
from app.api import parent_web as web
from app.api.child import Code, Done, No, RequestRow, Why
from app.api.policy_doc import parse
from app.link.server import Connection, Peer, Role, Server
from app.model.errors import InvalidPolicy
from tests.ui.family import MINUTE, ZONE, at
from tests.ui.parent.sites import SitesKnown

PASSWORD = "tre xanh 1"
RECOVERY = tuple(f"AB{n}D-EFGH-JKM{n}-NPQR" for n in range(8))
SHEET = tuple(f"{n}1{n}4{n}7" for n in range(10))
OTPAUTH = "otpauth://totp/L%C5%A9y%20Tre?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Luy%20Tre"
OPEN = Why("allow", "open", "", "bracket")
TODAY = date(2026, 11, 12)
POLICY = """schema = 1
zone = "Asia/Ho_Chi_Minh"
language = "vi"

[[child]]
id = "minh"
name = "Minh"
accounts = ["minh"]
birth = 2016-03-14

[child.week.weekend]
minutes = 120

[child.apps.minecraft]
name = "Minecraft"
minutes = 45

[child.apps.gcompris]
name = "GCompris"
role = "learning"

[[child]]
id = "thao"
name = "Thảo"
accounts = ["thao"]
birth = 2012-05-02
"""


def span(start: str, end: str, charge: str, app: str = "") -> api.SpanRow:
    """A stretch of 12 November."""
    return api.SpanRow(at(start), at(end), charge, app)


def minh(**changes: object) -> api.Card:
    """Minh, 10, plays at 18:52; 26 of 60 minutes are left."""
    given: dict[str, object] = {
        "id": "minh", "name": "Minh", "age": 10, "bracket": "7-12", "screen": 0, "why": OPEN,
        "present": True, "used_ms": 34 * MINUTE, "learning_ms": 36 * MINUTE,
        "game_ms": 22 * MINUTE, "budget_ms": 60 * MINUTE, "left_ms": 26 * MINUTE,
        "charging": "game", "front": "minecraft", "front_name": "Minecraft",
        "front_used_ms": 22 * MINUTE, "front_limit_ms": 45 * MINUTE,
        "next": ((at("19:05"), "break"), (at("19:18"), "budget_over"), (at("20:30"), "bedtime")),
        "spans": (
            span("17:00", "17:36", "learning"), span("17:45", "17:57", "leisure"),
            span("18:30", "18:52", "game", "minecraft"),
        ),
        "day_start_ms": at("0:00"), "day_end_ms": at("0:00", 13), "agent": "running",
    }  # fmt: skip
    return api.Card(**(given | changes))  # type: ignore[arg-type]


def thao(**changes: object) -> api.Card:
    """Thảo, 14: in use, 54 of 120 minutes left; what it goes into shows tomorrow."""
    given: dict[str, object] = {
        "id": "thao", "name": "Thảo", "age": 14, "bracket": "13-15", "screen": 0, "why": OPEN,
        "present": True, "used_ms": 0, "learning_ms": 0, "game_ms": 0,
        "budget_ms": 120 * MINUTE, "left_ms": 54 * MINUTE,
        "next": ((at("19:30"), "break"), (at("21:30"), "bedtime")),
        "day_start_ms": at("0:00"), "day_end_ms": at("0:00", 13), "agent": "running",
    }  # fmt: skip
    return api.Card(**(given | changes))  # type: ignore[arg-type]


def khoi(**changes: object) -> api.Card:
    """Khôi, 16: only whether the PC is in use."""
    return thao(
        id="khoi", name="Khôi", age=16, bracket="16-17", budget_ms=150 * MINUTE, left_ms=None,
        **changes,
    )  # fmt: skip


def bong(**changes: object) -> api.Card:
    """Bống, 5, asleep: closed since bedtime."""
    closed = Why("block", "bedtime", "week.thu.bedtime", "bracket", at("7:00", 13), at("7:00", 13))
    given: dict[str, object] = {
        "id": "bong", "name": "Bống", "age": 5, "bracket": "0-6", "screen": 2, "why": closed,
        "present": False, "used_ms": 20 * MINUTE, "game_ms": 8 * MINUTE, "charging": "",
        "learning_ms": 0, "budget_ms": 45 * MINUTE, "left_ms": None, "front": "", "front_name": "",
        "next": ((at("7:00", 13), "opens"),),
        "spans": (span("16:10", "16:22", "leisure"), span("16:22", "16:30", "game")),
    }  # fmt: skip
    return minh(**(given | changes))


def asked() -> list[tuple[str, RequestRow]]:
    """Two questions that wait."""
    return [
        ("minh", RequestRow("r1", "time", at("18:40"), at("18:40", 14), minutes=15,
                            words="Con làm bài xong rồi, cho con chơi nốt ván với Bin nhé.")),
        ("thao", RequestRow("r2", "app", at("16:20"), at("16:20", 14),
                            about="desktop:org.kde.krita")),
    ]  # fmt: skip


def told() -> list[api.RecordRow]:
    """The record, newest first."""
    rows = [
        ("18:40", "minh", "request", "asked", (("kind", "time"), ("minutes", "15")), True),
        ("16:20", "thao", "request", "asked", (("kind", "app"), ("minutes", "0")), True),
        ("12:05", "", "health", "service_restarted", (), True),
        ("7:10", "minh", "consent", "told", (("answer", "read"),), False),
    ]
    found = [
        api.RecordRow(40 - n, at(clock), who, kind, code, facts, tell)
        for n, (clock, who, kind, code, facts, tell) in enumerate(rows)
    ]
    older = [
        ("20:12", "minh", "grant", "granted", (("minutes", "30"), ("by", "hoa")), False),
        ("20:10", "minh", "hold", "resumed", (("by", "hoa"),), False),
        ("19:40", "minh", "hold", "pause", (("by", "hoa"),), False),
        ("18:02", "thao", "tamper", "agent_lost", (("session", "3"),), False),
        ("17:30", "", "rules", "policy_changed", (("by", "hoa"), ("version", "4")), False),
        ("17:29", "", "account", "unknown_login", (("user", "khach"),), True),
        ("9:00", "", "clock", "clock_moved", (("by_s", "3600"),), False),
        ("8:00", "thao", "bracket", "bracket_ahead", (("age", "16"),), False),
    ]
    return found + [
        api.RecordRow(30 - n, at(clock, 11), who, kind, code, facts, tell)
        for n, (clock, who, kind, code, facts, tell) in enumerate(older)
    ]


# The week of 2-8 November in minutes: games, other leisure, study (03-reports-*).
WEEK = [(30, 22, 65), (38, 22, 40), (20, 21, 80), (34, 24, 55), (40, 20, 30), (58, 54, 45),
        (45, 52, 50)]  # fmt: skip
BEFORE = [(42, 26, 60), (40, 20, 30), (38, 22, 40), (40, 26, 40), (40, 20, 35), (62, 58, 40),
          (50, 64, 60)]  # fmt: skip
NOW = [(26, 20, 45), (34, 20, 30), (22, 18, 60), (22, 12, 36)]
APPS = (("minecraft", "Minecraft", "game", 0.64), ("chess", "Cờ vua", "game", 0.36),
        ("firefox", "Firefox", "leisure", 1.0), ("gcompris", "GCompris", "learning", 0.6),
        ("stellarium", "Stellarium", "learning", 0.4))  # fmt: skip


def use_of(day: date) -> list[api.UseRow]:
    """What Minh used on a day of the three weeks that are known."""
    for monday, week in ((date(2026, 11, 9), NOW), (date(2026, 11, 2), WEEK),
                         (date(2026, 10, 26), BEFORE)):  # fmt: skip
        n = (day - monday).days
        if 0 <= n < len(week):
            sums = dict(zip(("game", "leisure", "learning"), week[n], strict=True))
            return [
                api.UseRow(day.isoformat(), app, name, charge, round(sums[charge] * part) * MINUTE)
                for app, name, charge, part in APPS
            ]
    return []


def groups_of(day: date) -> list[api.UseRow]:
    """The same by group, as for Thảo."""
    sums: dict[str, int] = {}
    for row in use_of(day):
        sums[row.charge] = sums.get(row.charge, 0) + row.used_ms
    names = {"game": ("category:games", "Trò chơi"), "learning": ("category:learning", "Học bài"),
             "leisure": ("category:other", "Giải trí khác")}  # fmt: skip
    return [api.UseRow(day.isoformat(), *names[charge], charge, ms) for charge, ms in sums.items()]


ACCOUNTS = (
    api.Account("hoa", "Nguyễn Thị Hoa", "group:sudo"),
    api.Account("minh", "Minh"),
    api.Account("thao", "Thảo"),
    api.Account("khach"),
)


@dataclass
class House:
    """Answers like the service; what it knows is free to be changed by tests."""

    password: str = PASSWORD
    cards: dict[str, api.Card] = field(default_factory=lambda: {"minh": minh(), "thao": thao()})
    requests: list[tuple[str, RequestRow]] = field(default_factory=asked)
    lines: list[api.RecordRow] = field(default_factory=told)
    toml: str = POLICY
    version: int = 4
    mode: str = "installed"
    synced: bool = True
    language: str = "vi"
    accounts: tuple[api.Account, ...] = ACCOUNTS
    administrators: tuple[str, ...] = ("hoa",)
    limits: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    clock_ms: int = at("18:52")
    wait_ms: int = 0
    asked: list[Any] = field(default_factory=list)
    followers: list[Connection] = field(default_factory=list)
    web: SitesKnown = field(default_factory=SitesKnown)

    def on_child(self, peer: Peer, message: Any) -> Any:
        """A child's program: a code may be tried, and one of the sheet is good."""
        self.asked.append(message)
        if isinstance(message, Code):
            return Done() if message.digits in SHEET else No("wrong")
        return No("unknown")

    def on_parent(self, conn: Connection, message: Any) -> Any:
        """An adult."""
        self.asked.append(message)
        if isinstance(message, api.StatusQ):
            return self.status(conn)
        if isinstance(message, api.SignIn):
            return self._sign_in(conn, message.secret)
        if isinstance(message, api.SetPassword):
            return self._set_password(conn, message.secret)
        if not conn.parent:
            return No("not_parent")
        if isinstance(message, api.Follow):
            self.followers.append(conn)
            return Done()
        answer = _ANSWERS[type(message)](self, message)
        if isinstance(answer, tuple):
            answer, changed = answer
            asyncio.get_running_loop().call_soon(self.tell, *changed)
        return answer

    def tell(self, *changed: str) -> None:
        """Tell those who follow."""
        for what in changed:
            for conn in self.followers:
                conn.push(api.Changed(what))

    # --- rights ---------------------------------------------------------------------------------

    def _sign_in(self, conn: Connection, secret: str) -> Any:
        if self.wait_ms:
            return No("rate", self.wait_ms)
        if not self.password:
            return No("no_password")
        conn.parent = conn.parent or secret in (self.password, *RECOVERY)
        return Done() if secret in (self.password, *RECOVERY) else No("wrong")

    def _set_password(self, conn: Connection, secret: str) -> Any:
        if self.password and not conn.parent:
            return No("not_parent")
        if len(secret) < 6:
            return No("too_short")
        self.password, conn.parent = secret, True
        return Done()

    def status(self, conn: Connection) -> api.Status:
        """How it runs."""
        return api.Status(
            version="0.1.0", mode=self.mode, clock_ms=self.clock_ms, zone=ZONE, synced=self.synced,
            password_set=bool(self.password), parent=conn.parent,
            senses={"sessions": "logind", "processes": "kernel-events", "freezer": "cgroup"},
            limits=self.limits, since_ms=at("12:05"),
            subjects=tuple(
                api.SubjectStatus(c.id, c.name, (c.id,), c.screen, "up")
                for c in self.cards.values()
            ),
        )  # fmt: skip

    # --- what is read ---------------------------------------------------------------------------

    def today(self, message: api.TodayQ) -> api.Today:
        """All cards."""
        news = tuple(row for row in self.lines if row.tell and row.kind != "request")[:1]
        cards, requests = tuple(self.cards.values()), tuple(self.requests)
        return api.Today(self.clock_ms, ZONE, cards, requests, news)

    def report(self, message: api.ReportQ) -> Any:
        """Day totals as the visibility table lets them through."""
        card = self.cards.get(message.subject)
        if card is None:
            return No("unknown_child")
        first, last = date.fromisoformat(message.first), date.fromisoformat(message.last)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        minutes = [60, 60, 60, 60, 60, 120, 120]
        rows = []
        for day in days:
            if card.bracket in ("0-6", "7-12"):
                rows += use_of(day)
            elif day < TODAY:
                rows += groups_of(day)
        known = card.bracket in ("0-6", "7-12")
        return api.Report(
            card.id, card.name, card.bracket, tuple(rows),
            {day.isoformat(): minutes[day.weekday()] * MINUTE for day in days},
            "" if known else "apps today",
        )  # fmt: skip

    def record(self, message: api.RecordQ) -> api.Records:
        """Lines before a number."""
        rows = [r for r in self.lines if not message.before or r.seq < message.before]
        return api.Records(tuple(rows[: message.count]))

    def settings(self, message: api.SettingsQ) -> api.Settings:
        """The accounts."""
        return api.Settings(self.language, ZONE, self.accounts, self.administrators)

    # --- what is done ---------------------------------------------------------------------------

    def change(self, who: str, **changes: Any) -> None:
        """Change a card."""
        from msgspec.structs import replace

        self.cards[who] = replace(self.cards[who], **changes)

    def give(self, message: api.Give) -> Any:
        """Extra time."""
        card = self.cards.get(message.subject)
        if card is None:
            return No("unknown_child")
        more = message.minutes * MINUTE
        if message.bonus and card.budget_ms is not None and card.left_ms is not None:
            self.change(card.id, budget_ms=card.budget_ms + more, left_ms=card.left_ms + more)
        return Done("g1"), ("today", "record")

    def stop(self, message: api.Stop) -> Any:
        """Pause or lock."""
        why = Why("block", message.kind, "hold", "parent")
        self.change(message.subject, screen=2, why=why, paused=True, charging="", left_ms=None)
        return Done(), ("today", "record")

    def resume(self, message: api.Resume) -> Any:
        """Open again."""
        fresh = {"minh": minh, "thao": thao, "khoi": khoi, "bong": bong}[message.subject]()
        self.cards[message.subject] = fresh
        return Done(), ("today", "record")

    def answer(self, message: api.Answer) -> Any:
        """Settle a request."""
        if all(row.id != message.id for _, row in self.requests):
            return No("unknown_request")
        self.requests = [(who, row) for who, row in self.requests if row.id != message.id]
        return Done(message.id), ("today", "record")

    def confirm(self, message: api.ConfirmDate) -> Any:
        """The parent's word for today."""
        if message.day != TODAY.isoformat():
            return No("not_today")
        self.synced = True
        return Done(), ("status",)

    def set_policy(self, message: api.PolicySet) -> Any:
        """Take a document, or say what is wrong with it."""
        try:
            policy = parse(
                message.toml, today=TODAY,
                known_accounts={a.user for a in self.accounts if not a.why_not},
            )  # fmt: skip
        except InvalidPolicy as error:
            problem = (error.line, error.field, error.problem)
            return api.PolicyDoc(message.toml, problems=(problem,))
        if message.check:
            return api.PolicyDoc(message.toml, self.version + 1)
        self.toml, self.version = message.toml, self.version + 1
        known = {"minh": minh, "thao": thao, "khoi": khoi, "bong": bong}
        self.cards = {
            one.subject.id: known.get(one.subject.id, minh)(
                id=one.subject.id, name=one.subject.name
            )
            if one.subject.id not in self.cards
            else self.cards[one.subject.id]
            for one in policy.subjects
        }
        return api.PolicyDoc(message.toml, self.version), ("policy", "today", "status", "record")


_ANSWERS: dict[type, Callable[[House, Any], Any]] = {
    api.TodayQ: House.today,
    api.ReportQ: House.report,
    api.RecordQ: House.record,
    api.SettingsQ: House.settings,
    api.Give: House.give,
    api.Stop: House.stop,
    api.Resume: House.resume,
    api.Answer: House.answer,
    api.PolicySet: House.set_policy,
    api.PolicyQ: lambda house, message: api.PolicyDoc(house.toml, house.version),
    api.NewCodes: lambda house, message: api.Codes(RECOVERY, SHEET, OTPAUTH),
    api.VerifyQ: lambda house, message: api.Verified(len(house.lines), house.problems),
    api.ConfirmDate: House.confirm,
    web.SitesQ: lambda house, message: house.web.of(message),
    web.SiteExplainQ: lambda house, message: house.web.explain(message),
    web.SiteSet: lambda house, message: house.web.say(message),
    web.ListsQ: lambda house, message: house.web.lists,
    web.ListsDo: lambda house, message: house.web.do(message),
}


class Running:
    """The household on the real server, in a thread of its own."""

    def __init__(self, path: Path, house: House | None = None, role: Role = Role.ADULT) -> None:
        """Serve at `path` once `start` is called; every account has `role`."""
        self.path, self.role = path, role
        self.house = house or House()
        self.loop = asyncio.new_event_loop()
        self._thread: threading.Thread | None = None
        self._server: Server | None = None

    def start(self) -> Running:
        """Serve."""
        self._thread = threading.Thread(target=self.loop.run_forever)
        self._thread.start()
        self._server = Server(self.path, lambda uid: self.role, self.house, lambda: 0)
        self._run(self._server.start())
        return self

    def stop(self) -> None:
        """Stop serving; `start` begins again."""
        if self._thread is None or self._server is None:
            return
        self._run(self._server.close())
        self.house.followers.clear()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self._thread = self._server = None

    def end(self) -> None:
        """Stop for good."""
        self.stop()
        self.loop.close()

    def tell(self, *changed: str) -> None:
        """Say that something changed, as the service would by itself."""
        self.loop.call_soon_threadsafe(self.house.tell, *changed)

    def _run(self, story: Any) -> None:
        asyncio.run_coroutine_threadsafe(story, self.loop).result(10)
