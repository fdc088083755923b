"""Two children of two brackets, an adult and root on one PC: every trick tried, nobody else met.

The resolver is the real program under its own user, with the table of our own seed, on a PC with a
wire to a fake internet. A forum is closed at 8 and open at 14, so an answer tells whose rules hold.
"""

import asyncio
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from app.api import resolver as api
from app.api.child import PROTOCOL_VERSION, Hello
from app.enforce.ports import Redirect, ResolverLink, ResolverPort
from app.link.resolver import ResolverEnd
from app.model.subject import Bracket
from app.model.web import WebRules
from app.platforms.linux.redirect import NftRedirector
from app.platforms.linux.resolver_starter import LinuxResolverStarter
from app.programs.service.web_rows import web_row
from app.rules.web_presets import web_preset
from tests.journeys.netns import DOH4, DOH6, ROUTER4, UNLISTED, Wired, wired
from tests.journeys.netns_answers import WEB4, WEB6
from tests.journeys.rig import _make_prefix
from tests.platforms.people import Person, _people, child_fixture, sister_fixture

__all__ = ["child_fixture", "sister_fixture"]
FORUM, SCHOOL = "voz.vn", "khanacademy.org"
WAIT_S = 10


@pytest.fixture(scope="module")
def net() -> Iterator[Wired]:
    """One PC on the fake internet."""
    with wired() as made:
        yield made


@pytest.fixture(scope="module", name="adult")
def adult_fixture() -> Iterator[Person]:
    """A third account, which nobody filters."""
    yield from _people()


@pytest.fixture(scope="module")
def product() -> Iterator[Path]:
    """An environment of root's that the resolver's user may run, and the seed's table."""
    prefix = Path("/opt") / f"luytre-t-{secrets.token_hex(4)}"
    _make_prefix(prefix)
    folder = Path(tempfile.mkdtemp(prefix="luytre-t-lists-"))
    shutil.chown(folder, "nobody", "nogroup")
    folder.chmod(0o755)
    command = [str(prefix / "bin" / "python"), "-I", "-m", "app.programs.lists", "build"]
    subprocess.run([*command, "--folder", str(folder)], user="nobody", check=True, cwd="/")
    shutil.copy(next(folder.rglob("table")), prefix / "table")
    yield prefix
    shutil.rmtree(prefix)
    shutil.rmtree(folder)


class Pc:
    """What the service does for names, with all its real parts: two children are led."""

    def __init__(self, net: Wired, product: Path, people: tuple[Person, Person, Person]) -> None:
        """Nothing runs yet."""
        self.net = net
        self.young, self.older, self.adult = people
        self.table = f"luytre_t_{secrets.token_hex(4)}"
        resolv = product / "resolv.conf"
        resolv.write_text(f"nameserver {ROUTER4}\n")
        command = [str(product / "bin" / "python"), "-I", "-m", "app.programs.resolver"]
        command += ["--table", str(product / "table"), "--resolv", str(resolv)]
        self._errors = (product / "errors").open("ab")
        self.starter = LinuxResolverStarter(command, "nobody", output=self._errors.fileno())
        self.redirector = NftRedirector(self.table)
        self.told: list[str] = []
        self.serving: set[int] = set()
        self.restarts = 0
        self._link: ResolverLink | None = None
        self._end: ResolverEnd | None = None

    def live(self, day: Callable[["Pc"], Awaitable[None]]) -> None:
        """Live through a day; everything is stopped at its end."""

        async def lived() -> None:
            self.ports = (self.starter.open(), self.starter.open())
            self.redirector.start(self.told.append)
            self.begin()
            self.redirector.lead(
                tuple(
                    Redirect(one.uid, port.port, quic=False)
                    for one, port in zip((self.young, self.older), self.ports, strict=True)
                ),
                frozenset([DOH4, DOH6]),
            )
            try:
                await self.wait(lambda: len(self.serving) == len(self.ports))
                await day(self)
            finally:
                self.stop()

        with self.net.inside():
            asyncio.run(lived())
        self._errors.close()

    def begin(self) -> None:
        """Start a resolver and tell it everything."""
        self.serving.clear()
        self._link = self.starter.start()
        self._end = ResolverEnd(socket.socket(fileno=self._link.fd), self._heard, self._ended)
        self._end.send(Hello(PROTOCOL_VERSION))
        rules = (web_preset(Bracket.B, 8), web_preset(Bracket.C, 14))
        for number, (port, rule) in enumerate(zip(self.ports, rules, strict=True)):
            self._open(number, port, rule)

    def _open(self, number: int, port: ResolverPort, rules: WebRules) -> None:
        assert self._end is not None
        self._end.send(api.Open(number, port.v6), [os.dup(fd) for fd in port.sockets])
        self._end.send(web_row(number, 1, rules))

    def _heard(self, message: api.FromResolver) -> None:
        if isinstance(message, api.Serving):
            self.serving.add(message.port)

    def _ended(self, why: str) -> None:
        assert self._link is not None
        self.starter.end(self._link)
        self.restarts += 1
        self.begin()

    def kill_resolver(self) -> None:
        """SIGKILL, as the kernel does it to whoever used too much."""
        assert self._link is not None
        os.kill(self._link.process.pid, 9)

    def stop(self) -> None:
        """What a clean stop does."""
        self.redirector.stop()
        assert self._link is not None and self._end is not None
        self._end.close()
        self.starter.end(self._link)
        for port in self.ports:
            for fd in port.sockets:
                os.close(fd)

    async def wait(self, true: Callable[[], object]) -> None:
        """Let the loop run until it is so."""
        async with asyncio.timeout(WAIT_S):
            while not true():
                await asyncio.sleep(0.02)

    def ask(self, who: Person | None, name: str, *words: str, kind: str = "A") -> list[str]:
        """Ask for a name as somebody; give the addresses, [] when it does not exist for him."""
        command = ("dig", "+short", "+tries=1", "+timeout=2", name, kind, *words)
        done = self.net.run(who, *command)
        return [line for line in done.stdout.splitlines() if line in (WEB4, WEB6)]

    def page(self, who: Person | None, name: str, *words: str) -> bool:
        """Whether a program of somebody's gets the page, as a browser would ask for it."""
        done = self.net.run(who, "curl", "-sk", "-m", "5", *words, f"http://{name}/")
        return done.returncode == 0 and "a page from" in done.stdout


