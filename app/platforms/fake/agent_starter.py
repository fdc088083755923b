"""Starts made-up agents: the test holds the other end of a real socketpair and plays the agent."""

from __future__ import annotations

import socket

from app.enforce.ports import AgentLink
from app.model.errors import Unsupported
from app.model.observation import Process, Session, SessionKind

_DESKTOPS = (SessionKind.X11, SessionKind.WAYLAND)


class FakeAgentStarter:
    """The AgentStarter whose agents do what a test says through `agents`."""

    def __init__(self) -> None:
        """Begin without agents."""
        self.agents: dict[str, socket.socket] = {}  # the agent's end, by session
        self.languages: list[str] = []
        self._links: dict[int, str] = {}
        self._count = 0

    def start(self, session: Session, language: str) -> AgentLink:
        """Start one; an earlier one of this session is gone. Raises Unsupported."""
        if session.kind not in _DESKTOPS or not session.display or session.uid == 0:
            raise Unsupported(f"session {session.id} has no display for an agent")
        if session.id in self.agents:
            self.lose(session.id)
        self._count += 1
        ours, theirs = socket.socketpair()
        self.agents[session.id] = theirs
        self.languages.append(language)
        self._links[self._count] = session.id
        process = Process(self._count, self._count, session.uid, "/usr/bin/python3")
        return AgentLink(process, ours.detach())

    def end(self, link: AgentLink) -> None:
        """End it; fine when it ended by itself. Raises KeyError for a link nobody gave."""
        session = self._links[link.process.pid]
        if max(pid for pid, of in self._links.items() if of == session) == link.process.pid:
            self.lose(session)

    def lose(self, session: str) -> None:
        """The agent of this session ends by itself; fine when it did before."""
        if session in self.agents:
            self.agents.pop(session).close()
