"""nftables leads a child's look-ups whatever he does, and keeps doing so."""

import asyncio
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.enforce.ports import Redirect
from app.model.errors import Unsupported
from app.platforms.linux import nft
from app.platforms.linux.cgroup import find_mount
from app.platforms.linux.redirect import NftRedirector
from app.platforms.linux.resolver_starter import LinuxResolverStarter
from tests.journeys.netns import DOH4, ROUTER4, ROUTER_LINK, UNLISTED, Wired, wired
from tests.journeys.netns_answers import WEB4
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, sister_fixture, stop

__all__ = ["child_fixture", "sister_fixture"]


class Street:
    """A PC on a fake internet, with a redirector and a name server on the child's port."""

    def __init__(self, net: Wired, child: Person, folder: Path) -> None:
        """Open a port for the child.

        The accounts are those of this moment: other tests add and remove some all the time.
        """
        self.files = {name: folder / name for name in ("passwd", "subuid")}
        for name, path in self.files.items():
            shutil.copy(Path("/etc") / name, path)
        self.net, self.child = net, child
        self.table = f"luytre_t_{secrets.token_hex(4)}"
        with net.inside():
            self.door = LinuxResolverStarter(["/bin/false"], "nobody").open()
        net.answers("filter", self.door.sockets)
        self.told: list[str] = []

    def live(self, day: Callable[[NftRedirector], Awaitable[None]], **files: Path) -> None:
        """Live through a day with a redirector that leads the child; it is stopped at the end."""

        async def lived() -> None:
            redirector = NftRedirector(self.table, **(self.files | files))
            redirector.start(self.told.append)
            redirector.lead((self.led,), frozenset([DOH4]))
            try:
                await day(redirector)
            finally:
                redirector.stop()

        with self.net.inside():
            asyncio.run(lived())

    @property
    def led(self) -> Redirect:
        """The child at his port, without QUIC."""
        return Redirect(self.child.uid, self.door.port, quic=False)

    def nft(self, *words: str) -> str:
        """Do something to the PC's firewall, as an administrator or another program would."""
        return self.net.run(None, "nft", *words, check=True).stdout

    def is_led(self) -> bool:
        """Whether the child's look-ups go to his port."""
        return self.net.dig(self.child, f"@{UNLISTED}") == "filter"


@pytest.fixture(scope="module")
def net() -> Iterator[Wired]:
    """One PC for all of these."""
    with wired() as made:
        yield made


@pytest.fixture
def street(net: Wired, child: Person, sister: Person, tmp_path: Path) -> Street:
    """The PC as it is before anything of ours runs."""
    net.run(None, "nft", "flush", "ruleset", check=True)
    return Street(net, child, tmp_path)


@pytest.mark.parametrize("borrowed", ["0", "1", "65535"])
def test_borrowed_users_are_led(street: Street, borrowed: str) -> None:
    """The first, the second and the last of the child's subordinate UIDs."""
    inside = ("unshare", "-U", "--map-auto", "-S", borrowed, "-G", borrowed)
    ask = ("dig", "+short", "+tries=1", "+timeout=1", "TXT", "who.test", f"@{UNLISTED}")

    def answer() -> str:
        return street.net.run(street.child, *inside, *ask).stdout.strip().strip('"')

    assert answer() == f"internet {UNLISTED}"

    async def day(redirector: NftRedirector) -> None:
        assert answer() == "filter"
        assert (
            street.net.run(street.child, *inside, *ask, "+tls").stdout.strip().startswith(";;")
        ), "DoT answered"

    street.live(day)
    assert answer() == f"internet {UNLISTED}"


@pytest.mark.parametrize(
    "harm",
    [
        ("flush", "ruleset"),
        ("delete", "table", "inet", "TABLE"),
        ("flush", "table", "inet", "TABLE"),
        ("flush", "chain", "inet", "TABLE", "names"),
        ("delete", "element", "inet", "TABLE", "names_of", "{ UID }"),
        ("insert", "rule", "inet", "TABLE", "guard", "accept"),
        ("add", "table", "inet", "TABLE", "{ flags dormant; }"),
    ],
    ids=lambda words: "-".join(words[:2]),
)
def test_what_somebody_does_to_it_is_put_right(street: Street, harm: tuple[str, ...]) -> None:
    """However it was changed it is whole again within five seconds, and told once."""

    async def day(redirector: NftRedirector) -> None:
        whole = nft.listing(street.table)
        words = (w.replace("TABLE", street.table) for w in harm)
        began = time.monotonic()
        street.nft(*(w.replace("UID", str(street.child.uid)) for w in words))
        await until(lambda: street.told, 5)
        assert time.monotonic() - began < 5
        assert nft.listing(street.table) == whole
        assert street.is_led()
        await asyncio.sleep(0.3)
        assert street.told == ["restored"]

    street.live(day)


