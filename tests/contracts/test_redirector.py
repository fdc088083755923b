"""What whoever leads look-ups promises: the fake, and nftables on a PC with a wire of its own."""

import asyncio
import json
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

import pytest

from app.enforce.ports import Redirect, Redirector
from app.platforms.fake.redirect import FakeRedirector
from app.platforms.linux.redirect import NftRedirector
from app.platforms.linux.resolver_starter import LinuxResolverStarter
from tests.journeys.netns import DOH4, DOH6, ROUTER4, ROUTER6, UNLISTED, Wired, missing, wired
from tests.journeys.netns_answers import WEB4
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, sister_fixture

__all__ = ["child_fixture", "sister_fixture"]
DOH = frozenset([DOH4, "2001:4860:4860::/64"])

# Sends one packet, or opens one connection, and says who answers it.
SEND = """
import json, socket, sys, struct
address, port, udp = json.loads(sys.argv[1])
family = socket.AF_INET6 if ":" in address else socket.AF_INET
query = struct.pack(">HHHHHH", 7, 256, 1, 0, 0, 0) + b"\\3who\\4test\\0\\0\\x10\\0\\1"
with socket.socket(family, socket.SOCK_DGRAM if udp else socket.SOCK_STREAM) as sent:
    sent.settimeout(2)
    try:
        sent.connect((address, port))
        sent.sendall(query if udp else len(query).to_bytes(2, "big") + query)
        answer = sent.recv(4096) if udp or port not in (443, 853) else b"connected"
        said = answer[max(answer.find(b"filter "), 0):] if b"filter " in answer else b"passes"
    except (ConnectionRefusedError, PermissionError):
        said = b"refused"
    except OSError as error:
        said = type(error).__name__.encode()
print(said.decode())
"""


class World(ABC):
    """Two children, an adult and root, and what happens to a packet of theirs."""

    child: int
    sister: int
    adult: int
    ports: tuple[int, int]

    @abstractmethod
    def redirector(self) -> Redirector:
        """Make the redirector."""

    @abstractmethod
    def packet(self, uid: int, address: str, port: int, *, udp: bool = True) -> str:
        """Send one: `to PORT`, `refused` or `passes`."""

    @abstractmethod
    def flush(self, redirector: Any) -> None:
        """Somebody else reloads the firewall."""

    def run(self, day: Any) -> None:
        """Live through it."""
        asyncio.run(day())


class Pretended(World):
    """The fake."""

    child, sister, adult, ports = 1001, 1002, 1003, (20_001, 20_002)

    def __init__(self) -> None:
        self.fake = FakeRedirector()

    def redirector(self) -> Redirector:
        return self.fake

    def packet(self, uid: int, address: str, port: int, *, udp: bool = True) -> str:
        return self.fake.packet(uid, address, port, udp=udp)

    def flush(self, redirector: Any) -> None:
        self.fake.flush()


class Real(World):
    """A PC on a fake internet, with a name server on each child's port."""

    def __init__(self, net: Wired, people: dict[int, Person | None]) -> None:
        self.net, self.people = net, people
        self.child, self.sister, self.adult = (uid for uid in people if uid)
        self.table = f"luytre_t_{secrets.token_hex(4)}"
        starter = LinuxResolverStarter(["/bin/false"], "nobody")
        with net.inside():
            doors = [starter.open(), starter.open()]
        self.ports = (doors[0].port, doors[1].port)
        self.answering = [net.answers(f"filter {one.port}", one.sockets) for one in doors]

    def redirector(self) -> Redirector:
        return NftRedirector(self.table)

    def packet(self, uid: int, address: str, port: int, *, udp: bool = True) -> str:
        said = self.net.python(self.people[uid], SEND, json.dumps([address, port, udp]))
        return said.replace("filter ", "to ")

    def flush(self, redirector: Any) -> None:
        self.net.run(None, "nft", "flush", "ruleset", check=True)

    def run(self, day: Any) -> None:
        with self.net.inside():
            asyncio.run(day())


@pytest.fixture(scope="module")
def net() -> Iterator[Wired]:
    """One PC on the fake internet for all of these."""
    with wired() as made:
        yield made


@pytest.fixture(params=["fake", "linux"])
def world(request: pytest.FixtureRequest) -> World:
    """Each redirector's network in turn."""
    if request.param == "fake":
        return Pretended()
    if why := missing():
        pytest.skip(why)
    child, sister = (request.getfixturevalue(name) for name in ("child", "sister"))
    # Anybody else with an ordinary number is an adult; no account is needed to send a packet.
    adult = Person("adult", 59_000, 59_000, child.home, child.runtime)
    people = {child.uid: child, sister.uid: sister, adult.uid: adult, 0: None}
    return Real(request.getfixturevalue("net"), people)


def _both(world: World) -> tuple[Redirect, ...]:
    """The child without QUIC, the sister with it."""
    return (
        Redirect(world.child, world.ports[0], quic=False),
        Redirect(world.sister, world.ports[1], quic=True),
    )


