"""What an agent said, in the light of what the service sees itself.

A process that is not the child's is nobody's program in front, only our own agents are ours, and
which program it is the service says wherever it can (claims.py).
"""

from __future__ import annotations

from app.api.child import AppClaim, Sense
from app.model.observation import App, Awake
from app.monitor.ports import Front, Processes
from app.programs.service.claims import Claims

_AWAKE = {one.value: one for one in Awake}
OURS = App("luytre", ours=True)


def front_of(
    sense: Sense,
    uid: int,
    processes: Processes,
    claims: Claims,
    ours: frozenset[int],
    subject: str,
) -> Front:
    """Give the front that a sense speaks of, for a user who is this subject."""
    awake = frozenset(_AWAKE[name] for name in sense.awake if name in _AWAKE)
    if sense.pid in ours:
        return Front(sense.pid, OURS, sense.idle_ms, awake, sense.front_known, sense.unlocked)
    process = next((one for one in processes.of(uid) if one.pid == sense.pid), None)
    app = None
    if process is not None:
        said = sense.app
        claim = App("") if said is None else claimed(said)
        app = claims.front(subject, process, claim)
    return Front(sense.pid, app, sense.idle_ms, awake, sense.front_known, sense.unlocked)


def claimed(said: AppClaim) -> App:
    """Give a program as an agent claims it; nobody claims to be ours."""
    return App(said.id, said.aliases, said.name, said.game)
