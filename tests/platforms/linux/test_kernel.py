"""Answers of the kernel's own calls."""

import ctypes
import errno
import os

import pytest

from app.platforms.linux.kernel import checked, read_now


def test_a_refusal_is_an_error_with_the_kernels_reason() -> None:
    """The number of the last call, and what it was about."""
    assert checked(3, "/tmp") == 3
    ctypes.set_errno(errno.EPERM)
    with pytest.raises(PermissionError) as found:
        checked(-1, "/tmp")
    assert found.value.filename == "/tmp"


def test_reading_never_waits() -> None:
    """What is there, and nothing when there is nothing."""
    read, write = os.pipe2(os.O_NONBLOCK)
    try:
        assert read_now(read) == b""
        os.write(write, b"moved")
        assert read_now(read) == b"moved"
    finally:
        os.close(read)
        os.close(write)
