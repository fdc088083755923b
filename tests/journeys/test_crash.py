"""The service killed while a PC is closed or a program is held: what stands still never runs."""

import threading
import time

from app.platforms.linux import procfs
from app.programs.service.inherited import TAKEN_OVER_WITHIN_S
from tests.journeys.rig import Rig, ticks, until

EVERY_S = 0.02
BUSY = ("sh", "-c", "while :; do :; done")


class Watcher(threading.Thread):
    """Looks at a program every 20 ms: where it lies, and whether it was ever on a processor."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.looks = 0
        self.seen: set[tuple[bool, str, str]] = set()
        self._over = threading.Event()

    def __enter__(self) -> "Watcher":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        """Look until it is over."""
        while not self._over.wait(EVERY_S):
            # Nanoseconds on a processor: finer than the clock ticks beside it.
            spent = (procfs.read(self.pid, "schedstat") or b"").split()[:1]
            frozen = "/frozen-" in procfs.cgroup(self.pid)
            self.seen.add((frozen, repr(spent), str(ticks(self.pid))))
            self.looks += 1


def test_a_crash_frees_nobody(pc: Rig) -> None:
    """Killed again and again while closed: not one look finds the game on the move."""
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program(*BUSY)
    pc.pause()
    until(lambda: pc.is_frozen(game) and pc.keyboard_is_held(), 20)
    with Watcher(game) as watcher:
        for _ in range(3):
            pc.kill()
            time.sleep(0.5)
            began = time.monotonic()
            pc.start()
            until(pc.keyboard_is_held, 10, "it was not locked again")
            print(f"locked again {time.monotonic() - began:.2f} s after the start")
        time.sleep(TAKEN_OVER_WITHIN_S + 0.5)
    assert watcher.looks > 200
    assert len(watcher.seen) == 1, watcher.seen
    assert watcher.seen.pop()[0]
    pc.resume()
    until(lambda: not pc.is_frozen(game), 5, "it cannot be opened any more")


def test_a_crash_frees_no_held_program(pc: Rig) -> None:
    """A game that has used up its own minutes stays where it is; the rest of the PC is open."""
    pc.start()
    pc.rule('[child.apps.clock]\nmatch = ["xclock"]\nrole = "game"\nminutes = 1\n')
    pc.log_in()
    clock = pc.program("xclock", "-update", "1")
    pc.focus(clock)
    until(lambda: pc.is_frozen(clock), 100, "its minute did not end")
    with Watcher(clock) as watcher:
        pc.kill()
        time.sleep(0.5)
        pc.start()
        until(lambda: pc.card().agent == "running", 15)
        time.sleep(TAKEN_OVER_WITHIN_S + 0.5)
    assert len(watcher.seen) == 1, watcher.seen
    assert watcher.seen.pop()[0]
    pc.give(5, app="clock")
    until(lambda: not pc.is_frozen(clock), 5, "it cannot be opened any more")


def test_opened_while_nobody_was_there_it_opens_at_the_start(pc: Rig) -> None:
    """What the first judgement wants open runs with it, and not after a time to wait."""
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program(*BUSY)
    pc.pause_for(1)
    until(lambda: pc.is_frozen(game) and pc.keyboard_is_held(), 20)
    pc.kill()
    time.sleep(62)
    assert pc.is_frozen(game)
    began = time.monotonic()
    pc.start()
    until(lambda: not pc.is_frozen(game), 2, "it was not opened")
    assert time.monotonic() - began < TAKEN_OVER_WITHIN_S - 1
