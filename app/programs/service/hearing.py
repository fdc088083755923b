"""What an agent said, in the light of what the service sees itself.

A process that is not the child's is nobody's program in front, only our own agents are ours, and
which program it is the service says wherever it can (favour.py).
"""

from __future__ import annotations

from app.api.child import Sense
from app.model.observation import App, Awake
from app.model.policy import Rules
from app.monitor.ports import Front, Processes
from app.programs.service.favour import joined
from app.programs.service.means import Recognise

_AWAKE = {one.value: one for one in Awake}
OURS = App("luytre", ours=True)


def front_of(
    sense: Sense,
    uid: int,
    processes: Processes,
    recognise: Recognise,
    ours: frozenset[int],
    rules: Rules,
) -> Front:
    """Give the front that a sense speaks of, for a user whose subject has these rules."""
    awake = frozenset(_AWAKE[name] for name in sense.awake if name in _AWAKE)
    if sense.pid in ours:
        return Front(sense.pid, OURS, sense.idle_ms, awake, sense.front_known, sense.unlocked)
    process = next((one for one in processes.of(uid) if one.pid == sense.pid), None)
    app = None
    if process is not None:
        said = sense.app
        claim = App("") if said is None else App(said.id, said.aliases, said.name, said.game)
        app = joined(recognise(process), claim, rules)
    return Front(sense.pid, app, sense.idle_ms, awake, sense.front_known, sense.unlocked)
