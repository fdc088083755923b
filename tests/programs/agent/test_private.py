"""The agent's memory is closed, and its errors hold no words."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

CLOSED = """
import resource
from app.programs.agent.private import close_memory
close_memory()
print(resource.getrlimit(resource.RLIMIT_CORE))
"""

SPOKEN = """
from app.programs.agent.private import quiet_errors
quiet_errors()
raise ValueError("what the child wrote")
"""

LOOK = """
import ctypes, os, subprocess, sys
from app.programs.agent.private import close_memory
if sys.argv[1] == "closed":
    close_memory()
looks = "import sys\\ntry: open(f'/proc/{sys.argv[1]}/environ','rb')\\nexcept OSError: print('no')"
looks += "\\nelse: print('yes')"
done = subprocess.run(["/usr/bin/python3", "-c", looks, str(os.getpid())], capture_output=True)
print(done.stdout.decode().strip())
"""


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own, as an ordinary user: root may look into anything."""
    nobody = {"user": 65534, "group": 65534, "extra_groups": ()} if os.geteuid() == 0 else {}
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, **nobody)  # type: ignore[call-overload]


def test_another_program_of_the_user_cannot_look_in() -> None:
    """Its memory opens for a neighbour before, and does not after."""
    assert run(LOOK, "open").stdout.strip() == "yes"
    assert run(LOOK, "closed").stdout.strip() == "no"


def test_there_is_no_core_file() -> None:
    """A crash writes nothing down."""
    assert run(CLOSED).stdout.startswith("(0, 0)")


def test_an_error_says_where_and_never_what() -> None:
    """Type and line, not the text."""
    done = run(SPOKEN)
    assert "ValueError at" in done.stderr
    assert "wrote" not in done.stderr
