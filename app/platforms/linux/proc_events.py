"""Programs as the kernel tells of them: its process connector says which process began a program.

What other users do must cost almost nothing, for any of them can start thousands of programs a
second: the kernel drops all but three kinds of events before they reach us, those that come are
fetched in batches by one call, and a stranger's program costs one stat of its /proc entry.
"""

from __future__ import annotations

import asyncio
import ctypes
import errno
import os
import socket
import struct
from collections.abc import Callable, Iterator

from app.model.errors import Unsupported
from app.model.observation import Process
from app.monitor.ports import Started
from app.platforms.linux.process_table import ProcessTable

# <linux/connector.h>, <linux/cn_proc.h>
_NETLINK_CONNECTOR = 11
_CN_PROC = 1
_LISTEN = 1
_NOTHING, _EXEC, _UID, _EXIT = 0, 2, 4, 0x80000000
# Where things stand in a message, in 32-bit words: nlmsghdr 16 bytes, cn_msg 20, then the event:
# what, cpu, a 64-bit time, and the process and thread group it is about.
_WHAT, _PID, _TGID = 9, 13, 14

_SO_ATTACH_FILTER, _SO_RCVBUFFORCE = 26, 33
# 4 MiB hold some five thousand events: two seconds of the worst flood that was measured.
_BACKLOG = 4 * 1024 * 1024
_BATCH, _SLOT = 128, 128
# How long the socket rests after it was emptied: a lone event is taken at once, many of them in
# twenty batches a second. Waking up costs ten times what an event in a batch does.
_REST_S = 0.05


def _filter() -> bytes:
    """Make the kernel's filter: EXEC and UID events, and EXIT of whole processes (classic BPF)."""

    def load(word: int) -> bytes:
        return struct.pack("=HBBI", 0x20, 0, 0, word * 4)  # BPF_LD | BPF_W | BPF_ABS

    def equal(value: int, yes: int, no: int) -> bytes:
        # The filter loads in network order what the kernel wrote in its own.
        return struct.pack("=HBBI", 0x15, yes, no, socket.htonl(value))

    code = (
        load(_WHAT)
        + equal(_EXEC, 7, 0)
        + equal(_UID, 6, 0)
        + equal(_NOTHING, 5, 0)
        + equal(_EXIT, 0, 5)
        + load(_PID)
        + struct.pack("=HBBI", 0x07, 0, 0, 0)  # BPF_MISC | BPF_TAX
        + load(_TGID)
        + struct.pack("=HBBI", 0x1D, 0, 1, 0)  # BPF_JMP | BPF_JEQ | BPF_X: its last thread
        + struct.pack("=HBBI", 0x06, 0, 0, 0xFFFFFFFF)  # keep
        + struct.pack("=HBBI", 0x06, 0, 0, 0)  # drop
    )
    return code


