"""The public socket: who may say what, how much, how fast, and what becomes of those who do not."""

import asyncio
import contextlib
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from app.api import child, parent, wire
from app.link.client import Client, Unreachable
from app.link.server import CONNECTIONS, Peer, Role
from app.model.errors import Denied
from tests.link.conftest import HELLO, ME, Stage, playing, until


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A server's folder, nothing served yet."""
    return Stage(tmp_path / "run" / "service.sock")


def play(story: Any) -> Any:
    """Run one story to its end."""
    return asyncio.run(story)


# --- who ----------------------------------------------------------------------------------------


def test_a_child_asks_and_is_answered(stage: Stage) -> None:
    """Who speaks is what the kernel says, and the answer comes back on the same line."""

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
            assert await line.ask(child.Ask("time", minutes=15)) == child.Done()

    play(story())
    assert stage.desk.asked == [(Peer(ME, os.getgid(), os.getpid()), child.Ask("time", minutes=15))]


@pytest.mark.skipif(ME != 0, reason="needs another account to speak as")
def test_the_account_is_the_kernels_word() -> None:
    """Another user's program is known by its own UID, whatever it says."""
    code = (
        "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])\n"
        "s.sendall(bytes.fromhex(sys.argv[2])); s.recv(9999)\n"
    )
    ask = HELLO + wire.frame(child.MyRules())

    async def story(stage: Stage) -> None:
        async with playing(stage):
            arguments = [sys.executable, "-I", "-S", "-c", code, str(stage.path), ask.hex()]
            other = await asyncio.create_subprocess_exec(*arguments, user=65534, group=65534)
            assert await asyncio.wait_for(other.wait(), 10) == 0
            await until(lambda: stage.desk.asked)

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # unlike pytest's own, which nobody else may enter
        stage = Stage(Path(folder) / "run" / "service.sock")
        play(story(stage))
    assert stage.desk.asked[0][0].uid == 65534


FOREIGN = [
    parent.SignIn("tre xanh"),
    parent.StatusQ(),
    parent.PolicyQ(),
    parent.Give("minh", 600),
    child.Sense(1),
    child.LockAnswer(1, True),
    child.Ready("x11"),
    child.Told(True),
]


@pytest.mark.parametrize("message", FOREIGN, ids=lambda m: type(m).__name__)
def test_a_child_has_only_its_own_words(stage: Stage, message: child.Base) -> None:
    """Parents' questions and the agent's senses do not even reach the handler."""

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
            assert await line.ask(message) == child.No("unknown")
            assert await line.hear() is None

    play(story())
    assert stage.desk.asked == []


def test_an_adult_has_no_word_of_a_child(stage: Stage) -> None:
    """Whoever is no child cannot ask like one."""
    stage.role = Role.ADULT

    async def story() -> None:
        async with playing(stage) as connect:
            assert await (await connect()).ask(child.MyRules()) == child.No("unknown")

    play(story())


def test_rights_are_of_one_connection(stage: Stage) -> None:
    """The password makes a parent of the connection it was said on, no other; root needs none."""
    stage.role = Role.ADULT
    rights = []

    async def story() -> None:
        async with playing(stage) as connect:
            one, other = await connect(), await connect()
            assert await one.ask(parent.SignIn("sai")) == child.No("secret", 1000)
            rights.append(stage.desk.lines[-1].parent)
            assert await one.ask(parent.SignIn("tre xanh")) == child.Done()
            rights.append(stage.desk.lines[-1].parent)
            await other.ask(parent.TodayQ())
            rights.append(stage.desk.lines[-1].parent)
            stage.role = Role.ROOT
            await (await connect()).ask(parent.TodayQ())
            rights.append(stage.desk.lines[-1].parent)

    play(story())
    assert rights == [False, True, False, True]


def test_nobodys_account_is_not_let_in(stage: Stage) -> None:
    """A UID without a person (a child's subordinate one) hears why and is gone."""
    stage.role = Role.NOBODY

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect(greet=False)
            assert await line.hear() == child.No("nobody")
            assert await line.hear() is None

    play(story())


def test_an_account_that_becomes_a_childs_loses_its_lines(stage: Stage) -> None:
    """A connection made as an adult is worth nothing after the policy names the account."""
    stage.role = Role.ADULT

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
            await line.ask(parent.SignIn("tre xanh"))
            stage.role = Role.CHILD
            assert await line.ask(parent.PolicyQ()) == child.No("role")
            assert await line.hear() is None

    play(story())
    assert len(stage.desk.asked) == 1


# --- greeting -----------------------------------------------------------------------------------


def test_the_greeting_comes_first(stage: Stage) -> None:
    """Without it, or with another version's, nothing is answered."""

    async def story() -> None:
        async with playing(stage) as connect:
            silent = await connect(greet=False)
            assert await silent.ask(child.MyRules()) == child.No("hello")
            assert await silent.hear() is None
            older = await connect(greet=False)
            assert await older.ask(child.Hello(0), child.MyRules()) == child.No("version")
            assert await older.hear() is None

    play(story())
    assert stage.desk.asked == []


