"""The web as the service keeps it: ports, rules, redirects, a resolver that may end any time."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from app.api import resolver as api
from app.api import wire
from app.enforce.ports import Leak, Redirect, ResolverLink, ResolverPort
from app.guard import events as ev
from app.guard.memory import start
from app.guard.state import Guard, Person
from app.guard.step import step
from app.model.decision import Reason, Verdict
from app.model.errors import Unsupported
from app.model.moment import HOUR, Moment
from app.model.observation import Process
from app.model.policy import Policy, SubjectPolicy
from app.model.subject import Bracket, Child
from app.model.web import Category, SiteRule, UnknownSite, WebRules
from app.platforms.fake.redirect import FakeRedirector
from app.programs.service import web as web_module
from app.programs.service import web_pulse
from app.programs.service.limits import Limits
from app.programs.service.web import Web
from app.programs.service.web_parts import WebParts
from app.rules.age import bracket_of
from tests.rules.asking import ms, rules

NOW_MS = ms("2026-11-24 16:00")
NOW = Moment(NOW_MS, 10_000, 10_000, "boot-1", True, "Asia/Ho_Chi_Minh")
MINH = Child("minh", "Minh", ("minh",), date(2016, 3, 2))
LAN = Child("lan", "Lan", ("lan",), date(2012, 3, 2))
UIDS = {"minh": 1001, "lan": 1002}
DOH = frozenset({"9.9.9.9"})


class Starter:
    """Starts nothing: the test holds the other end of the line itself."""

    def __init__(self) -> None:
        self.others: list[socket.socket] = []
        self.ended: list[int] = []
        self.why_not = ""
        self.next_port = 20_000

    def open(self) -> ResolverPort:
        """Four sockets of the right kinds, on no particular port."""
        self.next_port += 1
        kinds = (socket.SOCK_DGRAM, socket.SOCK_STREAM)
        made = [socket.socket(socket.AF_INET, kind).detach() for kind in kinds]
        return ResolverPort(self.next_port, tuple(made), v6=False)

    def start(self) -> ResolverLink:
        """Give one end of a line."""
        if self.why_not:
            raise Unsupported(self.why_not)
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        self.others.append(theirs)
        return ResolverLink(Process(len(self.others), 1, 999, "/x"), ours.detach())

    def end(self, link: ResolverLink) -> None:
        """Note it."""
        self.ended.append(link.process.pid)


class Daemons:
    """Closes what it is told to."""

    def __init__(self) -> None:
        self.closed: frozenset[int] = frozenset()
        self.leaks: Callable[[tuple[Leak, ...]], None] | None = None

    def start(self, leaks: Callable[[tuple[Leak, ...]], None]) -> None:
        """Remember whom to tell."""
        self.leaks = leaks

    def close(self, uids: frozenset[int]) -> None:
        """Note them."""
        self.closed = uids

    def stop(self) -> None:
        """Open everything."""
        self.closed = frozenset()


@dataclass
class Told:
    """One message that came over the line, and the descriptors beside it."""

    message: Any
    fds: list[int]


class Story:
    """A web over fakes, and a guard whose policy the test changes."""

    def __init__(self, **given: WebRules) -> None:
        self.starter, self.redirector, self.daemons = Starter(), FakeRedirector(), Daemons()
        self.events: list[tuple[Any, ...]] = []
        self.limits = Limits()
        self.tables_wanted = 0
        self.guard = guard(**given)
        self.web = Web(
            WebParts(self.starter, self.redirector, self.daemons, lambda: DOH),
            lambda person: frozenset({UIDS[person.id]}),
            self._bracket,
            lambda *event: self.events.append(event),
            self.limits,
            lambda what: None,
            self._needed,
        )

    def _needed(self) -> None:
        self.tables_wanted += 1

    def _bracket(self, person: Person) -> Bracket:
        return bracket_of(person.policy.subject, date(2026, 11, 24))

    def over(self) -> None:
        """The service ends."""
        self.web.stop()
        for other in self.starter.others:
            other.close()

    def renew(self) -> None:
        """The mind took a step."""
        self.web.renew(self.guard)

    def do(self, kind: Any, *facts: Any) -> None:
        """Something happened."""
        self.guard, _ = step(self.guard, kind(NOW, *facts))
        self.renew()

    async def hears(self) -> list[Told]:
        """Give what the newest resolver was told since the last call."""
        await asyncio.sleep(0.01)
        found: list[Told] = []
        reader = wire.FrameReader(wire.decoder(api.FromService), wire.FOR_PARENT)
        while True:
            try:
                body, fds, _, _ = socket.recv_fds(self.starter.others[-1], 65_536, 64)
            except BlockingIOError:
                return found
            found += [Told(message, fds) for message in reader.feed(body)]

    async def says(self, *messages: Any) -> None:
        """The newest resolver says this."""
        for message in messages:
            self.starter.others[-1].send(wire.frame(message))
        await asyncio.sleep(0.01)

    async def serves(self) -> None:
        """The newest resolver has put in force what it was told."""
        rows = [t.message for t in await self.hears() if isinstance(t.message, api.WebRulesRow)]
        await self.says(*(api.Serving(row.port, row.version) for row in rows))


def guard(**given: WebRules) -> Guard:
    """A guard whose children have these web rules."""
    children = {"minh": MINH, "lan": LAN}
    subjects = tuple(
        SubjectPolicy(children[name], replace(rules(), web=web), preset=False)
        for name, web in given.items()
    )
    return start(Policy(1, "Asia/Ho_Chi_Minh", subjects), None, NOW)


def play(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Play it on a loop of its own."""
    asyncio.run(story())


