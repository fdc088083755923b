"""Names asked through daemons of a real Debian: what a child gets, and that nobody else loses any.

The PC has systemd-resolved (with nss-resolve, as Debian installs it), avahi and nscd. Its own name
server gives every name INTERNET, a child's port gives FILTERED: so an answer tells who was asked.
"""

import shlex
from collections.abc import Iterator

import pytest

from tests.container import rig
from tests.container.rig import Container

PACKAGES = (
    "systemd-resolved",
    "libnss-resolve",
    "avahi-daemon",
    "avahi-utils",
    "libnss-mdns",
    "nscd",
    "uidmap",
    "bind9-dnsutils",
    "curl",
    "iproute2",
)
INTERNET, FILTERED = "203.0.113.80", "0.0.0.0"
PORT = 20_001
SOURCES = "/opt/sources"
UNIT = rig.ROOT / "installers" / "linux" / "luytre.service"
INCLUDE = rig.ROOT / "installers" / "linux" / "luytre-bus.conf"
NETWORK = """
ip link add v0 type veth peer name v1
ip address add 198.51.100.2/24 dev v0
ip address add 198.51.100.53/32 dev lo
ip link set v0 up
ip link set v1 up
ip route add default via 198.51.100.1 dev v0
mkdir -p /etc/systemd/resolved.conf.d
cd /etc/systemd/resolved.conf.d
printf '[Resolve]\\nDNS=198.51.100.53\\nDNSSEC=no\\nCache=no\\n' >t.conf
systemctl restart systemd-resolved
systemctl stop nscd
"""
VARLINK = """
import json, socket
asked = {"method": "io.systemd.Resolve.ResolveHostname", "parameters": {"name": "vl.test"}}
with socket.socket(socket.AF_UNIX) as link:
    link.settimeout(4)
    link.connect("/run/systemd/resolve/io.systemd.Resolve")
    link.sendall(json.dumps(asked).encode() + bytes(1))
    print(json.loads(link.recv(4096).rstrip(bytes(1)))["parameters"]["addresses"][0]["address"])
"""
RESOLVE1 = "org.freedesktop.resolve1 /org/freedesktop/resolve1 org.freedesktop.resolve1.Manager"
AVAHI = "org.freedesktop.Avahi / org.freedesktop.Avahi.Server"
# Each prints the address it got, in one way or another, or fails.
TRICKS = {
    "the C library": "getent ahostsv4 libc.test",
    "resolvectl": "resolvectl -4 query rc.test",
    "resolved over D-Bus": f"busctl --timeout=4 call {RESOLVE1} ResolveHostname isit 0 b.test 2 0",
    "resolved over varlink": "python3 /opt/varlink.py",
    "resolved's own port": "dig +short +tries=1 +timeout=2 @127.0.0.53 stub.test",
    "resolved's other port": "dig +short +tries=1 +timeout=2 @127.0.0.54 proxy.test",
    "avahi": "avahi-resolve -4 -n av.test",
    "avahi over D-Bus": (
        f"busctl --timeout=4 call {AVAHI} ResolveHostName iisiu -- -1 -1 av2.test 0 0"
    ),
    "avahi's records": (
        f"busctl --timeout=4 call {AVAHI} RecordBrowserNew iisqqu -- -1 -1 rec.test 1 1 0"
        f" && echo {INTERNET}"
    ),
    "a server by address": "dig +short +tries=1 +timeout=2 @198.51.100.53 direct.test",
}
BORROWED = "unshare -U --map-auto -S 7 -G 7"


@pytest.fixture(scope="module", params=["bookworm", pytest.param("trixie", marks=pytest.mark.deep)])
def pc(request: pytest.FixtureRequest) -> Iterator[Container]:
    """A Debian whose name daemons run, with two children and an adult."""
    if why := rig.missing():
        pytest.skip(why)
    with rig.booted(*PACKAGES, suite=request.param) as container:
        container.clone(SOURCES)
        for name in ("kid", "sister", "adult"):
            container.user(name)
        container.sh(NETWORK)
        container.write("/opt/varlink.py", VARLINK)
        container.write(
            "/etc/dbus-1/system.d/luytre.conf",
            INCLUDE.read_text(encoding="utf-8").replace("@MARK@", "luytre"),
        )
        server = f"{SOURCES}/tests/container/names_server.py"
        for unit, words in (
            ("internet", f"198.51.100.53 53 {INTERNET}"),
            ("filter", f"127.0.0.1 {PORT} {FILTERED}"),
        ):
            container.sh(f"systemd-run -q --unit={unit} python3 {server} {words}")
        wait_for_answer(container)
        yield container