@pytest.fixture
def pc(net: Wired, product: Path, child: Person, sister: Person, adult: Person) -> Pc:
    """The PC before anything of ours runs on it."""
    net.run(None, "nft", "flush", "ruleset", check=True)
    return Pc(net, product, (child, sister, adult))


FORWARDER = """
import socket, sys
own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
own.bind(("127.0.0.1", 5300))
asked, peer = own.recvfrom(4096)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as up:
    up.settimeout(2)
    up.sendto(asked, (sys.argv[1], 53))
    own.sendto(up.recv(4096), peer)
"""
QUIC = """
import socket, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as quic:
    quic.settimeout(2)
    quic.connect((sys.argv[1], 443))
    quic.send(b"hello")
    print(quic.recv(99).decode())
"""
BORROWED = ("unshare", "-U", "--map-auto", "-S", "9", "-G", "9")


def test_each_child_has_rules_of_his_own(pc: Pc) -> None:
    """The forum is closed at 8 and open at 14; school is open; adult and root meet nothing."""

    async def day(pc: Pc) -> None:
        assert pc.ask(pc.young, FORUM) == pc.ask(pc.young, FORUM, kind="AAAA") == []
        assert pc.ask(pc.older, FORUM) == pc.ask(pc.adult, FORUM) == pc.ask(None, FORUM) == [WEB4]
        assert pc.ask(pc.young, SCHOOL) == [WEB4]
        assert not pc.page(pc.young, FORUM)
        assert pc.page(pc.young, SCHOOL) and pc.page(pc.older, FORUM)
        assert pc.page(pc.adult, FORUM) and pc.page(None, FORUM)

    pc.live(day)


@pytest.mark.parametrize(
    "words",
    [
        (f"@{DOH4}",),
        (f"@{UNLISTED}",),
        (f"@{UNLISTED}", "+tcp"),
        (f"@{DOH6}",),
        (f"@{DOH6}", "+tcp"),
        (f"@{DOH4}", "+tls"),
        (f"@{UNLISTED}", "+tls"),
        (f"@{DOH4}", "-p", "5353"),
        ("@127.0.0.1",),
        (f"@{UNLISTED}", "+subnet=0.0.0.0/0", "+cookie", "+nord"),
    ],
    ids=" ".join,
)
def test_another_server_gives_a_child_nothing(pc: Pc, words: tuple[str, ...]) -> None:
    """By address, over TCP, IPv6, TLS, an odd port; under borrowed users too. The adult gets it."""

    async def day(pc: Pc) -> None:
        assert pc.ask(pc.young, FORUM, *words) == []
        command = ("dig", "+short", "+tries=1", "+timeout=2", FORUM, *words)
        assert WEB4 not in pc.net.run(pc.young, *BORROWED, *command).stdout
        if words[0] != "@127.0.0.1":  # where this PC has no server
            assert pc.ask(pc.adult, FORUM, *words) == [WEB4]

    pc.live(day)


def test_names_over_https_give_a_child_nothing(pc: Pc) -> None:
    """A known DoH server by address; programs of the adult that use one go on."""

    async def day(pc: Pc) -> None:
        doh = ("--doh-insecure", "--doh-url", f"https://{DOH4}/dns-query")
        assert not pc.page(pc.young, FORUM, *doh)
        assert not pc.page(pc.older, FORUM, *doh)
        assert pc.page(pc.adult, FORUM, *doh) and pc.page(None, FORUM, *doh)

    pc.live(day)