# --- how much -----------------------------------------------------------------------------------


def test_four_connections_a_child(stage: Stage) -> None:
    """The fifth hears why; when one of the four goes, another may come."""

    async def story() -> None:
        async with playing(stage) as connect:
            lines = [await connect() for _ in range(CONNECTIONS[Role.CHILD])]
            fifth = await connect(greet=False)
            assert await fifth.hear() == child.No("connections")
            lines[0].writer.close()
            stage.now_ms += 1000
            for _ in range(100):
                again = await connect(greet=False)
                if await again.ask(HELLO) == child.Done("child"):
                    break
                await asyncio.sleep(0.01)
            assert await again.ask(child.MyRules()) == child.Done()

    play(story())


def test_twenty_messages_a_second(stage: Stage) -> None:
    """What is over the rate is not answered, the line is shut, and new lines do not help."""

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()  # the connection and its greeting count as two
            line.send(*[child.MyRules()] * 40)
            heard = [await line.hear() for _ in range(20)]
            assert heard[:18] == [child.Done()] * 18
            assert heard[18:] == [child.No("rate", 50), None]
            again = await connect(greet=False)
            assert await again.hear() == child.No("rate")
            stage.now_ms += 1000
            assert await (await connect()).ask(child.MyRules()) == child.Done()

    play(story())
    assert len(stage.desk.asked) == 19


BAD_FRAMES = {
    "100 MB": ((100_000_000).to_bytes(4, "big") + b"{", "too_long"),
    "64 KiB and a byte": ((65_537).to_bytes(4, "big"), "too_long"),
    "no JSON": (b"\0\0\0\1x", "malformed"),
    "no message": (b"\0\0\0\2{}", "unknown"),
}


@pytest.mark.parametrize("case", BAD_FRAMES)
@pytest.mark.parametrize("role", [Role.CHILD, Role.ADULT])
def test_bad_frames_end_the_line(stage: Stage, case: str, role: Role) -> None:
    """Whoever sends what is no message hears its code and is let go; others are served on."""
    stage.role = role
    data, code = BAD_FRAMES[case]

    async def story() -> None:
        async with playing(stage) as connect:
            line, other = await connect(), await connect()
            assert await line.ask(data) == child.No(code)
            assert await line.hear() is None
            question = child.MyRules() if role is Role.CHILD else parent.TodayQ()
            assert await other.ask(question) == child.Done()

    play(story())


def test_what_came_before_a_bad_frame_is_answered(stage: Stage) -> None:
    """One write with a good and a bad frame gives the answer, then the refusal."""

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
            assert await line.ask(child.MyRules(), b"\0\0\0\1x") == child.Done()
            assert await line.hear() == child.No("malformed")

    play(story())


def test_only_parents_send_long_documents(stage: Stage) -> None:
    """Before the sign-in 64 KiB are enough for anybody; after it a policy may be large."""
    stage.role = Role.ADULT
    long = parent.PolicySet("# " + "tre " * 100_000)

    async def story() -> None:
        async with playing(stage) as connect:
            assert await (await connect()).ask(long) == child.No("too_long")
            line = await connect()
            await line.ask(parent.SignIn("tre xanh"))
            assert await line.ask(long) == child.Done()

    play(story())
    assert stage.desk.asked[-1][1] == long


def test_an_answer_too_long_is_a_refusal(stage: Stage) -> None:
    """An export beyond a frame is said to be one; the line goes on."""
    stage.role = Role.ROOT
    stage.desk.answer = lambda message: (
        parent.Text("x" * wire.FOR_PARENT) if isinstance(message, parent.ExportQ) else child.Done()
    )

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
            assert await line.ask(parent.ExportQ()) == child.No("too_long")
            assert await line.ask(parent.TodayQ()) == child.Done()

    play(story())


def test_a_slow_reader_is_let_go(stage: Stage) -> None:
    """Whoever asks and does not read is dropped at a bounded buffer, and memory with him."""
    state = parent.Text("x" * 50_000)
    stage.desk.answer = lambda message: state

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
            line.writer.transport.pause_reading()  # type: ignore[attr-defined]
            for _ in range(60):
                stage.now_ms += 1000
                line.send(child.MyRules())
                await asyncio.sleep(0.005)
                if line.writer.transport.is_closing():
                    break
            await until(line.writer.transport.is_closing)

    play(story())
    assert len(stage.desk.asked) < 20


# --- answers ------------------------------------------------------------------------------------


