"""Run as a program: name servers and web servers of a fake internet, or of one port of ours.

`world ADDRESS…` answers on each address: names over UDP and TCP 53, over an odd port (5353), over
TLS (853) and over HTTPS (443); whatever comes by UDP to 443 and 853 is echoed; port 80 has a page.
`port LABEL FD…` answers names on sockets it was handed. Every TXT answer says who gave it.
"""

from __future__ import annotations

import asyncio
import base64
import ipaddress
import socket
import ssl
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import cast
from urllib.parse import parse_qs, urlsplit

import dns.flags
import dns.message
import dns.rdatatype
import dns.rrset
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

WEB4, WEB6 = "203.0.113.80", "2001:db8:80::80"


def answer(query: bytes, who: str) -> bytes:
    """Answer any name: TXT says who answers, A and AAAA lead to the web server."""
    asked = dns.message.from_wire(query)
    reply = dns.message.make_response(asked, recursion_available=True)
    name, kind = asked.question[0].name, asked.question[0].rdtype
    says = {
        dns.rdatatype.TXT: ("TXT", f'"{who}"'),
        dns.rdatatype.A: ("A", WEB4),
        dns.rdatatype.AAAA: ("AAAA", WEB6),
    }.get(kind)
    if says is not None:
        reply.answer.append(dns.rrset.from_text(name, 60, "IN", *says))
    return reply.to_wire()


class Datagrams(asyncio.DatagramProtocol):
    """Answers every datagram with what `reply` makes of it."""

    def __init__(self, reply: Callable[[bytes], bytes]) -> None:
        self._reply = reply

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._transport.sendto(self._reply(data), addr)


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def names_over_stream(who: str) -> Serve:
    """Serve queries with two bytes of length before each (RFC 1035 4.2.2)."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                length = int.from_bytes(await reader.readexactly(2))
                reply = answer(await reader.readexactly(length), who)
                writer.write(len(reply).to_bytes(2) + reply)
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            writer.close()

    return serve


def pages(who: str) -> Serve:
    """Serve a page, and names over HTTPS (RFC 8484) at /dns-query."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, target, _ = head[0].split()
            headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:])}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            kind, content = "text/plain", f"a page from {who}".encode()
            if target.startswith("/dns-query"):
                given = parse_qs(urlsplit(target).query).get("dns", [""])[0]
                query = body if method == "POST" else base64.urlsafe_b64decode(given + "==")
                kind, content = "application/dns-message", answer(query, who)
            top = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(content)}\r\n"
            writer.write(f"{top}connection: close\r\n\r\n".encode() + content)
            await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            pass
        writer.close()

    return serve


def certificate() -> ssl.SSLContext:
    """A server's TLS with a certificate nobody signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "world.test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(made.public_bytes(serialization.Encoding.PEM))
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        file.flush()
        context.load_cert_chain(file.name)
    return context


def bound(kind: socket.SocketKind, address: str, port: int) -> socket.socket:
    """A socket on this very address, so that answers come from where the question went."""
    v6 = ipaddress.ip_address(address).version == 6
    to = socket.getaddrinfo(address, port, type=kind, flags=socket.AI_NUMERICHOST)[0][4]
    made = socket.socket(socket.AF_INET6 if v6 else socket.AF_INET, kind)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(to)
    return made


def named(says: str) -> Callable[[], Datagrams]:
    """Give what answers names on one socket."""
    return lambda: Datagrams(lambda query: answer(query, says))


async def names_on(sockets: list[socket.socket], says: str) -> None:
    """Answer names on these sockets, whichever kind they are."""
    loop = asyncio.get_running_loop()
    for one in sockets:
        one.setblocking(False)
        if one.type == socket.SOCK_DGRAM:
            await loop.create_datagram_endpoint(named(says), sock=one)
        else:
            await asyncio.start_server(names_over_stream(says), sock=one)


async def world(addresses: list[str]) -> None:
    """The whole internet."""
    tls = certificate()
    loop = asyncio.get_running_loop()
    for address in addresses:
        kinds = (socket.SOCK_DGRAM, socket.SOCK_STREAM)
        names = [bound(kind, address, port) for kind in kinds for port in (53, 5353)]
        who = f"internet {address.partition('%')[0]}"
        await names_on(names, who)
        dot = bound(socket.SOCK_STREAM, address, 853)
        await asyncio.start_server(names_over_stream(who), sock=dot, ssl=tls)
        web = bound(socket.SOCK_STREAM, address, 443)
        await asyncio.start_server(pages(who), sock=web, ssl=tls)
        await asyncio.start_server(pages(who), sock=bound(socket.SOCK_STREAM, address, 80))
        for port in (443, 853):
            echo = bound(socket.SOCK_DGRAM, address, port)
            await loop.create_datagram_endpoint(lambda: Datagrams(bytes), sock=echo)


async def main(what: str, words: list[str]) -> None:
    """Serve until killed; a line on standard output says that it does."""
    if what == "world":
        await world(words)
    else:
        label, *fds = words
        await names_on([socket.socket(fileno=int(fd)) for fd in fds], label)
    print("serving", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
