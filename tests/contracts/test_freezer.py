"""What every freezer promises, fake and real alike."""

import asyncio
import os
import secrets
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from app.enforce.ports import Freezer
from app.model.observation import Process
from app.platforms.fake.freezer import FakeFreezer
from app.platforms.fake.programs import FakePrograms
from app.platforms.linux.cgroup import find_mount
from app.platforms.linux.clock import LinuxClock
from app.platforms.linux.freezer import CgroupFreezer
from app.platforms.linux.freezer_stop import StopFreezer
from tests.platforms.linux.child_account import Account, new_account, runs


class Stage(Protocol):
    """A machine on which a freezer works, and what a test may do behind its back."""

    def freezer(self) -> Freezer:
        """Give a freezer: the first one, or that of a later life."""

    def start(self) -> Process:
        """Start a program."""

    def finish(self, process: Process) -> None:
        """End a program."""

    def runs(self, process: Process) -> bool:
        """Whether it gets on with its work."""

    def thaw_behind(self, freezer: Freezer, group: str, process: Process) -> None:
        """Somebody else wakes the group."""

    def clear(self) -> None:
        """Leave nothing."""


class FakeStage:
    """Made-up programs."""

    def __init__(self, folder: Path) -> None:
        self.programs = FakePrograms()
        self.count = 100

    def freezer(self) -> Freezer:
        return FakeFreezer(self.programs)

    def start(self) -> Process:
        self.count += 1
        process = Process(self.count, self.count * 10, 1001, "/usr/games/game")
        self.programs.start(process)
        return process

    def finish(self, process: Process) -> None:
        self.programs.finish(process)

    def runs(self, process: Process) -> bool:
        return self.programs.lives(process) and not self.programs.is_frozen(process)

    def thaw_behind(self, freezer: Freezer, group: str, process: Process) -> None:
        assert isinstance(freezer, FakeFreezer)
        freezer.thaw_behind_its_back(group)

    def clear(self) -> None:
        pass


class RealStage:
    """Real programs of a real user."""

    def __init__(self, folder: Path) -> None:
        if os.geteuid() != 0:
            pytest.skip("acts on other users: needs root")
        self.journal = folder / "homes"
        self.root = f"luytre-t-{secrets.token_hex(3)}"
        self.context = new_account()
        self.account: Account = self.context.__enter__()
        self.freezers: list[CgroupFreezer | StopFreezer] = []

    def make(self) -> CgroupFreezer | StopFreezer:
        raise NotImplementedError

    def freezer(self) -> Freezer:
        self.freezers.append(self.make())
        return self.freezers[-1]

    def start(self) -> Process:
        return self.account.work()

    def finish(self, process: Process) -> None:
        child = next(one for one in self.account.started if one.pid == process.pid)
        child.kill()
        child.wait()

    def runs(self, process: Process) -> bool:
        return runs(process)

    def thaw_behind(self, freezer: Freezer, group: str, process: Process) -> None:
        raise NotImplementedError

    def clear(self) -> None:
        for freezer in self.freezers:
            freezer.stop()
        self.context.__exit__(None, None, None)


class CgroupStage(RealStage):
    """The kernel's cgroup freezer."""

    def make(self) -> CgroupFreezer:
        return CgroupFreezer(self.journal, LinuxClock(), root=self.root)

    def thaw_behind(self, freezer: Freezer, group: str, process: Process) -> None:
        (folder,) = (find_mount() / self.root).glob(f"frozen-{group}")
        (folder / "cgroup.freeze").write_text("0")

    def clear(self) -> None:
        super().clear()
        self.make().thaw_all()
        folder = find_mount() / self.root
        assert not folder.exists() or not list(folder.glob("*/"))
        if folder.exists():
            folder.rmdir()


class StopStage(RealStage):
    """SIGSTOP."""

    def make(self) -> StopFreezer:
        return StopFreezer(self.journal, LinuxClock())

    def thaw_behind(self, freezer: Freezer, group: str, process: Process) -> None:
        os.kill(process.pid, signal.SIGCONT)


STAGES: dict[str, Callable[[Path], Stage]] = {
    "fake": FakeStage,
    "cgroup": CgroupStage,
    "sigstop": StopStage,
}


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """Each freezer's machine in turn."""
    made = STAGES[request.param](tmp_path)
    yield made
    made.clear()


def test_it_tells_its_name(stage: Stage) -> None:
    """`luytre status` shows which freezer is at work."""
    assert stage.freezer().name in STAGES


def test_frozen_programs_stand_still_until_thawed(stage: Stage) -> None:
    """What is frozen does nothing, what is thawed goes on where it was."""
    freezer, game, other = stage.freezer(), stage.start(), stage.start()
    assert freezer.freeze("an", (game,)) == (game,)
    assert not stage.runs(game)
    assert stage.runs(other)
    freezer.thaw("an")
    assert stage.runs(game)


