"""Starts the name resolver as a user of its own, with nothing but the sockets it is handed.

The service opens the ports, because only what holds a socket can lose it: while the resolver is
replaced the ports stay ours, and questions wait in them for the next one.
"""

from __future__ import annotations

import errno
import os
import pwd
import signal
import socket
from collections.abc import Sequence
from pathlib import Path

from app.enforce.ports import ResolverLink, ResolverPort
from app.model.errors import Unsupported
from app.model.observation import Process
from app.platforms.linux import confine, pidfd, procfs, spawn
from app.platforms.linux.cgroup import Tree

_GROUP = "resolver"
_LOWEST = 20_000  # below it other programs are often installed
_EPHEMERAL = Path("/proc/sys/net/ipv4/ip_local_port_range")
_BACKLOG = 256
_BUFFER = 1 << 20  # bytes: a browser's whole start fits in while the resolver is being replaced
_END_MS = 2_000
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
_V4, _V6 = "127.0.0.1", "::1"


class LinuxResolverStarter:
    """Starts one resolver after the other; each ends when the thread that started it does."""

    def __init__(
        self,
        command: Sequence[str],
        user: str,
        *,
        tree: Tree | None = None,
        output: int | None = None,
    ) -> None:
        """`command` is `…/bin/python -I -m app.programs.resolver`, run as `user` (root's never).

        With a tree it runs in a group of its own, outside the service's: what the service's unit
        forbids to its group (the network) is not forbidden to this one. output is an fd for errors.
        """
        self._command = tuple(command)
        self._user = user
        self._group = tree.group(_GROUP, "") if tree else None
        self._tree = tree
        self._output = output
        self._children: set[int] = set()

    def open(self) -> ResolverPort:
        """Open UDP and TCP on 127.0.0.1 and, where there is one, on ::1. OSError: none is free."""
        v6 = _has_v6()
        for port in range(_LOWEST, _highest()):
            sockets = _open(port, v6)
            if sockets is not None:
                return ResolverPort(port, tuple(one.detach() for one in sockets), v6)
        raise OSError(errno.EADDRINUSE, "no port is free for name look-ups")

    def start(self) -> ResolverLink:
        """Start it. Raises Unsupported when its user is missing or is root."""
        try:
            user = pwd.getpwnam(self._user)
        except KeyError:
            raise Unsupported(f"there is no user {self._user} for the name resolver") from None
        if user.pw_uid == 0:
            raise Unsupported("the name resolver never runs as root")
        if self._group is not None:
            self._group.make()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with ours, theirs:
            pid = spawn.spawn(
                (*confine.COMMAND, *self._command),
                _ENVIRONMENT,
                theirs.fileno(),
                user="" if user.pw_uid == os.geteuid() else self._user,
                procs=str(self._group.path / "cgroup.procs") if self._group else "",
                output=self._output,
            )
            self._children.add(pid)
            stat = procfs.stat(pid)
            place = self._tree.path_of(self._group) if self._tree and self._group else ""
            process = Process(
                pid=pid,
                started=stat.started if stat else 0,
                uid=user.pw_uid,
                exe=os.path.realpath(self._command[0]),
                cgroup=place,
                ppid=os.getpid(),
            )
            return ResolverLink(process, ours.detach())

    def end(self, link: ResolverLink) -> None:
        """End it and reap it; fine when it ended by itself."""
        process = link.process
        with pidfd.held_since(process.pid, process.started) as fd:
            if fd is not None:
                pidfd.send(fd, signal.SIGKILL)
                pidfd.wait_end(fd, _END_MS)
        if process.pid in self._children:
            self._children.discard(process.pid)
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG)
        if self._group is not None:
            self._group.remove()


def _highest() -> int:
    """Give the first port that programs get at random when they ask: ours lie below."""
    try:
        first = int(_EPHEMERAL.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        first = 32_768
    return first if first > _LOWEST + 100 else 32_768


def _has_v6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as tried:
            tried.bind((_V6, 0))
    except OSError:
        return False
    return True


def _open(port: int, v6: bool) -> list[socket.socket] | None:
    """Open a port in the order of api.resolver.Open; None when somebody has part of it."""
    families = [(socket.AF_INET, _V4), *([(socket.AF_INET6, _V6)] if v6 else [])]
    opened: list[socket.socket] = []
    try:
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            for family, address in families:
                opened.append(_bound(family, kind, address, port))
    except OSError as error:
        for one in opened:
            one.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            return None
        raise
    return opened


def _bound(family: int, kind: int, address: str, port: int) -> socket.socket:
    made = socket.socket(family, kind | socket.SOCK_NONBLOCK)
    try:
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if kind == socket.SOCK_STREAM:
            # Answered connections of the resolver before may still be on their way out.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        made.bind((address, port))
        if kind == socket.SOCK_STREAM:
            made.listen(_BACKLOG)
    except OSError:
        made.close()
        raise
    return made
