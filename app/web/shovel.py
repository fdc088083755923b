"""Many packets with one call: recvmmsg and sendmmsg into buffers that are made once and kept.

A packet lies in a slot; the sender's address lies beside it where the kernel wrote it, and is never
made into a Python object. A reply is written over its query in the same slot, so that the kernel
finds address and bytes where it left them. Slices of an mmap are bytes at once (one copy, 30 ns),
which a bytearray's are not.

Nothing here may be reached from two threads: the calls do not give the interpreter's lock away,
which is right only because they never wait (MSG_DONTWAIT).
"""

from __future__ import annotations

import ctypes
import mmap
import socket
from typing import Final

SLOTS: Final = 64
SIZE: Final = 2048  # bytes a slot; a longer packet is cut, and its length is then SIZE
NAME: Final = 32  # bytes kept of an address: sockaddr_in has 16, sockaddr_in6 28

NAME_SIZES: Final[dict[int, int]] = {socket.AF_INET: 16, socket.AF_INET6: 28}


class _Iovec(ctypes.Structure):
    """`struct iovec`."""

    _fields_ = (("base", ctypes.c_void_p), ("size", ctypes.c_size_t))


class _Message(ctypes.Structure):
    """`struct msghdr`."""

    _fields_ = (
        ("name", ctypes.c_void_p),
        ("name_size", ctypes.c_uint32),
        ("iov", ctypes.c_void_p),
        ("iov_count", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
        ("control_size", ctypes.c_size_t),
        ("flags", ctypes.c_int),
    )


class _Header(ctypes.Structure):
    """`struct mmsghdr` of <sys/socket.h>."""

    _fields_ = (("message", _Message), ("length", ctypes.c_uint32))


_LENGTH_AT = _Header.length.offset // 4
_STRIDE = ctypes.sizeof(_Header) // 4

# PyDLL keeps the interpreter's lock during the call: 200 ns less, and the call never waits.
_libc = ctypes.PyDLL(None)
_recvmmsg = _libc.recvmmsg
_sendmmsg = _libc.sendmmsg
_DONTWAIT = socket.MSG_DONTWAIT


class Shovel:
    """SLOTS packets in, and the same slots out.

    data     the slots' bytes; the packet of slot i begins at starts[i].
    names    the senders' addresses as the kernel writes them, NAME bytes a slot.
    lengths  how long to send: lengths[i] bytes of slot i.
    """

    def __init__(self) -> None:
        """Make the buffers and what the kernel needs to find them."""
        self.data = mmap.mmap(-1, SLOTS * SIZE)
        self.names = mmap.mmap(-1, SLOTS * NAME)
        self.starts = tuple(i * SIZE for i in range(SLOTS))
        data_at = ctypes.addressof(ctypes.c_char.from_buffer(self.data))
        names_at = ctypes.addressof(ctypes.c_char.from_buffer(self.names))
        self._in_iov = _vectors(data_at)
        self._out_iov = _vectors(data_at)
        self.lengths = memoryview(self._out_iov).cast("B").cast("P")[1::2]
        # The kernel writes the size of an address back; it is always its family's own, so headers
        # kept apart by family need no care between two calls.
        self._in = {
            family: _headers(self._in_iov, names_at, size) for family, size in NAME_SIZES.items()
        }
        self._out = {
            family: _headers(self._out_iov, names_at, size) for family, size in NAME_SIZES.items()
        }
        self._out[socket.AF_UNSPEC] = _headers(self._out_iov, 0, 0)  # to whom a socket is connected
        self._came = {
            family: memoryview(headers).cast("B").cast("I")[_LENGTH_AT::_STRIDE]
            for family, headers in self._in.items()
        }
        self._in_at = {k: ctypes.c_void_p(ctypes.addressof(v)) for k, v in self._in.items()}
        self._out_at = {k: ctypes.addressof(v) for k, v in self._out.items()}

    def receive(self, fd: int, family: int) -> list[int]:
        """Take what waits at `fd`, at most SLOTS packets: the length of each, in slot order.

        Empty when nothing waits or the socket has an error (epoll says which, with EPOLLERR).
        """
        count = _recvmmsg(fd, self._in_at[family], SLOTS, _DONTWAIT, None)
        if count <= 0:
            return []
        return self._came[family][:count].tolist()

    def send(self, fd: int, family: int, count: int) -> int:
        """Send the first `count` slots to their names; AF_UNSPEC: to whom `fd` is connected.

        Returns how many went. One that cannot be sent is passed over: UDP promises nothing, and
        whoever waits for it asks again.
        """
        headers = self._out_at[family]
        at = went = 0
        while at < count:
            place = ctypes.c_void_p(headers + at * ctypes.sizeof(_Header))
            sent = _sendmmsg(fd, place, count - at, _DONTWAIT)
            if sent <= 0:
                at += 1
            else:
                at += sent
                went += sent
        return went


def _vectors(data_at: int) -> ctypes.Array[_Iovec]:
    return (_Iovec * SLOTS)(*(_Iovec(data_at + i * SIZE, SIZE) for i in range(SLOTS)))


def _headers(iov: ctypes.Array[_Iovec], names_at: int, name_size: int) -> ctypes.Array[_Header]:
    """Make a header for each slot; names_at 0 = packets have no address of their own."""
    iov_at = ctypes.addressof(iov)
    headers = (_Header * SLOTS)()
    for i, header in enumerate(headers):
        message = header.message
        message.name = names_at + i * NAME if names_at else None
        message.name_size = name_size
        message.iov = iov_at + i * ctypes.sizeof(_Iovec)
        message.iov_count = 1
    return headers
