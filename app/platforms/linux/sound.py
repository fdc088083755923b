"""Whether the program in front can be heard, or listens: a film without input, a call.

Asked only after a minute without input. The sound server knows which process plays; where there is
none, the kernel knows who has a sound card open and running.
"""

from __future__ import annotations

import os
from pathlib import Path

from app.model.errors import Unsupported
from app.model.observation import Awake
from app.platforms.linux import procfs
from app.platforms.linux.pulse import Streams, streams

_CARDS = Path("/proc/asound")
_HIGHEST = 16
_NOBODY = Streams(frozenset(), frozenset())


class Sound:
    """Knows for a program in front whether it plays or records."""

    def __init__(self, server: str, *, cards: Path = _CARDS) -> None:
        """`server` is the sound server's socket ("" = there is none)."""
        self._server = server
        self._cards = cards

    def signs(self, pid: int) -> frozenset[Awake]:
        """Give SOUND if the program of this process plays, CALL if it records."""
        heard = self._heard()
        found = set()
        if any(of_one_program(pid, other) for other in heard.playing):
            found.add(Awake.SOUND)
        if any(of_one_program(pid, other) for other in heard.recording):
            found.add(Awake.CALL)
        return frozenset(found)

    def _heard(self) -> Streams:
        try:
            served = streams(self._server) if self._server else _NOBODY
        except Unsupported:
            served = _NOBODY
        playing, recording = cards(self._cards)
        return Streams(served.playing | playing, served.recording | recording)


def server_socket(environment: dict[str, str]) -> str:
    """Give where the session's sound server listens, "" when it is none of this machine's."""
    named = environment.get("PULSE_SERVER", "")
    if named.startswith(("unix:", "/")):
        return named.removeprefix("unix:")
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    return f"{runtime}/pulse/native" if runtime and not named else ""


def cards(folder: Path) -> tuple[frozenset[int], frozenset[int]]:
    """Give the processes that play and that record on a sound card by themselves (ALSA)."""
    found: tuple[set[int], set[int]] = (set(), set())
    for status in folder.glob("card*/pcm*/sub*/status"):
        try:
            text = status.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            continue
        facts = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        values = {key.strip(): value.strip() for key, value in facts.items()}
        if values.get("state") == "RUNNING" and values.get("owner_pid", "").isdecimal():
            found[status.parent.parent.name.endswith("c")].add(int(values["owner_pid"]))
    return frozenset(found[0]), frozenset(found[1])


def of_one_program(front: int, other: int) -> bool:
    """Whether `other` belongs to the program of `front`: itself, begun by it, or of one scope.

    A browser plays through a process of its own, which is a child of the one with the window.
    """
    if not front:
        return False
    pid = other
    for _ in range(_HIGHEST):
        if pid == front:
            return True
        line = procfs.stat(pid)
        if line is None or line.ppid <= 1:
            break
        pid = line.ppid
    scope = procfs.cgroup(front)
    return _is_a_programs(scope) and scope == procfs.cgroup(other)


def _is_a_programs(scope: str) -> bool:
    """Whether a control group holds one program (as GNOME, KDE and flatpak make them)."""
    name = os.path.basename(scope)
    return name.startswith(("app-", "snap.")) and name.endswith((".scope", ".service"))