class _Iovec(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Msghdr(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_void_p),
        ("namelen", ctypes.c_uint32),
        ("iov", ctypes.c_void_p),
        ("iovlen", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
        ("controllen", ctypes.c_size_t),
        ("flags", ctypes.c_int),
    )


class _Mmsghdr(ctypes.Structure):
    """`struct mmsghdr`: one message of a batch, without address and without extras."""

    _fields_ = (("head", _Msghdr), ("length", ctypes.c_uint))


class _Inbox:
    """Fetches a whole batch of events with one system call into memory made once."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._memory = (ctypes.c_char * (_BATCH * _SLOT))()
        start = ctypes.addressof(self._memory)
        self._vectors = (_Iovec * _BATCH)(
            *(_Iovec(start + n * _SLOT, _SLOT) for n in range(_BATCH))
        )
        vectors = ctypes.addressof(self._vectors)
        size = ctypes.sizeof(_Iovec)
        self._heads = (_Mmsghdr * _BATCH)(
            *(_Mmsghdr(_Msghdr(None, 0, vectors + n * size, 1)) for n in range(_BATCH))
        )
        self._words = memoryview(self._memory).cast("B").cast("I")
        self._recvmmsg = ctypes.CDLL(None, use_errno=True).recvmmsg

    def fetch(self) -> list[tuple[int, int]]:
        """Give (kind, process) of what waits, at most a batch. OSError ENOBUFS: some were lost."""
        count = self._recvmmsg(self._fd, self._heads, _BATCH, socket.MSG_DONTWAIT, None)
        if count < 0:
            failure = ctypes.get_errno()
            if failure in (errno.EAGAIN, errno.EINTR):
                return []
            raise OSError(failure, os.strerror(failure))
        words, step = self._words, _SLOT // 4
        starts = range(0, count * step, step)
        return [(words[start + _WHAT], words[start + _TGID]) for start in starts]

    def answer(self) -> int | None:
        """Take the kernel's answer to our request: an error number, 0 = granted, None = none."""
        for slot, (kind, _) in enumerate(self.fetch()):
            if kind == _NOTHING:
                return int(self._words[slot * _SLOT // 4 + _PID])
        return None


class KernelEvents:
    """Watches programs by the kernel's events. Needs root in the first PID and net namespace.

    A program that ended before it could be looked at, within some 50 ms, is not reported.
    """

    name = "kernel-events"

    def __init__(self) -> None:
        """Nothing is opened before `start`."""
        self._socket: socket.socket | None = None
        self._rest: asyncio.TimerHandle | None = None

    def start(self, uids: frozenset[int], started: Callable[[Started], None]) -> None:
        """Begin to watch on the running loop. Raises Unsupported."""
        self._loop = asyncio.get_running_loop()
        self._started = started
        self._table = ProcessTable(uids)
        self._socket = _listen()
        self._inbox = _Inbox(self._socket.fileno())
        refused = self._inbox.answer()
        if refused != 0:
            self.stop()
            raise Unsupported(f"the kernel tells nothing of processes here ({refused})")
        self._table.refresh()
        self._loop.add_reader(self._socket.fileno(), self._wake)

    def watch(self, uids: frozenset[int]) -> None:
        """Change whom to watch."""
        self._table.watch(uids)

    def of(self, uid: int) -> tuple[Process, ...]:
        """Give the programs of one user that run now."""
        self._table.refresh()
        return self._table.of(uid)

    def stop(self) -> None:
        """Stop watching."""
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None
        if self._socket is not None:
            self._loop.remove_reader(self._socket.fileno())
            self._socket.close()
            self._socket = None

    def _wake(self) -> None:
        assert self._socket is not None
        self._loop.remove_reader(self._socket.fileno())
        self._empty()
        self._rest = self._loop.call_later(_REST_S, self._rested)

    def _rested(self) -> None:
        assert self._socket is not None
        if self._empty():
            self._rest = self._loop.call_later(_REST_S, self._rested)
        else:
            self._rest = None
            self._loop.add_reader(self._socket.fileno(), self._wake)

    def _empty(self) -> bool:
        """Take what waits now, at most as much as the backlog held; say whether there was any."""
        some = False
        for events in self._batches():
            some = True
            for kind, pid in events:
                if kind == _EXEC:
                    self._report(self._table.look(pid))
                else:
                    self._table.forget(pid)
        return some

    def _batches(self) -> Iterator[list[tuple[int, int]]]:
        for _ in range(64):
            try:
                events = self._inbox.fetch()
            except OSError as error:
                if error.errno != errno.ENOBUFS:
                    raise
                self._rescan()
                continue
            if events:
                yield events
            if len(events) < _BATCH:
                return

    def _rescan(self) -> None:
        """Events were lost: look at everything once, and report what runs another program now."""
        self._table.forget_strangers()
        for process in self._table.replaced() + self._table.refresh():
            self._report(process)

    def _report(self, process: Process | None) -> None:
        if process is not None:
            self._started(Started(process))


def _listen() -> socket.socket:
    """Open the connector with our filter on it and ask for events. Raises Unsupported."""
    code = _filter()
    memory = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HP", len(code) // 8, ctypes.addressof(memory))
    wish = struct.pack("=IIIIHHI", _CN_PROC, 1, 0, 0, 4, 0, _LISTEN)
    head = struct.pack("=IHHII", 16 + len(wish), 3, 0, 0, 0)  # NLMSG_DONE: a whole message
    channel = None
    try:
        channel = socket.socket(
            socket.AF_NETLINK, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC, _NETLINK_CONNECTOR
        )
        channel.setblocking(False)
        channel.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)
        channel.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, _BACKLOG)
        channel.bind((0, _CN_PROC))
        channel.send(head + wish)
    except OSError as error:
        if channel is not None:
            channel.close()
        raise Unsupported(
            f"the kernel tells nothing of processes here: {error.strerror}"
        ) from error
    return channel
