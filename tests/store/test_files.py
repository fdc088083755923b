"""Files that are private from their first moment, and refusals of the system by our names."""

import errno
import os
import stat
from pathlib import Path

import pytest

from app.model.errors import StoreDamaged
from app.store import files


def test_a_created_file_is_private(tmp_path: Path) -> None:
    """Whatever the umask, only the owner can open it, and its content is whole."""
    before = os.umask(0)
    try:
        files.create_private(tmp_path / "file", b"content")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert (tmp_path / "file").read_bytes() == b"content"


def test_nothing_is_overwritten_or_followed(tmp_path: Path) -> None:
    """A name that is taken, by a dangling link too, is refused."""
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        with pytest.raises(FileExistsError):
            files.create_private(tmp_path / name, b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EROFS, "read_only"),
        (errno.EIO, "io"),
        (errno.EACCES, "io"),
    ],
)
def test_refusals_have_codes(number: int, code: str) -> None:
    """The system's number becomes our code, with what was tried."""
    with pytest.raises(StoreDamaged) as caught, files.trying("a thing"):
        raise OSError(number, "no")
    assert (caught.value.code, caught.value.tried) == (code, "a thing")


def test_a_rename_takes_the_name(tmp_path: Path) -> None:
    """Whatever had the name is gone, in one step."""
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "new").write_bytes(b"new")
    files.rename(tmp_path / "new", tmp_path / "old")
    files.sync_folder(tmp_path)
    assert [(f.name, f.read_bytes()) for f in tmp_path.iterdir()] == [("old", b"new")]