def test_other_tables_are_never_touched(street: Street) -> None:
    """Somebody's firewall is the same before, while and after; his changes are none of ours."""
    theirs = (
        "add table inet theirs; add chain inet theirs out { type filter hook output priority 5; }"
    )
    street.nft(theirs + "; add rule inet theirs out tcp dport 9999 counter drop")
    before = street.nft("-a", "list", "table", "inet", "theirs")

    async def day(redirector: NftRedirector) -> None:
        assert street.nft("-a", "list", "table", "inet", "theirs") == before
        street.nft("add", "table", "ip", "new")
        street.nft("delete", "table", "ip", "new")
        await asyncio.sleep(0.3)
        assert street.told == []

    street.live(day)
    assert street.nft("-a", "list", "table", "inet", "theirs") == before
    assert street.table not in street.nft("list", "ruleset")


def test_a_crash_frees_nobody_and_the_next_life_takes_over(street: Street) -> None:
    """What stands in the kernel outlives us; the next `lead` replaces it, an empty one ends it."""
    street.live(_left_behind)
    with street.net.inside():
        forgotten = NftRedirector(street.table)
        forgotten.lead((street.led,), frozenset())
    assert street.is_led()

    async def day(redirector: NftRedirector) -> None:
        assert street.is_led()
        redirector.lead((), frozenset())
        assert street.table not in street.nft("list", "tables")
        assert not street.is_led()

    street.live(day)


async def _left_behind(redirector: NftRedirector) -> None:
    """A day on which nothing happens."""


def test_a_conversation_from_before_is_ended(street: Street) -> None:
    """A socket that already talks to a server elsewhere goes on with our filter."""
    program = """
import socket, struct, sys, time
query = struct.pack(">HHHHHH", 7, 256, 1, 0, 0, 0) + b"\\3who\\4test\\0\\0\\x10\\0\\1"
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asks:
    asks.settimeout(1)
    asks.connect((sys.argv[1], 53))
    for _ in range(2):
        try:
            asks.send(query)
            print("internet" if b"internet" in asks.recv(4096) else "filter", flush=True)
        except OSError as error:
            print(type(error).__name__, flush=True)
        sys.stdin.readline()
"""
    # Some firewall is there, so that the kernel follows conversations already.
    street.nft(
        "add table inet theirs; add chain inet theirs out { type filter hook output priority 5; }"
    )
    street.nft("add rule inet theirs out ct state invalid drop")
    enter = street.net._enter(street.net._pc)
    rights = ["setpriv", f"--reuid={street.child.uid}", "--clear-groups"]
    with subprocess.Popen(
        [*enter, *rights, "/usr/bin/python3", "-I", "-c", program, UNLISTED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as talking:
        assert talking.stdout is not None and talking.stdin is not None
        assert talking.stdout.readline() == "internet\n"

        async def day(redirector: NftRedirector) -> None:
            assert talking.stdin is not None and talking.stdout is not None
            talking.stdin.write("\n")
            talking.stdin.flush()
            assert talking.stdout.readline() == "filter\n"
            assert street.is_led()

        street.live(day)
        talking.kill()


def test_a_log_in_is_led_by_its_cgroup(street: Street, sister: Person) -> None:
    """A UID nobody has, inside: led. Root and another account, inside: not. A new log-in: too."""
    try:
        top = find_mount()
    except Unsupported as error:
        pytest.skip(str(error))
    users = top / "user.slice"
    login = users / f"user-{street.child.uid}.slice"
    had_users = users.exists()

    def asks(uid: int) -> str:
        script = f"echo $$ >{login}/cgroup.procs; exec setpriv --reuid={uid} --clear-groups dig"
        words = f"+short +tries=1 +timeout=1 TXT who.test @{UNLISTED}"
        return street.net.run(None, "sh", "-c", f"{script} {words}").stdout.strip().strip('"')

    async def day(redirector: NftRedirector) -> None:
        rule = f"user-{street.child.uid}.slice"
        for _ in range(2):
            login.mkdir(parents=True)
            await until(lambda: rule in street.nft("list", "table", "inet", street.table), 5)
            assert asks(300_000) == "filter"
            assert asks(0) == asks(sister.uid) == f"internet {UNLISTED}"
            login.rmdir()
        assert street.told == []

    try:
        street.live(day)
    finally:
        if login.exists():
            login.rmdir()
        if not had_users:
            users.rmdir()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_server_on_the_link_alone_is_refused_at_once(
    street: Street, order: tuple[int, int]
) -> None:
    """An answer could not come back to a socket tied to a link: the next server is asked."""
    servers = (f"{ROUTER_LINK}%{street.net.wire}", ROUTER4)
    street.net.name_servers(*(servers[place] for place in order))
    program = "import socket; print(socket.gethostbyname('who.test'))"
    assert street.net.dig(street.child, f"@{servers[0]}") == f"internet {servers[0][:8]}"

    async def day(redirector: NftRedirector) -> None:
        began = time.monotonic()
        assert street.net.python(street.child, program) == WEB4
        assert time.monotonic() - began < 1.5
        assert street.net.dig(street.child, f"@{servers[0]}") == ""
        assert street.net.dig(street.child, f"@{servers[0]}", "+tcp") == ""
        assert street.net.dig(None, f"@{servers[0]}") == f"internet {servers[0][:8]}"

    try:
        street.live(day)
    finally:
        street.net.name_servers(ROUTER4)


SERVE = """
import socket, sys
with socket.create_server((sys.argv[1], int(sys.argv[2]))) as served:
    print("serving", flush=True)
    while True:
        served.accept()[0].close()
"""
REACH = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), 2).close()
    print("open")