def ways(pc: Container) -> list[str]:
    """Every way to ask that this Debian has: 13's avahi looks up nothing but the house's names."""
    wide = "enable-wide-area=yes" in pc.run("cat", "/etc/avahi/avahi-daemon.conf")
    return [name for name in TRICKS if wide or not name.startswith("avahi")]


def all_open(pc: Container, user: str) -> bool:
    """Whether every way to ask works for this user."""
    answers = {name: got(pc, user, TRICKS[name]) for name in ways(pc)}
    assert answers == dict.fromkeys(ways(pc), INTERNET)
    return True


def wait_for_answer(pc: Container) -> None:
    """Daemons that were just started are ready when a look-up works."""
    for name in ("resolvectl", "avahi"):
        if name in ways(pc):
            pc.wait_until(lambda: got(pc, "root", TRICKS[name]) == INTERNET, 15, name)  # noqa: B023


def got(pc: Container, user: str, trick: str, prefix: str = "") -> str:
    """Ask as this user: INTERNET, FILTERED or "" when nobody answered."""
    as_user = f"setpriv --reuid={user} --regid={user} --init-groups {prefix}"
    pc.write("/opt/trick", f"{trick}\n", 0o755)
    said = pc.sh(f"timeout 8 {as_user} sh /opt/trick 2>&1", check=False)
    for address in (INTERNET, FILTERED):
        octets = address.split(".")
        if address in said or " ".join(octets) in said or ", ".join(octets) in said:
            return address
    return ""


def hardening() -> str:
    """What the service's own unit takes away from it, as words for systemd-run."""
    text = UNIT.read_text(encoding="utf-8").replace("@MARK@", "luytre")
    _, _, lines = text.partition("--- hardening")
    kept = [line for line in lines.partition("[Install]")[0].splitlines()[1:] if "=" in line]
    kept += ["UMask=0077", "RuntimeDirectory=luytre", "RuntimeDirectoryPreserve=yes"]
    return " ".join(f"-p {shlex.quote(line)}" for line in kept if not line.startswith("#"))


def start(pc: Container, *children: str) -> None:
    """Start the service in small for these children, and wait until it is ready."""
    uids = " ".join(f"{pc.run('id', '-u', name).strip()}:{PORT}" for name in children)
    wheel = pc.sh("ls /wheels/jeepney-*.whl").strip()
    pc.sh(
        f"systemctl reset-failed 2>/dev/null; systemd-run -q --unit=guard -p KillMode=mixed"
        f" {hardening()}"
        f" -p WorkingDirectory={SOURCES} -E PYTHONPATH={SOURCES}:{wheel} -E PYTHONUNBUFFERED=1"
        f" python3 -m tests.container.names_guard /run/luytre {uids}"
    )
    pc.wait_until(lambda: "ready" in told(pc), 15, "the guard is not ready")


def told(pc: Container) -> str:
    """What the guard of this life said."""
    shown = "$(systemctl show -P InvocationID guard)"
    return pc.sh(f"journalctl -q --no-pager -o cat _SYSTEMD_INVOCATION_ID={shown}", check=False)


@pytest.fixture
def guarded(pc: Container) -> Iterator[Container]:
    """The kid is led and closed off; everything is open again afterwards."""
    start(pc, "kid")
    yield pc
    pc.sh("systemctl stop guard")


def test_without_us_every_way_is_open(pc: Container) -> None:
    """Each trick works on this PC, so that a later failure is ours."""
    assert all_open(pc, "kid")
    assert got(pc, "kid", TRICKS["the C library"], BORROWED) == INTERNET
    assert got(pc, "kid", TRICKS["resolved over varlink"], BORROWED) == INTERNET


def test_no_daemon_answers_a_child(guarded: Container) -> None:
    """By a daemon nothing; by the C library and by any server what the child's own filter says."""
    answers = {name: got(guarded, "kid", trick) for name, trick in TRICKS.items()}
    led = ("the C library", "resolved's own port", "resolved's other port", "a server by address")
    assert answers == {name: FILTERED if name in led else "" for name in TRICKS}
    assert "leaks" not in told(guarded)


def test_borrowed_users_get_no_more(guarded: Container) -> None:
    """A child who runs programs under subordinate UIDs meets the same."""
    answers = {name: got(guarded, "kid", trick, BORROWED) for name, trick in TRICKS.items()}
    assert INTERNET not in answers.values(), answers
    assert answers["the C library"] == answers["a server by address"] == FILTERED


