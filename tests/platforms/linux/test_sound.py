"""Who plays and who records, with real sound servers, and without one."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.model.errors import Unsupported
from app.model.observation import Awake
from app.platforms.linux import procfs, pulse
from app.platforms.linux.pulse import streams
from app.platforms.linux.sound import Sound, cards, of_one_program, server_socket
from tests.platforms.people import Person, child_fixture, stop

__all__ = ["child_fixture"]

PULSEAUDIO = """
exec pulseaudio -n --daemonize=no --exit-idle-time=-1 --disable-shm=1 --log-level=error \
  -L module-null-sink -L module-native-protocol-unix
"""
# wireplumber needs a session bus; everything ends with the bus's own process group.
PIPEWIRE = """
exec dbus-run-session -- sh -c 'pipewire & sleep 0.3; wireplumber & pipewire-pulse & wait'
"""
SERVERS = {"pulseaudio": PULSEAUDIO, "pipewire-pulse": PIPEWIRE}


@dataclass
class Music:
    """A sound server of the child's, and programs that use it."""

    child: Person
    socket: str
    noise: Path

    def runs(self, *command: str) -> subprocess.Popen[bytes]:
        """Run a program of the child on this server."""
        return self.child.starts(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def asks(self, *command: str) -> str:
        """Ask the server by its own tool."""
        program = self.child.starts(
            ["pactl", *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return program.communicate(timeout=10)[0].decode()

    def plays(self) -> subprocess.Popen[bytes]:
        """Play noise, under a name that must not be read, once nobody else plays."""
        eventually(lambda: not streams(self.socket).playing)
        return self.runs("pacat", "--raw", "--stream-name=the secret title", str(self.noise))


def eventually(true: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until something holds. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def answers(socket: str) -> bool:
    """Whether a sound server is there yet."""
    try:
        streams(socket)
    except Unsupported:
        return False
    return True


@contextmanager
def served(child: Person, kind: str) -> Iterator[Music]:
    """Run a sound server of the child's with a sink that goes nowhere."""
    if shutil.which(kind) is None:
        pytest.skip(f"{kind} is not installed")
    server = child.starts(
        ["sh", "-c", SERVERS[kind]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    noise = child.home / "noise.raw"
    noise.write_bytes(os.urandom(6_000_000))
    noise.chmod(0o644)
    music = Music(child, server_socket({"XDG_RUNTIME_DIR": str(child.runtime)}), noise)
    try:
        eventually(lambda: answers(music.socket))
        if kind == "pipewire-pulse":
            music.asks("load-module", "module-null-sink")
        yield music
    finally:
        stop(server)
        child.ends_everything()


@pytest.fixture(scope="module", params=SERVERS, name="music")
def music_fixture(request: pytest.FixtureRequest, child: Person) -> Iterator[Music]:
    """Each sound server in turn."""
    # PulseAudio serves its own user and who knows that user's cookie; we are root here.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(child.home))
        with served(child, request.param) as music:
            yield music


def test_who_plays_is_known_by_process(music: Music) -> None:
    """A program that plays is in the list as long as it plays, and no longer."""
    program = music.plays()
    eventually(lambda: streams(music.socket).playing == {program.pid})
    assert streams(music.socket).recording == frozenset()
    stop(program)
    eventually(lambda: streams(music.socket).playing == frozenset())


def test_who_records_is_known_by_process(music: Music) -> None:
    """A call listens."""
    program = music.runs("parec")
    eventually(lambda: streams(music.socket).recording == {program.pid})
    assert streams(music.socket).playing == frozenset()
    stop(program)
    eventually(lambda: streams(music.socket).recording == frozenset())


def test_what_is_muted_is_not_heard(music: Music) -> None:
    """A muted stream is no sound; put on again it is."""
    program = music.plays()
    eventually(lambda: streams(music.socket).playing == {program.pid})
    number = music.asks("list", "short", "sink-inputs").split()[0]
    music.asks("set-sink-input-mute", number, "1")
    eventually(lambda: not streams(music.socket).playing)
    music.asks("set-sink-input-mute", number, "0")
    eventually(lambda: streams(music.socket).playing)
    stop(program)


def test_the_program_in_front_plays_or_another_does(music: Music) -> None:
    """The sign is the front program's own: itself or what it began, not music beside it."""
    signs = Sound(music.socket).signs
    eventually(lambda: not streams(music.socket).playing)
    program = music.runs("sh", "-c", f"pacat --raw {music.noise} & wait")
    beside = music.runs("sleep", "60")
    eventually(lambda: signs(program.pid))
    assert signs(program.pid) == {Awake.SOUND}
    assert signs(beside.pid) == frozenset()
    assert signs(0) == frozenset()
    call = music.runs("parec")
    eventually(lambda: signs(call.pid))
    assert signs(call.pid) == {Awake.CALL}
    for one in (program, beside, call):
        os.killpg(one.pid, signal.SIGKILL)  # the shell's player too
        stop(one)


def test_no_name_of_a_stream_is_kept(music: Music, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of a stream never holds its name, which may be a film's title."""
    kept: list[object] = []
    came: list[bytes] = []
    really = pulse._listed

    def overheard(data: bytes) -> list[list[object]]:
        came.append(data)
        kept.extend(really(data))
        return really(data)

    monkeypatch.setattr(pulse, "_listed", overheard)
    program = music.plays()
    eventually(lambda: streams(music.socket).playing == {program.pid})
    assert any(b"the secret title" in data for data in came)
    assert kept
    assert "secret" not in repr(kept)
    stop(program)


def test_an_answer_is_quick(music: Music) -> None:
    """A question costs some milliseconds, once in a quarter of a minute, only without input."""
    streams(music.socket)
    before = time.process_time()
    for _ in range(20):
        streams(music.socket)
    assert (time.process_time() - before) / 20 < 0.01


def test_without_a_server_nobody_is_heard(tmp_path: Path) -> None:
    """No socket, no sound, and no error."""
    with pytest.raises(Unsupported):
        streams(str(tmp_path / "none"))
    assert Sound("", cards=tmp_path).signs(os.getpid()) == frozenset()
    assert Sound(str(tmp_path / "none"), cards=tmp_path).signs(os.getpid()) == frozenset()


RUBBISH = {
    "silence": b"",
    "no packet": b"hello there, this is no sound server at all",
    "an endless answer": bytes([0xFF, 0xFF, 0xFF, 0x00]) + b"\xff" * 16,
    "a broken answer": b"\0\0\0\x0c\xff\xff\xff\xff" + bytes(12) + b"L\0\0\0\2L\0\0\0\x08Q\1",
}


@pytest.mark.parametrize("said", RUBBISH.values(), ids=RUBBISH.keys())
def test_a_server_that_talks_rubbish_is_no_server(tmp_path: Path, said: bytes) -> None:
    """Whatever the other end says, the answer is Unsupported, soon."""
    path = tmp_path / "native"
    code = (
        "import socket,sys; s=socket.socket(1); s.bind(sys.argv[1]); s.listen();"
        "print(1, flush=True);"
        f"c,_=s.accept(); c.sendall({said!r} * 3); c.recv(1000); c.close()"
    )
    with subprocess.Popen(
        ["/usr/bin/python3", "-c", code, str(path)], stdout=subprocess.PIPE
    ) as liar:
        assert liar.stdout is not None
        liar.stdout.readline()
        with pytest.raises(Unsupported):
            streams(str(path))
        liar.kill()


CARDS = {
    "card0/pcm0p/sub0": "state: RUNNING\nowner_pid   : 4711\ntrigger_time: 1.0\n",
    "card0/pcm0c/sub0": "state: RUNNING\nowner_pid   : 815\n",
    "card1/pcm3p/sub0": "closed\n",
    "card1/pcm3p/sub1": "state: PREPARED\nowner_pid   : 9\n",
}


def test_a_card_in_use_is_known_without_a_server(tmp_path: Path) -> None:
    """The kernel's own list of sound cards, as it is written, with the machine's pids."""
    for place, text in CARDS.items():
        folder = tmp_path / place
        folder.mkdir(parents=True)
        (folder / "status").write_text(text)
    assert cards(tmp_path) == (frozenset({4711}), frozenset({815}))
    (tmp_path / "card0/pcm0p/sub0/status").write_text(f"state: RUNNING\nowner_pid: {os.getpid()}\n")
    assert Sound("", cards=tmp_path).signs(os.getpid()) == {Awake.SOUND}


SOCKETS = {
    "": "",
    "XDG_RUNTIME_DIR=/run/user/1000": "/run/user/1000/pulse/native",
    "XDG_RUNTIME_DIR=/r PULSE_SERVER=unix:/tmp/pulse": "/tmp/pulse",
    "PULSE_SERVER=/tmp/pulse": "/tmp/pulse",
    "XDG_RUNTIME_DIR=/r PULSE_SERVER=tcp:elsewhere": "",
}


@pytest.mark.parametrize(("given", "expected"), SOCKETS.items())
def test_where_the_server_listens(given: str, expected: str) -> None:
    """By the runtime folder, or where the session says; a server elsewhere is not asked."""
    pairs = (word.partition("=") for word in given.split())
    assert server_socket({name: value for name, _, value in pairs}) == expected


def test_what_belongs_to_one_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Itself and what it began; also what shares a scope made for one program, no wider one."""
    assert of_one_program(os.getpid(), os.getpid())
    assert of_one_program(os.getppid(), os.getpid())
    assert not of_one_program(os.getpid(), os.getppid())
    assert not of_one_program(0, os.getpid())
    scopes = {"/a/app-firefox-12.scope": True, "/session-3.scope": False, "": False}
    for scope, expected in scopes.items():
        monkeypatch.setattr(procfs, "cgroup", lambda _pid, name=scope: name)
        assert of_one_program(os.getpid(), os.getppid()) is expected
