"""Tables of what the rounds found, and whether the aims are met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from bench.dns.peers import OURS
from bench.dns.rounds import ECHO, KINDS, Round

BEST = "best peer"
# hazards.md, DNS figures: (what, kind, peer, at least). The rest is in issue 3.
FLOORS = (
    ("blocked", "unbound", 1.0),
    ("blocked", "dnsdist", 0.8),
    ("forwarded", "unbound", 2.0),
    ("forwarded", "dnsdist", 0.8),
    ("cached", BEST, 0.8),
)
START_S = 0.2
RSS_MB = 45.0
CPU_AIMS = (("blocked", "unbound", 0.8), ("forwarded", "unbound", 0.4))
SOONER, SMALLER = 50.0, 10.0  # than dnsdist: first right answer, memory


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median over rounds of ours to a peer's in the same round, and the lowest and highest."""

    middle: float
    low: float
    high: float

    def __str__(self) -> str:
        """Give `1.23 (1.10-1.31)`."""
        return f"{self.middle:.2f} ({self.low:.2f}-{self.high:.2f})"


@dataclass(frozen=True, slots=True)
class Aim:
    """One line of the verdict. floor: a miss is a failure, otherwise it is an aim not reached."""

    text: str
    met: bool
    floor: bool


def ratio(pairs: Iterable[tuple[float, float]]) -> Ratio | None:
    """Put pairs of (ours, the peer's) together; None without any."""
    found = [ours / theirs for ours, theirs in pairs]
    return Ratio(median(found), min(found), max(found)) if found else None


def of_qps(rounds: Sequence[Round], kind: str, peer: str) -> Ratio | None:
    """Answers a second, ours to a peer's, or to those of the fastest peer of each round."""
    pairs = []
    for one in rounds:
        others = {key: load.qps for (k, key), load in one.loads.items() if k == kind}
        ours, _ = others.pop(OURS, None), others.pop(ECHO, None)
        theirs = max(others.values(), default=None) if peer == BEST else others.get(peer)
        if ours is not None and theirs is not None:
            pairs.append((ours, theirs))
    return ratio(pairs)


def of_cpu(rounds: Sequence[Round], kind: str, peer: str) -> Ratio | None:
    """Processor time an answer, ours to a peer's, or to the lowest of each round."""
    pairs = []
    for one in rounds:
        others = {key: load.cpu_us for (k, key), load in one.loads.items() if k == kind}
        ours, _ = others.pop(OURS, None), others.pop(ECHO, None)
        theirs = min(others.values(), default=None) if peer == BEST else others.get(peer)
        if ours is not None and theirs is not None:
            pairs.append((ours, theirs))
    return ratio(pairs)


def table(rounds: Sequence[Round], keys: Sequence[str]) -> list[str]:
    """Medians over rounds: start, memory, and for each kind answers a second and µs an answer."""
    kinds = " | ".join(f"{kind} q/s | CPU µs" for kind in KINDS)
    lines = [f"| server | start s | RSS MB, of it file | RSS after | {kinds} |"]
    lines.append("|---" * (4 + 2 * len(KINDS)) + "|")
    for key in (ECHO, *keys):
        starts = [one.start_s[key] for one in rounds if key in one.start_s]
        held = [one.memory[key] for one in rounds if key in one.memory]
        after = [one.after[key] for one in rounds if key in one.after]
        cells = [key, f"{median(starts):.2f}" if starts else "-"]
        if held:
            rss, mapped = median(m.rss for m in held), median(m.mapped for m in held)
            cells.append(f"{rss:.0f}, {mapped:.0f}" if mapped else f"{rss:.0f}")
        else:
            cells.append("-")
        cells.append(f"{median(m.rss for m in after):.0f}" if held and after else "-")
        for kind in KINDS:
            loads = [one.loads[kind, key] for one in rounds if (kind, key) in one.loads]
            cells.append(f"{median(load.qps for load in loads):,.0f}" if loads else "-")
            cells.append(f"{median(load.cpu_us for load in loads):.1f}" if loads else "-")
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def busy(rounds: Sequence[Round]) -> str:
    """Say how much of its core dnsperf took: where it is near 1, it was the limit."""
    parts = []
    for kind in KINDS:
        found = [
            load.generator for one in rounds for (k, _), load in one.loads.items() if k == kind
        ]
        if found:
            parts.append(f"{kind} {min(found):.2f}-{max(found):.2f}")
    return f"dnsperf took of its core: {', '.join(parts)}"


