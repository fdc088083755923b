"""The blocking client: an answer to every question, and one plain code when there is none."""

import asyncio
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.api import child, parent, wire
from app.link.client import Client, Unreachable
from app.link.server import Role
from tests.link.conftest import ME, Stage, playing


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A server for an adult."""
    return Stage(tmp_path / "run" / "service.sock", role=Role.ADULT)


def play(stage: Stage, talk: Callable[[], Any]) -> Any:
    """Serve while `talk` runs in a thread of its own; gives what it gives."""

    async def story() -> Any:
        async with playing(stage):
            return await asyncio.to_thread(talk)

    return asyncio.run(story())


def code_of(talk: Callable[[], Any]) -> tuple[str, str]:
    """The code and the reason with which a client gives up."""
    with pytest.raises(Unreachable) as caught:
        talk()
    return caught.value.code, caught.value.why


def test_a_parent_signs_in_and_asks(stage: Stage) -> None:
    """The account's role is known, a wrong password says how long to wait, the right one counts."""

    def talk() -> None:
        with Client(stage.path) as client:
            assert client.role == "adult"
            assert client.sign_in("sai") == child.No("secret", 1000)
            assert client.sign_in("tre xanh") is None
            assert client.ask(parent.TodayQ()) == child.Done()

    play(stage, talk)
    assert [type(message).__name__ for _, message in stage.desk.asked] == [
        "SignIn",
        "SignIn",
        "TodayQ",
    ]


def test_a_child_asks_for_its_rules(stage: Stage) -> None:
    """The same client serves a child's account, with the child's words."""
    stage.role = Role.CHILD

    def talk() -> None:
        with Client(stage.path) as client:
            assert client.role == "child"
            assert client.ask(child.MyRules()) == child.Done()
            assert client.ask(parent.PolicyQ()) == child.No("unknown")
            assert code_of(lambda: client.ask(child.MyRules())) == ("closed", "")

    play(stage, talk)


def test_changes_do_not_take_the_place_of_answers(stage: Stage) -> None:
    """A Changed between question and answer is kept for whoever waits for it."""

    def answer(message: Any) -> child.Done:
        for line in stage.desk.lines[-1:]:
            line.push(parent.Changed("today"))
        return child.Done(type(message).__name__)

    stage.desk.answer = answer

    def talk() -> None:
        with Client(stage.path, wait_s=0.5) as client:
            assert client.ask(parent.Follow()) == child.Done("Follow")
            assert client.ask(parent.TodayQ()) == child.Done("TodayQ")
            assert [client.change(), client.change()] == [parent.Changed("today")] * 2
            assert code_of(client.change) == ("timeout", "")

    play(stage, talk)


def test_a_large_answer_comes_whole(stage: Stage) -> None:
    """An export of megabytes arrives as it was sent."""
    text = parent.Text("tre xanh " * 400_000)
    stage.desk.answer = lambda message: text

    def talk() -> Any:
        with Client(stage.path) as client:
            client.sign_in("tre xanh")
            return client.ask(parent.ExportQ())

    assert play(stage, talk) == text


def test_nobody_listens(tmp_path: Path) -> None:
    """No folder, no socket, or a socket whose service died: the service does not run."""
    assert code_of(lambda: Client(tmp_path / "no" / "s")) == ("not_running", "")
    assert code_of(lambda: Client(tmp_path / "s")) == ("not_running", "")
    long = tmp_path / ("s" * 200)
    assert code_of(lambda: Client(long)) == ("not_running", "AF_UNIX path too long")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "s"))
        assert code_of(lambda: Client(tmp_path / "s")) == ("not_running", "")


@pytest.mark.skipif(ME != 0, reason="needs another account to be kept out")
def test_no_permission() -> None:
    """A socket this account may not open is said to be that."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        path = Path(folder) / "s"  # the folder is 0700 and root's
        listening.bind(str(path))
        listening.listen()
        os.seteuid(65534)
        try:
            assert code_of(lambda: Client(path)) == ("no_permission", "")
        finally:
            os.seteuid(0)


@pytest.mark.parametrize("reason", ["nobody", "connections"])
def test_refused(stage: Stage, reason: str) -> None:
    """Why the service shuts the door is passed on."""
    stage.role = Role.NOBODY if reason == "nobody" else Role.CHILD

    def talk() -> tuple[str, str]:
        held = [] if reason == "nobody" else [Client(stage.path) for _ in range(4)]
        try:
            return code_of(lambda: Client(stage.path))
        finally:
            for client in held:
                client.close()

    assert play(stage, talk) == ("refused", reason)


@contextmanager
def strange_service(path: Path, says: bytes, stays: bool = False) -> Iterator[None]:
    """Something that listens and says `says` to whoever comes, then hangs up or stays silent."""
    done = threading.Event()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()

        def serve() -> None:
            line, _ = listening.accept()
            with line:
                line.recv(1000)
                line.sendall(says)
                if stays:
                    done.wait(10)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


STRANGE = {
    "hangs up": (b"", False, ("closed", "")),
    "says nothing": (b"", True, ("timeout", "")),
    "speaks HTTP": (b"HTTP/1.1 400 Bad Request\r\n", True, ("garbled", "too_long")),
    "speaks another JSON": (b"\0\0\0\2{}", True, ("garbled", "unknown")),
    "greets strangely": (wire.frame(child.Notice("tip", 0, child.Why("", "", "", ""))), True, ""),
    "is older": (wire.frame(child.No("version")), True, ("refused", "version")),
}


@pytest.mark.parametrize("case", STRANGE)
def test_strange_services(tmp_path: Path, case: str) -> None:
    """Whatever listens there, the client ends with a code and not with a traceback."""
    says, stays, expected = STRANGE[case]
    with strange_service(tmp_path / "s", says, stays):
        found = code_of(lambda: Client(tmp_path / "s", wait_s=0.3))
    assert found == (expected or ("refused", ""))


def test_a_full_queue_is_waited_for(tmp_path: Path) -> None:
    """Where others are still being let in, the client waits its turn, and not for ever."""
    with socket.socket(socket.AF_UNIX) as busy:
        busy.bind(str(tmp_path / "s"))
        busy.listen(0)
        with socket.socket(socket.AF_UNIX) as first:
            first.connect(str(tmp_path / "s"))
            assert code_of(lambda: Client(tmp_path / "s", wait_s=0.3)) == ("timeout", "")


def test_a_service_that_leaves_between_two_questions(tmp_path: Path) -> None:
    """A restart in between is said, not a traceback."""
    with strange_service(tmp_path / "s", wire.frame(child.Done("adult"))):
        client = Client(tmp_path / "s")
    with client:
        assert code_of(lambda: client.ask(parent.TodayQ())) == ("closed", "")


def test_a_service_that_stops_reading(tmp_path: Path) -> None:
    """A long document nobody takes ends in time."""
    with strange_service(tmp_path / "s", wire.frame(child.Done("adult")), stays=True):
        with Client(tmp_path / "s", wait_s=0.3) as client:
            document = parent.PolicySet("x" * 3_000_000)
            assert code_of(lambda: client.ask(document)) == ("timeout", "")