except ConnectionRefusedError:
    print("refused")
"""


def test_a_proxy_of_the_system_is_closed_to_a_child(street: Street, sister: Person) -> None:
    """Tor that root runs: refused on each address of this PC; the sister and root go on."""
    enter = street.net._enter(street.net._pc)

    async def day(redirector: NftRedirector) -> None:
        tor = street.net.serve(*enter, "/usr/bin/python3", "-c", SERVE, "0.0.0.0", "9050")
        await until(lambda: "9050" in nft.listing(street.table), 5)
        for address in ("127.0.0.1", "127.8.8.8", "10.77.0.2"):
            assert street.net.python(street.child, REACH, address, "9050") == "refused"
            assert street.net.python(sister, REACH, address, "9050") == "open"
            assert street.net.python(None, REACH, address, "9050") == "open"
        stop(tor)
        await until(lambda: "9050" not in nft.listing(street.table), 5)
        assert street.told == []

    street.live(day)


def test_a_childs_own_server_on_such_a_port_is_left_alone(street: Street) -> None:
    """It asks as the child; and the same port of another machine is none of ours."""
    enter = street.net._enter(street.net._pc)
    rights = ("setpriv", f"--reuid={street.child.uid}", "--clear-groups")
    street.net.serve(*enter, *rights, "/usr/bin/python3", "-c", SERVE, "127.0.0.1", "3128")

    async def day(redirector: NftRedirector) -> None:
        assert street.net.python(street.child, REACH, "127.0.0.1", "3128") == "open"

    street.live(day)


def test_users_borrowed_later_are_led(street: Street, tmp_path: Path) -> None:
    """A range an administrator adds while we run counts within five seconds."""
    subuid = tmp_path / "theirs"
    subuid.write_text("")

    async def day(redirector: NftRedirector) -> None:
        subuid.write_text(f"{street.child.name}:700000:1000\n")
        await until(lambda: "700000-700999" in nft.listing(street.table), 5)
        assert street.told == []

    street.live(day, subuid=subuid)


def test_a_range_with_somebodys_account_is_left_out(
    street: Street, sister: Person, tmp_path: Path
) -> None:
    """A mistake in /etc/subuid never makes an adult a child."""
    subuid = tmp_path / "theirs"
    subuid.write_text(f"{street.child.uid}:{sister.uid}:10\n{street.child.name}:700000:5\n")

    async def day(redirector: NftRedirector) -> None:
        assert "700000-700004" in nft.listing(street.table)
        assert street.net.dig(sister, f"@{UNLISTED}") == f"internet {UNLISTED}"

    street.live(day, subuid=subuid)


def test_a_flood_of_one_child_takes_nobodys_connections(street: Street, sister: Person) -> None:
    """Thousands of look-ups at once fill neither the kernel's list nor the sister's way."""
    flood = """
