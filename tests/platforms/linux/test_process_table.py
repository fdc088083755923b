"""The table of processes: looked at once, and again when something happened."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.platforms.linux.process_table import ProcessTable
from tests.platforms.people import Person, stop


def test_new_programs_are_given_once(child: Person) -> None:
    """A refresh gives what is new, and the next one nothing."""
    table = ProcessTable(frozenset({child.uid}))
    table.refresh()
    with child.starts(["sleep", "30"]) as program:
        assert [one.pid for one in table.refresh()] == [program.pid]
        assert table.refresh() == []
        assert [one.pid for one in table.of(child.uid)] == [program.pid]
        stop(program)
    table.refresh()
    assert table.of(child.uid) == ()


def test_programs_under_borrowed_users_are_the_childs(child: Person, tmp_path: Path) -> None:
    """A game under a subordinate UID belongs to the child and keeps the UID it runs under."""
    borrowed = 200_000 + child.uid
    file = tmp_path / "subuid"
    file.write_text(f"{child.name}:{borrowed}:10\n")
    table = ProcessTable(frozenset({child.uid}), subuid=file)
    with subprocess.Popen(["sleep", "30"], user=borrowed + 3, start_new_session=True) as program:
        table.refresh()
        (mine,) = table.of(child.uid)
        assert (mine.pid, mine.uid) == (program.pid, borrowed + 3)
        stop(program)


@pytest.mark.skipif(shutil.which("newuidmap") is None, reason="uidmap is not installed")
def test_a_real_user_namespace_hides_nobody(child: Person) -> None:
    """`unshare -U --map-auto` with the machine's own subordinate UIDs is seen."""
    command = [
        "unshare",
        "-U",
        "--map-auto",
        "--map-root-user",
        "-S",
        "7",
        "-G",
        "7",
        "sleep",
        "30",
    ]
    with child.starts(command) as program:
        table = ProcessTable(frozenset({child.uid}))
        for _ in range(200):
            table.forget(program.pid)
            table.refresh()
            if any(one.exe.endswith("/sleep") for one in table.of(child.uid)):
                break
            assert program.poll() is None
        (mine,) = [one for one in table.of(child.uid) if one.exe.endswith("/sleep")]
        assert mine.uid != child.uid
        stop(program)


def test_a_stranger_who_takes_the_childs_name_is_found(child: Person) -> None:
    """Root's process that becomes the child's without starting a program is found by a new look."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.read(reader, 1)
        os.setresuid(child.uid, child.uid, child.uid)
        os.write(writer, b".")
        os.execv("/bin/sleep", ["sleep", "30"])
    try:
        table = ProcessTable(frozenset({child.uid}))
        table.refresh()
        assert table.of(child.uid) == ()
        os.write(writer, b".")
        while not table.of(child.uid):
            table.forget_newcomers()
            table.refresh()
            table.forget_strangers()
        assert [one.pid for one in table.of(child.uid)] == [pid]
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(reader)
        os.close(writer)


def test_another_program_in_the_same_process_is_noticed(child: Person) -> None:
    """`replaced` gives what runs another program than before."""
    gate = child.home / "gate"
    os.mkfifo(gate)
    os.chown(gate, child.uid, child.gid)
    with child.starts(["/bin/sh", "-c", "read go <gate; exec sleep 30"]) as program:
        table = ProcessTable(frozenset({child.uid}))
        gate.write_text("go\n")  # returns when the shell has opened the other end
        changed = table.refresh()
        while not any(one.exe.endswith("/sleep") for one in changed):
            changed = table.replaced()
        assert [one.pid for one in changed] == [program.pid]
        assert table.replaced() == []
        stop(program)
    gate.unlink()
