"""The bench of the name resolver judges rightly, and asks what it says it asks."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from app.web.names import wire
from app.web.table import Table
from bench.dns import machine, names, peers, report
from bench.dns.machine import Load, Memory
from bench.dns.rounds import KINDS, Round

LISTED = names.synthetic(3_000)


def a_round(**qps: float) -> Round:
    """A round in which each server answered every kind as often as is said here."""
    found = Round()
    for key, much in qps.items():
        for kind in KINDS:
            found.loads[kind, key] = Load(much, 1e6 / much, 0.5)
        found.start_s[key] = 0.1 if key == peers.OURS else 10.0
        found.memory[key] = found.after[key] = Memory(60.0, 40.0 if key == peers.OURS else 0.0)
    return found


def test_a_ratio_is_of_one_round() -> None:
    """Each round's own ratio counts: a slow minute of the machine slows both servers."""
    rounds = [a_round(luytre=100, unbound=50), a_round(luytre=10, unbound=10)]
    rounds.append(a_round(luytre=30, unbound=20))
    assert str(report.of_qps(rounds, "cached", "unbound")) == "1.50 (1.00-2.00)"
    assert str(report.of_cpu(rounds, "cached", "unbound")) == "0.67 (0.50-1.00)"
    assert report.of_qps(rounds, "cached", "dnsdist") is None


def test_the_best_peer_may_be_another_one_each_round() -> None:
    """The best peer is the fastest of its round, never ourselves nor the echo."""
    rounds = [
        a_round(luytre=60, unbound=30, dnsdist=60),
        a_round(luytre=60, unbound=40, dnsdist=20),
    ]
    rounds[0].loads["cached", "C echo"] = Load(1e6, 1.0, 1.0)
    assert str(report.of_qps(rounds, "cached", report.BEST)) == "1.25 (1.00-1.50)"
    assert str(report.of_cpu(rounds, "cached", report.BEST)) == "0.83 (0.67-1.00)"


@pytest.mark.parametrize(
    ("ours", "unmet"),
    [
        (200, set()),
        (99, {"blocked >= 1.0 x unbound", "forwarded >= 2.0 x unbound"}),
        (70, {"blocked >= 0.8 x dnsdist", "forwarded >= 0.8 x dnsdist", "cached >= 0.8 x best"}),
    ],
)
def test_a_missed_floor_is_said(ours: int, unmet: set[str]) -> None:
    """The floors of the design are told from the aims, and a miss is a miss."""
    aims = report.aims([a_round(luytre=ours, unbound=100, dnsdist=100)])
    missed = {aim.text for aim in aims if aim.floor and not aim.met}
    assert all(any(text.startswith(one) for text in missed) for one in unmet)
    assert bool(missed) is bool(unmet)


def test_mapped_pages_are_the_kernels() -> None:
    """Memory is held to its floor without the table's pages."""
    found = a_round(luytre=1)
    assert all(aim.met for aim in report.aims([found]) if "memory <=" in aim.text)
    found.after[peers.OURS] = Memory(100.0, 40.0)
    assert not any(aim.met for aim in report.aims([found]) if "memory <=" in aim.text)


def test_no_listed_name_lies_below_another() -> None:
    """Servers that know exact names only and those that know whole domains block as many."""
    listed = set(LISTED)
    assert len(listed) == 3_000
    for name in listed:
        labels = name.split(".")
        assert not any(".".join(labels[n:]) in listed for n in range(1, len(labels)))


def test_what_is_asked_is_what_the_kind_says(tmp_path: Path) -> None:
    """Blocked questions hit our table, half of them from below; the others never do."""
    names.table(LISTED, tmp_path / "table")
    table = Table.open(tmp_path / "table")
    blocked = names.blocked(LISTED, 500)
    assert sum(name not in LISTED for name in blocked) == 250
    assert all(table.find(wire(name)) for name in blocked)
    assert not any(table.find(wire(name)) for name in [*names.new(500), *names.often(500)])
    assert len(set(names.new(5_000))) == 5_000
    table.close()


def test_a_server_counts_as_started_when_it_is_right() -> None:
    """Silence is waited out, and an answer that lets a listed name through is counted."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(20)

        def serve() -> None:
            for number in range(machine.SURE + 3):
                query, sender = sock.recvfrom(512)
                rcode = machine.NOERROR if number == 2 else machine.NXDOMAIN
                sock.sendto(query[:2] + bytes((0x81, 0x80 | rcode)) + query[4:], sender)

        thread = threading.Thread(target=serve)
        thread.start()
        number = sock.getsockname()[1]
        _, wrong = machine.first_right(number, LISTED[: machine.SURE], time.monotonic())
        thread.join()
    assert wrong == 1


def test_memory_and_processor_time_of_a_process(tmp_path: Path) -> None:
    """What a mapped file takes is told apart; processor time is the process's own."""
    file = tmp_path / "mapped"
    file.write_bytes(bytes(8 * machine.MB))
    code = (
        "import mmap, sys, time\nwith open(sys.argv[1]) as file:\n"
        " held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)\n"
        "sum(held[::4096])\ntime.sleep(60)"
    )
    log = tmp_path / "log"
    words = [sys.executable, "-c", code, str(file)]
    core = min(os.sched_getaffinity(0))
    with machine.running(words, log, core) as pid:
        patience = time.monotonic() + 20
        while machine.memory(pid, file).mapped < 8 and time.monotonic() < patience:
            time.sleep(0.02)
        found = machine.memory(pid, file)
        assert 8 <= found.mapped < 9 < found.rss
        assert machine.cpu_ns(pid) > 1_000_000
        assert os.sched_getaffinity(pid) == {core}
    assert not Path(f"/proc/{pid}").exists()


def test_every_peer_has_its_package_and_its_files(tmp_path: Path) -> None:
    """Each peer's package is on the list, and what it reads names every listed name."""
    root = Path(peers.__file__).parents[2]
    listed = (root / "installers" / "linux" / "debian-packages-bench.txt").read_text("utf-8")
    packages = {line.split()[0] for line in listed.splitlines() if line and line[0] != "#"}
    few = LISTED[:5]
    names.write(few, tmp_path / "names", "")
    for peer in peers.ALL:
        place = peers.Place(tmp_path / peer.key, tmp_path / "names", tmp_path / "table", 5399, 5398)
        words = peer.command(place, tmp_path / "root")
        if not peer.package:
            continue
        assert peer.package in packages
        assert words[0] == "unshare"
        read = [one for one in tmp_path.rglob("*") if one.is_file()]
        texts = [one.read_text("utf-8") for one in read]
        assert any(all(name in text for name in few) for text in texts)