@pytest.mark.parametrize("server", [ROUTER4, ROUTER6, DOH4, DOH6, UNLISTED])
@pytest.mark.parametrize("udp", [True, False])
def test_a_look_up_goes_to_the_childs_own_port(world: World, server: str, udp: bool) -> None:
    """Whatever server is asked, by either protocol; root and the adult ask whom they like."""

    async def day() -> None:
        redirector = world.redirector()
        redirector.start(lambda told: None)
        redirector.lead(_both(world), DOH)
        assert world.packet(world.child, server, 53, udp=udp) == f"to {world.ports[0]}"
        assert world.packet(world.sister, server, 53, udp=udp) == f"to {world.ports[1]}"
        assert world.packet(world.adult, server, 53, udp=udp) == "passes"
        assert world.packet(0, server, 53, udp=udp) == "passes"
        redirector.stop()

    world.run(day)


def test_other_ways_to_ask_are_refused_to_children_alone(world: World) -> None:
    """DoT, DoQ and known DoH servers for both; QUIC where the rules say so; pages pass."""

    async def day() -> None:
        redirector = world.redirector()
        redirector.start(lambda told: None)
        redirector.lead(_both(world), DOH)
        for server, port in ((ROUTER4, 853), (UNLISTED, 853), (DOH4, 443), (DOH6, 443)):
            for udp in (True, False):
                assert world.packet(world.child, server, port, udp=udp) == "refused"
                assert world.packet(world.sister, server, port, udp=udp) == "refused"
                assert world.packet(world.adult, server, port, udp=udp) == "passes"
                assert world.packet(0, server, port, udp=udp) == "passes"
        assert world.packet(world.child, WEB4, 443, udp=True) == "refused"
        assert world.packet(world.sister, WEB4, 443, udp=True) == "passes"
        assert world.packet(world.child, WEB4, 443, udp=False) == "passes"
        redirector.stop()

    world.run(day)


@pytest.mark.parametrize("udp", [True, False])
@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_port_answers_only_its_child(world: World, address: str, udp: bool) -> None:
    """Not the other child, not the adult, not root: nobody meets rules that are not his."""

    async def day() -> None:
        redirector = world.redirector()
        redirector.start(lambda told: None)
        redirector.lead(_both(world), frozenset())
        first, second = world.ports
        assert world.packet(world.child, address, first, udp=udp) == f"to {first}"
        assert world.packet(world.sister, address, second, udp=udp) == f"to {second}"
        for uid, port in ((world.child, second), (world.sister, first), (world.adult, first)):
            assert world.packet(uid, address, port, udp=udp) == "refused"
        assert world.packet(0, address, first, udp=udp) == "refused"
        redirector.stop()

    world.run(day)


def test_a_new_list_replaces_the_old_one(world: World) -> None:
    """Who is no longer in it asks whom he likes; after the stop all do."""

    async def day() -> None:
        redirector = world.redirector()
        redirector.start(lambda told: None)
        redirector.lead(_both(world), DOH)
        redirector.lead((Redirect(world.sister, world.ports[0]),), frozenset())
        assert world.packet(world.child, ROUTER4, 53) == "passes"
        assert world.packet(world.child, DOH4, 443, udp=False) == "passes"
        assert world.packet(world.sister, ROUTER4, 53) == f"to {world.ports[0]}"
        redirector.lead((), DOH)
        assert world.packet(world.sister, ROUTER4, 53) == "passes"
        redirector.lead(_both(world), DOH)
        redirector.stop()
        assert world.packet(world.child, ROUTER4, 53) == "passes"
        assert world.packet(world.child, DOH4, 853, udp=False) == "passes"

    world.run(day)


def test_a_reloaded_firewall_does_not_free_anybody(world: World) -> None:
    """Back within five seconds, and told."""

    async def day() -> None:
        told: list[str] = []
        redirector = world.redirector()
        redirector.start(told.append)
        redirector.lead(_both(world), DOH)
        for times in (1, 2):
            world.flush(redirector)
            await until(lambda: len(told) == times, 5)  # noqa: B023
            assert world.packet(world.child, ROUTER4, 53) == f"to {world.ports[0]}"
        redirector.stop()
        world.flush(redirector)
        await asyncio.sleep(0.3)
        assert told == ["restored", "restored"]

    world.run(day)


@pytest.mark.parametrize(
    "wrong",
    [
        (Redirect(0, 20_001),),
        (Redirect(999, 20_001),),
        (Redirect(1_001, 53),),
        (Redirect(1_001, 70_000),),
    ],
)
def test_nobody_of_the_system_is_led(world: World, wrong: tuple[Redirect, ...]) -> None:
    """Root, system users and ports of the system: no policy and no mistake reaches them."""
    with pytest.raises(ValueError, match="system|port"):
        world.redirector().lead(wrong, frozenset())


def test_a_network_that_is_none_is_told(world: World) -> None:
    """A list that was read wrongly is not half obeyed."""
    with pytest.raises(ValueError, match="network"):
        world.redirector().lead(_both(world), frozenset(["8.8.8.8; accept"]))


def test_stopping_what_never_ran_ends_what_an_earlier_life_left(world: World) -> None:
    """A service that finds nobody to lead still has to take away what was there; twice is fine."""

    async def day() -> None:
        left = world.redirector()
        left.lead(_both(world), DOH)
        assert world.packet(world.child, ROUTER4, 53) == f"to {world.ports[0]}"
        after = world.redirector()
        after.stop()
        after.stop()
        assert world.packet(world.child, ROUTER4, 53) == "passes"

    world.run(day)


def test_an_account_has_one_port(world: World) -> None:
    """Two would be a mistake in whoever called."""
    twice = (Redirect(world.child, 20_001), Redirect(world.child, 20_002))
    with pytest.raises(ValueError, match="two ports"):
        world.redirector().lead(twice, frozenset())
