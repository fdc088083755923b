"""The one firewall table of ours, as text for `nft -f -`: what stands in it, and for whom.

A packet is an account's if its socket was opened by that UID or by one of its subordinate UIDs, or
in the account's log-in (its cgroup) by a UID that belongs to nobody on this machine. Whatever is
root's, a system user's or another person's is let through by every chain here, also when it was
started inside a child's log-in with sudo or su. Text, and not nft's JSON, because that cannot say
`socket cgroupv2 level`.

One table, replaced in one transaction: there is no moment without it, and no other table is ever
touched. nft refuses the whole of it when one line is wrong.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.enforce.ports import Redirect

SYSTEM_UIDS: Final = ((0, 999), (61_184, 65_535))  # login.defs; systemd's dynamic users, nobody
# Conversations and questions of one port; beyond the burst those of others would have to wait, in
# the kernel's list of connections or in the resolver. A browser that restores fifty pages asks 400.
_NEW_A_SECOND, _NEW_BURST = 500, 2_000
_A_SECOND, _BURST = 2_000, 4_000
# Before other tables' own translations (dstnat, -100): the first to translate a packet decides.
_NAT_PRIORITY = -110
_BEFORE_TRACKING = -300  # "raw": the kernel's list of connections is asked at -200


@dataclass(frozen=True, slots=True)
class Span:
    """UIDs first..last (both included) whose packets are led to `redirect`'s port."""

    first: int
    last: int
    redirect: Redirect

    def __str__(self) -> str:
        """Give it as nft writes it."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Slice:
    """The cgroup of an account's log-ins: its path below /sys/fs/cgroup and its depth."""

    path: str
    level: int
    redirect: Redirect


@dataclass(frozen=True, slots=True)
class Content:
    """All that stands in the table.

    spared   UIDs that no log-in's cgroup makes a child's.
    refused  addresses and networks, closed to children.
    daemons  ports of this PC itself, closed to children (local_daemons).
    """

    spans: tuple[Span, ...]
    slices: tuple[Slice, ...]
    spared: frozenset[int]
    refused: frozenset[str]
    daemons: frozenset[int] = frozenset()


def spans(
    redirects: Sequence[Redirect],
    borrowed: Iterable[tuple[int, int, int]],
    accounts: frozenset[int],
) -> tuple[Span, ...]:
    """Give who is led where, without overlaps, which nft would refuse.

    borrowed holds (first, last, uid) of subordinate ranges. A range that holds somebody's own
    account is a mistake in /etc/subuid and left out; of two that overlap, the first keeps the UIDs.
    """
    by_uid = {one.uid: one for one in redirects}
    found = [Span(uid, uid, one) for uid, one in by_uid.items()]
    for first, last, uid in borrowed:
        foreign = any(first <= each <= last for each in accounts)
        if uid in by_uid and not foreign and not is_system(first, last):
            found += _rest(Span(first, last, by_uid[uid]), found)
    return tuple(sorted(found, key=lambda one: one.first))


def is_system(first: int, last: int) -> bool:
    """Whether one of these UIDs is root's, a system user's, or one of systemd's own."""
    return any(first <= high and last >= low for low, high in SYSTEM_UIDS)


def _rest(span: Span, taken: Sequence[Span]) -> list[Span]:
    """Give what of a range nobody has yet."""
    rest, first = [], span.first
    for one in sorted(taken, key=lambda each: each.first):
        if one.last < first or one.first > span.last:
            continue
        if one.first > first:
            rest.append(Span(first, one.first - 1, span.redirect))
        first = one.last + 1
    if first <= span.last:
        rest.append(Span(first, span.last, span.redirect))
    return rest


def check(redirects: Sequence[Redirect], refused: Iterable[str]) -> None:
    """Raise ValueError for what may never stand in the table, or cannot."""
    for one in redirects:
        if is_system(one.uid, one.uid):
            raise ValueError(f"UID {one.uid} is the system's: its look-ups are nobody's business")
        if not 1_024 <= one.port <= 65_535:
            raise ValueError(f"no port for an ordinary user: {one.port}")
    if len({one.uid for one in redirects}) != len(redirects):
        raise ValueError("an account is led to two ports")
    for address in refused:
        ipaddress.ip_network(address)


