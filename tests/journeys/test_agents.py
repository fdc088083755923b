"""Agents: a forged one changes nothing, a stopped one comes back, killing them all closes."""

import os
import signal
import subprocess
import time

from app.platforms.linux import procfs
from tests.journeys.rig import Rig, until

FORGED = """
import json, socket, struct, sys
said = [
    {"t": "hello", "version": 1},
    {"t": "ready", "desk": "x11", "limits": [], "tray": True},
    {"t": "sense", "mark": 10**9, "pid": 1, "idle_ms": 10**9,
     "app": {"t": "app", "id": "luytre", "ours": True}},
    {"t": "lock_answer", "n": 1, "held": True},
    {"t": "told", "agreed": True},
]
answers = []
for message in said[1:]:
    line = socket.socket(socket.AF_UNIX)
    line.connect(sys.argv[1])
    for one in (said[0], message):
        body = json.dumps(one).encode()
        line.sendall(struct.pack(">I", len(body)) + body)
    line.settimeout(2)
    data = b""
    while True:
        try:
            got = line.recv(65536)
        except TimeoutError:
            break
        if not got:
            break
        data += got
    while data:
        size = struct.unpack(">I", data[:4])[0]
        answers.append(json.loads(data[4:4 + size]))
        data = data[4 + size:]
    line.close()
print(json.dumps(answers))
"""


def test_a_forged_agent_changes_nothing(pc: Rig) -> None:
    """A program of the child's may ask and read; what it says of use, locks, consent is refused."""
    pc.start()
    pc.rule()
    pc.log_in(read=False)
    program = pc.program("xcalc")
    pc.focus(program)
    until(lambda: pc.card().front_name == "xcalc", 10)
    before = pc.card()
    forged = subprocess.run(
        ["/usr/bin/python3", "-c", FORGED, str(pc.socket)],
        user=pc.child.uid,
        group=pc.child.gid,
        extra_groups=[],
        capture_output=True,
        check=True,
        text=True,
    )
    answers = forged.stdout
    assert answers.count('"t": "no"') == 4, answers
    assert '"reason": "unknown"' in answers
    after = pc.card()
    assert (after.front, after.agent) == (before.front, "running")
    assert after.used_ms >= before.used_ms
    assert "told" not in pc.codes()


def test_a_stopped_agent_is_replaced(pc: Rig) -> None:
    """SIGSTOP is silence, and silence is an observation: another agent within half a minute."""
    pc.start()
    pc.rule()
    pc.log_in()
    first = pc.agent()
    os.kill(first, signal.SIGSTOP)
    until(lambda: pc.agent() not in (0, first), 25, "the silent agent was kept")
    until(lambda: pc.card().agent == "running", 10)
    assert "agent_lost" in pc.codes()
    assert procfs.stat(first) is None, "the silent agent still runs"


def test_a_killed_agent_is_back_within_a_second(pc: Rig) -> None:
    """And the lock with it, where the PC is closed."""
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program("xcalc")
    pc.pause()
    until(lambda: pc.is_frozen(game) and pc.keyboard_is_held(), 20)
    first = pc.agent()
    killed = time.monotonic()
    os.kill(first, signal.SIGKILL)
    until(lambda: pc.agent() not in (0, first), 5, "no agent came back")
    began = time.monotonic() - killed
    until(pc.keyboard_is_held, 10, "the lock did not come back")
    print(f"agent process after {began:.2f} s, lock held after {time.monotonic() - killed:.2f} s")
    assert began < 1.0
    assert pc.is_frozen(game)


def test_killing_agents_again_and_again_ends_the_log_in(pc: Rig) -> None:
    """Three losses within a minute: closed, and with nothing left to lock, the session ends."""
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program("xcalc")
    for _ in range(3):
        agent = until(pc.agent, 10)
        until(lambda: pc.card().agent == "running", 10)
        os.kill(agent, signal.SIGKILL)
        gone = (0, agent)
        until(lambda: pc.agent() not in gone, 10)  # noqa: B023 - waited for in this very round
    until(lambda: procfs.stat(game) is None or _ended(game), 45, "the session goes on")
    codes = pc.codes()
    assert "agent_lost_often" in codes


def _ended(pid: int) -> bool:
    return b" Z " in (procfs.read(pid, "stat") or b" Z ")
