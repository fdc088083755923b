"""The name servers beside ours: where their packages lie, what they are told, how they are run.

Debian's packages are unpacked into a folder and seen by the servers alone, laid over /usr in a
mount namespace of their own: nothing is installed, nothing is started by a package's script, and
nothing has to be put back. Each server gets the same names, one thread, its cache, the same
upstream server, and no DNSSEC (ours leaves that to the upstream servers too).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = "luytre"
APT = ("apt-get", "-qq", "-o", "Debug::NoLocking=1", "--no-install-recommends", "-y")
# The place of Debian's Knot Resolver is compiled in, so all of /usr is laid over, for all peers.
OVER = 'mount -t overlay overlay -o "lowerdir=$1/usr:/usr" /usr && shift && exec "$@"'


@dataclass(frozen=True, slots=True)
class Place:
    """What a server is given: a folder of its own, the listed names (one a line), and ports.

    table is the same names as our own table.
    """

    folder: Path
    names: Path
    table: Path
    port: int
    upstream: int


@dataclass(frozen=True, slots=True)
class Peer:
    """A server: its Debian package ("" = ours), and what writes its files and gives its command."""

    key: str
    package: str
    ready: Callable[[Place], list[str]]

    def command(self, place: Place, unpacked: Path) -> list[str]:
        """Write what it reads at its start; give the command to start it with."""
        place.folder.mkdir(parents=True, exist_ok=True)
        words = self.ready(place)
        if not self.package:
            return words
        return over(unpacked, words)


def over(unpacked: Path, words: list[str]) -> list[str]:
    """Give the command that runs a program with the unpacked packages laid over /usr."""
    return ["unshare", "--mount", "sh", "-c", OVER, "sh", str(unpacked), *words]


def unpack(packages: list[str], folder: Path) -> Path:
    """Fetch and unpack packages, with what they need and the machine lacks; only the first time.

    Raises CalledProcessError when apt cannot.
    """
    unpacked, archives = folder / "root", folder / "archives"
    done = folder / "unpacked"
    if done.exists() and set(packages) <= set(done.read_text(encoding="ascii").split()):
        return unpacked
    (archives / "partial").mkdir(parents=True, exist_ok=True)
    (unpacked / "usr").mkdir(parents=True, exist_ok=True)
    into = ("-o", f"Dir::Cache::Archives={archives}", "--download-only", "install")
    quiet = subprocess.DEVNULL
    if subprocess.run([*APT, *into, *packages], stdout=quiet, stderr=quiet).returncode:
        subprocess.run([*APT, "update"], stdout=quiet)
        subprocess.run([*APT, *into, *packages], stdout=quiet, check=True)
    for archive in sorted(archives.glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(archive), str(unpacked)], check=True)
    done.write_text("\n".join(packages), encoding="ascii")
    return unpacked


def _write_once(path: Path, lines: Iterator[str]) -> Path:
    """A list of a million names is written for the first round only."""
    if not path.exists():
        new = path.with_suffix(".new")
        with new.open("w", encoding="ascii") as file:
            file.writelines(f"{line}\n" for line in lines)
        new.replace(path)
    return path


def _listed(place: Place) -> Iterator[str]:
    with place.names.open(encoding="ascii") as file:
        for line in file:
            yield line.rstrip("\n")


def _ours(place: Place) -> list[str]:
    words = [sys.executable, "-I", "-m", "app.programs.resolver", "--bench", str(place.port)]
    return [*words, "--table", str(place.table), "--upstream", f"127.0.0.1:{place.upstream}"]


def _unbound(place: Place) -> list[str]:
    zones = (f'local-zone: "{name}" always_nxdomain' for name in _listed(place))
    config = place.folder / "unbound.conf"
    config.write_text(
        f"""server:
  interface: 127.0.0.1@{place.port}
  directory: "{place.folder}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  do-daemonize: no
  num-threads: 1
  module-config: "iterator"
  do-not-query-localhost: no
  outgoing-range: 8192
  num-queries-per-thread: 4096
  include: "{_write_once(place.folder / "zones", zones)}"
