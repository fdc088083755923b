"""A real small disk, in a mount namespace of the test's own: it fills up, it turns read-only."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BEGIN = """
import os, subprocess, sys
from datetime import date
from pathlib import Path
from app.model.action import Record, RecordKind
from app.model.errors import StoreDamaged
from app.model.span import Charge, DayTotal
from app.store.store import open_store

disk, key, day = Path(sys.argv[1]), bytes(32), date(2026, 11, 18)
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], check=True)
path = disk / "store.db"

def save(store, n):
    store.save(os.urandom(20_000), [], [DayTotal("an", day, f"app {n}", Charge.GAME, n)])
    store.append(n, Record("an", RecordKind.GRANT, "given"))

def refusal(act, *arguments):
    try:
        act(*arguments)
    except StoreDamaged as damage:
        return damage.code
    return "none"

def remount(options):
    subprocess.run(["mount", "-o", f"remount,{options}", disk], check=True)
"""

FULL = """
store = open_store(path, key)
store.set_policy("first", 1, "me", 0)
kept = 0
while (code := refusal(save, store, kept)) == "none":
    kept += 1
assert code == "full", code
assert kept > 3
(disk / "more").write_bytes(bytes(os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize))
assert refusal(store.set_policy, "second", 2, "me", 0) == "full"
assert refusal(store.set_secret, "password", b"x") == "full"
assert store.policy().version == 1
assert len(store.totals("an", day, day)) in (kept, kept + 1)  # the save or the line was too much
assert store.verify().problems == ()
assert store.verify().lines == kept
remount("size=8m")
save(store, 999)
store.set_policy("second", 2, "me", 0)
store.close()
store = open_store(path, key)
assert store.policy().version == 2
assert store.verify().lines == kept + 1
store.close()
"""

FULL_FROM_THE_START = """
(disk / "more").write_bytes(bytes(400 * 1024))
assert refusal(open_store, path, key) == "full"
(disk / "more").unlink()
store = open_store(path, key)
save(store, 1)
store.close()
(disk / "more").write_bytes(bytes(os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize))
store = open_store(path, key)
assert store.verify().lines == 1
assert not store.read_only
assert refusal(save, store, 2) == "full"
(disk / "more").unlink()
save(store, 2)
assert store.verify().lines == 2
store.close()
"""

READ_ONLY = """
import shutil
store = open_store(path, key)
store.set_policy("first", 1, "me", 0)
save(store, 1)
shutil.copytree(disk, disk / "killed")  # as a kill leaves it: with rows that are only in the WAL
store.close()
remount("ro")
for place in (path, disk / "killed" / "store.db"):
    store = open_store(place, key)
    assert store.read_only
    assert store.policy().version == 1
    assert len(store.totals("an", day, day)) == 1
    assert store.verify().lines == 1
    assert refusal(save, store, 2) == "read_only"
    assert refusal(store.set_policy, "second", 2, "me", 0) == "read_only"
    assert store.policy().version == 1
    store.close()
assert refusal(open_store, disk / "new.db", key) == "read_only"
remount("rw")
for place in (path, disk / "killed" / "store.db"):
    store = open_store(place, key)
    assert not store.read_only
    save(store, 2)
    assert store.verify().lines == 2
    store.close()
"""


def own_mounts() -> list[str]:
    """The command that gives a program mounts of its own, [] where the system allows none."""
    for command in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]):
        done = subprocess.run([*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False)
        if done.returncode == 0:
            return command
    return []


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(FULL, id="full"),
        pytest.param(FULL_FROM_THE_START, id="full from the start"),
        pytest.param(READ_ONLY, id="read-only"),
    ],
)
def test_on_a_real_disk(tmp_path: Path, story: str) -> None:
    """The error is named, what was kept is kept, and afterwards everything works again."""
    command = own_mounts()
    if not command:
        pytest.skip("this system gives nobody mounts of their own")
    done = subprocess.run(
        [*command, sys.executable, "-c", BEGIN + story, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
