"""Answers the kernel whether a marked program may start; started by the service with fd 3.

It executes nothing, ever: a program that answers for its own exec would wait for itself. It knows
no policy, only files and users, and answers *allow* to everything else. It ends when the service
does, and then the kernel allows everything.

Messages, one a packet: `{"uid": 1001, "paths": […], "more": false}` replaces what a user may not
execute (with more true, together with the packets that follow), `ping` is answered by `pong`, which
is also said once at the start, and `{"refused": [uid, path]}` tells of a refusal.
"""

from __future__ import annotations

import json
import select
import socket

from app.platforms.linux import procfs
from app.platforms.linux.denied_files import DeniedFiles
from app.platforms.linux.fanotify import Attempt, Fanotify

_LINK = 3
_LONGEST = 262_144
_RENEW_EVERY = 20  # pings, that is ten seconds: a mount over a folder is told by nothing else


class Refuser:
    """The loop: one gate, one list, one link."""

    def __init__(self, link: socket.socket) -> None:
        """Speak over this link."""
        self._link = link
        self._link.setblocking(False)
        self._gate = Fanotify()
        self._files = DeniedFiles(self._gate)
        self._pings = 0
        self._parts: list[str] = []
        self._told: set[tuple[int, str]] = set()

    def run(self) -> None:
        """Answer until the service is gone."""
        poll = select.poll()
        for fd in (self._gate.fd, self._link.fileno(), self._files.folders.fd):
            poll.register(fd, select.POLLIN)
        self._say(b"pong")  # loaded: from now on two seconds of silence are too long
        there = True
        while there:
            ready = {fd for fd, _ in poll.poll()}
            # Whoever waits for an answer comes first.
            if self._gate.fd in ready:
                for attempt in self._gate.read():
                    self._judge(attempt)
            if self._files.folders.fd in ready:
                self._files.renew()
            if self._link.fileno() in ready:
                there = self._listen()

    def _judge(self, attempt: Attempt) -> None:
        owner = procfs.owner(attempt.pid)
        denial = self._files.denial(attempt.fd, owner) if owner else None
        self._gate.answer(attempt, allow=denial is None)
        # A program that tries again and again is told of once between two pings.
        if denial is not None and denial not in self._told:
            self._told.add(denial)
            self._say(json.dumps({"refused": denial}).encode())

    def _listen(self) -> bool:
        """Take one message; False = the service is gone."""
        message = self._link.recv(_LONGEST)
        if message == b"ping":
            self._pings += 1
            self._told.clear()
            if self._pings % _RENEW_EVERY == 0:
                self._files.renew()
            self._say(b"pong")
        elif message:
            told = json.loads(message)
            self._parts += told["paths"]
            if not told["more"]:
                self._files.deny(told["uid"], frozenset(self._parts))
                self._parts.clear()
        return bool(message)

    def _say(self, message: bytes) -> None:
        try:
            self._link.send(message)
        except BlockingIOError:
            pass  # a service that does not listen is not waited for: programs are waiting for us


def main() -> None:
    """Run until the service ends."""
    with socket.socket(fileno=_LINK) as link:
        try:
            Refuser(link).run()
        except (BrokenPipeError, ConnectionResetError):
            return


if __name__ == "__main__":
    main()
