"""Starts the agent in a child's session: as the child, in a cgroup he cannot leave or look into.

Its environment is made from what the log-in service and the user database say. Nothing is copied
from the child's processes and no path of his is opened: a variable that loads code, or a folder
that never answers, would otherwise be his way in.
"""

from __future__ import annotations

import os
import pwd
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence

from app.enforce.ports import AgentLink
from app.model.errors import Unsupported
from app.model.observation import Process, Session, SessionKind
from app.platforms.linux import pidfd, procfs, spawn
from app.platforms.linux.cgroup import Cgroup, Tree

_GROUP = "agent"
_END_MS = 2_000
_STEP_MS = 5
_LOCALES = {"vi": "vi_VN.UTF-8", "en": "en_US.UTF-8"}


def nowhere(session: Session) -> str:
    """Give no X authority: the agent looks in its own home, as any X program does."""
    return ""


class LinuxAgentStarter:
    """Starts agents as the child and ends them with their whole cgroup."""

    def __init__(
        self,
        command: Sequence[str],
        tree: Tree | None,
        *,
        xauthority: Callable[[Session], str] = nowhere,
        output: int | None = None,
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Start `command` (`…/bin/python -I -m app.programs.agent`) in a folder of `tree`.

        With mode 0711 on that interpreter no program of the child's can look into the agent from
        its first moment on; else only from when it makes itself undumpable.
        tree is None where there is no cgroup v2. xauthority names a file for the agent to read,
        output is the fd for what agents print, `more` is added to every environment. Agents of an
        earlier life are ended.
        """
        self._command = tuple(command)
        self._tree = tree
        self._xauthority = xauthority
        self._output = output
        self._more = dict(more or {})
        self._children: set[int] = set()
        self._current: dict[str, AgentLink] = {}
        self._count = 0
        for left in tree.groups(_GROUP).values() if tree else ():
            _empty(left)

    def start(self, session: Session, language: str) -> AgentLink:
        """Start an agent for this session, ending one that was there before. Unsupported.

        The caller owns the link's fd and closes it.
        """
        user = _user(session)
        if session.id in self._current:
            self.end(self._current.pop(session.id))
        group = self._new_group(session)
        try:
            link = self._spawn(session, user, language, group)
        except OSError:
            if group is not None:
                group.remove()
            raise
        self._current[session.id] = link
        return link

    def end(self, link: AgentLink) -> None:
        """End it and everything in its cgroup, and reap it; fine when it ended by itself."""
        process = link.process
        with pidfd.held_since(process.pid, process.started) as fd:
            if fd is not None:
                pidfd.send(fd, signal.SIGKILL)
                pidfd.wait_end(fd, _END_MS)
        if self._tree is not None and self._tree.is_ours(process.cgroup):
            _empty(self._tree.at(process.cgroup))
        if process.pid in self._children:
            self._children.discard(process.pid)
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG)

    def _new_group(self, session: Session) -> Cgroup | None:
        """Make a folder for one agent; each has its own, so that ending one never ends the next."""
        if self._tree is None:
            return None
        self._count += 1
        group = self._tree.group(_GROUP, f"{session.uid} {session.id} {self._count}")
        group.make()
        return group

    def _spawn(
        self, session: Session, user: pwd.struct_passwd, language: str, group: Cgroup | None
    ) -> AgentLink:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with ours, theirs:
            pid = spawn.spawn(
                self._command,
                self._environment(session, user, language),
                theirs.fileno(),
                # Only root can become somebody else; in advice mode we are who the agent is for.
                user="" if user.pw_uid == os.geteuid() else user.pw_name,
                procs=str(group.path / "cgroup.procs") if group else "",
                output=self._output,
            )
            self._children.add(pid)
            stat = procfs.stat(pid)
            place = self._tree.path_of(group) if self._tree and group else ""
            # Not yet itself, but it can become nothing else: a program of ours turns into it.
            process = Process(
                pid=pid,
                started=stat.started if stat else 0,
                uid=user.pw_uid,
                exe=os.path.realpath(self._command[0]),
                cgroup=place,
                ppid=os.getpid(),
            )
            return AgentLink(process, ours.detach())

    def _environment(
        self, session: Session, user: pwd.struct_passwd, language: str
    ) -> dict[str, str]:
        wayland = session.kind is SessionKind.WAYLAND
        fixed = {
            "HOME": user.pw_dir,
            "USER": user.pw_name,
            "LOGNAME": user.pw_name,
            "PATH": "/usr/bin:/bin",
            "LANG": _LOCALES.get(language, "C.UTF-8"),
            # Texts are UTF-8 also where the locale above was never generated.
            "LC_CTYPE": "C.UTF-8",
            "LANGUAGE": language,
            "XDG_SESSION_TYPE": session.kind.value,
            "WAYLAND_DISPLAY" if wayland else "DISPLAY": session.display,
            "QT_QPA_PLATFORM": "wayland" if wayland else "xcb",
        }
        if session.desktop:
            fixed["XDG_CURRENT_DESKTOP"] = session.desktop
        if session.runtime_dir:
            fixed["XDG_RUNTIME_DIR"] = session.runtime_dir
            fixed["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={session.runtime_dir}/bus"
        if not wayland and (xauthority := self._xauthority(session)):
            fixed["XAUTHORITY"] = xauthority
        return fixed | self._more


def _user(session: Session) -> pwd.struct_passwd:
    """Give the user database's entry. Unsupported for who cannot or may not have an agent."""
    if session.kind not in (SessionKind.X11, SessionKind.WAYLAND) or not session.display:
        raise Unsupported(f"session {session.id} has no display for an agent")
    if session.uid == 0:
        raise Unsupported("root has no agent")
    try:
        return pwd.getpwuid(session.uid)
    except KeyError:
        raise Unsupported(f"nobody has the number {session.uid}") from None


def _empty(group: Cgroup) -> None:
    """End everything in a folder of ours and remove it."""
    for _ in range(_END_MS // _STEP_MS):
        pids = group.pids()
        if not pids and group.remove():
            return
        if not group.kill():
            _kill_each(pids)
        # A killed process leaves its folder only when the kernel has taken it apart.
        time.sleep(_STEP_MS / 1_000)


def _kill_each(pids: Sequence[int]) -> None:
    """For kernels before 5.14. Nobody but our agents can be in our folder."""
    for pid in pids:
        stat = procfs.stat(pid)
        with pidfd.held_since(pid, stat.started if stat else -1) as fd:
            if fd is not None:
                pidfd.send(fd, signal.SIGKILL)