STRICT = WebRules(unknown=UnknownSite.ASK, categories=((Category.DATING, Verdict.BLOCK),))


def test_a_child_gets_a_port_rules_and_a_redirect() -> None:
    """The resolver learns a number and rules, never a name; the way there is led at once."""

    async def story() -> None:
        it = Story(minh=STRICT)
        it.renew()
        told = await it.hears()
        kinds = [type(one.message).__name__ for one in told]
        assert kinds == ["Hello", "Clock", "Open", "WebRulesRow"]
        row = told[3].message
        assert (row.unknown, row.categories) == ("ask", (("dating", "block"),))
        assert "minh" not in repr(told).lower()
        assert it.redirector.redirects[1001].port == 20_001
        assert not it.redirector.redirects[1001].quic
        assert it.redirector.refused == DOH
        assert it.tables_wanted == 1
        assert it.daemons.closed == {1001}
        it.over()

    play(story)


def test_who_is_not_filtered_meets_nothing_of_it() -> None:
    """Without a filtered child no resolver runs and nothing is led anywhere."""

    async def story() -> None:
        it = Story(minh=WebRules(on=False))
        it.renew()
        assert it.starter.others == []
        assert it.redirector.redirects == {}
        assert it.web.state("minh") == "off"
        it.over()

    play(story)


def test_what_a_crash_left_is_taken_away_once() -> None:
    """Nobody is filtered any more: a table of an earlier life would lead to a dead port."""

    async def story() -> None:
        it = Story(minh=WebRules(on=False))
        it.redirector.redirects = {1001: Redirect(1001, 20_500)}
        it.daemons.closed = frozenset({1001})
        it.renew()
        assert (it.redirector.redirects, it.daemons.closed) == ({}, frozenset())
        it.over()

    play(story)


def test_on_means_that_the_newest_rules_are_served() -> None:
    """Until the resolver says so it is `lost`: the child's screen does not claim too much."""

    async def story() -> None:
        it = Story(minh=STRICT)
        it.renew()
        assert it.web.state("minh") == "lost"
        await it.serves()
        assert it.web.state("minh") == "on"
        it.do(
            ev.SiteRuled, "minh", "a.example", SiteRule("a.example", Verdict.ALLOW, NOW_MS + HOUR)
        )
        assert it.web.state("minh") == "lost"
        (told,) = await it.hears()
        assert told.message.sites[0].match == "a.example"
        assert told.message.version == 2
        await it.says(api.Serving(told.message.port, 2))
        assert it.web.state("minh") == "on"
        it.over()

    play(story)


def test_nothing_new_is_not_said_again() -> None:
    """A thousand steps without a change cost no message."""

    async def story() -> None:
        it = Story(minh=STRICT)
        it.renew()
        await it.hears()
        for _ in range(1_000):
            it.do(ev.Tick)
        assert await it.hears() == []
        it.over()

    play(story)


def test_a_resolver_that_ends_is_replaced_with_the_same_ports() -> None:
    """The next one gets the sockets that were open all the time, and the rules."""

    async def story() -> None:
        it = Story(minh=STRICT, lan=STRICT)
        it.renew()
        first = await it.hears()
        ports = [os.fstat(fd).st_ino for told in first for fd in told.fds]
        it.starter.others[-1].close()
        await asyncio.sleep(0.1)
        assert it.starter.ended == [1]
        assert len(it.starter.others) == 2
        again = await it.hears()
        assert [type(t.message).__name__ for t in again].count("WebRulesRow") == 2
        assert sorted({os.fstat(fd).st_ino for told in again for fd in told.fds}) == sorted(
            set(ports)
        )
        it.over()

    play(story)