def test_awaited_answers_keep_their_order(stage: Stage) -> None:
    """A slow answer is not overtaken by a quick one."""
    stage.role = Role.ROOT

    async def slowly(message: parent.Give) -> child.Done:
        await asyncio.sleep((9 - message.minutes) * 0.01)
        return child.Done(str(message.minutes))

    stage.desk.answer = lambda message: (
        slowly(message) if message.minutes % 2 else child.Done(str(message.minutes))
    )

    async def story() -> list[Any]:
        async with playing(stage) as connect:
            line = await connect()
            line.send(*[parent.Give("minh", minutes) for minutes in range(9)])
            return [await line.hear() for _ in range(9)]

    assert play(story()) == [child.Done(str(minutes)) for minutes in range(9)]


@pytest.mark.parametrize("awaited", [False, True])
def test_denied_is_a_refusal(stage: Stage, awaited: bool) -> None:
    """A handler refuses with the named error, at once or later, and the line goes on."""

    def deny(message: Any) -> Any:
        raise Denied("not_parent")

    async def deny_later(message: Any) -> Any:
        deny(message)

    stage.desk.answer = deny_later if awaited else deny

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
            assert await line.ask(child.MyRules()) == child.No("not_parent")
            assert await line.ask(child.MyRules()) == child.No("not_parent")

    play(story())
    assert stage.troubles == []


@pytest.mark.parametrize("awaited", [False, True])
def test_a_bug_is_heard_of(stage: Stage, awaited: bool) -> None:
    """An unexpected error reaches the loop's handler, ends that line, and no other."""

    def fail(message: Any) -> Any:
        if isinstance(message, child.TakeBack):
            raise ZeroDivisionError
        return child.Done()

    async def fail_later(message: Any) -> Any:
        return fail(message)

    stage.desk.answer = fail_later if awaited else fail

    async def story() -> None:
        async with playing(stage) as connect:
            line, other = await connect(), await connect()
            assert await line.ask(child.TakeBack("1")) in (None, child.No("failed"))
            assert await line.hear() is None
            assert await other.ask(child.MyRules()) == child.Done()

    play(story())
    assert [type(trouble["exception"]) for trouble in stage.troubles] == [ZeroDivisionError]


def test_who_left_is_not_worked_for(stage: Stage) -> None:
    """An awaited answer is cancelled when its asker is gone."""
    ended: list[str] = []

    async def long(message: Any) -> Any:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    stage.desk.answer = long

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
            line.send(child.MyRules())
            await until(lambda: stage.desk.asked)
            line.writer.transport.abort()
            await until(lambda: ended)

    play(story())
    assert stage.troubles == []


def test_changes_are_pushed_between_answers(stage: Stage) -> None:
    """A follower hears of changes without asking, until he is gone."""
    stage.role = Role.ROOT

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
            assert await line.ask(parent.Follow()) == child.Done()
            conn = stage.desk.lines[0]
            assert conn.push(parent.Changed("today"))
            assert await line.hear() == parent.Changed("today")
            line.writer.close()
            await until(lambda: not conn.open)
            assert not conn.push(parent.Changed("today"))

    play(story())


def test_closing_tells_everybody(stage: Stage) -> None:
    """After close no connection is left and the name is gone."""

    async def story() -> None:
        async with playing(stage) as connect:
            line = await connect()
        assert await line.hear() is None

    play(story())
    assert not stage.path.exists()


def test_no_descriptor_left(stage: Stage) -> None:
    """Where the process may open nothing more, who comes waits, and is let in when it may."""

    async def story() -> None:
        loop = asyncio.get_running_loop()
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        async with playing(stage):
            with socket.socket(socket.AF_UNIX) as line:
                line.setblocking(False)
                resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
                try:
                    await loop.sock_connect(line, str(stage.path))
                    await loop.sock_sendall(line, HELLO)
                    await asyncio.sleep(0.2)
                finally:
                    resource.setrlimit(resource.RLIMIT_NOFILE, limits)
                heard = await asyncio.wait_for(loop.sock_recv(line, 1000), 10)
        assert heard == wire.frame(child.Done("child"))

    play(story())
    assert stage.troubles == []


FLOOD = """
import socket, sys
while True:
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect(sys.argv[1])
    except OSError:
        pass
    line.close()
"""


def test_a_flood_of_connections_leaves_others_room(stage: Stage) -> None:
    """Somebody who connects as fast as he can costs little, and the next one is still heard."""

    async def story() -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        stage.clock = lambda: round(loop.time() * 1000)
        async with playing(stage):
            arguments = [sys.executable, "-I", "-S", "-c", FLOOD, str(stage.path)]
            flood = subprocess.Popen(arguments)
            try:
                await asyncio.sleep(0.5)
                began = loop.time()
                with contextlib.suppress(Unreachable):  # let in or not, but told at once
                    (await asyncio.to_thread(Client, stage.path)).close()
                waited, busy = loop.time() - began, time.process_time()
                await asyncio.sleep(1)
                return waited, time.process_time() - busy
            finally:
                flood.kill()
                flood.wait()

    waited, busy = play(story())
    assert waited < 2
    assert busy < 0.4  # of a second; alone on the machine it is a twentieth
