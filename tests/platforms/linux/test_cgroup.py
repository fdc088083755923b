"""Folders of the unified hierarchy: found, named, and asked when they are gone."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.errors import Unsupported
from app.platforms.linux.cgroup import Cgroup, Tree, find_mount
from tests.platforms.linux.child_account import needs_root

V1 = "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n"
PART = "40 31 0:38 /user.slice /mnt/part rw - cgroup2 cgroup2 rw\n"


@pytest.mark.parametrize(
    ("mountinfo", "mount"),
    [
        (V1 + "41 31 0:38 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n", "/sys/fs/cgroup"),
        ("41 31 0:38 / /sys/fs/cgroup/unified rw shared:9 - cgroup2 none rw\n", "unified"),
        ("41 31 0:38 / /mnt/a\\040b rw - cgroup2 cgroup2 rw\n", "/mnt/a b"),
        (PART + "41 31 0:38 / /cg rw - cgroup2 cgroup2 rw\n", "/cg"),
    ],
)
def test_the_mount_is_found(mountinfo: str, mount: str) -> None:
    """Alone, beside cgroup v1, with a blank in its path, after a bind mount of a part."""
    assert str(find_mount(mountinfo)).endswith(mount)


@pytest.mark.parametrize("mountinfo", ["", V1, PART])
def test_no_mount_is_said(mountinfo: str) -> None:
    """Without the whole unified hierarchy there is no group freezer."""
    with pytest.raises(Unsupported):
        find_mount(mountinfo)


@given(st.text(max_size=400))
def test_any_group_has_one_folder(name: str) -> None:
    """Whatever a group is called, its folder is one entry of ours and no other group's."""
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return
    tree = Tree(Path("/cg"), "luytre")
    path = tree.group("frozen", name).path
    assert path.parent == Path("/cg/luytre")
    assert len(os.fsencode(path.name)) <= 255
    assert path != tree.group("frozen", name + "x").path


def test_long_names_differ() -> None:
    """Names too long for a folder are told apart by more than their beginning."""
    tree = Tree(Path("/cg"), "luytre")
    assert tree.group("frozen", "x" * 300).path != tree.group("frozen", "x" * 301).path


def test_ours_is_told_by_the_whole_folder() -> None:
    """A folder whose name begins like ours is somebody else's."""
    tree = Tree(Path("/cg"), "luytre")
    assert tree.is_ours("/luytre/frozen-an")
    assert not tree.is_ours("/luytre-t-1/frozen-an")
    assert not tree.is_ours("/user.slice/luytre/frozen-an")
    assert tree.path_of(tree.at("/user.slice/a.scope")) == "/user.slice/a.scope"


def test_a_folder_that_is_gone_is_empty() -> None:
    """No question to a folder that was removed raises."""
    gone = Cgroup(Path("/nowhere/at/all"))
    assert gone.pids() == []
    assert not gone.add(1)
    assert not gone.set_frozen(True)
    assert not gone.should_be_frozen()
    assert not gone.is_frozen()
    assert gone.wait_frozen(1_000)
    assert not gone.kill()
    assert gone.remove()


@pytest.fixture
def tree() -> Iterator[Tree]:
    """A folder of this test's own in the real tree."""
    tree = Tree(find_mount(), f"luytre-t-{secrets.token_hex(3)}")
    yield tree
    for cgroup in tree.groups("frozen").values():
        cgroup.remove()
    Cgroup(tree.ours).remove()


@needs_root
def test_our_folders_are_found_by_name(tree: Tree) -> None:
    """A later life reads the groups from the folders, without a note."""
    assert tree.groups("frozen") == {}
    for name in ("an", "an/steam #1", "ăn"):
        tree.group("frozen", name).make()
    assert set(tree.groups("frozen")) == {"an", "an/steam #1", "ăn"}
    assert tree.groups("agent") == {}


@needs_root
def test_an_empty_folder_freezes_at_once(tree: Tree) -> None:
    """The kernel's answer is read back from the kernel."""
    group = tree.group("frozen", "an")
    group.make()
    assert not group.is_frozen()
    assert group.set_frozen(True)
    assert group.wait_frozen(1_000)
    assert group.is_frozen()
    assert group.should_be_frozen()
    assert group.remove()