forward-zone:
  name: "."
  forward-addr: 127.0.0.1@{place.upstream}
""",
        encoding="ascii",
    )
    return ["unbound", "-d", "-c", str(config)]


def _dnsdist(place: Place) -> list[str]:
    config = place.folder / "dnsdist.conf"
    config.write_text(
        f"""setSecurityPollSuffix("")
setLocal("127.0.0.1:{place.port}")
newServer{{address="127.0.0.1:{place.upstream}"}}
getServer(0):setUp()
getPool(""):setCache(newPacketCache(100000))
listed = newSuffixMatchNode()
for name in io.lines("{place.names}") do listed:add(newDNSName(name)) end
addAction(SuffixMatchNodeRule(listed), RCodeAction(DNSRCode.NXDOMAIN))
""",
        encoding="ascii",
    )
    return ["dnsdist", "--supervised", "--disable-syslog", "-C", str(config)]


def _dnsmasq(place: Place) -> list[str]:
    rules = _write_once(place.folder / "rules", (f"local=/{name}/" for name in _listed(place)))
    words = ["dnsmasq", "--keep-in-foreground", "--user=root", "--pid-file=", "--no-resolv"]
    words += ["--no-hosts", "--listen-address=127.0.0.1", "--bind-interfaces"]
    words += ["--cache-size=10000", f"--port={place.port}", f"--conf-file={rules}"]
    return [*words, f"--server=127.0.0.1#{place.upstream}"]


def _zone(place: Place) -> Path:
    """The names, each with all below it, as a response policy zone."""

    def lines() -> Iterator[str]:
        yield "$TTL 300"
        yield "$ORIGIN rpz."
        yield "@ SOA localhost. root.localhost. 1 300 300 300 300"
        yield "@ NS localhost."
        for name in _listed(place):
            yield f"{name} CNAME ."
            yield f"*.{name} CNAME ."

    return _write_once(place.folder.parent / "rpz", lines())


def _pdns(place: Place) -> list[str]:
    lua = place.folder / "recursor.lua"
    lua.write_text(f'rpzFile("{_zone(place)}", {{policyName="rpz"}})\n', encoding="ascii")
    settings = {
        "config-dir": place.folder,
        "socket-dir": place.folder,
        "local-address": "127.0.0.1",
        "local-port": place.port,
        "lua-config-file": lua,
        "forward-zones-recurse": f".=127.0.0.1:{place.upstream}",
        "dont-query": "",
        "dnssec": "off",
        "threads": 1,
        "daemon": "no",
        "disable-syslog": "yes",
        "security-poll-suffix": "",
    }
    return ["pdns_recursor", *(f"--{key}={value}" for key, value in settings.items())]


def _knot(place: Place) -> list[str]:
    for kept in place.folder.glob("*.mdb"):
        kept.unlink()  # its cache lies on the disk and would know the last round's names
    config = place.folder / "kresd.conf"
    config.write_text(
        f"""net.ipv6 = false
net.listen("127.0.0.1", {place.port}, {{ kind = "dns" }})
modules.unload("ta_update")
modules.unload("priming")
modules.unload("detect_time_skew")
trust_anchors.remove(".")
cache.size = 100 * MB
modules = {{ "policy" }}
policy.add(policy.rpz(policy.DENY, "{_zone(place)}"))
policy.add(policy.all(policy.FORWARD({{ "127.0.0.1@{place.upstream}" }})))
""",
        encoding="ascii",
    )
    return ["kresd", "--noninteractive", "-c", str(config), str(place.folder)]


ALL = (
    Peer(OURS, "", _ours),
    Peer("unbound", "unbound", _unbound),
    Peer("dnsdist", "dnsdist", _dnsdist),
    Peer("dnsmasq", "dnsmasq-base", _dnsmasq),
    Peer("pdns", "pdns-recursor", _pdns),
    Peer("knot", "knot-resolver", _knot),
)