def ratios(rounds: Sequence[Round], peers: Sequence[str]) -> list[str]:
    """Ours to each peer, the median of the rounds' own ratios with the lowest and highest."""
    kinds = " | ".join(f"{kind} q/s | CPU" for kind in KINDS)
    lines = [f"| ours / theirs | {kinds} |", "|---" * (1 + 2 * len(KINDS)) + "|"]
    for peer in (*peers, BEST):
        cells = [peer]
        for kind in KINDS:
            cells.append(str(of_qps(rounds, kind, peer) or "-"))
            cells.append(str(of_cpu(rounds, kind, peer) or "-"))
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def delays(rounds: Sequence[Round], keys: Sequence[str]) -> list[str]:
    """p50 and p99 at a household's pace, of all rounds together."""
    kinds = [kind for kind in KINDS if any(kind == k for one in rounds for k, _ in one.delays)]
    if not kinds:
        return []
    heads = " | ".join(f"{kind} p50 µs | p99 µs" for kind in kinds)
    lines = [f"| at 100 a second | {heads} |", "|---" * (1 + 2 * len(kinds)) + "|"]
    for key in (ECHO, *keys):
        cells = [key]
        for kind in kinds:
            found = [us for one in rounds for us in one.delays.get((kind, key), ())]
            cuts = quantiles(found, n=100) if len(found) > 1 else []
            cells += [f"{cuts[49]:.0f}", f"{cuts[98]:.0f}"] if cuts else ["-", "-"]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def aims(rounds: Sequence[Round]) -> list[Aim]:
    """Say of each aim whether it is met; one whose peer was not measured is left out."""
    found = []
    for kind, peer, least in FLOORS:
        got = of_qps(rounds, kind, peer)
        if got is not None:
            text = f"{kind} >= {least} x {peer}: {got}"
            found.append(Aim(text, got.middle >= least, floor=True))
    starts = [one.start_s[OURS] for one in rounds if OURS in one.start_s]
    if starts:
        start = median(starts)
        found.append(Aim(f"start <= {START_S} s: {start:.3f}", start <= START_S, floor=True))
    held = [m for one in rounds if OURS in one.memory for m in (one.memory[OURS], one.after[OURS])]
    if held:
        most = max(m.rss - m.mapped for m in held)
        text = f"memory <= {RSS_MB:.0f} MB beside the table's pages: at most {most:.1f}"
        found.append(Aim(text, most <= RSS_MB, floor=True))
    for kind, peer, most in CPU_AIMS:
        got = of_cpu(rounds, kind, peer)
        if got is not None:
            text = f"{kind}, CPU an answer <= {most} x {peer}: {got}"
            found.append(Aim(text, got.middle <= most, floor=False))
    for kind in KINDS:
        got = of_qps(rounds, kind, BEST)
        if got is not None:
            text = f"{kind}: faster than all peers: {got}"
            found.append(Aim(text, got.middle >= 1, floor=False))
    return [*found, *_beside_dnsdist(rounds)]


def _beside_dnsdist(rounds: Sequence[Round]) -> list[Aim]:
    pairs = [one for one in rounds if "dnsdist" in one.memory and OURS in one.memory]
    start = ratio((one.start_s["dnsdist"], one.start_s[OURS]) for one in pairs)
    held = [(one.memory["dnsdist"].rss, one.memory[OURS]) for one in pairs]
    own = ratio((theirs, ours.rss - ours.mapped) for theirs, ours in held)
    every = ratio((theirs, ours.rss) for theirs, ours in held)
    if start is None or own is None or every is None:
        return []
    sooner = f"first right answer {SOONER:.0f} times sooner than dnsdist: {start}"
    smaller = f"a tenth of dnsdist's memory beside the table's pages: 1/{own}; with them 1/{every}"
    return [
        Aim(sooner, start.middle >= SOONER, floor=False),
        Aim(smaller, own.middle >= SMALLER, floor=False),
    ]