def text(name: str, content: Content) -> str:
    """Give the transaction that puts the table in force, in place of the one before."""
    parts = [f"add table inet {name}\ndelete table inet {name}\ntable inet {name} {{"]
    parts += ['  comment "children ask our own name filter; see luytre uninstall"']
    parts += _sets(content)
    parts += [_refuse(), *_ways(), *_ports(content)]
    parts += [_map("names_of", content.spans, "names"), _map("ways_of", content.spans, "ways")]
    parts += [_map("apart_of", content.spans, "apart")]
    parts += [_at_ports("parts", "apart", content), _at_ports("doors", "door", content)]
    parts += [_apart_hook(content), _names_hook(content), _guard_hook(content)]
    return "\n".join(parts) + "\n}\n"


def removal(name: str) -> str:
    """Give the transaction that takes the table away, if it is there."""
    return f"add table inet {name}\ndelete table inet {name}\n"


def probe(name: str) -> str:
    """Give a transaction that needs all the kernel's parts and leaves nothing behind."""
    redirect = Redirect(uid=60_000, port=60_000, quic=False)
    content = Content((Span(60_000, 60_001, redirect),), (), frozenset(), frozenset(["192.0.2.1"]))
    return text(name, content) + f"delete table inet {name}\n"


def _set(name: str, kind: str, elements: Iterable[str], comment: str) -> str:
    told = ", ".join(elements)
    lines = [f"  set {name} {{", f"    {kind}", "    flags interval", "    auto-merge"]
    lines += [f'    comment "{comment}"']
    lines += [f"    elements = {{ {told} }}"] if told else []
    return "\n".join([*lines, "  }"])


def _sets(content: Content) -> list[str]:
    addresses = [ipaddress.ip_network(each) for each in sorted(content.refused)]
    spared = [f"{low}-{high}" for low, high in SYSTEM_UIDS]
    spared += [str(uid) for uid in sorted(content.spared) if not is_system(uid, uid)]
    doh = "servers that take names over HTTPS"
    return [
        _set("doh4", "type ipv4_addr", [str(a) for a in addresses if a.version == 4], doh),
        _set("doh6", "type ipv6_addr", [str(a) for a in addresses if a.version == 6], doh),
        _set(
            "daemons",
            "type inet_service",
            [str(port) for port in sorted(content.daemons)],
            "programs of the system that fetch on behalf of others",
        ),
        _set("spared", "typeof meta skuid", spared, "root, system users and everybody's accounts"),
    ]


def _refuse() -> str:
    return """  chain refuse {
    meta l4proto tcp reject with tcp reset comment "a program sees at once that it cannot"
    reject with icmpx port-unreachable comment "the same for UDP"
  }"""


def _ways() -> list[str]:
    """Where else names could be asked, once port 53 is led to us."""
    same = """    th dport 53 goto refuse comment "a conversation that began before the redirect"
    th dport 853 goto refuse comment "names over TLS and QUIC: DoT, DoQ"
    oif lo th dport @daemons goto refuse comment "asks under its own user: proxies, Tor"
    ip daddr @doh4 goto refuse comment "names over HTTPS, or on odd ports of the same servers"
    ip6 daddr @doh6 goto refuse comment "names over HTTPS, or on odd ports of the same servers\""""
    quic = '    udp dport 443 goto refuse comment "QUIC hides names: the page comes over TCP"'
    return [f"  chain ways {{\n{same}\n  }}", f"  chain ways_tcp {{\n{same}\n{quic}\n  }}"]


