"""Text log-ins (console and ssh) found by the shape of the process tree, where logind is absent.

A log-in is the first process of an ordinary user whose parent is a program that logs people in.
The parent is known by the path of its program, which nobody can change; a name or a command line
could be anybody's. utmp is left aside: newer systems do not write it any more.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.model.observation import SessionKind
from app.platforms.linux import procfs

_PROGRAMS = {
    "/usr/bin/login": SessionKind.TTY,
    "/bin/login": SessionKind.TTY,
    "/usr/sbin/sshd": SessionKind.SSH,
    "/usr/lib/openssh/sshd-session": SessionKind.SSH,
    "/usr/sbin/dropbear": SessionKind.SSH,
    "/usr/bin/mosh-server": SessionKind.SSH,
}
_VT, _PTS = 4, 136


@dataclass(frozen=True, slots=True)
class Login:
    """A log-in by its first process; tty is a path or "", vt a virtual console's number or 0."""

    pid: int
    started: int
    uid: int
    kind: SessionKind
    tty: str
    vt: int


class Logins:
    """Finds log-ins by looking at each new process once; whose parent logs people in stays watched.

    The first process of a log-in begins as root's and in its parent's session, and changes both.
    """

    def __init__(self) -> None:
        """Nothing was looked at yet."""
        self._settled: set[int] = set()
        self._open: dict[int, Login] = {}

    def look(self) -> tuple[Login, ...]:
        """Give the log-ins of this moment."""
        alive = set(procfs.pids())
        self._settled &= alive
        self._open = {pid: one for pid, one in self._open.items() if _lives(one)}
        for pid in alive - self._settled - self._open.keys():
            line = procfs.stat(pid)
            kind = _PROGRAMS.get(procfs.exe(line.ppid)) if line else None
            if line is None or kind is None:
                self._settled.add(pid)
                continue
            uid = procfs.owner(pid)
            if uid and line.session in _leaders(kind, pid, line.ppid):
                self._open[pid] = Login(pid, line.started, uid, kind, *terminal(line.tty))
        return tuple(self._open.values())


def terminal(device: int) -> tuple[str, int]:
    """Give path and virtual console of a terminal's device number; ("", 0) = no terminal."""
    major = (device >> 8) & 0xFFF
    minor = (device & 0xFF) | ((device >> 12) & 0xFFF00)
    if major == _VT and 0 < minor < 64:
        return f"/dev/tty{minor}", minor
    if major == _PTS:
        return f"/dev/pts/{minor}", 0
    return "", 0


def _leaders(kind: SessionKind, pid: int, parent: int) -> tuple[int, ...]:
    """Give the sessions a log-in's first process may be in: its own, or that of login(1).

    login from shadow stays the leader itself, the one from util-linux makes a new session. With
    ssh the parent's session holds only sshd's own helper, which runs as the user too.
    """
    return (pid, parent) if kind is SessionKind.TTY else (pid,)


def _lives(login: Login) -> bool:
    line = procfs.stat(login.pid)
    return line is not None and line.started == login.started
