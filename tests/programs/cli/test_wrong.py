"""Sentences for wrong commands and files: ours where we know the case, the other's where not."""

import errno
from pathlib import Path

import pytest

from app.programs.cli import wrong


@pytest.mark.parametrize(
    ("error", "vi", "en"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), "không có tệp này", "no such file"),
        (IsADirectoryError(errno.EISDIR, "x"), "đây là một thư mục", "this is a folder"),
        (PermissionError(errno.EACCES, "x"), "không được mở", "may not open it"),
        (OSError(errno.ENOSPC, "x"), "ổ đĩa đầy", "the disk is full"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), "không phải văn bản", "no UTF-8 text"),
        (OSError(errno.EMFILE, "Too many open files"), "Too many", "Too many open files"),
    ],
)
def test_a_file_is_named_with_the_reason(error: OSError, vi: str, en: str) -> None:
    """The path first; a reason nobody wrote words for is the system's own."""
    for lang, why in (("vi", vi), ("en", en)):
        stopped = wrong.file(Path("/x/y.toml"), error, lang)
        assert stopped.code == 2 and stopped.facts == {"file": "/x/y.toml"}
        assert stopped.text.startswith("/x/y.toml: ") and why in stopped.text


def test_a_sentence_of_argparse_that_nobody_knows_is_shown() -> None:
    """Newer versions may say more."""
    assert wrong.command("dragons", "usage: x", "vi").text == "dragons\nusage: x"


@pytest.mark.parametrize("known", ["'get', 'check'", "get, check"])
def test_both_ways_in_which_argparse_lists_choices(known: str) -> None:
    """With quotes up to Python 3.11, without from 3.12 on."""
    said = f"argument VERB: invalid choice: 'chek' (choose from {known})"
    text = wrong.command(said, "usage: x", "en").text
    assert text == "There is no verb chek. Did you mean check?\nusage: x"
