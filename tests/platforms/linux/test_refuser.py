"""The refuser's process when it hangs, dies, or the files change under it; real users and files."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.platforms.linux import procfs, refuser, subordinates
from app.platforms.linux.refuser import LinuxRefuser, messages
from tests.platforms.linux.child_account import needs_root
from tests.platforms.linux.installed import Installed, installed, runs_for, runs_for_root
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, sister_fixture

__all__ = ["child_fixture", "installed", "sister_fixture"]
pytestmark = needs_root
COMMAND = (sys.executable, "-I", "-m", "app.programs.refuser")
Told = list[tuple[int, str]]


def helpers(word: bytes = b"app.programs.refuser") -> list[int]:
    """The refuser's processes that this test started."""
    mine = children_of(os.getpid())
    return [pid for pid in mine if word in (procfs.read(pid, "cmdline") or b"")]


def children_of(parent: int) -> list[int]:
    """The processes this one started."""
    stats = ((pid, procfs.stat(pid)) for pid in procfs.pids())
    return [pid for pid, stat in stats if stat is not None and stat.ppid == parent]


def play(
    story: Callable[[LinuxRefuser], Awaitable[None]],
    *commands: str,
) -> Told:
    """Let a refuser work while the story is played; give what was told, and leave nothing."""
    told: Told = []

    async def day() -> None:
        at_work = LinuxRefuser(commands or COMMAND)
        at_work.start(lambda uid, path: told.append((uid, path)))
        try:
            await story(at_work)
            await asyncio.sleep(0.05)
        finally:
            at_work.stop()

    asyncio.run(day())
    assert helpers() == []
    return told


async def denied(person: Person, program: str, seconds: float = 10) -> None:
    """Wait until this user cannot start the program."""
    await until(lambda: not runs_for(person, program), seconds)


def test_a_stopped_process_holds_up_nobody_else(
    child: Person, sister: Person, installed: Installed
) -> None:
    """Root starts a hundred programs as fast as ever; the denied one waits, then starts."""
    game, tool = installed.install("game"), installed.install("tool")

    def hundred() -> float:
        began = time.monotonic()
        assert all(runs_for_root(tool) for _ in range(100))
        return time.monotonic() - began

    async def story(at_work: LinuxRefuser) -> None:
        before = hundred()
        at_work.deny(child.uid, frozenset([game]))
        await denied(child, game)
        (first,) = helpers()
        os.kill(first, signal.SIGSTOP)
        during = hundred()
        assert during < 2 * before + 1
        trace = sister.runtime / "waited"
        began = time.monotonic()
        waiting = sister.starts(["/bin/sh", "-c", f"exec {game} {trace}"])
        await until(lambda: waiting.poll() is not None, 10)
        assert waiting.returncode == 0
        assert trace.exists()
        assert time.monotonic() - began < 4
        assert first not in helpers()
        await denied(child, game)

    play(story)


def test_a_killed_process_lets_go_and_comes_back(child: Person, installed: Installed) -> None:
    """The kernel allows what nobody answers for; the next process refuses again within a second."""
    game = installed.install("game")

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, frozenset([game]))
        await denied(child, game)
        (first,) = helpers()
        os.kill(first, signal.SIGKILL)
        while first in helpers() and procfs.exe(first):
            time.sleep(0.005)
        assert runs_for(child, game)
        began = time.monotonic()
        await denied(child, game)
        assert time.monotonic() - began < 2
        assert helpers() != [first]

    play(story)


def test_a_replaced_file_is_denied_again(child: Person, installed: Installed) -> None:
    """An upgrade puts another inode in its place: the mark follows at once."""
    game = installed.install("game")

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, frozenset([game]))
        await denied(child, game)
        for _ in range(3):
            installed.install("game")
            began = time.monotonic()
            await denied(child, game)
            assert time.monotonic() - began < 1

    play(story)


def test_a_program_that_is_installed_later_is_denied(child: Person, installed: Installed) -> None:
    """The parent may deny what is not there yet, even a folder that is not."""
    path = str(installed.folder / "later" / "game")

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, frozenset([path]))
        await asyncio.sleep(0.5)
        (installed.folder / "later").mkdir(mode=0o755)
        Path(installed.install("early")).rename(path)
        await denied(child, path)

    play(story)


def test_links_lead_to_the_same_program(child: Person, installed: Installed) -> None:
    """A name in /usr/bin is often a link; every way to the file ends at the same inode."""
    game = installed.install("game")
    link, hard = installed.folder / "link", installed.folder / "hard"
    link.symlink_to("game")
    hard.hardlink_to(game)

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, frozenset([str(link)]))
        await denied(child, str(link))
        assert not runs_for(child, game)
        assert not runs_for(child, str(hard))

    assert set(play(story)) == {(child.uid, str(link))}


def test_mounts_of_his_own_do_not_help(child: Person, installed: Installed) -> None:
    """In a mount namespace the child gives the file another path; its inode is the same."""
    game = installed.install("game")
    trace = child.runtime / "trace"
    dressed = f"mount --bind {game} /usr/bin/true && exec /usr/bin/true {trace}"

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, frozenset([game]))
        await denied(child, game)
        command = ["unshare", "-Urm", "sh", "-c", dressed]
        with child.starts(command, stderr=subprocess.PIPE) as shell:
            assert shell.stderr is not None
            assert b"not permitted" in shell.stderr.read()
        assert shell.returncode == 126
        assert not trace.exists()

    play(story)


