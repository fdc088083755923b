"""`release` lets go of the PC whatever else is broken, and undoes what is still ours."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from installers.linux import journal as journal_module
from installers.linux.journal import Journal

from .conftest import Marked

CGROUPS = next(
    Path(line.split()[1])
    for line in Path("/proc/mounts").read_text().splitlines()
    if line.split()[2] == "cgroup2"
)


def picture(folder: Path) -> dict[str, str]:
    """Everything under a folder: content or target, with the mode."""
    found = {}
    for path in sorted(folder.rglob("*")):
        what = journal_module.fingerprint(path)
        mode = "" if path.is_symlink() else f" {path.stat().st_mode & 0o777:o}"
        found[str(path.relative_to(folder))] = what + mode
    return found


# --- the journal, played back ------------------------------------------------------------------


def test_release_undoes_what_holds_the_child_and_leaves_the_rest(
    marked: Marked, tmp_path: Path
) -> None:
    """A plain release takes back what binds the child; the installation stays to start again."""
    journal = Journal(marked.undo)
    journal.write(tmp_path / "policy", b"ours", "hold")
    journal.write(tmp_path / "unit", b"ours", "install")
    marked.release()
    assert not (tmp_path / "policy").exists()
    assert (tmp_path / "unit").read_bytes() == b"ours"
    assert [each.name for each in marked.undo.iterdir()] == ["0002"]


def test_uninstall_restores_what_stood_there(marked: Marked, tmp_path: Path) -> None:
    """Content, mode, owner, times and links come back; new files and folders go."""
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "theirs").chmod(0o600)
    os.chown(tmp_path / "theirs", 1234, 1234)
    os.utime(tmp_path / "theirs", (1_000_000_000, 1_000_000_000))
    (tmp_path / "their link").symlink_to("theirs")
    before = picture(tmp_path)
    journal = Journal(marked.undo)
    journal.write(tmp_path / "theirs", b"ours")
    journal.link(tmp_path / "their link", "elsewhere")
    journal.write(tmp_path / "new" / "folder" / "file", b"ours")
    said = marked.release("--uninstall")
    status = (tmp_path / "theirs").stat()
    assert picture(tmp_path) == before
    assert (status.st_uid, status.st_gid, status.st_mtime) == (1234, 1234, 1_000_000_000)
    assert said == "Lũy Tre is off this PC.\n"
    assert marked.traces() == []


def test_what_somebody_else_changed_is_left_alone_and_named(marked: Marked, tmp_path: Path) -> None:
    """Edited, replaced and reused things stay as they are, are named, and lose nothing."""
    (tmp_path / "kept").write_text("before us")
    journal = Journal(marked.undo)
    for name in ("edited", "kept", "folder/ours"):
        journal.write(tmp_path / name, b"ours")
    (tmp_path / "edited").write_text("by hand")
    (tmp_path / "kept").write_text("by hand")
    (tmp_path / "folder" / "theirs").write_text("new")
    said = marked.release("--uninstall")
    for name in ("edited", "kept", "folder"):
        assert f"somebody else changed it: {tmp_path / name}\n" in said
    assert (tmp_path / "edited").read_text() == (tmp_path / "kept").read_text() == "by hand"
    assert [each.name for each in (tmp_path / "folder").iterdir()] == ["theirs"]
    # The only copy of what was there before us is not thrown away.
    assert [path.read_text() for path in marked.undo.rglob("old")] == ["before us"]
    assert f"kept in {marked.undo}" in said


def test_what_somebody_else_removed_stays_removed(marked: Marked, tmp_path: Path) -> None:
    """A file of ours that is gone already is no trouble and is not mentioned."""
    Journal(marked.undo).write(tmp_path / "a", b"ours")
    (tmp_path / "a").unlink()
    assert "left alone" not in marked.release("--uninstall")
    assert not (tmp_path / "a").exists()


def test_more_than_nine_thousand_entries_keep_their_order(marked: Marked, tmp_path: Path) -> None:
    """Entries are undone newest first by number, not by spelling."""
    journal = Journal(marked.undo)
    journal.write(tmp_path / "a", b"1", "hold")
    (marked.undo / "0001").rename(marked.undo / "9999")
    (tmp_path / "a").write_text("by hand")
    journal.write(tmp_path / "a", b"2", "hold")
    assert (marked.undo / "10000").exists()
    said = marked.release()
    assert (tmp_path / "a").read_text() == "by hand"
    assert "left alone" in said


class Cut(BaseException):
    """The power goes."""


def calls_until(monkeypatch: pytest.MonkeyPatch, allowed: int) -> None:
    """Let the journal make so many changes to the disk, then cut the power."""
    left = [allowed]

    def cut(function: object) -> object:
        def wrapped(*args: object, **kwargs: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Cut
            return function(*args, **kwargs)  # type: ignore[operator]

        return wrapped

    for name in ("replace", "open", "fsync", "chown", "readlink"):
        monkeypatch.setattr(os, name, cut(getattr(os, name)))
    for name in ("mkdir", "rename", "symlink_to"):
        monkeypatch.setattr(Path, name, cut(getattr(Path, name)))
    monkeypatch.setattr(shutil, "copy2", cut(shutil.copy2))


PLACES = st.sampled_from(["theirs", "link", "new", "made/file", "made/deep/link"])
CHANGES = st.lists(
    st.tuples(PLACES, st.sampled_from(["write", "link"]), st.sampled_from(["1", "2"])),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(changes=CHANGES, allowed=st.integers(0, 60))
@example(changes=[("theirs", "write", "1"), ("theirs", "link", "2")], allowed=14)
def test_a_power_cut_anywhere_can_be_undone(
    marked: Marked, tmp_path_factory: pytest.TempPathFactory, changes: list, allowed: int
) -> None:
    """Whatever was changed, and wherever the power went, everything is as before afterwards."""
    world = tmp_path_factory.mktemp("world")
    (world / "theirs").write_text("theirs")
    (world / "link").symlink_to("theirs")
    before = picture(world)
    shutil.rmtree(marked.state, ignore_errors=True)
    marked.undo.mkdir(parents=True)
    shutil.copy(journal_module.__file__.replace("journal.py", "release"), marked.state / "release")
    journal = Journal(marked.undo)
    with pytest.MonkeyPatch.context() as monkeypatch, suppress(Cut):
        calls_until(monkeypatch, allowed)
        for place, how, text in changes:
            if how == "write":
                journal.write(world / place, text.encode())
            else:
                journal.link(world / place, text)
    said = marked.release("--uninstall")
    assert picture(world) == before, said
    assert marked.traces() == []


# --- frozen, locked, running -------------------------------------------------------------------


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen]:
    """A program to freeze."""
    process = subprocess.Popen(["/bin/sleep", "600"])
    yield process
    process.kill()
    process.wait()


def cgroup_of(pid: int) -> str:
    """The version 2 control group of a process."""
    lines = Path(f"/proc/{pid}/cgroup").read_text().splitlines()
    return next(line[3:] for line in lines if line.startswith("0::"))


def start_of(pid: int) -> str:
    """When a process began, in ticks, as text."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[19]


