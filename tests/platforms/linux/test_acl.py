"""Access control lists are read and written as setfacl and getfacl do."""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.linux import acl

PERMISSIONS = st.integers(0, 7)
UIDS = st.integers(1, 2**31 - 1)


def getfacl(path: Path) -> str:
    """What the release script compares."""
    command = ("getfacl", "--omit-header", "--absolute-names", "--numeric", "--no-effective")
    said = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True).stdout
    return said.rstrip("\n") + "\n"


@st.composite
def lists(draw: st.DrawFn) -> acl.Acl:
    """Any list the kernel would take."""
    users = draw(st.dictionaries(UIDS, PERMISSIONS, max_size=4))
    groups = draw(st.dictionaries(UIDS, PERMISSIONS, max_size=3))
    entries = [acl.Entry(acl.OWNER, 0xFFFFFFFF, draw(PERMISSIONS))]
    entries += [acl.Entry(acl.USER, uid, users[uid]) for uid in sorted(users)]
    entries += [acl.Entry(acl.OWNING_GROUP, 0xFFFFFFFF, draw(PERMISSIONS))]
    entries += [acl.Entry(acl.GROUP, gid, groups[gid]) for gid in sorted(groups)]
    if users or groups:
        entries += [acl.Entry(acl.MASK, 0xFFFFFFFF, draw(PERMISSIONS))]
    return (*entries, acl.Entry(acl.OTHER, 0xFFFFFFFF, draw(PERMISSIONS)))


@given(lists())
def test_both_ways_of_writing_are_read_back(one: acl.Acl) -> None:
    """The kernel's bytes and the text for the release script hold the same."""
    assert acl.unpack(acl.pack(one)) == one
    assert acl.parse(acl.text(one)) == one


@given(lists(), st.frozensets(UIDS, min_size=1, max_size=3), st.frozensets(UIDS, max_size=5))
def test_closing_takes_from_nobody_else(
    one: acl.Acl, denied: frozenset[int], accounts: frozenset[int]
) -> None:
    """Who is denied has nothing; every other account and group has what it had."""
    for named in (None, accounts):
        made = acl.closed(one, denied, named)
        users = {each.id: each.permissions for each in made if each.tag == acl.USER}
        before = {each.id: each.permissions for each in one if each.tag == acl.USER}
        others = next(each.permissions for each in one if each.tag == acl.OTHER)
        assert all(users[uid] == 0 for uid in denied)
        for uid in accounts - denied:
            kept = users.get(uid, None if named is None else -1)
            assert kept == before.get(uid, None if named is None else others)
        keeps = [each for each in made if each.tag in (acl.OWNER, acl.OWNING_GROUP, acl.GROUP)]
        assert keeps == [
            each for each in one if each.tag in (acl.OWNER, acl.OWNING_GROUP, acl.GROUP)
        ]
        last = made[-1]
        assert last.tag == acl.OTHER and last.permissions == (others if named is None else 0)


def test_the_tools_see_the_same(tmp_path: Path) -> None:
    """What we write, getfacl prints as our text; what setfacl writes, we read."""
    path = tmp_path / "file"
    path.touch(0o666)
    path.chmod(0o666)
    fd = os.open(path, os.O_PATH)
    try:
        assert acl.text(acl.read(fd)) == getfacl(path) == "user::rw-\ngroup::rw-\nother::rw-\n"
        acl.write(fd, acl.closed(acl.read(fd), frozenset([59_001]), frozenset([0, 59_000])))
        assert acl.text(acl.read(fd)) == getfacl(path)
        assert "user:59001:---" in getfacl(path)
        subprocess.run(["setfacl", "-m", "u:59002:r", str(path)], check=True)
        assert acl.text(acl.read(fd)) == getfacl(path)
    finally:
        os.close(fd)


@pytest.mark.parametrize("data", [b"", b"\x03\0\0\0", b"\x02"])
def test_an_unknown_version_is_told(data: bytes) -> None:
    """Nobody guesses what a kernel of another time meant."""
    with pytest.raises(OSError, match="unknown"):
        acl.unpack(data)


def test_a_line_that_is_none_is_told() -> None:
    """A note that was cut off is not half obeyed."""
    with pytest.raises(ValueError, match="no such entry"):
        acl.parse("mask:5:rwx")
