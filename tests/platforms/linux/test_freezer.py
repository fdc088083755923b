"""The cgroup freezer on real programs of a real user: old places, scopes, copies, strangers."""

import asyncio
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.model.errors import Unsupported
from app.model.moment import Moment
from app.model.observation import Process
from app.platforms.linux import procfs
from app.platforms.linux.cgroup import Cgroup, Tree, find_mount
from app.platforms.linux.clock import LinuxClock
from app.platforms.linux.freezer import CgroupFreezer
from tests.platforms.linux.child_account import (
    PYTHON,
    WORK,
    Account,
    account,
    child,
    described,
    needs_root,
    runs,
)

__all__ = ["account", "child"]
pytestmark = needs_root

# Once it is in that place, makes a copy of itself every 10 ms and lives on: what was listed is
# never all of it.
SPREADING = """
import os, sys, time
made = 0
while sys.argv[2] not in open("/proc/self/cgroup").read(): time.sleep(0.005)
while made < int(sys.argv[1]):
    time.sleep(0.01)
    if os.fork() == 0:
        made = 10**9
    made += 1
while True: time.sleep(0.005)
"""
# Runs away from its own pid: every copy makes the next one and ends.
HOPPING = """
import os, sys, time
while True:
    time.sleep(float(sys.argv[1]))
    if os.fork(): os._exit(0)
"""


class LaterClock(LinuxClock):
    """Reads a time ten seconds on: every program is older than the listing."""

    def now(self) -> Moment:
        """Give the moment ten seconds from now."""
        now = super().now()
        return replace(now, boot_ms=now.boot_ms + 10_000)


@dataclass
class Desk:
    """A freezer of this test's own, and a place in the tree where programs come from."""

    freezer: CgroupFreezer
    tree: Tree
    journal: Path
    origin: Cgroup

    def again(self) -> CgroupFreezer:
        """The freezer of a later life."""
        return CgroupFreezer(self.journal, LinuxClock(), root=self.tree.ours.name)

    def place(self, process: Process) -> str:
        """Where the kernel says it is."""
        return procfs.cgroup(process.pid)


@pytest.fixture
def desk(tmp_path: Path, child: Account) -> Iterator[Desk]:
    """A desk, with nothing of it left in the tree afterwards."""
    root = f"luytre-t-{secrets.token_hex(3)}"
    tree = Tree(find_mount(), root)
    freezer = CgroupFreezer(tmp_path / "homes", LinuxClock(), root=root)
    origin = Cgroup(tree.mount / f"{root}-origin" / "session.scope")
    origin.make()
    yield Desk(freezer, tree, tmp_path / "homes", origin)
    freezer.stop()
    child.end_everything()
    freezer.thaw_all()
    for folder in (tree.ours, origin.path, origin.path.parent):
        _remove(folder)


def _living(child: Account) -> list[int]:
    """His processes; one that ended and waits to be reaped has no program any more."""
    return [pid for pid in procfs.pids() if procfs.owner(pid) == child.uid and procfs.exe(pid)]


def _remove(folder: Path) -> None:
    for _ in range(100):
        for path in sorted(folder.rglob("*/"), reverse=True):
            Cgroup(path).remove()
        if Cgroup(folder).remove():
            return
        time.sleep(0.02)
    raise AssertionError(f"{folder} is not empty")


def test_every_process_gets_its_old_place_back(desk: Desk, child: Account) -> None:
    """Frozen programs lie in a folder of ours; afterwards each is where it was."""
    game, tool = child.work(), child.work()
    desk.origin.add(game.pid)
    home = desk.place(tool)
    desk.freezer.freeze("an", (game, tool))
    assert desk.place(game) == desk.place(tool) == f"/{desk.tree.ours.name}/frozen-an"
    desk.freezer.thaw("an")
    assert desk.place(game) == desk.tree.path_of(desk.origin)
    assert desk.place(tool) == home
    assert not desk.tree.groups("frozen")
    assert desk.journal.read_text() == ""


