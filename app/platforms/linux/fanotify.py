"""Asks before a marked file is executed (fanotify(7), FAN_OPEN_EXEC_PERM on single inodes).

Only single files are ever marked, never a mount or a file system: were the one who answers to hang,
nothing but those files would wait for him. The kernel allows everything when he is gone.
"""

from __future__ import annotations

import ctypes
import os
import struct
from dataclasses import dataclass
from typing import Final

from app.platforms.linux.kernel import checked, read_now

# <linux/fanotify.h>
_CLASS_CONTENT: Final = 0x04
_CLOEXEC: Final = 0x01
_NONBLOCK: Final = 0x02
_MARK_ADD: Final = 0x01
_MARK_REMOVE: Final = 0x02
_OPEN_EXEC_PERM: Final = 0x0004_0000
_ALLOW: Final = 1
_DENY: Final = 2
_VERSION: Final = 3
_AT_FDCWD: Final = -100
# event_len, vers, reserved, metadata_len, mask, fd, pid
_EVENT: Final = struct.Struct("=IBBHQii")
_ANSWER: Final = struct.Struct("=iI")


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody wants to execute a marked file: `fd` is that file, opened for us, `pid` waits."""

    fd: int
    pid: int


class Fanotify:
    """A group of marks; `fd` becomes readable when somebody waits for an answer."""

    def __init__(self) -> None:
        """Open it. Raises OSError where the kernel lacks it (ENOSYS) or forbids it (EPERM)."""
        self._libc = ctypes.CDLL(None, use_errno=True)
        mark = self._libc.fanotify_mark
        mark.argtypes = [
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint64,
            ctypes.c_int,
            ctypes.c_char_p,
        ]
        flags = _CLASS_CONTENT | _CLOEXEC | _NONBLOCK
        made = self._libc.fanotify_init(flags, os.O_RDONLY | os.O_CLOEXEC)
        self.fd = checked(made, "fanotify")

    def mark(self, file: int) -> None:
        """Ask from now on before this file (an O_PATH fd will do) is executed. OSError."""
        self._mark(_MARK_ADD, file)

    def unmark(self, file: int) -> None:
        """Ask no longer. OSError when it was not marked."""
        self._mark(_MARK_REMOVE, file)

    def read(self) -> list[Attempt]:
        """Give who waits now. Each must be answered, which also closes its fd."""
        data = read_now(self.fd)
        attempts, at = [], 0
        while at < len(data):
            length, version, _, _, _, fd, pid = _EVENT.unpack_from(data, at)
            if version != _VERSION:
                raise OSError(f"fanotify speaks version {version}, not {_VERSION}")
            at += length
            if fd >= 0:  # -1 tells that events were lost; the kernel has allowed them
                attempts.append(Attempt(fd, pid))
        return attempts

    def answer(self, attempt: Attempt, allow: bool) -> None:
        """Let it start, or let its exec fail with EPERM."""
        try:
            os.write(self.fd, _ANSWER.pack(attempt.fd, _ALLOW if allow else _DENY))
        except FileNotFoundError:
            pass  # it was killed while it waited
        finally:
            os.close(attempt.fd)

    def close(self) -> None:
        """Let everything start."""
        os.close(self.fd)

    def _mark(self, flags: int, file: int) -> None:
        # By its fd: the path could lead somewhere else by now.
        path = f"/proc/self/fd/{file}".encode()
        made = self._libc.fanotify_mark(self.fd, flags, _OPEN_EXEC_PERM, _AT_FDCWD, path)
        checked(made, "fanotify")