def test_quic_is_refused_at_once(pc: Pc) -> None:
    """A browser sees that it cannot and takes TCP; the adult's QUIC goes on."""

    async def day(pc: Pc) -> None:
        began = time.monotonic()
        assert "Error" in pc.net.python(pc.young, QUIC, WEB4)
        assert time.monotonic() - began < 2
        assert pc.net.python(pc.adult, QUIC, WEB4) == "hello"

    pc.live(day)


def test_a_server_of_ones_own_asks_our_filter(pc: Pc) -> None:
    """A child's own forwarder on another port gets the child's answers."""

    async def day(pc: Pc) -> None:
        for person, expected in ((pc.young, []), (pc.adult, [WEB4])):
            running = asyncio.create_task(
                asyncio.to_thread(pc.net.python, person, FORWARDER, UNLISTED)
            )
            await asyncio.sleep(0.5)
            asked = await asyncio.to_thread(pc.ask, person, FORUM, "@127.0.0.1", "-p", "5300")
            assert asked == expected
            await running

    pc.live(day)


def test_another_childs_port_answers_nobody_else(pc: Pc) -> None:
    """The younger one cannot borrow the older one's rules, nor an adult meet them."""

    async def day(pc: Pc) -> None:
        for address in ("127.0.0.1", "::1"):
            for tcp in ((), ("+tcp",)):
                there = (f"@{address}", "-p", str(pc.ports[1].port), *tcp)
                assert pc.ask(pc.older, FORUM, *there) == [WEB4]
                assert pc.ask(pc.young, FORUM, *there) == []
                assert pc.ask(pc.adult, SCHOOL, *there) == pc.ask(None, SCHOOL, *there) == []
                assert pc.net.run(pc.young, *BORROWED, "dig", "+short", FORUM, *there).stdout[
                    :2
                ] in ("", ";;")

    pc.live(day)


def test_a_reloaded_firewall_frees_nobody(pc: Pc) -> None:
    """`nft flush ruleset`: the rules are back within five seconds, and it is told."""

    async def day(pc: Pc) -> None:
        pc.net.run(None, "nft", "flush", "ruleset", check=True)
        began = time.monotonic()
        await pc.wait(lambda: pc.told)
        assert time.monotonic() - began < 5
        assert pc.told == ["restored"]
        assert pc.ask(pc.young, FORUM, f"@{UNLISTED}") == []

    pc.live(day)


def test_a_killed_resolver_is_missed_for_less_than_a_second(pc: Pc) -> None:
    """What is asked meanwhile waits for the next one; nothing is answered without the rules."""

    async def day(pc: Pc) -> None:
        for _ in range(3):
            before = pc.restarts
            pc.kill_resolver()
            began = time.monotonic()
            school = asyncio.to_thread(pc.ask, pc.young, SCHOOL, f"@{UNLISTED}")
            forum = asyncio.to_thread(pc.ask, pc.young, FORUM, f"@{UNLISTED}")
            first, second = await asyncio.gather(school, forum)
            assert first == [WEB4] and second == []
            assert time.monotonic() - began < 2
            assert pc.restarts == before + 1
            assert pc.ask(pc.adult, FORUM) == [WEB4]

    pc.live(day)


def test_after_the_stop_the_pc_is_as_it_was(pc: Pc) -> None:
    """No table, no port, everybody asks whom he likes; the machine's own files never changed."""
    watched = [Path("/etc/resolv.conf"), Path("/etc/nsswitch.conf"), Path("/etc/hosts")]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in watched]
    ruleset = pc.net.run(None, "nft", "list", "ruleset", check=True).stdout

    async def day(pc: Pc) -> None:
        assert pc.ask(pc.young, FORUM) == []

    pc.live(day)
    assert pc.net.run(None, "nft", "list", "ruleset", check=True).stdout == ruleset
    for person in (pc.young, pc.older, pc.adult, None):
        assert pc.ask(person, FORUM) == [WEB4]
        assert pc.ask(person, FORUM, f"@{UNLISTED}", "+tls") == [WEB4]
    assert str(pc.ports[0].port) not in pc.net.run(None, "ss", "-Hlntu").stdout
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in watched] == before


def test_what_slips_through_is_known(pc: Pc) -> None:
    """docs/limits.md says it: an unlisted server on another port gives an address, no less.

    When one of these fails, the limit is gone and the page has to say so.
    """

    async def day(pc: Pc) -> None:
        assert pc.ask(pc.young, FORUM, f"@{UNLISTED}", "-p", "5353") == [WEB4]
        doh = ("--doh-insecure", "--doh-url", f"https://{UNLISTED}/dns-query")
        assert pc.page(pc.young, FORUM, *doh)
        assert pc.page(pc.young, FORUM, "--resolve", f"{FORUM}:80:{WEB4}")

    pc.live(day)
