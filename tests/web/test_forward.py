"""Questions to real upstream servers that lose, delay, cut and forge."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import pytest

from app.web import forward
from app.web.lines import MOST_RESTING, QUESTIONS
from app.web.upstreams import Address
from tests.web.stage import Stage, texts
from tests.web.upstream import Upstream

ZONE = {
    ("site.test", "A"): ["10.0.0.1"],
    ("site.test", "AAAA"): ["fd00::1"],
    ("site.test", "TXT"): ['"hello"'],
    ("two.test", "A"): ["10.0.0.1", "10.0.0.2"],
    ("big.test", "TXT"): [f'"{"x" * 200}{n:03}"' for n in range(20)],
    ("away.test", "CNAME"): ["site.test."],
    ("hidden.test", "CNAME"): ["porn.test."],
    ("porn.test", "A"): ["10.6.6.6"],
    ("via.mine.test", "CNAME"): ["porn.test."],
    ("secret.test", "HTTPS"): ["1 . alpn=h2 ech=AAT+DQAA"],
    ("safe.search.test", "A"): ["10.0.0.9"],
    ("strict.video.test", "CNAME"): ["edge.video.test."],
    ("edge.video.test", "A"): ["10.0.0.8"],
}


@pytest.fixture(name="up")
def up_fixture() -> Iterator[Upstream]:
    """An upstream server."""
    with Upstream(ZONE) as up:
        yield up


@pytest.fixture(name="stage")
def stage_fixture(tmp_path: Path, up: Upstream) -> Iterator[Stage]:
    """A resolver in front of it."""
    stage = Stage(tmp_path, up.port).ready()
    yield stage
    stage.close()


@pytest.mark.parametrize(
    ("name", "kind", "records"),
    [
        ("site.test", "A", ["site.test 300 A 10.0.0.1"]),
        ("SiTe.TeSt", "A", ["SiTe.TeSt 300 A 10.0.0.1"]),
        ("site.test", "AAAA", ["site.test 300 AAAA fd00::1"]),
        ("site.test", "TXT", ['site.test 300 TXT "hello"']),
        ("two.test", "A", ["two.test 300 A 10.0.0.1", "two.test 300 A 10.0.0.2"]),
        ("away.test", "A", ["away.test 200 CNAME site.test.", "site.test 300 A 10.0.0.1"]),
        ("away.test", "CNAME", ["away.test 300 CNAME site.test."]),
        ("secret.test", "HTTPS", ['secret.test 300 HTTPS 1 . alpn="h2"']),
        (
            "www.search.test",
            "A",
            ["www.search.test 300 CNAME safe.search.test.", "safe.search.test 300 A 10.0.0.9"],
        ),
        (
            "www.video.test",
            "A",
            [
                "www.video.test 200 CNAME strict.video.test.",
                "strict.video.test 200 CNAME edge.video.test.",
                "edge.video.test 300 A 10.0.0.8",
            ],
        ),
        ("via.mine.test", "A", ["via.mine.test 200 CNAME porn.test.", "porn.test 300 A 10.6.6.6"]),
    ],
)
@pytest.mark.parametrize("edns", [False, True])
def test_what_is_allowed_resolves(
    stage: Stage, name: str, kind: str, records: list[str], edns: bool
) -> None:
    """The same from upstream and from the cache, with and without EDNS, in the client's case."""
    for _ in range(3):
        answer = stage.ask(name, kind, use_edns=0 if edns else -1)
        assert answer.rcode() == dns.rcode.NOERROR
        assert texts(answer) == records
        assert answer.flags & dns.flags.RA and answer.flags & dns.flags.QR
        assert (answer.edns >= 0) is edns


def test_an_alias_into_what_is_stopped_is_stopped(stage: Stage) -> None:
    """Also from the cache; the asked name is the one told of."""
    for _ in range(2):
        answer = stage.ask("hidden.test", "A", use_edns=0)
        assert answer.rcode() == dns.rcode.NXDOMAIN
        assert not answer.answer
        assert answer.extended_errors()[0].code == 15
    assert [name for _, name, _ in stage.told] == ["hidden.test"]


def test_a_search_engine_without_its_safe_name_fails(stage: Stage, up: Upstream) -> None:
    """What cannot be safe is not answered at all, and other types of it are empty."""
    up.zone = {("www.search.test", "A"): ["10.1.1.1"]}
    assert stage.ask("www.search.test", "A").rcode() == dns.rcode.SERVFAIL
    answer = stage.ask("www.search.test", "HTTPS")
    assert (answer.rcode(), answer.answer) == (dns.rcode.NOERROR, [])


