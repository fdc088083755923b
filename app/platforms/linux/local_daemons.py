"""Programs of this PC's own system that would ask for names on a child's behalf: proxies and such.

What such a program fetches leaves under its own user, so no redirect sees it. An administrator who
installed Tor or a web proxy did it for himself: a child's programs are refused there, as long as a
system user listens. What a child starts himself asks under the child's own user and is left alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.platforms.linux.nft_table import is_system

# Each port as the programs' own documentation gives it.
PORTS: Final = {
    1_053: "names, clash",
    1_080: "SOCKS: dante, shadowsocks",
    3_128: "web proxy: squid, cntlm",
    4_444: "web proxy: I2P",
    4_447: "SOCKS: I2P",
    5_053: "names, cloudflared",
    5_300: "names, dnscrypt-proxy",
    5_335: "names, unbound behind Pi-hole",
    7_890: "web proxy: clash",
    7_891: "SOCKS: clash",
    8_053: "names, dnsdist and others",
    8_118: "web proxy: privoxy",
    8_123: "web proxy: polipo",
    8_888: "web proxy: tinyproxy",
    9_050: "SOCKS: Tor",
    9_053: "names, Tor",
    9_953: "names, dnscrypt-proxy",
    10_808: "SOCKS: v2ray",
    10_809: "web proxy: v2ray",
}
_TABLES = ("tcp", "tcp6", "udp", "udp6")
_LISTENS = {"0A", "07"}  # TCP_LISTEN; of UDP, a socket that is not connected (net/tcp_states.h)


def listening(folder: Path = Path("/proc/self/net")) -> frozenset[int]:
    """Give the ports of PORTS on which a system user listens now, on whatever address."""
    found = set()
    for name in _TABLES:
        try:
            lines = (folder / name).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue  # this kernel has no IPv6
        for line in lines:
            fields = line.split()
            port = int(fields[1].rpartition(":")[2], 16)
            if port in PORTS and fields[3] in _LISTENS and is_system(*[int(fields[7])] * 2):
                found.add(port)
    return frozenset(found)