@pytest.mark.parametrize("remembered", [True, False])
def test_frozen_programs_run_again_where_they_were(
    marked: Marked, sleeper: subprocess.Popen, remembered: bool
) -> None:
    """A frozen program is thawed and given back to its remembered group, else to the root."""
    home = CGROUPS / f"{marked.mark}-home"
    ours = CGROUPS / marked.mark / "held-1001"
    home.mkdir()
    ours.mkdir(parents=True)
    try:
        (ours / "cgroup.procs").write_text(str(sleeper.pid))
        (ours / "cgroup.freeze").write_text("1")
        if remembered:
            run = Path("/run") / marked.mark
            run.mkdir()
            line = f"{sleeper.pid} {start_of(sleeper.pid)} /{home.name}\n"
            (run / "frozen").write_text(f"{sleeper.pid} 1 /nowhere\n{line}")
        marked.release()
        assert cgroup_of(sleeper.pid) == (f"/{home.name}" if remembered else "/")
        assert not ours.parent.exists()
    finally:
        (CGROUPS / "cgroup.procs").write_text(str(sleeper.pid))
        home.rmdir()


def test_a_scope_that_systemd_removed_is_made_again(
    marked: Marked, sleeper: subprocess.Popen
) -> None:
    """What came from a scope we emptied ends with its log-in as before, not at the root."""
    slice_, ours = CGROUPS / f"{marked.mark}-user", CGROUPS / marked.mark / "frozen-child"
    slice_.mkdir()
    ours.mkdir(parents=True)
    run = Path("/run") / marked.mark
    run.mkdir()
    try:
        (ours / "cgroup.procs").write_text(str(sleeper.pid))
        home = f"/{slice_.name}/app-a b.scope"
        (run / "frozen").write_text(f"{sleeper.pid} {start_of(sleeper.pid)} {home}\n+ child 1 1\n")
        marked.release()
        assert cgroup_of(sleeper.pid) == home
    finally:
        (CGROUPS / "cgroup.procs").write_text(str(sleeper.pid))
        for each in (*slice_.glob("app*"), slice_):
            each.rmdir()


