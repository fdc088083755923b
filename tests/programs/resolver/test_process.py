"""The resolver as a process of an unprivileged user, told by a line, with sockets handed to it."""

from __future__ import annotations

import os
import secrets
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dns.message
import dns.query
import dns.rcode
import pytest

from app.api import wire
from app.api.child import Hello
from app.api.resolver import (
    Clock,
    FromResolver,
    LabelsA,
    LabelsQ,
    Open,
    Reload,
    Serving,
    SiteRuleRow,
    Stopped,
    TableIs,
    Trouble,
    WebRulesRow,
)
from app.model.web import Category
from app.platforms.linux import spawn
from tests.platforms.linux.child_account import needs_root
from tests.platforms.people import Person, child_fixture
from tests.web import stage as stages
from tests.web.stage import texts
from tests.web.upstream import Upstream

__all__ = ["child_fixture"]
pytestmark = needs_root
ZONE = {("site.test", "A"): ["10.0.0.1"], ("big.test", "TXT"): [f'"{"x" * 250}"'] * 1}
RULES = WebRulesRow(
    port=1,
    version=1,
    unknown="allow",
    categories=(("dating", "block"),),
    sites=(SiteRuleRow("mine.test", "block"), SiteRuleRow("soon.test", "block", until_ms=50_000)),
)
KINDS = (
    (socket.AF_INET, socket.SOCK_DGRAM),
    (socket.AF_INET6, socket.SOCK_DGRAM),
    (socket.AF_INET, socket.SOCK_STREAM),
    (socket.AF_INET6, socket.SOCK_STREAM),
)


class Service:
    """The other end of the line, and the sockets it hands over."""

    def __init__(self, person: Person, folder: Path, resolv: Path) -> None:
        """Open the sockets of one port; start nothing yet."""
        self.folder = folder
        self.heard: list[FromResolver] = []
        self._command = [sys.executable, "-I", "-m", "app.programs.resolver"]
        self._command += ["--table", str(folder / "table"), "--resolv", str(resolv)]
        self._person = person
        self.sockets = [socket.socket(*kind) for kind in KINDS]
        self.sockets[0].bind(("127.0.0.1", 0))
        self.number: int = self.sockets[0].getsockname()[1]
        self.sockets[2].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.sockets[2].bind(("127.0.0.1", self.number))
        for at in (1, 3):
            self.sockets[at].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            self.sockets[at].bind(("::1", self.number))
        for at in (2, 3):
            self.sockets[at].listen(8)
        self.pid = 0

    def start(self) -> None:
        """Start the process; it is told nothing yet."""
        self.line, theirs = socket.socketpair()
        self._reader: wire.FrameReader[FromResolver] = wire.FrameReader(
            wire.decoder(FromResolver), wire.FOR_PARENT
        )
        self.heard.clear()
        with theirs:
            environment = {"PATH": "/usr/bin", "LANG": "C.UTF-8"}
            user = self._person.name
            self.pid = spawn.spawn(self._command, environment, theirs.fileno(), user=user)

    def open(self) -> None:
        """Hand the sockets over, with their message."""
        socket.send_fds(self.line, [wire.frame(Open(1))], [one.fileno() for one in self.sockets])

    def say(self, message: object) -> None:
        """Send a message."""
        self.line.sendall(wire.frame(message))  # type: ignore[arg-type]

    def until(self, wanted: FromResolver | type, seconds: float = 10) -> FromResolver:
        """Read until a message comes, given itself or by its type; give it."""
        end = time.monotonic() + seconds
        while True:
            for message in self.heard:
                if message == wanted or (isinstance(wanted, type) and isinstance(message, wanted)):
                    self.heard.remove(message)
                    return message
            ready, _, _ = select.select([self.line], [], [], end - time.monotonic())
            assert ready, f"no {wanted} among {self.heard}"
            data = self.line.recv(65_536)
            assert data, "it is gone"
            self.heard += self._reader.feed(data)

    def ask(
        self, name: str, kind: str = "A", *, v6: bool = False, tcp: bool = False
    ) -> dns.message.Message:
        """Ask as a child's program does."""
        query = dns.message.make_query(name, kind, use_edns=0)
        way = dns.query.tcp if tcp else dns.query.udp
        return way(query, "::1" if v6 else "127.0.0.1", 5, self.number)

    def end(self) -> int:
        """Hang up; give how the process ended."""
        self.line.close()
        pid, self.pid = self.pid, 0
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def kill(self) -> None:
        """End the process without a word."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.line.close()
        self.pid = 0

    def close(self) -> None:
        """Leave nothing behind."""
        if self.pid:
            self.kill()
        for sock in self.sockets:
            sock.close()


@pytest.fixture(name="up")
def up_fixture() -> Iterator[tuple[Upstream, str]]:
    """An upstream server on port 53 of a loopback address that is nobody else's; its address."""
    address = f"127.77.{secrets.randbelow(250) + 1}.{secrets.randbelow(250) + 1}"
    with Upstream(ZONE, (address, 53)) as up:
        yield up, address


