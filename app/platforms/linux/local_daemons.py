"""Programs of this PC's own system that would ask for names on a child's behalf: proxies and such.

What such a program fetches leaves under its own user, so no redirect sees it. An administrator who
installed Tor or a web proxy did it for himself: a child's programs are refused there, as long as a
system user listens. What a child starts himself asks under the child's own user and is left alone.
"""

from __future__ import annotations

import socket
import struct
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
_NETLINK_SOCK_DIAG, _SOCK_DIAG_BY_FAMILY = 4, 20  # linux/netlink.h, linux/sock_diag.h
_REQUEST_DUMP = 0x301
_ERROR, _DONE = 2, 3
_HEAD = struct.Struct("=IHHII")
_ASK = struct.Struct("=BBBBI48s")  # struct inet_diag_req_v2
_PORT = struct.Struct("!H")  # the first field of inet_diag_sockid, which follows four bytes
_UID = struct.Struct("=I")
_PORT_AT, _UID_AT = _HEAD.size + 4, _HEAD.size + 4 + 48 + 12
# A UDP socket that is not connected is in the state that TCP calls closed (net/tcp_states.h).
_LISTENING: Final = ((socket.IPPROTO_TCP, 1 << 10), (socket.IPPROTO_UDP, 1 << 7))
_PATIENCE_S = 1.0
_LONGEST = 65_536  # bytes of one packet
_FAMILIES = (socket.AF_INET, socket.AF_INET6)


def listening() -> frozenset[int]:
    """Give the ports of PORTS on which a system user listens now, on whatever address.

    Asked of the kernel for listeners alone: /proc/net/tcp walks every connection there could be,
    which takes a hundred times as long. None where the kernel does not answer (no inet_diag).
    """
    found = set()
    for protocol, states in _LISTENING:
        for family in _FAMILIES:
            found |= {
                port
                for port, uid in _sockets(family, protocol, states)
                if port in PORTS and is_system(uid, uid)
            }
    return frozenset(found)


def _sockets(family: int, protocol: int, states: int) -> list[tuple[int, int]]:
    """Give (port, UID) of every socket in these states."""
    ask = _ASK.pack(family, protocol, 0, 0, states, b"")
    head = _HEAD.pack(_HEAD.size + len(ask), _SOCK_DIAG_BY_FAMILY, _REQUEST_DUMP, 1, 0)
    found: list[tuple[int, int]] = []
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_SOCK_DIAG) as asked:
            asked.settimeout(_PATIENCE_S)
            asked.send(head + ask)
            while _take(asked.recv(_LONGEST), found):
                pass
    except OSError:
        return []
    return found


def _take(data: bytes, found: list[tuple[int, int]]) -> bool:
    """Read one packet of the answer; whether more will come."""
    at = 0
    while at < len(data):
        length, kind, *_ = _HEAD.unpack_from(data, at)
        if kind in (_ERROR, _DONE):
            return False
        (port,) = _PORT.unpack_from(data, at + _PORT_AT)
        (uid,) = _UID.unpack_from(data, at + _UID_AT)
        found.append((port, uid))
        at += length + 3 & ~3
    return True