def test_a_scope_frozen_in_place_runs_again(marked: Marked, sleeper: subprocess.Popen) -> None:
    """What was frozen where it stood is thawed by the service's own notes."""
    scope = CGROUPS / f"{marked.mark}-scope"
    scope.mkdir()
    run = Path("/run") / marked.mark
    run.mkdir()
    try:
        (scope / "cgroup.procs").write_text(str(sleeper.pid))
        (scope / "cgroup.freeze").write_text("1")
        (run / "frozen").write_text(f"scope child%2F1 /{scope.name}\n")
        marked.release()
        assert (scope / "cgroup.freeze").read_text() == "0\n"
        assert cgroup_of(sleeper.pid) == f"/{scope.name}"
    finally:
        (CGROUPS / "cgroup.procs").write_text(str(sleeper.pid))
        scope.rmdir()


def test_an_agents_group_is_ended_even_when_frozen(
    marked: Marked, sleeper: subprocess.Popen
) -> None:
    """The lock goes with everything in the agent's group, whatever it calls itself."""
    group = CGROUPS / marked.mark / "agent-c2"
    group.mkdir(parents=True)
    (group / "cgroup.procs").write_text(str(sleeper.pid))
    (group / "cgroup.freeze").write_text("1")
    marked.release()
    assert sleeper.wait(5) == -9
    assert not group.parent.exists()


def test_our_programs_are_ended_and_others_are_not(
    marked: Marked, sleeper: subprocess.Popen
) -> None:
    """Service, agent and lock end, a stopped one too; the console stays until uninstall."""
    (marked.product / "bin").mkdir(parents=True)
    python = marked.product / "bin" / "python"
    python.symlink_to("/usr/bin/python3")
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"
    started = {
        name: subprocess.Popen([python, "-I", "-c", code, "-m", f"app.programs.{name}"])
        for name in ("service", "agent", "console")
    }
    started["agent"].send_signal(19)
    try:
        marked.release()
        assert [name for name in started if started[name].poll() is None] == ["console"]
        marked.release("--uninstall")
        assert started["console"].wait(5) < 0
        assert sleeper.poll() is None
    finally:
        for process in started.values():
            process.kill()
            process.wait()


# --- the bad day -------------------------------------------------------------------------------