def _ports(content: Content) -> list[str]:
    parts = []
    for port in sorted({one.redirect.port for one in content.spans}):
        ours = [one for one in content.spans if one.redirect.port == port]
        inside = [one for one in content.slices if one.redirect.port == port]
        owners = ", ".join(str(one) for one in ours)
        logins = [
            f'    {_in(one)} accept comment "the log-in of UID {one.redirect.uid}"'
            for one in inside
        ]
        most = f"limit rate over {_NEW_A_SECOND}/second burst {_NEW_BURST} packets"
        parts.append(
            f"""  chain names_{port} {{
    ip6 daddr fe80::/10 accept comment "refused below: no answer reaches a socket tied to a link"
    {most} drop comment "a flood of look-ups"
    meta l4proto {{ tcp, udp }} redirect to :{port} comment "whatever server was asked"
  }}"""
        )
        apart = f'ct zone set {port} comment "a list of conversations of its own"'
        parts.append(f"  chain apart_{port} {{\n    {apart}\n  }}")
        parts.append(
            "\n".join(
                [
                    f"  chain door_{port} {{",
                    f"    meta skuid {{ {owners} }} meta l4proto udp limit rate over"
                    f" {_A_SECOND}/second burst {_BURST} packets drop"
                    ' comment "a flood of questions"',
                    '    ct state established accept comment "began as whom the port is for"',
                    f'    meta skuid {{ {owners} }} accept comment "whom the port is for"',
                    *logins,
                    '    goto refuse comment "a port answers only whom it is for"',
                    "  }",
                ]
            )
        )
    return parts


def _in(one: Slice) -> str:
    return f'socket cgroupv2 level {one.level} "{one.path}" meta skuid != @spared'


def _target(kind: str, redirect: Redirect) -> str:
    if kind != "ways":
        return f"{kind}_{redirect.port}"
    return "ways" if redirect.quic else "ways_tcp"


def _map(name: str, spans: Sequence[Span], kind: str) -> str:
    told = ", ".join(f"{one} : goto {_target(kind, one.redirect)}" for one in spans)
    return f"""  map {name} {{
    typeof meta skuid : verdict
    flags interval
    elements = {{ {told} }}
  }}"""


def _at_ports(name: str, chains: str, content: Content) -> str:
    ports = sorted({one.redirect.port for one in content.spans})
    told = ", ".join(f"{port} : goto {chains}_{port}" for port in ports)
    return f"""  map {name} {{
    type inet_service : verdict
    elements = {{ {told} }}
  }}"""


def _apart_hook(content: Content) -> str:
    """Keep each port's conversations apart from everybody else's in the kernel's list of them.

    Without it a program of another user that happens on the same source port within half a minute
    would be taken for the same conversation, and led where the child was.
    """
    asks, kinds = "meta l4proto { tcp, udp } th dport 53", "meta l4proto { tcp, udp }"
    logins = [
        f"    {asks} {_in(one)} goto apart_{one.redirect.port}"
        f' comment "the log-in of UID {one.redirect.uid}"'
        for one in content.slices
    ]
    own = [
        f'    {side} {kinds} th {way} vmap @parts comment "to and from our own ports"'
        for side, way in (
            ("ip saddr 127.0.0.1", "sport"),
            ("ip6 saddr ::1", "sport"),
            ("ip daddr 127.0.0.1", "dport"),
            ("ip6 daddr ::1", "dport"),
        )
    ]
    return "\n".join(
        [
            "  chain apart {",
            f"    type filter hook output priority {_BEFORE_TRACKING}; policy accept;",
            f'    {asks} meta skuid vmap @apart_of comment "look-ups of children"',
            *logins,
            *own,
            "  }",
        ]
    )


def _names_hook(content: Content) -> str:
    asks = "meta l4proto { tcp, udp } th dport 53"
    logins = [
        f"    {asks} {_in(one)} goto {_target('names', one.redirect)}"
        f' comment "the log-in of UID {one.redirect.uid}"'
        for one in content.slices
    ]
    return "\n".join(
        [
            "  chain names {",
            f"    type nat hook output priority {_NAT_PRIORITY}; policy accept;",
            f'    {asks} meta skuid vmap @names_of comment "look-ups of children"',
            *logins,
            "  }",
        ]
    )


def _guard_hook(content: Content) -> str:
    kinds = "meta l4proto { tcp, udp }"
    logins = [
        f"    {kinds} {_in(one)} goto {_target('ways', one.redirect)}"
        f' comment "the log-in of UID {one.redirect.uid}"'
        for one in content.slices
    ]
    return "\n".join(
        [
            "  chain guard {",
            "    type filter hook output priority 0; policy accept;",
            f'    ip daddr 127.0.0.1 {kinds} th dport vmap @doors comment "our own ports"',
            f'    ip6 daddr ::1 {kinds} th dport vmap @doors comment "our own ports"',
            f'    {kinds} meta skuid vmap @ways_of comment "other ways to ask for names"',
            *logins,
            "  }",
        ]
    )
