"""Run as a program before one that reads the network: takes away what that one never needs.

Its words are the command to become. It sets limits, then a seccomp filter, then executes; both stay
over the exec, and whoever calls it has already given up root and the right to gain anything by one.
The filter is a list of what is refused, not of what is allowed: Python and its libraries use other
calls from version to version, and a name filter that dies of an upgrade filters nothing.
"""

import ctypes
import os
import resource
import struct
import sys
from typing import Final

COMMAND: Final = (sys.executable, "-I", "-S", __file__)
WRITES: Final = "--writes"  # before the command: it keeps files, of up to a gibibyte each

_MIB = 1 << 20
_LONGEST_FILE = 1_024 * _MIB
LIMITS: Final = {
    resource.RLIMIT_CORE: 0,  # no picture of names that were asked
    resource.RLIMIT_NOFILE: 4_096,
    resource.RLIMIT_NPROC: 64,  # threads count, those of the same user's other programs too
    resource.RLIMIT_FSIZE: 16 * _MIB,  # it keeps no files; what it prints may go to one
    resource.RLIMIT_AS: 2_048 * _MIB,  # two tables while one replaces the other, and stacks
    resource.RLIMIT_MEMLOCK: 0,
}

_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
_EPERM, _ENOSYS, _EAFNOSUPPORT = 1, 38, 97
_NUMBER, _ARCH, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data, little-endian
_NAMESPACES = 0x7E02_0000  # CLONE_NEW*
_FAMILIES = (1, 2, 10, 16)  # UNIX, INET, INET6, NETLINK (which addresses this PC has)

# (x86_64, aarch64), asm/unistd.h. Other users' memory and processes, mounts, namespaces, kernel
# keys (whose look-ups run as root), the kernel itself, and doors that are often found ajar.
_REFUSED: Final = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_by_handle_at": (304, 265),
    "unshare": (272, 97),
    "setns": (308, 268),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "personality": (135, 92),
}
# Which of the two, the machine's number (linux/audit.h), and its clone, clone3 and socket.
_MACHINES: Final = {
    "x86_64": (0, 0xC000_003E, 56, 435, 41),
    "aarch64": (1, 0xC000_00B7, 220, 435, 198),
}


def program(machine: str) -> bytes:
    """Give the filter for a machine (as uname names it), b"" for one whose numbers we lack."""
    if machine not in _MACHINES:
        return b""
    column, arch, clone, clone3, socket = _MACHINES[machine]
    steps = [(_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, arch), (_RETURN, 0, 0, _KILL)]
    steps += [(_LOAD, 0, 0, _NUMBER)]
    # The other numbering of x86_64 ("x32") would be a second way to everything below.
    steps += [(_AT_LEAST, 0, 1, 0x4000_0000), (_RETURN, 0, 0, _ERRNO | _EPERM)]
    # Its flags lie behind a pointer; without it the C library takes clone.
    steps += [(_EQUAL, 0, 1, clone3), (_RETURN, 0, 0, _ERRNO | _ENOSYS)]
    for numbers in _REFUSED.values():
        steps += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _ERRNO | _EPERM)]
    steps += [(_EQUAL, 0, 4, clone), (_LOAD, 0, 0, _FIRST_ARGUMENT)]
    steps += [(_ANY_BIT, 0, 1, _NAMESPACES), (_RETURN, 0, 0, _ERRNO | _EPERM)]
    steps += [(_RETURN, 0, 0, _ALLOW)]
    steps += [(_EQUAL, 0, len(_FAMILIES) + 2, socket), (_LOAD, 0, 0, _FIRST_ARGUMENT)]
    for place, family in enumerate(_FAMILIES):
        steps += [(_EQUAL, len(_FAMILIES) - place, 0, family)]
    steps += [(_RETURN, 0, 0, _ERRNO | _EAFNOSUPPORT), (_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def confine(writes: bool = False) -> None:
    """Take it all away from this process and what it becomes. OSError: it must not go on."""
    limits = {**LIMITS, resource.RLIMIT_FSIZE: _LONGEST_FILE} if writes else LIMITS
    for limit, most in limits.items():
        hard = resource.getrlimit(limit)[1]
        lowered = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (lowered, lowered))
    code = program(os.uname().machine)
    if not code:
        return
    steps = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(steps))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, head, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    words = sys.argv[1:]
    confine(writes=words[0] == WRITES)
    command = words[words[0] == WRITES :]
    os.execve(command[0], command, os.environ)