def test_a_later_life_gives_old_places_back(desk: Desk, child: Account) -> None:
    """The journal outlives the freezer that wrote it."""
    game = child.work()
    desk.origin.add(game.pid)
    desk.freezer.freeze("an", (game,))
    desk.again().thaw_all()
    assert desk.place(game) == desk.tree.path_of(desk.origin)
    assert runs(game)


def test_without_the_journal_programs_still_run_again(desk: Desk, child: Account) -> None:
    """Our folders are found by their own name; the parent's place is the nearest known."""
    game = child.work()
    desk.origin.add(game.pid)
    desk.freezer.freeze("an/steam #1", (game,))
    desk.journal.unlink()
    assert desk.again().thaw_all() == ("an/steam #1",)
    assert runs(game)
    assert not desk.tree.is_ours(desk.place(game))


def test_an_old_place_that_is_gone_is_made_again(desk: Desk, child: Account) -> None:
    """systemd removes a scope that was emptied; its programs must still end with the log-in."""
    game = child.work()
    desk.origin.add(game.pid)
    desk.freezer.freeze("an", (game,))
    assert desk.origin.remove()
    desk.freezer.thaw("an")
    assert desk.place(game) == desk.tree.path_of(desk.origin)
    desk.freezer.freeze("an", (game,))
    _remove(desk.origin.path.parent)
    desk.freezer.thaw("an")
    assert desk.place(game) == "/"
    assert runs(game)


def test_nothing_is_frozen_that_could_not_be_written_down(desk: Desk, child: Account) -> None:
    """Without a journal entry nothing is changed."""
    game = child.work()
    home = desk.place(game)
    desk.journal.with_name("homes.new").mkdir()
    with pytest.raises(OSError):
        desk.freezer.freeze("an", (game,))
    assert desk.place(game) == home
    assert runs(game)
    desk.journal.with_name("homes.new").rmdir()


def test_the_journal_is_written_before_the_move(desk: Desk, child: Account) -> None:
    """A crash between the two leaves a note too many, never a program without one."""
    game = child.work()
    seen: list[str] = []
    add = Cgroup.add

    def crash(self: Cgroup, pid: int) -> bool:
        seen.append(desk.journal.read_text())
        raise KeyboardInterrupt

    Cgroup.add = crash  # type: ignore[method-assign]
    try:
        with pytest.raises(KeyboardInterrupt):
            desk.freezer.freeze("an", (game,))
    finally:
        Cgroup.add = add  # type: ignore[method-assign]
    assert f"{game.pid} {game.started} {desk.place(game)}\n" in seen[0]
    assert desk.again().thaw_all() == ("an",)
    assert runs(game)


def test_copies_made_meanwhile_are_caught(desk: Desk, child: Account) -> None:
    """The listing was older than the freeze: what the program forked since stands still too."""
    game = child.start(PYTHON, "-c", SPREADING, "40", "")
    time.sleep(0.15)
    assert desk.freezer.freeze("an", (game,)) == (game,)
    copies = _living(child)
    assert len(copies) > 5
    still = sorted(desk.tree.group("frozen", "an").pids())
    assert still == sorted(copies)
    desk.freezer.thaw("an")
    assert runs(described(copies[-1]))


def test_a_program_that_runs_from_its_pid_is_caught(desk: Desk, child: Account) -> None:
    """It may have ended when its turn comes: its successor runs the same program."""
    first = child.start(PYTHON, "-c", HOPPING, "0.03")
    child.started[0].wait()
    desk.freezer.freeze("an", (first,))
    left = _living(child)
    assert left
    assert desk.tree.group("frozen", "an").pids() == left
    assert not runs(described(left[0]))


def test_a_spared_program_is_not_taken_for_a_copy(desk: Desk, child: Account) -> None:
    """A child process that runs another program, or ran before the listing, is left alone."""
    spared = 'import subprocess, time; subprocess.Popen(["sleep", "60"]); ' + WORK
    game = child.start(PYTHON, "-c", spared)
    time.sleep(0.1)
    desk.freezer.freeze("an", (game,))
    names = {procfs.exe(pid) for pid in desk.tree.group("frozen", "an").pids()}
    assert names == {os.path.realpath(PYTHON)}