def test_more_may_be_added(stage: Stage) -> None:
    """A group grows, and freezing what is frozen changes nothing."""
    freezer, first, second = stage.freezer(), stage.start(), stage.start()
    freezer.freeze("an", (first,))
    assert freezer.freeze("an", (first, second)) == (first, second)
    assert not stage.runs(first)
    assert not stage.runs(second)
    freezer.thaw("an")
    assert stage.runs(first)
    assert stage.runs(second)


def test_what_ended_is_left_out(stage: Stage) -> None:
    """A program that ended meanwhile is not in the answer and does no harm."""
    freezer, gone, game = stage.freezer(), stage.start(), stage.start()
    stage.finish(gone)
    assert freezer.freeze("an", (gone, game)) == (game,)
    stage.finish(game)
    freezer.thaw("an")
    assert freezer.freeze("an", (gone,)) == ()


def test_groups_do_not_touch_each_other(stage: Stage) -> None:
    """Thawing one group leaves the other frozen; an unknown group is nothing."""
    freezer, one, other = stage.freezer(), stage.start(), stage.start()
    freezer.freeze("an", (one,))
    freezer.freeze("binh", (other,))
    freezer.thaw("nobody")
    freezer.thaw("an")
    assert stage.runs(one)
    assert not stage.runs(other)


@pytest.mark.parametrize("first", ["an", "an/steam"])
def test_what_two_groups_want_runs_when_both_let_go(stage: Stage, first: str) -> None:
    """A held game stays held when the PC opens, and the other way round."""
    second = {"an": "an/steam", "an/steam": "an"}[first]
    freezer, game = stage.freezer(), stage.start()
    assert freezer.freeze(first, (game,)) == (game,)
    assert freezer.freeze(second, (game,)) == (game,)
    freezer.thaw(first)
    assert not stage.runs(game)
    freezer.thaw(second)
    assert stage.runs(game)


def test_a_later_life_thaws_what_an_earlier_one_froze(stage: Stage) -> None:
    """Nothing stays frozen because the service crashed."""
    games = [stage.start() for _ in range(3)]
    earlier = stage.freezer()
    earlier.freeze("an", (games[0], games[1]))
    earlier.freeze("an/hold: steam", (games[1], games[2]))
    assert not any(stage.runs(game) for game in games)
    assert stage.freezer().thaw_all() == ("an", "an/hold: steam")
    assert all(stage.runs(game) for game in games)
    assert stage.freezer().thaw_all() == ()


def test_a_later_life_finds_what_is_left_and_takes_it_over(stage: Stage) -> None:
    """What an earlier life froze stands still and is named until it is frozen again or thawed."""
    games = [stage.start() for _ in range(3)]
    earlier = stage.freezer()
    for group, game in zip(("an", "an/hold: steam", "binh"), games, strict=True):
        earlier.freeze(group, (game,))
    assert earlier.left() == ()
    later = stage.freezer()
    assert later.left() == ("an", "an/hold: steam", "binh")
    assert not any(stage.runs(game) for game in games)
    assert later.freeze("an", (games[0],)) == (games[0],)
    assert later.left() == ("an/hold: steam", "binh")
    later.thaw("binh")
    assert later.left() == ("an/hold: steam",)
    assert not stage.runs(games[0])
    assert not stage.runs(games[1])
    assert stage.runs(games[2])
    assert later.thaw_all() == ("an", "an/hold: steam")
    assert later.left() == ()
    assert all(stage.runs(game) for game in games)


def test_a_later_life_wants_for_one_more_group_what_stands_still(stage: Stage) -> None:
    """A program found frozen for one group may be wanted by another: both have to let go."""
    game = stage.start()
    stage.freezer().freeze("an", (game,))
    later = stage.freezer()
    assert later.freeze("an/steam", (game,)) == (game,)
    later.thaw("an")
    assert not stage.runs(game)
    later.thaw("an/steam")
    assert stage.runs(game)


def test_a_strangers_thaw_is_put_back_and_told(stage: Stage) -> None:
    """Somebody else's thaw does not last, and is known."""
    told: list[str] = []

    async def day() -> Process:
        freezer, game = stage.freezer(), stage.start()
        freezer.watch(told.append)
        freezer.freeze("an", (game,))
        stage.thaw_behind(freezer, "an", game)
        for _ in range(100):
            await asyncio.sleep(0.02)
            if told:
                break
        freezer.freeze("binh", (stage.start(),))
        freezer.thaw("binh")
        await asyncio.sleep(0.05)
        return game

    game = asyncio.run(day())
    assert not stage.runs(game)
    assert told == ["an"]


def test_another_process_with_that_number_is_not_touched(stage: Stage) -> None:
    """pid and start time together name a process."""
    game = stage.start()
    older = replace(game, started=game.started - 1)
    if isinstance(stage, FakeStage):
        stage.programs.ended.add(older)
    assert stage.freezer().freeze("an", (older,)) == ()
    assert stage.runs(game)
