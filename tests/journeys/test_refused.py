"""Refused: a denied program never begins, a copy of it is asked to close, and a grant opens it."""

import os
import shutil
import statistics
import subprocess
import time

from app.platforms.linux import procfs
from tests.journeys.rig import Rig, until

RULES = """[child.apps.logo]
match = ["xlogo"]
verdict = "ask"
name = "Logo"
"""
STARTS = 10


def starts(pc: Rig, program: str) -> bool:
    """Whether the child can begin a program; EPERM is the only other answer."""
    try:
        began = pc.screen.run(pc.child, program, stderr=subprocess.DEVNULL)
    except PermissionError as error:
        assert error.errno == 1
        return False
    time.sleep(0.1)
    return began.poll() is None


def test_a_denied_program_never_begins(pc: Rig) -> None:
    """Refused before its main; root and others start it; a grant for it opens it at once."""
    pc.start()
    pc.rule()
    pc.log_in()
    assert starts(pc, "/usr/bin/xlogo")
    pc.rule(RULES)
    until(lambda: not starts(pc, "/usr/bin/xlogo"), 10, "it can still be started")
    until(lambda: "app_stopped" in pc.codes(), 5, "the refusal was not told")
    done = subprocess.run(["/usr/bin/xlogo", "-display", ":nowhere"], capture_output=True)
    assert b"display" in done.stderr, "root cannot start it any more"
    pc.give(5, app="logo")
    until(lambda: starts(pc, "/usr/bin/xlogo"), 10, "the grant did not open it")


def test_a_copy_is_asked_to_close(pc: Rig) -> None:
    """What no mark can stop is seen when it begins: gone within a fifth of a second (median)."""
    pc.start()
    pc.rule(RULES)
    pc.log_in()
    copy = pc.child.home / "xlogo"
    shutil.copy("/usr/bin/xlogo", copy)
    copy.chmod(0o755)
    took = []
    for _ in range(STARTS):
        began = time.monotonic()
        program = pc.screen.run(pc.child, str(copy), stderr=subprocess.DEVNULL)
        until(lambda: program.poll() is not None, 12, "the copy goes on")  # noqa: B023
        took.append(time.monotonic() - began)
    print(f"a copy was gone after {statistics.median(took) * 1000:.0f} ms (median of {STARTS})")
    assert statistics.median(took) < 0.2


def test_a_stubborn_program_is_ended_or_held(pc: Rig) -> None:
    """One that ignores the request: ended when it is young, held when there may be work in it."""
    pc.start()
    pc.rule()
    pc.log_in()
    program = pc.child.home / "stubborn"
    shutil.copy("/usr/bin/dash", program)
    program.chmod(0o755)
    command = [str(program), "-c", "trap '' TERM; while :; do :; done"]
    old = pc.screen.run(pc.child, *command).pid
    time.sleep(12)
    pc.rule('[child.apps.stubborn]\nmatch = ["stubborn"]\nverdict = "block"\n')
    young = pc.screen.run(pc.child, *command)
    until(lambda: young.poll() is not None, 20, "the young one goes on")
    until(lambda: pc.is_frozen(old), 20, "the old one goes on")
    assert procfs.stat(old) is not None
    os.kill(old, 9)
