"""What /proc says of real processes, also of those that hide or are named to confuse."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.platforms.linux import procfs
from tests.platforms.people import Person, stop

GONE = 2**22 + 7  # above the greatest pid a kernel gives


def test_a_process_is_described_as_the_kernel_knows_it(child: Person) -> None:
    """Pid, parent, user and program of a real process."""
    with child.starts(["sleep", "30"]) as program:
        told = procfs.process(program.pid, child.uid)
        assert told is not None
        assert (told.pid, told.uid, told.ppid) == (program.pid, child.uid, os.getpid())
        assert told.exe == os.path.realpath(shutil.which("sleep") or "")
        assert told.cgroup == procfs.cgroup(os.getpid())
        ticks = os.sysconf("SC_CLK_TCK")
        up = float(Path("/proc/uptime").read_text().split()[0])
        assert abs(up - told.started / ticks) < 5
        stop(program)


def test_a_name_full_of_brackets_confuses_nobody() -> None:
    """A process may call itself `) R 0 0 (`; its parent is still read right."""
    code = (
        "import ctypes,sys; ctypes.CDLL(None).prctl(15, b') R 0 0 (x', 0, 0, 0);"
        "print(flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        program.stdout.readline()
        line = procfs.stat(program.pid)
        assert line is not None
        assert line.ppid == os.getpid()
        assert line.comm == ") R 0 0 (x"
        program.kill()


def test_an_unreadable_program_still_belongs_to_its_user(child: Person) -> None:
    """Execute-only programs look like root's at a glance; the second look knows better."""
    hidden = child.runtime / "hidden"
    shutil.copy(shutil.which("sleep") or "", hidden)
    hidden.chmod(0o111)
    with child.starts([str(hidden), "30"]) as program:
        assert procfs.owner_at_a_glance(program.pid) == 0
        assert procfs.owner(program.pid) == child.uid
        stop(program)


def test_what_has_roots_rights_is_roots(child: Person) -> None:
    """A set-uid program started by a child is not the child's to be frozen."""
    setuid = child.runtime / "setuid"
    shutil.copy(shutil.which("sleep") or "", setuid)
    os.chown(setuid, 0, 0)
    setuid.chmod(0o4755)
    with child.starts([str(setuid), "30"]) as program:
        assert procfs.owner(program.pid) == 0
        stop(program)


def test_a_deleted_program_keeps_its_path(child: Person) -> None:
    """A program that deletes its own file is still known by where it was."""
    copy = child.runtime / "short lived"
    shutil.copy(shutil.which("sleep") or "", copy)
    with child.starts([str(copy), "30"]) as program:
        copy.unlink()
        assert procfs.exe(program.pid) == str(copy)
        stop(program)


def test_what_is_gone_is_nothing() -> None:
    """Every reader says so when the process has ended."""
    assert procfs.owner_at_a_glance(GONE) is None
    assert procfs.owner(GONE) is None
    assert procfs.stat(GONE) is None
    assert procfs.process(GONE, 0) is None
    assert (procfs.exe(GONE), procfs.cgroup(GONE)) == ("", "")


def test_the_kernels_own_threads_are_no_programs() -> None:
    """A process without a program is not described."""
    threads = [pid for pid in procfs.pids() if procfs.stat(pid) and not procfs.exe(pid)]
    assert all(procfs.process(pid, 0) is None for pid in threads)