def test_other_peoples_programs_are_not_touched(desk: Desk, child: Account) -> None:
    """A claim that root's program is the child's is checked on the process itself."""
    with subprocess.Popen([PYTHON, "-c", WORK]) as mine:
        real = described(mine.pid, PYTHON)
        assert desk.freezer.freeze("an", (replace(real, uid=child.uid),)) == ()
        assert desk.place(real) == procfs.cgroup(os.getpid())
        mine.kill()


def test_the_child_cannot_thaw_himself(desk: Desk, child: Account) -> None:
    """Root owns the folder: another program of his neither thaws it nor moves out of it."""
    game = child.work()
    desk.freezer.freeze("an", (game,))
    folder = desk.tree.group("frozen", "an").path
    script = f"echo 0 > {folder}/cgroup.freeze; echo {game.pid} > {desk.tree.mount}/cgroup.procs"
    done = child.run("/bin/sh", "-c", script)
    assert done.stderr.lower().count(b"permission denied") == 2
    assert not runs(game)


def test_no_cgroup_v2_is_said() -> None:
    """A kernel without the unified hierarchy is an honest no."""
    with pytest.raises(Unsupported):
        find_mount("31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n")


# --- programs in scopes of their own, as on GNOME and KDE ----------------------------------------


@pytest.fixture
def scopes(desk: Desk, child: Account) -> Iterator[Cgroup]:
    """The app.slice of this user, made by hand in the shape systemd gives it."""
    users = find_mount() / "user.slice"
    user = users / f"user-{child.uid}.slice"
    apps = Cgroup(user / f"user@{child.uid}.service" / "app.slice")
    apps.make()
    yield apps
    child.end_everything()
    desk.freezer.thaw_all()
    _remove(user)
    Cgroup(users).remove()  # stays when another test has its users there


def _scope(apps: Cgroup, name: str, *processes: Process) -> Cgroup:
    scope = Cgroup(apps.path / name)
    scope.make()
    for process in processes:
        assert scope.add(process.pid)
    return scope


def test_a_whole_scope_is_frozen_in_place(desk: Desk, child: Account, scopes: Cgroup) -> None:
    """Every program of it is to be frozen: nothing is moved, so nothing has to be given back."""
    game, helper = child.work(), child.work()
    scope = _scope(scopes, "app-gnome-game-12.scope", game, helper)
    assert desk.freezer.freeze("an", (game, helper)) == (game, helper)
    assert desk.place(game) == desk.tree.path_of(scope)
    assert scope.is_frozen()
    assert f"scope an {desk.tree.path_of(scope)}\n" in desk.journal.read_text()
    desk.freezer.thaw("an")
    assert runs(game)
    assert not scope.should_be_frozen()


def test_a_scope_is_thawed_by_a_later_life(desk: Desk, child: Account, scopes: Cgroup) -> None:
    """The journal names the scope, which carries no name of ours."""
    game = child.work()
    scope = _scope(scopes, "app-game.scope", game)
    desk.freezer.freeze("an", (game,))
    assert desk.again().thaw_all() == ("an",)
    assert not scope.should_be_frozen()
    assert runs(game)


def test_a_scope_with_a_spared_program_is_not(desk: Desk, child: Account, scopes: Cgroup) -> None:
    """A learning program started from a terminal shares its scope: only the others are moved."""
    game = child.work()
    lesson = child.start("/bin/sleep", "60")
    scope = _scope(scopes, "vte-spawn-1.scope", game, lesson)
    assert desk.freezer.freeze("an", (game,)) == (game,)
    assert desk.tree.is_ours(desk.place(game))
    assert desk.place(lesson) == desk.tree.path_of(scope)
    assert not scope.should_be_frozen()
    assert "scope an" not in desk.journal.read_text()
    desk.freezer.thaw("an")
    assert desk.place(game) == desk.tree.path_of(scope)


