"""What a confined program cannot do, tried by one; and what it still can."""

import json
import os
import struct
import subprocess

import pytest

from app.platforms.linux import confine

# Each line is tried in a process of its own; what it prints is the errno, 0 = it worked.
TRIES = """
import ctypes, json, os, resource, socket, threading
libc = ctypes.CDLL(None, use_errno=True)
def call(function, *words):
    ctypes.set_errno(0)
    return 0 if function(*words) >= 0 else ctypes.get_errno()
def opens(family):
    try:
        socket.socket(family, socket.SOCK_RAW if family == 17 else socket.SOCK_STREAM).close()
    except OSError as error:
        return error.errno
    return 0
ran = []
thread = threading.Thread(target=lambda: ran.append(1))
thread.start()
thread.join()
print(json.dumps({
    "user namespace": call(libc.unshare, 0x10000000),
    "chroot": call(libc.chroot, b"/"),
    "ptrace": call(libc.ptrace, 0, 0, 0, 0),
    "request_key": call(libc.syscall, 249 if os.uname().machine == "x86_64" else 218, 0, 0, 0, 0),
    "clone into namespaces": call(
        libc.syscall, 56 if os.uname().machine == "x86_64" else 220, 0x10000000 | 17, 0, 0, 0, 0),
    "packet socket": opens(17),
    "unix socket": opens(socket.AF_UNIX),
    "inet socket": opens(socket.AF_INET),
    "inet6 socket": opens(socket.AF_INET6),
    "netlink socket": call(libc.socket, 16, 3, 0),
    "a thread": 0 if ran else 1,
    "core": resource.getrlimit(resource.RLIMIT_CORE)[1],
    "files": resource.getrlimit(resource.RLIMIT_NOFILE)[1],
}))
"""
EPERM, EAFNOSUPPORT = 1, 97


@pytest.mark.skipif(not confine.program(os.uname().machine), reason="no filter for this machine")
def test_a_confined_program_cannot() -> None:
    """As root, who could do all of it otherwise: what is refused, and what a resolver needs."""
    command = [*confine.COMMAND, "/usr/bin/python3", "-I", "-c", TRIES]
    if os.geteuid() != 0:  # a filter needs the promise never to gain rights
        command = ["setpriv", "--no-new-privs", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        "user namespace": EPERM,
        "chroot": EPERM,
        "ptrace": EPERM,
        "request_key": EPERM,
        "clone into namespaces": EPERM,
        "packet socket": EAFNOSUPPORT,
        "unix socket": 0,
        "inet socket": 0,
        "inet6 socket": 0,
        "netlink socket": 0,
        "a thread": 0,
        "core": 0,
        "files": 4_096,
    }


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_no_jump_leaves_the_program(machine: str) -> None:
    """Every step leads to a later one, and the last one answers: the kernel would refuse others."""
    code = confine.program(machine)
    steps = list(struct.iter_unpack("HBBI", code))
    for place, (kind, yes, no, _) in enumerate(steps):
        if kind in (0x15, 0x35, 0x45):
            assert place + 1 + max(yes, no) < len(steps)
    assert steps[-1] == (0x06, 0, 0, 0x7FFF_0000)


def test_a_machine_without_numbers_has_no_filter() -> None:
    """Numbers of another machine would refuse the wrong calls."""
    assert confine.program("riscv64") == b""