@pytest.fixture(name="service")
def service_fixture(
    child: Person, up: tuple[Upstream, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A service that has started its resolver."""
    folder = child.home.parent / f"lists-{secrets.token_hex(3)}"
    folder.mkdir(mode=0o755)
    stages.table(folder)
    resolv = folder / "resolv.conf"
    resolv.write_text(f"nameserver {up[1]}\n")
    service = Service(child, folder, resolv)
    service.start()
    yield service
    service.close()


def test_it_serves_whoever_comes(service: Service, child: Person) -> None:
    """UDP and TCP, IPv4 and IPv6, by the rules it was told, as a user who may do nothing."""
    assert service.until(Hello) == Hello(1)
    assert service.until(TableIs) == TableIs(5, len(stages.NAMES), ("seed",))
    service.open()
    service.say(RULES)
    service.until(Serving(1, 1))
    assert os.stat(f"/proc/{service.pid}").st_uid in (0, child.uid)  # undumpable ones are root's
    status = Path(f"/proc/{service.pid}/status").read_text()
    assert f"Uid:\t{child.uid}\t{child.uid}\t{child.uid}" in status
    assert "CapEff:\t0000000000000000" in status
    for v6 in (False, True):
        for tcp in (False, True):
            assert texts(service.ask("site.test", v6=v6, tcp=tcp)) == ["site.test 300 A 10.0.0.1"]
            stopped = service.ask("www.porn.test", v6=v6, tcp=tcp)
            assert stopped.rcode() == dns.rcode.NXDOMAIN
            assert stopped.extended_errors()[0].code == 15


def test_nothing_is_answered_before_it_was_told_rules(service: Service) -> None:
    """Open without rules: SERVFAIL, not the name's address."""
    service.open()
    service.until(TableIs)
    assert service.ask("site.test").rcode() == dns.rcode.SERVFAIL
    service.say(RULES)
    service.until(Serving(1, 1))
    assert service.ask("site.test").rcode() == dns.rcode.NOERROR


def test_it_tells_what_it_stopped(service: Service) -> None:
    """The name, why, by which list; and nothing of what was allowed."""
    service.open()
    service.say(RULES)
    service.until(Serving(1, 1))
    for name in ("site.test", "www.porn.test", "mine.test", "www.porn.test"):
        service.ask(name)
    assert service.until(Stopped) == Stopped(
        1, "www.porn.test", "block", "site_never", "porn", "porn", "seed"
    )
    assert service.until(Stopped) == Stopped(1, "mine.test", "block", "site_blocked", "mine.test")
    service.say(LabelsQ(7, ("www.porn.test", "site.test")))
    assert service.until(LabelsA) == LabelsA(
        7, (("www.porn.test", ("porn",), (), ("seed",), "porn.test"), ("site.test", (), (), (), ""))
    )
    assert not [one for one in service.heard if isinstance(one, Stopped)]


def test_new_rules_hold_within_milliseconds(service: Service) -> None:
    """From the moment they are sent to the moment it says that they are in force."""
    service.open()
    service.say(RULES)
    service.until(Serving(1, 1))
    took = []
    for version in range(2, 12):
        verdict = "block" if version % 2 else "allow"
        began = time.monotonic()
        service.say(WebRulesRow(1, version, "allow", sites=(SiteRuleRow("site.test", verdict),)))
        service.until(Serving(1, version))
        took.append(time.monotonic() - began)
        expected = dns.rcode.NXDOMAIN if version % 2 else dns.rcode.NOERROR
        assert service.ask("site.test").rcode() == expected
    assert sorted(took)[5] < 0.05


def test_a_rule_ends_by_trusted_time(service: Service) -> None:
    """Nobody has to say so when it does."""
    service.open()
    service.say(RULES)
    now_ms = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    service.say(Clock(49_000, now_ms))
    service.until(Serving(1, 1))
    assert service.ask("soon.test").authority[0].ttl == 1
    time.sleep(1.1)
    assert service.ask("soon.test").authority[0].ttl != 1


def test_a_new_table_and_a_broken_one(service: Service) -> None:
    """The new one holds at once; of a broken one it is told, and the last good one serves on."""
    service.open()
    service.say(RULES)
    service.until(Serving(1, 1))
    stages.table(service.folder, {"site.test": Category.PORN}, built_ms=9)
    service.until(TableIs)
    service.say(Reload())
    assert service.until(TableIs) == TableIs(9, 1, ("seed",))
    assert service.ask("site.test").rcode() == dns.rcode.NXDOMAIN
    # Never in place: what is mapped would change under whoever reads it.
    broken = service.folder / "broken"
    broken.write_bytes((service.folder / "table").read_bytes()[:-100])
    broken.replace(service.folder / "table")
    service.say(Reload())
    assert service.until(Trouble) == Trouble("table_damaged", "truncated")
    assert service.ask("site.test").rcode() == dns.rcode.NXDOMAIN


def test_killed_it_is_back_within_a_second(service: Service) -> None:
    """From its end to the first right answer; queries in between are answered late, not wrongly."""
    service.open()
    service.say(RULES)
    service.until(Serving(1, 1))
    took = []
    for _ in range(3):
        service.kill()
        began = time.monotonic()
        waiting = dns.message.make_query("porn.test", "A")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(5)
            client.sendto(waiting.to_wire(), ("127.0.0.1", service.number))
            service.start()
            service.open()
            service.say(RULES)
            answer = dns.message.from_wire(client.recv(512))
            if answer.rcode() == dns.rcode.SERVFAIL:  # it came before the rules
                service.until(Serving(1, 1))
                answer = service.ask("porn.test")
        took.append(time.monotonic() - began)
        assert answer.rcode() == dns.rcode.NXDOMAIN
    assert sorted(took)[1] < 1


def test_it_ends_with_its_service(service: Service) -> None:
    """Without being told to, and without complaint."""
    service.until(TableIs)
    assert service.end() == 0


@pytest.mark.parametrize(
    "noise", [b"\xff" * 100, b"\0\0\0\2{}", wire.frame(Open(1)), wire.frame(Hello(9))]
)
def test_noise_ends_it(service: Service, noise: bytes) -> None:
    """What is no message, sockets that did not come, another version: it ends, to be restarted."""
    service.until(TableIs)
    service.line.sendall(noise)
    pid, service.pid = service.pid, 0
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    service.line.close()