def test_roots_program_in_a_scope_is_spared(desk: Desk, child: Account, scopes: Cgroup) -> None:
    """A parent's sudo in the child's terminal is not the child's program."""
    game = child.work()
    with subprocess.Popen([PYTHON, "-c", WORK]) as mine:
        root = described(mine.pid, PYTHON)
        _scope(scopes, "app-terminal-2.scope", game, root)
        desk.freezer.freeze("an", (game,))
        assert not runs(game)
        assert runs(root)
        mine.kill()


def test_copies_in_a_scope_are_frozen_with_it(desk: Desk, child: Account, scopes: Cgroup) -> None:
    """Freezing in place is one step, so nobody slips out while copies are counted."""
    game = child.start(PYTHON, "-c", SPREADING, "60", "app-game.scope")
    scope = _scope(scopes, "app-game.scope", game)
    time.sleep(0.2)
    assert desk.freezer.freeze("an", (game,)) == (game,)
    everybody = _living(child)
    assert len(everybody) > 5
    assert {desk.place(described(pid)) for pid in everybody} == {desk.tree.path_of(scope)}
    assert scope.is_frozen()


def test_a_scope_that_cannot_be_written_is_moved(
    desk: Desk, child: Account, scopes: Cgroup
) -> None:
    """A service with too few rights for the child's folders still freezes, and says it truly."""
    game = child.work()
    scope = _scope(scopes, "app-game.scope", game)
    for path in scope.path.iterdir():
        os.chown(path, child.uid, child.gid)
    Cgroup(desk.tree.ours).make()
    code = f"""
import sys; sys.path.insert(0, {os.getcwd()!r})
from pathlib import Path
from app.model.observation import Process
from app.platforms.linux.clock import LinuxClock
from app.platforms.linux.freezer import CgroupFreezer
freezer = CgroupFreezer(Path({str(desk.journal)!r}), LinuxClock(), root={desk.tree.ours.name!r})
print(len(freezer.freeze("an", ({game!r},))))
"""
    command = ["setpriv", "--bounding-set=-dac_override", sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert not runs(game)
    assert desk.tree.is_ours(desk.place(game))
    assert desk.again().thaw_all() == ("an",)
    assert desk.place(game) == desk.tree.path_of(scope)


def test_a_long_name_is_found_without_the_journal(desk: Desk, child: Account) -> None:
    """Its folder is told by a hash; what a later life finds there can be thawed by that."""
    game = child.work()
    desk.freezer.freeze("an path:/" + "x" * 300, (game,))
    desk.journal.unlink()
    later = desk.again()
    (name,) = later.left()
    assert name.startswith("=")
    assert later.thaw_all() == (name,)
    assert runs(game)
    assert not desk.tree.groups("frozen")


def test_two_groups_share_a_scope(desk: Desk, child: Account, scopes: Cgroup) -> None:
    """The PC's group holds the whole scope, a held program's group one of its processes."""
    game, helper = child.work(), child.work()
    scope = _scope(scopes, "app-game.scope", game, helper)
    freezer = CgroupFreezer(desk.journal, LaterClock(), root=desk.tree.ours.name)
    freezer.freeze("an", (game, helper))
    freezer.freeze("an/game", (game,))
    freezer.thaw("an")
    assert runs(helper)
    assert not runs(game)
    freezer.thaw("an/game")
    assert runs(game)
    assert desk.place(game) == desk.tree.path_of(scope)


def test_a_thaw_of_a_scope_is_put_back(desk: Desk, child: Account, scopes: Cgroup) -> None:
    """The child owns that folder on a real desktop and may write 0 into it: once, for a moment."""
    game = child.work()
    scope = _scope(scopes, "app-game.scope", game)
    shutil.chown(scope.path / "cgroup.freeze", child.uid)
    told: list[str] = []

    async def closed() -> None:
        desk.freezer.watch(told.append)
        desk.freezer.freeze("an", (game,))
        assert child.run("/bin/sh", "-c", f"echo 0 > {scope.path}/cgroup.freeze").returncode == 0
        for _ in range(100):
            await asyncio.sleep(0.01)
            if told:
                break

    asyncio.run(closed())
    assert told == ["an"]
    assert scope.should_be_frozen()
    assert not runs(game)
