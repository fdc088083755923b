"""Paths that root follows, and those it does not set a foot on."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.linux.system_file import NotSystem, open_system_file
from tests.platforms.linux.child_account import needs_root

NOBODY = 65_534


def leads_to(path: str) -> tuple[int, int] | None:
    """The inode that is opened, None when there is none."""
    file = open_system_file(path, lambda folder: None)
    if file is None:
        return None
    facts = os.fstat(file)
    os.close(file)
    return facts.st_dev, facts.st_ino


def inode(path: Path) -> tuple[int, int]:
    """The inode a path really leads to."""
    facts = path.stat()
    return facts.st_dev, facts.st_ino


@pytest.fixture
def opt() -> Iterator[Path]:
    """A folder of this test's own under /opt."""
    if os.geteuid() != 0:
        pytest.skip("makes root's folders")
    folder = Path("/opt") / f"luytre-t-{secrets.token_hex(3)}"
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "path", ["/bin/sh", "/usr/bin/env", "/usr/bin/../bin/./env", "//usr//bin/env"]
)
def test_installed_programs_are_found(path: str) -> None:
    """Plain paths, through the links of a merged /usr, and with detours."""
    assert leads_to(path) == inode(Path(path))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "game",
        "usr/bin/env",
        "/usr/bin/en\0v",
        "/home/an/game",
        "/root/game",
        "/tmp/game",
        "/run/user/1000/game",
        "/media/stick/game",
        "/mnt/game",
        "/proc/self/exe",
        "/dev/shm/game",
        "/var/tmp/game",
        "/usr/../home/an/game",
        "/usr/bin/../../tmp/game",
    ],
)
def test_places_of_users_are_not_entered(path: str) -> None:
    """Whatever stands there, it is not even looked at."""
    with pytest.raises(NotSystem):
        leads_to(path)


@pytest.mark.parametrize(
    "path",
    ["/usr/bin/no-such-program", "/usr/no/such/folder", "/usr/bin", "/usr/bin/env/x", "/usr"],
)
def test_what_is_no_file_is_nothing(path: str) -> None:
    """A name without a file, a folder, and a file taken for a folder."""
    assert leads_to(path) is None


def test_links_are_followed_by_hand(opt: Path) -> None:
    """Relative, absolute and chained links end at the file; a circle ends nowhere."""
    (opt / "bin").mkdir()
    game = opt / "bin" / "game"
    game.write_text("")
    (opt / "relative").symlink_to("bin/../bin/game")
    (opt / "absolute").symlink_to(opt / "relative")
    (opt / "folder").symlink_to("bin")
    (opt / "circle").symlink_to("circle")
    (opt / "gone").symlink_to("nothing")
    for way in ("relative", "absolute", "folder/game"):
        assert leads_to(str(opt / way)) == inode(game)
    assert leads_to(str(opt / "circle")) is None
    assert leads_to(str(opt / "gone")) is None


def test_a_link_out_of_the_system_is_not_followed(opt: Path) -> None:
    """Even root's own link does not lead into a home."""
    (opt / "home").symlink_to("/home")
    (opt / "tmp").symlink_to("../../tmp")
    for way in ("home/an/game", "tmp/game"):
        with pytest.raises(NotSystem):
            leads_to(str(opt / way))


@pytest.mark.parametrize(
    ("mode", "owner", "group"), [(0o757, 0, 0), (0o755, NOBODY, 0), (0o775, 0, 50)]
)
def test_a_folder_others_may_write_is_not_entered(
    opt: Path, mode: int, owner: int, group: int
) -> None:
    """Who can write a folder on the way can lead root anywhere."""
    inner = opt / "inner"
    inner.mkdir()
    (inner / "game").write_text("")
    assert leads_to(str(inner / "game")) is not None
    os.chown(inner, owner, group)
    inner.chmod(mode)
    with pytest.raises(NotSystem):
        leads_to(str(inner / "game"))


def test_every_folder_on_the_way_is_told(opt: Path) -> None:
    """Also those a link leads through: a change in any of them may change the answer."""
    (opt / "a").mkdir()
    (opt / "b").mkdir()
    (opt / "b" / "game").write_text("")
    (opt / "a" / "link").symlink_to("../b/game")
    told: list[str] = []
    file = open_system_file(
        str(opt / "a" / "link"), lambda folder: told.append(os.readlink(f"/proc/self/fd/{folder}"))
    )
    assert file is not None
    os.close(file)
    assert told == ["/", "/opt", str(opt), str(opt / "a"), str(opt / "b")]


@needs_root
def test_no_descriptor_is_left_open(opt: Path) -> None:
    """However it ends, everything on the way is closed again."""
    (opt / "tmp").symlink_to("../../tmp")
    before = len(os.listdir("/proc/self/fd"))
    for path in (f"{opt}/tmp/x", f"{opt}/nothing", "/usr/bin/env", "relative"):
        try:
            leads_to(path)
        except NotSystem:
            continue
    assert len(os.listdir("/proc/self/fd")) == before


@given(st.text(alphabet="ab./~ \n", max_size=30))
def test_no_path_raises_anything_else(path: str) -> None:
    """Whatever a parent types is followed, or is nothing, or is not the system's."""
    for start in ("", "/", "/usr/", "/opt/../"):
        try:
            leads_to(start + path)
        except NotSystem:
            continue