def test_borrowed_users_are_the_child(child: Person, installed: Installed) -> None:
    """A program in a user namespace runs under a subordinate UID, and is refused the same."""
    game = installed.install("game")
    (borrowed,) = subordinates.ranges([child.uid])

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, frozenset([game]))
        await denied(child, game)
        for uid in (borrowed.first, borrowed.last):
            with pytest.raises(PermissionError):
                subprocess.run([game, "/dev/null"], user=uid, group=uid, extra_groups=[])
        done = subprocess.run(
            [game, "/dev/null"], user=borrowed.last + 1, group=borrowed.last + 1, extra_groups=[]
        )
        assert done.returncode == 0

    assert {uid for uid, _ in play(story)} == {child.uid}


def test_a_home_is_never_walked(child: Person, installed: Installed) -> None:
    """A path under a home is left to the second line; the rest of the list still holds."""
    game = installed.install("game")
    copy = child.home / "game"
    copy.write_bytes(Path(game).read_bytes())
    copy.chmod(0o755)

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, frozenset([str(copy), game, "relative", "/proc/self/exe"]))
        await denied(child, game)
        assert runs_for(child, str(copy))

    play(story)


def test_what_we_execute_ourselves_is_never_marked(child: Person, installed: Installed) -> None:
    """A parent who denies Python does not make the service wait for its own process."""
    game = installed.install("game")
    python = os.path.realpath(sys.executable)

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, frozenset([python, sys.executable, "/usr/bin/dbus-daemon", game]))
        await denied(child, game)
        for command in ([python, "-c", ""], ["/usr/bin/dbus-daemon", "--version"]):
            with child.starts(command, stdout=subprocess.DEVNULL) as program:
                assert program.wait() == 0

    play(story)


def test_many_tries_are_told_of_once(child: Person, installed: Installed) -> None:
    """A program that tries again and again does not keep the service busy."""
    game = installed.install("game")

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, frozenset([game]))
        await denied(child, game)
        told.clear()
        shell = child.starts(["sh", "-c", f"for i in $(seq 300); do {game}; done 2>/dev/null"])
        await until(lambda: shell.poll() is not None, 20)

    told: Told = []

    async def day() -> None:
        at_work = LinuxRefuser(COMMAND)
        at_work.start(lambda uid, path: told.append((uid, path)))
        began = time.monotonic()
        await story(at_work)
        at_work.stop()
        assert 1 <= len(told) <= 3 + 2 * (time.monotonic() - began)

    asyncio.run(day())


def test_a_process_that_cannot_live_is_not_started_all_the_time(tmp_path: Path) -> None:
    """Where it ends at once it is tried again later and later."""
    trace = tmp_path / "starts"

    async def story(at_work: LinuxRefuser) -> None:
        await asyncio.sleep(2.0)

    play(story, "/bin/sh", "-c", f"echo started >>{trace}")
    assert 2 <= len(trace.read_text().splitlines()) <= 5


def test_a_process_that_never_answers_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that hangs while it starts is given longer, but not for ever."""
    monkeypatch.setattr(refuser, "_MOST_SILENT_AT_START", 2)

    async def story(at_work: LinuxRefuser) -> None:
        await until(lambda: helpers(b"1234"))
        (first,) = helpers(b"1234")
        await until(lambda: first not in helpers(b"1234"))
        await until(lambda: helpers(b"1234"))

    play(story, "/bin/sleep", "1234")


def test_it_ends_with_the_service(tmp_path: Path) -> None:
    """A service that is killed leaves nobody who answers, so everything starts."""
    code = f"""
import asyncio, sys
sys.path.insert(0, {os.getcwd()!r})
from app.platforms.linux.refuser import LinuxRefuser
async def day():
    LinuxRefuser({COMMAND!r}).start(lambda uid, path: None)
    await asyncio.sleep(99)
asyncio.run(day())
"""
    with subprocess.Popen([sys.executable, "-c", code]) as service:
        helper = 0
        while not helper:
            time.sleep(0.02)
            helper = next(iter(children_of(service.pid)), 0)
        service.kill()
    for _ in range(200):
        if not procfs.exe(helper):
            break
        time.sleep(0.02)
    assert not procfs.exe(helper)


def test_long_lists_go_in_packets_the_kernel_leaves_whole() -> None:
    """A thousand long paths arrive complete, in order of packets, with the last one marked."""
    paths = frozenset(f"/usr/games/{'ă' * 20}{number}" for number in range(1_000))
    packets = messages(1001, paths)
    assert len(packets) > 1
    assert max(map(len, packets)) < 50_000
    told = [json.loads(packet) for packet in packets]
    assert [one["more"] for one in told] == [True] * (len(told) - 1) + [False]
    assert frozenset(path for one in told for path in one["paths"]) == paths
    assert len(messages(1001, frozenset())) == 1


def test_a_long_list_takes_effect(child: Person, installed: Installed) -> None:
    """A thousand files, most of them not there, do not keep the last one from being denied."""
    game = installed.install("zzz")
    paths = frozenset(f"{installed.folder}/{'x' * 60}{number}" for number in range(999)) | {game}

    async def story(at_work: LinuxRefuser) -> None:
        at_work.deny(child.uid, paths)
        await denied(child, game)
        with pytest.raises(ValueError, match="too many"):
            at_work.deny(child.uid, paths | {"/usr/one/more"})

    play(story)