import socket, sys
sent = 0
for _ in range(9000):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.sendto(b"x" * 12, (sys.argv[1], 53))
            sent += 1
        except OSError:
            pass
print(sent)
"""

    async def day(redirector: NftRedirector) -> None:
        sent = int(street.net.python(street.child, flood, ROUTER4))
        count = Path("/proc/sys/net/netfilter/nf_conntrack_count").read_text()
        assert sent + int(count) > 0 and int(count) < 6_000, (sent, count)
        assert street.net.dig(sister, f"@{UNLISTED}") == f"internet {UNLISTED}"

    street.live(day)


def test_a_flood_over_one_socket_does_not_reach_the_resolver(street: Street) -> None:
    """Questions of one child beyond the burst are dropped before they cost anybody anything."""
    flood = """
import socket, sys, time
began = time.monotonic()
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    one.connect(("127.0.0.1", int(sys.argv[1])))
    for _ in range(30000):
        try:
            one.send(b"x" * 12)
        except OSError:
            pass
print(time.monotonic() - began)
"""

    async def day(redirector: NftRedirector) -> None:
        port = LinuxResolverStarter(["/bin/false"], "nobody").open()
        redirector.lead((Redirect(street.child.uid, port.port),), frozenset())
        came = 0
        running = asyncio.create_task(
            asyncio.to_thread(street.net.python, street.child, flood, str(port.port))
        )
        with socket.socket(fileno=port.sockets[0]) as served:
            while not running.done():
                with suppress(BlockingIOError):
                    while served.recv(99):
                        came += 1
                await asyncio.sleep(0)
        took = float(await running)
        for fd in port.sockets[1:]:
            os.close(fd)
        assert 1_000 < came < 4_100 + 2_000 * took < 29_000, (came, took)

    street.live(day)


def test_without_nft_it_says_so_and_recovers(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words for people at the start; later the reason once, until it is back in force."""

    async def day(redirector: NftRedirector) -> None:
        with monkeypatch.context() as gone:
            gone.setattr(nft, "PATH", "/nowhere")
            with pytest.raises(Unsupported, match="apt install nftables"):
                NftRedirector(street.table).start(street.told.append)
            with pytest.raises(Unsupported, match="apt install nftables"):
                redirector.lead((Redirect(street.child.uid, 29_999),), frozenset())
            street.net.run(None, "nft", "flush", "ruleset", check=True)
            await until(lambda: street.told, 5)
            await asyncio.sleep(2.5)
            assert len(street.told) == 1 and "nft is not installed" in street.told[0]
        await until(lambda: len(street.told) > 1, 5)
        assert street.told[1:] == ["restored"]
        assert street.is_led()

    street.live(day)


def test_without_the_right_it_says_so(street: Street) -> None:
    """In advice mode nothing of this is possible, and nothing is half done."""
    program = (
        "from app.model.errors import Unsupported\n"
        "from app.platforms.linux.redirect import NftRedirector\n"
        "try:\n    NftRedirector('luytre_t').start(print)\n"
        "except Unsupported as error:\n    print(error)"
    )
    done = subprocess.run(
        ["/usr/bin/python3", "-c", program],
        cwd=Path(__file__).parents[3],
        user=street.child.uid,
        capture_output=True,
        text=True,
    )
    assert "firewall" in done.stdout, done.stderr


def test_the_machine_itself_is_untouched(street: Street) -> None:
    """The network we stand on has no table of ours while the other one has."""

    async def day(redirector: NftRedirector) -> None:
        assert street.table not in street.net.outside("nft", "list", "tables")
        assert street.table in street.nft("list", "tables")

    street.live(day)


def test_looking_costs_little(street: Street) -> None:
    """Two looks of a quiet PC: no program is started, and under two milliseconds are used."""

    async def day(redirector: NftRedirector) -> None:
        await asyncio.sleep(0.5)
        before = os.times()
        await asyncio.sleep(4.2)
        after = os.times()
        assert after.children_user == before.children_user
        used = after.user + after.system - before.user - before.system
        assert used <= 0.03, used

    street.live(day)


def test_nothing_is_needed_of_the_shell(street: Street) -> None:
    """nft is found where root's programs are, whatever PATH the service was started with."""
    assert shutil.which("nft", path=nft.PATH)
