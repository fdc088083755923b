"""Speaks to the kernel's firewall: transactions by nft(8), news by netlink.

nft reads what it is to do from a pipe and nothing from a file; every call is one transaction of
some milliseconds. Whatever changes in any table is told to a netlink socket, so that nobody has to
look again and again whether a table is still there.
"""

from __future__ import annotations

import errno
import re
import shutil
import socket
import subprocess
from typing import Final

from app.model.errors import Unsupported

PATH: Final = "/usr/sbin:/usr/bin:/sbin:/bin"
_NETLINK_NETFILTER = 12  # linux/netlink.h
_GROUP_NFTABLES = 1 << (7 - 1)  # NFNLGRP_NFTABLES, linux/netfilter/nfnetlink.h
_LONGEST = 65_536  # bytes of one message
_PATIENCE_S = 10  # an nft that waits for another firewall's large transaction
# A cgroup is told by its path while it is there and by its number when it is gone.
_CGROUP = re.compile(r'(cgroupv2 level \d+) ("[^"]*"|\d+)')


def run(transaction: str) -> None:
    """Do all of it or nothing. Raises Unsupported with what nft says."""
    _call(["-f", "-"], transaction)


def listing(name: str) -> str:
    """Give what stands in the table `inet NAME`, "" when it is not there; for comparing only."""
    try:
        return _CGROUP.sub(r"\1", _call(["-s", "list", "table", "inet", name]))
    except Unsupported:
        return ""


def _call(words: list[str], text: str = "") -> str:
    nft = shutil.which("nft", path=PATH)
    if nft is None:
        raise Unsupported("nft is not installed (Debian: apt install nftables)")
    try:
        done = subprocess.run(
            [nft, *words],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE_S,
            env={"LC_ALL": "C", "PATH": PATH},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unsupported(f"nft does not run: {error}") from error
    if done.returncode:
        first = next(iter(done.stderr.strip().splitlines()), f"it ended with {done.returncode}")
        raise Unsupported(f"the firewall (nftables) refuses our rules: {first}")
    return done.stdout


class News:
    """Tells when a table of this name was touched, by whomever, in this network namespace."""

    def __init__(self, name: str) -> None:
        """Listen. Raises Unsupported when the kernel has no nftables or we may not hear it."""
        self._name = name.encode("ascii") + b"\0"
        try:
            self._socket = socket.socket(
                socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_NONBLOCK, _NETLINK_NETFILTER
            )
            self._socket.bind((0, _GROUP_NFTABLES))
        except OSError as error:
            raise Unsupported(f"the firewall's news cannot be heard: {error}") from error

    def fileno(self) -> int:
        """Give the descriptor to wait on for reading."""
        return self._socket.fileno()

    def ready(self) -> bool:
        """Take all that came; whether something may have happened to our table."""
        touched = False
        while True:
            try:
                touched = self._name in self._socket.recv(_LONGEST) or touched
            except BlockingIOError:
                return touched
            except OSError as error:
                if error.errno != errno.ENOBUFS:
                    raise
                touched = True  # more than the buffer holds: ours may have been among it

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()