def test_a_resolver_that_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its line is open and it says nothing: it is ended, and the next one gets the ports."""
    monkeypatch.setattr(web_pulse, "EVERY_S", 0.03)

    async def story() -> None:
        it = Story(minh=STRICT)
        it.renew()
        for _ in range(8):  # one that answers is left alone
            asked = [t.message for t in await it.hears() if isinstance(t.message, api.LabelsQ)]
            await it.says(*(api.LabelsA(one.n) for one in asked))
        assert it.starter.ended == []
        await asyncio.sleep(0.15)
        assert it.starter.ended[:1] == [1]
        it.over()

    play(story)


def test_a_pc_without_name_servers_is_a_limit() -> None:
    """Until they answer again."""

    async def story() -> None:
        it = Story(minh=STRICT)
        it.renew()
        await it.says(api.Trouble("upstream_lost"))
        assert it.limits.all() == ("no_upstream",)
        await it.says(api.Trouble("upstream_back"))
        assert it.limits.all() == ()
        it.over()

    play(story)


def test_lost_for_long_is_told_and_lifted_from_13_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child under 13 keeps the stricter rule; both get the filter back when it is back."""
    monkeypatch.setattr(web_module, "LOST_S", 0.05)
    monkeypatch.setattr(web_module, "REFUSED_AGAIN_S", 0.2)

    async def story() -> None:
        it = Story(minh=STRICT, lan=STRICT)
        it.starter.why_not = "no user"
        it.renew()
        assert set(it.redirector.redirects) == {1001, 1002}
        await asyncio.sleep(0.1)
        assert (ev.Health, "resolver_lost") in it.events
        assert set(it.redirector.redirects) == {1001}
        assert it.limits.all() == ("no_resolver: no user",)
        it.starter.why_not = ""
        await asyncio.sleep(0.25)
        await it.serves()
        assert (ev.Health, "resolver_back") in it.events
        assert set(it.redirector.redirects) == {1001, 1002}
        assert it.limits.all() == ()
        it.over()

    play(story)


def test_what_was_stopped_becomes_an_event_of_its_child() -> None:
    """With setting and origin; codes that are none, and ports nobody has, are not believed."""

    async def story() -> None:
        it = Story(minh=STRICT)
        it.renew()
        (number,) = [t.message.port for t in await it.hears() if isinstance(t.message, api.Open)]
        facts = ("meet.example", "block", "site_category", "dating", "dating", "seed")
        await it.says(api.Stopped(number, *facts))
        await it.says(api.Stopped(number, "x.example", "block", "no such reason"))
        await it.says(api.Stopped(number + 7, *facts))
        (event,) = [e for e in it.events if e[0] is ev.SiteStopped]
        assert event[1:] == (
            "minh", "meet.example", Verdict.BLOCK, Reason.SITE_CATEGORY,
            "web.categories.dating", "bracket", "dating", "seed", "",
        )  # fmt: skip
        it.over()

    play(story)


def test_labels_are_asked_of_the_resolver() -> None:
    """What the table knows comes back; without a resolver nothing is known."""

    async def story() -> None:
        it = Story(minh=STRICT)
        assert await it.web.labels("a.example") is None
        it.renew()
        await it.hears()
        asked = asyncio.create_task(it.web.labels("a.example"))
        (told,) = await it.hears()
        row = ("a.example", ("porn", "from the future"), ("x",), ("seed",), "example")
        await it.says(api.LabelsA(told.message.n, (row,)))
        labels = await asked
        assert labels is not None
        assert labels.categories == frozenset({Category.PORN})
        assert labels.lists == ("seed",)
        it.over()

    play(story)


def test_what_this_machine_cannot_do_is_said() -> None:
    """No nftables: no redirect, no resolver, and the parent reads why."""

    async def story() -> None:
        it = Story(minh=STRICT)

        def refuse(disturbed: object) -> None:
            raise Unsupported("there is no nft")

        it.redirector.start = refuse  # type: ignore[method-assign]
        it.renew()
        assert it.limits.all() == ("no_filter: there is no nft",)
        assert it.starter.others == []
        it.over()

    play(story)


def test_a_reloaded_firewall_and_a_leak_are_told() -> None:
    """The one is an event, the other a limit that stays until it is closed."""

    async def story() -> None:
        it = Story(minh=STRICT)
        it.renew()
        it.redirector.flush()
        assert (ev.Health, "redirect_restored", ()) in it.events
        assert it.daemons.leaks is not None
        it.daemons.leaks((Leak("nscd", "no ACLs here"),))
        assert it.limits.all() == ("name_daemons: nscd (no ACLs here)",)
        it.daemons.leaks(())
        assert it.limits.all() == ()
        it.over()

    play(story)


def test_a_child_that_is_gone_takes_its_port_along() -> None:
    """Its sockets are closed and nobody is led there; the other child's stay."""

    async def story() -> None:
        it = Story(minh=STRICT, lan=STRICT)
        it.renew()
        await it.hears()
        only = guard(lan=STRICT)
        it.do(ev.PolicyChanged, replace(only.policy, version=2))
        assert any(isinstance(told.message, api.Close) for told in await it.hears())
        assert set(it.redirector.redirects) == {1002}
        it.over()
        assert it.redirector.redirects == {}

    play(story)


def test_nothing_may_be_forced_in_advice_mode() -> None:
    """Without parts it does nothing and claims nothing."""
    web = Web(None, lambda p: frozenset({1}), lambda p: Bracket.B, print, Limits(), print, print)
    web.renew(guard(minh=STRICT))
    assert web.state("minh") == ""
    web.stop()
