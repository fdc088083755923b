"""The rounds: every server is started, then all take turns at each kind of question."""

from __future__ import annotations

import compileall
import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.dns import machine, names
from bench.dns.machine import Broken, Load, Memory
from bench.dns.peers import ROOT, Peer, Place, over

ECHO = "C echo"
KINDS = {"blocked": "NXDOMAIN", "forwarded": "NOERROR", "cached": "NOERROR"}
# More questions than any server here answers in a second: a name must not come a second time.
MOST_QPS = 160_000
OFTEN = 1000
RATE = 100  # questions a second: more than a household asks


@dataclass(frozen=True, slots=True)
class Options:
    """How long and how much. paced: slow questions of each kind a round, 0 = none."""

    rounds: int
    seconds: float
    listed: int
    paced: int
    edns: bool
    port: int
    folder: Path


@dataclass(slots=True)
class Round:
    """What one round found, by server; loads and delays (µs) by kind and server."""

    start_s: dict[str, float] = field(default_factory=dict)
    memory: dict[str, Memory] = field(default_factory=dict)
    after: dict[str, Memory] = field(default_factory=dict)
    loads: dict[tuple[str, str], Load] = field(default_factory=dict)
    delays: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)


class Bench:
    """What all rounds share: files of names, the upstream server's port, peers and places."""

    def __init__(self, options: Options, peers: Sequence[Peer], unpacked: Path) -> None:
        """Write the names and questions, build our table and the C program.

        Our modules are compiled first, as the installer does it.
        """
        self.options, self.peers, self._unpacked = options, peers, unpacked
        folder = options.folder
        self._wire = machine.wire_program(folder)
        compileall.compile_dir(ROOT / "app", quiet=1)
        listed = names.synthetic(options.listed)
        names.write(listed, folder / "names", "")
        names.table(listed, folder / "table")
        count = int(options.seconds * MOST_QPS)
        asked = {
            "blocked": names.blocked(listed, count),
            "forwarded": names.new(count),
            "cached": names.often(OFTEN),
        }
        self._files = {key: names.write(some, folder / key) for key, some in asked.items()}
        # The pace of a household: other names than those under load, so that no cache has them.
        paced = {
            "blocked": asked["blocked"][-options.paced :],
            "forwarded": [f"slow-{name}" for name in asked["forwarded"][: options.paced]],
        }
        self._paced = {k: names.write(v, folder / f"paced-{k}", "") for k, v in paced.items()}
        self._sample = listed[: machine.SURE]

    def place(self, number: int) -> Place:
        """Give the place of the server of that number; the upstream server has the first port."""
        folder, port = self.options.folder, self.options.port
        own = folder / self.peers[number].key
        return Place(own, folder / "names", folder / "table", port + 2 + number, port)

    def round(self, tell: Callable[[str], None]) -> Round:
        """Start all servers one after the other, measure, stop them."""
        found = Round()
        port, log = self.options.port, self.options.folder / "log"
        with contextlib.ExitStack() as stack:
            start = stack.enter_context
            wire = str(self._wire)
            start(machine.running([wire, "answer", str(port)], log, machine.OTHER_CORE))
            pids = {ECHO: start(machine.running([wire, "echo", str(port + 1)], log))}
            ports = {ECHO: port + 1}
            for number, peer in enumerate(self.peers):
                tell(f"starting {peer.key}")
                place = self.place(number)
                ports[peer.key] = place.port
                self._start(peer, place, stack, pids, found)
            for kind in KINDS:
                tell(kind)
                for key, pid in pids.items():
                    if key not in found.broken and (key != ECHO or kind == "blocked"):
                        self._load(kind, key, pid, ports[key], found)
            for key, pid in pids.items():
                found.after[key] = machine.memory(pid, self.options.folder / "table")
            for kind in self._paced if self.options.paced else ():
                tell(f"{kind}, {RATE} a second")
                for key in pids:
                    if key not in found.broken and (key != ECHO or kind == "blocked"):
                        self._pace(kind, key, ports[key], found)
        return found

    def _start(
        self,
        peer: Peer,
        place: Place,
        stack: contextlib.ExitStack,
        pids: dict[str, int],
        found: Round,
    ) -> None:
        words = peer.command(place, self._unpacked)
        began = time.monotonic()
        pid = stack.enter_context(machine.running(words, self.options.folder / "log"))
        pids[peer.key] = pid
        try:
            found.start_s[peer.key], wrong = machine.first_right(place.port, self._sample, began)
            if wrong:
                raise Broken(f"answered {wrong} listed names before it was ready")
        except Broken as error:
            found.broken[peer.key] = str(error)
            return
        found.memory[peer.key] = machine.memory(pid, place.table)

    def _load(self, kind: str, key: str, pid: int, port: int, found: Round) -> None:
        try:
            if kind == "cached":
                self._once(kind, pid, port, 0)
            load = self._once(kind, pid, port, self.options.seconds)
        except Broken as error:
            found.broken[key] = f"{kind}: {error}"
            return
        if kind == "forwarded" and load.qps > MOST_QPS:
            found.broken[key] = "asked for names twice"
        found.loads[kind, key] = load

    def _once(self, kind: str, pid: int, port: int, seconds: float) -> Load:
        words = machine.questions(port, self._files[kind], seconds, edns=self.options.edns)
        return machine.load(pid, over(self._unpacked, words), KINDS[kind])

    def _pace(self, kind: str, key: str, port: int, found: Round) -> None:
        count, file = self.options.paced, self._paced[kind]
        try:
            found.delays[kind, key] = machine.delays(self._wire, port, file, count, RATE)
        except Broken as error:
            found.broken[key] = f"{kind}, slowly: {error}"