@pytest.mark.parametrize("user", ["sister", "adult", "root", "www-data"])
def test_nobody_else_loses_a_name(guarded: Container, user: str) -> None:
    """A child without rules, an adult, root and a system user: every way stays open."""
    assert all_open(guarded, user)


def test_a_service_with_a_user_of_systemds_making_keeps_its_names(guarded: Container) -> None:
    """Its UID has no account; the C library goes on to port 53 for it."""
    said = guarded.sh(
        "systemd-run -q --pipe --wait -p DynamicUser=yes getent ahostsv4 dyn.test", check=False
    )
    assert INTERNET in said


def test_nscd_does_not_answer_a_child(guarded: Container) -> None:
    """It is asked before nsswitch.conf is read, has its own cache, and starts after us."""
    guarded.sh("systemctl start nscd")
    try:
        assert got(guarded, "adult", "getent ahostsv4 cached.test") == INTERNET
        guarded.wait_until(
            lambda: "mask" in guarded.sh("getfacl -cpn /run/nscd/socket"), 4, "nscd stayed open"
        )
        assert got(guarded, "kid", "getent ahostsv4 cached.test") == FILTERED
        assert got(guarded, "kid", "getent ahostsv4 cached.test", BORROWED) == FILTERED
        assert got(guarded, "adult", "getent ahostsv4 cached.test") == INTERNET
    finally:
        guarded.sh("systemctl stop nscd")


def test_resolved_restarted_is_closed_again(guarded: Container) -> None:
    """Its new socket is closed within four seconds."""
    guarded.sh("systemctl restart systemd-resolved")
    guarded.wait_until(
        lambda: got(guarded, "kid", TRICKS["resolved over varlink"]) == "", 4, "it stayed open"
    )
    wait_for_answer(guarded)


def test_a_log_in_is_led_too(guarded: Container) -> None:
    """A UID nobody has, in the child's log-in; root's programs there ask whom they like."""
    guarded.log_in("kid", "sleep 99", name="desk")
    try:
        slice_ = f"user-{guarded.run('id', '-u', 'kid').strip()}.slice"
        guarded.wait_until(
            lambda: slice_ in guarded.sh("nft list table inet luytre"), 6, "no rule for the log-in"
        )
        inside = f"echo $$ >/sys/fs/cgroup/user.slice/{slice_}/probe/cgroup.procs &&"
        guarded.sh(f"mkdir /sys/fs/cgroup/user.slice/{slice_}/probe")
        ask = "dig +short +tries=1 +timeout=2 @198.51.100.53 in.test"
        assert FILTERED in guarded.sh(f"{inside} setpriv --reuid=300000 --clear-groups {ask}")
        assert INTERNET in guarded.sh(f"{inside} {ask}")
        adult = "setpriv --reuid=adult --regid=adult --clear-groups"
        assert INTERNET in guarded.sh(f"{inside} {adult} {ask}")
    finally:
        guarded.sh("rmdir $(find /sys/fs/cgroup/user.slice -name probe); systemctl stop desk")


def test_after_the_stop_everything_is_as_it_was(pc: Container) -> None:
    """Sockets, bus, firewall, and what stands in /etc."""
    look = (
        "getfacl -cpn /run/systemd/resolve/io.systemd.Resolve; nft list ruleset; ls /run/luytre;"
        " find /etc -newer /opt/varlink.py -type f; cat /etc/nsswitch.conf /etc/resolv.conf"
    )
    before = pc.sh(f"mkdir -p /run/luytre; touch /opt/varlink.py; {look}")
    start(pc, "kid", "sister")
    assert got(pc, "sister", TRICKS["resolvectl"]) == ""
    pc.sh("systemctl stop guard")
    assert pc.sh(look) == before
    assert got(pc, "kid", TRICKS["resolvectl"]) == INTERNET


def test_a_crash_frees_nobody_and_release_everybody(pc: Container) -> None:
    """SIGKILL leaves all of it; the release script takes it away without Python."""
    pc.sh(f"mkdir -p /var/lib/luytre && cp {SOURCES}/installers/linux/release /var/lib/luytre")
    socket = "getfacl -cpn /run/systemd/resolve/io.systemd.Resolve"
    before = pc.sh(socket)
    start(pc, "kid")
    pc.sh("systemctl kill --signal=KILL guard")
    assert got(pc, "kid", TRICKS["resolvectl"]) == ""
    assert got(pc, "kid", TRICKS["the C library"]) == FILTERED
    pc.sh("sh /var/lib/luytre/release")
    assert pc.sh(socket) == before
    assert all_open(pc, "kid")
