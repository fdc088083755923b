"""Run as a program by `spawn`: becomes the user, then the program it was asked for.

Its words are the cgroup.procs file to enter ("" = stay), the user's name ("" = stay root) and the
command. A process that gives up root by itself is closed to its new user until the next exec, and
an interpreter with mode 0711 keeps it closed after that: there is no moment to slip in. setpriv(1)
would spoil this, because it carries root's capabilities as far as the exec.
"""

import ctypes
import os
import pwd
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


def enter(procs: str, name: str, command: list[str]) -> None:
    """Become it. Whatever fails here ends the process: it never goes on with too many rights."""
    if procs:
        with open(procs, "w", encoding="ascii") as file:
            file.write("0")
    os.umask(0o077)
    os.chdir("/")
    if name:
        _be_spared_as_any()
        user = pwd.getpwnam(name)
        os.initgroups(name, user.pw_gid)
        os.setresgid(user.pw_gid, user.pw_gid, user.pw_gid)
        os.setresuid(user.pw_uid, user.pw_uid, user.pw_uid)
    libc = ctypes.CDLL(None, use_errno=True)
    # After the change of user, which clears it: whoever loses his service ends.
    for option, value in ((_PR_SET_PDEATHSIG, signal.SIGKILL), (_PR_SET_NO_NEW_PRIVS, 1)):
        if libc.prctl(option, int(value), 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
    # What Python or whoever started us ignores or holds back stays so over an exec.
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.execve(command[0], command, os.environ)


def _be_spared_as_any() -> None:
    """Be to the kernel, when memory runs out, a program like any other: the service alone is not.

    Less than what it began with cannot always be had, and harms nobody.
    """
    with open("/proc/self/oom_score_adj", "r+b", buffering=0) as file:
        given = int(file.read())
        try:
            file.write(b"0")
        except PermissionError:
            if given < 0:
                raise


if __name__ == "__main__":
    enter(sys.argv[1], sys.argv[2], sys.argv[3:])
