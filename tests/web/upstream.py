"""A real name server on loopback, UDP and TCP, that can be told to behave badly."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Callable

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rrset

Say = Callable[[dns.message.Message], dns.message.Message]


class Upstream:
    """Answers from `zone` (name and type -> records in text), and otherwise NXDOMAIN with an SOA.

    lose       so many UDP questions are not answered.
    delay      seconds before a UDP answer.
    truncate   UDP answers say "come by TCP".
    forge      before each true UDP answer, false ones: with another id, with another question, and
               from another port.
    rcode      answer everything with this.
    raw        turns the bytes of a UDP answer into others.
    asked      (source port, id, name as written, type, has EDNS) of each question, in order.
    """

    def __init__(
        self,
        zone: dict[tuple[str, str], list[str]] | None = None,
        at: tuple[str, int] = ("127.0.0.1", 0),
    ) -> None:
        """Listen there (port 0 = any that is free); `close` ends it."""
        self.zone = zone or {}
        self.lose = 0
        self.delay = 0.0
        self.truncate = False
        self.forge = False
        self.rcode: int | None = None
        self.raw: Callable[[bytes], bytes] = bytes
        self.asked: list[tuple[int, int, str, str, bool]] = []
        self.tcp_asked = 0
        self._udp, self._tcp = _pair(at)
        self._other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._other.bind(("127.0.0.1", 0))
        self.port: int = self._udp.getsockname()[1]
        self._stop, self._stopped = socket.socketpair()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._stop.send(b"x")
        self._thread.join(5)
        for sock in (self._udp, self._tcp, self._other, self._stop, self._stopped):
            sock.close()

    def __enter__(self) -> Upstream:
        """Run."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.close()

    def _run(self) -> None:
        while True:
            ready, _, _ = select.select([self._stopped, self._udp, self._tcp], [], [])
            if self._stopped in ready:
                return
            if self._udp in ready:
                self._on_udp()
            if self._tcp in ready:
                self._on_tcp()

    def _on_udp(self) -> None:
        data, client = self._udp.recvfrom(65_535)
        query = dns.message.from_wire(data)
        question = query.question[0]
        kind = question.to_text().split()[-1]
        self.asked.append((client[1], query.id, str(question.name), kind, query.edns >= 0))
        if self.lose:
            self.lose -= 1
            return
        if self.delay:
            time.sleep(self.delay)
        answer = self.answer(query)
        if self.forge:
            self._forge(answer, client)
        if self.truncate:
            answer = dns.message.make_response(query)
            answer.flags |= dns.flags.RA | dns.flags.TC
        self._udp.sendto(self.raw(answer.to_wire()), client)

    def _forge(self, answer: dns.message.Message, client: tuple[str, int]) -> None:
        false = dns.message.from_wire(answer.to_wire())
        name = false.question[0].name
        false.answer = [dns.rrset.from_text(name, 300, "IN", "A", "6.6.6.6")]
        self._other.sendto(false.to_wire(), client)
        false.id ^= 1
        self._udp.sendto(false.to_wire(), client)
        false.id ^= 1
        false.question[0].name = dns.name.from_text("other.example")
        self._udp.sendto(false.to_wire(), client)

    def _on_tcp(self) -> None:
        line, _ = self._tcp.accept()
        with line:
            line.settimeout(2)
            size = int.from_bytes(_exactly(line, 2), "big")
            query = dns.message.from_wire(_exactly(line, size))
            self.tcp_asked += 1
            wire = self.answer(query).to_wire(max_size=65_535)
            line.sendall(len(wire).to_bytes(2, "big") + wire)

    def answer(self, query: dns.message.Message) -> dns.message.Message:
        """Make the true answer."""
        answer = dns.message.make_response(query, recursion_available=True)
        if self.rcode is not None:
            answer.set_rcode(dns.rcode.Rcode(self.rcode))
            return answer
        question = query.question[0]
        name, kind = question.name, question.to_text().split()[-1]
        seen = 0
        while seen < 8:
            seen += 1
            key = name.to_text(omit_final_dot=True).lower()
            if (key, kind) in self.zone:
                records = self.zone[key, kind]
                answer.answer.append(dns.rrset.from_text(name, 300, "IN", kind, *records))
                return answer
            alias = self.zone.get((key, "CNAME"))
            if alias is None:
                break
            answer.answer.append(dns.rrset.from_text(name, 200, "IN", "CNAME", alias[0]))
            name = dns.name.from_text(alias[0])
        soa = "ns.test. nobody.test. 1 2 3 4 60"
        answer.authority.append(dns.rrset.from_text("test.", 900, "IN", "SOA", soa))
        if not any(key == name.to_text(omit_final_dot=True).lower() for key, _ in self.zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer


def _pair(at: tuple[str, int]) -> tuple[socket.socket, socket.socket]:
    """A UDP and a TCP socket on one port."""
    while True:
        family = socket.AF_INET6 if ":" in at[0] else socket.AF_INET
        udp = socket.socket(family, socket.SOCK_DGRAM)
        tcp = socket.socket(family, socket.SOCK_STREAM)
        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        udp.bind(at)
        try:
            tcp.bind(udp.getsockname())
        except OSError:
            udp.close()
            tcp.close()
            continue
        tcp.listen(16)
        return udp, tcp


def _exactly(line: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = line.recv(size - len(data))
        if not more:
            raise ConnectionError("the client hung up")
        data += more
    return data