def test_the_cache_answers_without_upstream_and_ages_to_the_second(
    stage: Stage, up: Upstream
) -> None:
    """TTLs fall second by second; at zero upstream is asked again."""
    stage.ask("site.test", "A")
    for passed in (1, 7, 299):
        stage.clock.ahead += (stage.world.now - stage.clock() // 1000) * 1000
        stage.clock.ahead += (1_000 + passed) * 1000 - stage.clock()
        assert texts(stage.ask("site.test", "A")) == [f"site.test {300 - passed} A 10.0.0.1"]
        assert texts(stage.ask("site.test", "A")) == [f"site.test {300 - passed} A 10.0.0.1"]
    assert len(up.asked) == 1
    stage.clock.ahead += 1_000
    assert texts(stage.ask("site.test", "A")) == ["site.test 300 A 10.0.0.1"]
    assert len(up.asked) == 2


def test_there_is_none_is_kept_as_long_as_the_zone_says(stage: Stage, up: Upstream) -> None:
    """NXDOMAIN and NODATA live for the SOA's minimum, here a minute (RFC 2308)."""
    for name, kind in (("nowhere.test", "A"), ("site.test", "MX")):
        before = len(up.asked)
        answer = stage.ask(name, kind)
        assert answer.authority[0].ttl in (60, 900)
        stage.clock.ahead += 20_000
        assert stage.ask(name, kind).authority[0].ttl in (39, 40)
        assert len(up.asked) == before + 1
        stage.clock.ahead += 41_000
        stage.ask(name, kind)
        assert len(up.asked) == before + 2


def test_a_lost_question_is_asked_again(stage: Stage, up: Upstream) -> None:
    """Within half a second, under another id; both answers would count."""
    up.lose = 1
    began = time.monotonic()
    assert texts(stage.ask("site.test", "A")) == ["site.test 300 A 10.0.0.1"]
    assert time.monotonic() - began < 1.5
    assert len(up.asked) == 2


def test_a_slow_server_is_waited_for(stage: Stage, up: Upstream) -> None:
    """An answer to the first question counts although a second one is out, and is given once."""
    up.delay = 0.7
    assert texts(stage.ask("site.test", "A")) == ["site.test 300 A 10.0.0.1"]
    up.delay = 0
    stage.until(lambda: len(up.asked) == 2)
    assert texts(stage.ask("two.test", "A"))[0].startswith("two.test")


def test_another_server_answers_when_the_first_is_dead(tmp_path: Path, up: Upstream) -> None:
    """A port where nobody listens costs nothing; from then on the living one is asked."""
    with Upstream() as gone:
        dead = gone.port
    stage = Stage(tmp_path, dead, up.port).ready()
    began = time.monotonic()
    assert texts(stage.ask("site.test", "A")) == ["site.test 300 A 10.0.0.1"]
    assert texts(stage.ask("two.test", "A"))[0] == "two.test 300 A 10.0.0.1"
    assert time.monotonic() - began < 0.4
    stage.close()


def test_another_server_answers_when_the_first_is_silent(tmp_path: Path, up: Upstream) -> None:
    """The silent one is asked first once, then last."""
    with Upstream() as mute:
        mute.lose = 1_000_000
        stage = Stage(tmp_path, mute.port, up.port).ready()
        stage.ask("site.test", "A")
        stage.clock.ahead += 2_000
        began = time.monotonic()
        stage.ask("two.test", "A")
        assert time.monotonic() - began < 0.3
        assert len(mute.asked) == 1
        stage.close()


@pytest.mark.parametrize("rcode", [dns.rcode.SERVFAIL, dns.rcode.REFUSED, dns.rcode.NOTIMP])
def test_a_server_that_cannot_is_followed_by_one_that_can(
    tmp_path: Path, up: Upstream, rcode: int
) -> None:
    """At once, and when none can the client hears what the last one said."""
    with Upstream() as bad:
        bad.rcode = rcode
        stage = Stage(tmp_path, bad.port, up.port).ready()
        assert texts(stage.ask("site.test", "A")) == ["site.test 300 A 10.0.0.1"]
        up.rcode = rcode
        assert stage.ask("two.test", "A").rcode() == rcode
        stage.close()


def test_no_server_means_an_answer_all_the_same(stage: Stage, up: Upstream) -> None:
    """SERVFAIL with the reason before the client's own patience ends."""
    up.lose = 1_000
    began = time.monotonic()
    answer = stage.ask("site.test", "A", use_edns=0)
    assert answer.rcode() == dns.rcode.SERVFAIL
    assert answer.extended_errors()[0].code == 22
    assert forward.GIVE_UP_MS / 1000 <= time.monotonic() - began < 5


def test_forged_answers_are_not_believed(stage: Stage, up: Upstream) -> None:
    """Another id, another question, another port: the true answer is waited for."""
    up.forge = True
    for _ in range(20):
        stage.world.cache.clear()
        stage.port.hot.clear()
        assert texts(stage.ask("site.test", "A")) == ["site.test 300 A 10.0.0.1"]
    assert texts(stage.ask("away.test", "A"))[-1] == "site.test 300 A 10.0.0.1"


def test_ids_and_ports_cannot_be_foreseen(stage: Stage, up: Upstream) -> None:
    """Ids are spread over all values, and ports change every few hundred questions."""
    for n in range(3 * QUESTIONS // 50 + 8):
        for m in range(50):
            query = dns.message.make_query(f"n{n}x{m}.test", "A")
            stage.client.sendto(query.to_wire(), stage.address)
        stage.until(lambda n=n: len(up.asked) >= 50 * (n + 1))  # type: ignore[misc]
    ids = [one[1] for one in up.asked]
    assert len(set(ids)) > len(ids) * 0.97
    assert len({one >> 12 for one in ids}) == 16
    assert len({one[0] for one in up.asked}) >= 4


def test_the_same_question_goes_out_once(stage: Stage, up: Upstream) -> None:
    """Many clients, one question; each gets the answer under his own id and case."""
    up.delay = 0.2
    queries = [
        dns.message.make_query("sItE.test" if n % 2 else "site.test", "A") for n in range(20)
    ]
    for query in queries:
        stage.client.sendto(query.to_wire(), stage.address)
    got: dict[int, dns.message.Message] = {}

    def all_here() -> bool:
        try:
            answer = dns.message.from_wire(stage.client.recv(4096))
            got[answer.id] = answer
        except BlockingIOError:
            pass
        return len(got) == len({query.id for query in queries})

    stage.until(all_here)
    assert len(up.asked) == 1
    for query in queries:
        assert query.is_response(got[query.id])
        assert texts(got[query.id]) == [f"{query.question[0].name.to_text(True)} 300 A 10.0.0.1"]


def test_what_does_not_fit_comes_by_tcp(stage: Stage, up: Upstream) -> None:
    """Upstream cuts: we fetch the whole; it does not fit our client either: he is told to come."""
    up.truncate = True
    answer = stage.ask("big.test", "TXT", use_edns=0, payload=1232)
    assert answer.flags & dns.flags.TC and not answer.answer
    assert up.tcp_asked == 1
    up.truncate = False
    small = stage.ask("site.test", "A", use_edns=0)
    assert not small.flags & dns.flags.TC and texts(small)


def test_a_server_that_answers_in_capitals_is_understood(stage: Stage, up: Upstream) -> None:
    """Some lower or raise the case of a question; the client's own comes back."""
    up.raw = lambda wire: wire[:12] + wire[12:21].upper() + wire[21:]
    assert texts(stage.ask("site.test", "A")) == ["site.test 300 A 10.0.0.1"]
    up.raw = bytes


@pytest.mark.parametrize("cut", [12, 20, 30, 35, 40])
def test_half_an_answer_is_none(stage: Stage, up: Upstream, cut: int) -> None:
    """Bytes that end too early never reach a client as an answer."""
    up.raw = lambda wire: wire[:cut]
    query = dns.message.make_query("two.test", "A")
    stage.client.sendto(query.to_wire(), stage.address)
    stage.until(lambda: len(up.asked) == 1)
    up.raw = bytes
    answer = dns.message.from_wire(stage.raw(dns.message.make_query("site.test", "A").to_wire()))
    assert answer.rcode() in (dns.rcode.NOERROR, dns.rcode.SERVFAIL)


def test_other_servers_after_a_change_of_network(stage: Stage, up: Upstream) -> None:
    """What is open is asked of the new ones."""
    up.lose = 1_000
    query = dns.message.make_query("site.test", "A")
    stage.client.sendto(query.to_wire(), stage.address)
    stage.until(lambda: up.asked)
    with Upstream({("site.test", "A"): ["10.7.7.7"]}) as other:
        stage.upstreams.become((Address("127.0.0.1", other.port),))
        stage.server._forward.moved()
        got: list[bytes] = []

        def here() -> bool:
            try:
                got.append(stage.client.recv(4096))
            except BlockingIOError:
                return False
            return True

        stage.until(here)
        assert texts(dns.message.from_wire(got[0])) == ["site.test 300 A 10.7.7.7"]


@pytest.mark.parametrize("ttl", [0, 300])
def test_whoever_asks_at_the_same_time_gets_the_same(stage: Stage, up: Upstream, ttl: int) -> None:
    """Also of an answer that may not be kept for a second."""
    up.delay = 0.1
    up.raw = lambda wire: wire.replace((300).to_bytes(4, "big"), ttl.to_bytes(4, "big"))
    queries = [dns.message.make_query("site.test", "A") for _ in range(5)]
    got: list[dns.message.Message] = []
    for query in queries:
        stage.client.sendto(query.to_wire(), stage.address)

    def all_here() -> bool:
        try:
            got.append(dns.message.from_wire(stage.client.recv(4096)))
        except BlockingIOError:
            pass
        return len(got) == 5

    stage.until(all_here)
    assert len(up.asked) == 1
    assert [texts(answer) for answer in got] == [[f"site.test {ttl} A 10.0.0.1"]] * 5


def test_a_server_by_ipv6(tmp_path: Path) -> None:
    """Asked by UDP, and by TCP where it does not fit."""
    with Upstream(ZONE, ("::1", 0)) as up:
        stage = Stage(tmp_path).ready()
        stage.upstreams.become((Address("::1", up.port),))
        assert texts(stage.ask("site.test", "A")) == ["site.test 300 A 10.0.0.1"]
        up.truncate = True
        assert stage.ask("big.test", "TXT").flags & dns.flags.TC
        assert up.tcp_asked == 1
        stage.close()


def test_a_lossy_network_does_not_eat_descriptors(stage: Stage, up: Upstream) -> None:
    """Lines that wait for lost answers are bounded."""
    up.lose = 1_000_000
    lines = stage.server._forward._lines
    query = dns.message.make_query("site.test", "A").to_wire()
    for n in range(2 * MOST_RESTING):
        stage.client.sendto(query.replace(b"site", b"%04x" % n), stage.address)
        stage.server.turn(0.01)
        if lines._open:
            for line in next(iter(lines._open.values())):
                line.left = 1
    assert len(lines._resting) <= MOST_RESTING


OPT = b"\0\0\x29\4\xd0\0\0\0\0"


@pytest.mark.parametrize("edns", [False, True])
@pytest.mark.parametrize(
    ("extras", "behind", "good"),
    [
        (0, b"", True),
        (1, OPT + b"\0\0", True),
        (1, OPT + b"\0\x0c" + b"\0\x0a\0\x0812345678", True),  # an option we did not ask for
        (1, OPT + b"\0\x05ab", False),  # longer than it is
        (1, OPT + b"\0", False),
        (1, b"", False),  # announced and not there
        (0, OPT + b"\0\0", True),  # there and not announced: what follows a message is nothing
        (1, OPT[:5] + b"\1" + OPT[6:] + b"\0\0", False),  # BADVERS
        (2, OPT + b"\0\0" + b"\0\0\1\0\1\0\0\0\1\0\4\n\0\0\1", True),  # one more record behind it
    ],
)
def test_what_stands_behind_an_answer(
    stage: Stage, up: Upstream, edns: bool, extras: int, behind: bytes, good: bool
) -> None:
    """Only our own EDNS reaches a client that speaks it, and none another; twice, for the cache."""

    def changed(wire: bytes) -> bytes:
        end = wire.index(b"\n\0\0\1") + 4
        return wire[:10] + extras.to_bytes(2, "big") + wire[12:end] + behind

    up.raw = changed
    for _ in range(2):
        answer = stage.ask("site.test", "A", use_edns=0 if edns else -1)
        assert (answer.edns >= 0) is edns and not answer.options and not answer.additional
        assert texts(answer) == (["site.test 300 A 10.0.0.1"] if good else [])
        assert answer.rcode() == (dns.rcode.NOERROR if good else dns.rcode.SERVFAIL)