def test_it_works_on_a_full_disk(marked: Marked, tmp_path: Path) -> None:
    """With no room left in the store's place nor beside the files, all is undone and told."""
    small = tmp_path / "small"
    small.mkdir()
    script = f"""
        set -e
        mount -t tmpfs -o size=256k none {small}
        printf before >{small}/theirs
        mount -t tmpfs -o size=256k none {marked.state}
        cp {LINUX_RELEASE} {marked.state}/release
        mkdir {marked.undo}
        /usr/bin/python3 -B -c '
from pathlib import Path
from installers.linux.journal import Journal
journal = Journal(Path("{marked.undo}"))
journal.write(Path("{small}/theirs"), b"x" * 9000, "hold")
journal.write(Path("{small}/new"), b"x" * 9000, "hold")
'
        cat /dev/zero >{small}/fill 2>/dev/null || true
        cat /dev/zero >{marked.state}/fill 2>/dev/null || true
        /bin/sh {marked.state}/release
        ls {small} {marked.undo}
        cat {small}/theirs
    """
    command = ["unshare", "-m", "--propagation", "private", "sh", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, cwd=LINUX_RELEASE.parents[2])
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.splitlines()[1:] == [
        f"{small}:",
        "fill",
        "theirs",
        "",
        f"{marked.undo}:",
        "before",
    ]
    assert "OFF since" in (Path("/run/motd.d") / marked.mark).read_text()


def test_log_ins_are_told_in_both_languages_since_when(marked: Marked) -> None:
    """Two sentences with the time, in a place that needs no disk; the first time is kept."""
    marked.release("--failed")
    told = (Path("/run/motd.d") / marked.mark).read_text()
    vietnamese, english = told.splitlines()
    assert "đang TẮT từ" in vietnamese
    assert "không khởi động được" in vietnamese
    assert "are OFF since" in english
    assert (Path("/run/motd.d") / marked.mark).stat().st_mode & 0o777 == 0o644
    since = (marked.state / "off").read_text()
    marked.release()
    assert (marked.state / "off").read_text() == since
    assert (Path("/run/motd.d") / marked.mark).read_text() == told


@pytest.mark.parametrize(("language", "line"), [("vi_VN.UTF-8", 0), ("de_DE.UTF-8", 1)])
def test_the_window_shows_one_language(
    marked: Marked, tmp_path: Path, language: str, line: int
) -> None:
    """In a desktop session the sentence is shown in the language of that session."""
    marked.release()
    off = Path(f"/run/{marked.mark}-off")
    shown = tmp_path / "notify-send"
    shown.write_text(f'#!/bin/sh\nprintf "%s" "$3" >{tmp_path}/shown\n')
    shown.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "LANG": language}
    subprocess.run(["sh", off / "window"], env=environment, check=True)
    assert (tmp_path / "shown").read_text() == (off / "text").read_text().splitlines()[line]


def test_it_speaks_vietnamese(marked: Marked) -> None:
    """The script answers in the language of whoever runs it."""
    assert "Đã gỡ Lũy Tre" in marked.release("--uninstall", language="vi_VN.UTF-8")


def test_it_may_be_run_twice(marked: Marked, tmp_path: Path) -> None:
    """A second release finds nothing to do and says nothing new."""
    Journal(marked.undo).write(tmp_path / "a", b"", "hold")
    assert marked.release() == marked.release()


def test_records_can_be_kept(marked: Marked) -> None:
    """With --keep-records only the store's own files remain."""
    (marked.state / "store.db").write_text("records")
    marked.release("--uninstall", "--keep-records")
    assert [each.name for each in marked.state.iterdir()] == ["store.db"]


@pytest.mark.parametrize("place", ["/usr", "/tmp/x"])
def test_it_refuses_to_guess_what_is_ours(place: str, tmp_path: Path) -> None:
    """From a folder that is no place of ours it does nothing."""
    script = tmp_path / Path(place).name / "release"
    script.parent.mkdir()
    shutil.copy(LINUX_RELEASE, script)
    done = subprocess.run(["sh", script, "--uninstall"], capture_output=True, text=True)
    assert done.returncode == errno.ENOENT
    assert "Run the copy" in done.stderr


LINUX_RELEASE = Path(journal_module.__file__).parent / "release"
