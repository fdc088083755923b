"""What agents say that interpreters run: the service sees only Python, the child's agent the game.

A command line is its process's own word, so it may make a limit finer and never frees anything
(favour.py, `run_by`). It is remembered by process and start time, and what was once said of a
process stays: one that writes another command line over its own has two names, and both count.
A part that an interpreter starts of itself, and that runs nothing with a name, is what began it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from app.guard.state import Guard
from app.model.observation import App, Process
from app.model.policy import Rules
from app.programs.service.favour import CLAIMED, joined, run_by
from app.rules.apps import own_names

MOST_OF_ONE = 4  # names of one process; whoever has more is known by the first
MOST = 2_000  # processes; beyond it those that ended are forgotten
TRIES = 3  # an agent that does not answer about a process is asked so often
# What a program may be called by (recognise.py). Anything else an agent says is no name.
_KINDS = ("path:", "desktop:", "module:", "class:", "flatpak:", "snap:")


class Recognise(Protocol):
    """Tells programs apart by what only root can write: path and installed desktop files."""

    def __call__(self, process: Process) -> App:
        """Give the program that this process runs."""


@dataclass(slots=True)
class _Told:
    """What was said of one process; answered = there is nothing more to ask."""

    exe: str
    claims: tuple[App, ...] = ()
    answered: bool = False
    tries: int = 0


class Claims:
    """Remembers what agents said of processes, and judges what to make of it."""

    def __init__(
        self,
        recognise: Recognise,
        interprets: Callable[[str], bool],
        rules: Callable[[str], Rules],
    ) -> None:
        """interprets tells by a path whether it hides what runs; rules are those of a subject."""
        self._recognise = recognise
        self._interprets = interprets
        self._rules = rules
        self._told: dict[tuple[int, int], _Told] = {}
        self._anew: set[tuple[int, int]] = set()

    def app(self, subject: str, process: Process) -> App:
        """Give the program of a process: what it runs where that was said, else what it is."""
        seen, claims = self._recognise(process), self.of(process)
        return run_by(seen, claims, self._rules(subject)) if claims else seen

    def front(self, subject: str, process: Process, claim: App) -> App:
        """Give the program in front, and remember what was said of it."""
        if self._interprets(process.exe):
            if self._says_more(process, claim):
                self.hear(process, claim)
            if self.of(process):
                return self.app(subject, process)
        return joined(self._recognise(process), claim, self._rules(subject))

    def each(self, subject: str, process: Process) -> tuple[App, ...]:
        """Give what a process is by each single claim: who is favoured must be so by all."""
        seen, rules = self._recognise(process), self._rules(subject)
        return tuple(run_by(seen, (claim,), rules) for claim in self.of(process))

    def names(self, process: Process) -> frozenset[str]:
        """Give the names that are this process's alone, by all that was said of it."""
        claims = self.of(process)
        own = frozenset[str]().union(*(own_names(claim) for claim in claims))
        return own | {f"{CLAIMED}{claim.id}".lower() for claim in claims}

    def of(self, process: Process) -> tuple[App, ...]:
        """Give what was said of a process, the first first."""
        told = self._told.get(_key(process))
        return told.claims if told is not None and told.exe == process.exe else ()

    def hear(self, process: Process, claim: App | None, parent: Process | None = None) -> bool:
        """Remember what was said of a process; whether it was new. None = it has no name."""
        told = self._entry(process)
        told.answered = True
        before = told.claims
        if claim is not None and self._says_more(process, claim):
            if all(claim.id != old.id for old in before) and len(before) < MOST_OF_ONE:
                told.claims = (*before, claim)
        elif parent is not None and parent.exe == process.exe and not before:
            told.claims = self.of(parent)
        return told.claims != before

    def unanswered(self, process: Process) -> None:
        """Note that nobody answered about it."""
        self._entry(process).tries += 1

    def began(self, process: Process) -> None:
        """A process runs something else from now on; what is being asked of it is out of date."""
        self._told.pop(_key(process), None)
        if self._interprets(process.exe):
            self._anew.add(_key(process))

    def asking(self, processes: Iterable[Process]) -> None:
        """These are asked about now."""
        self._anew.difference_update(_key(one) for one in processes)

    def is_old(self, process: Process) -> bool:
        """Whether a process began something else since it was asked about."""
        return _key(process) in self._anew

    def wanting(self, listed: Iterable[Process]) -> tuple[Process, ...]:
        """Give those of which has to be asked what they run, parents before what they started."""
        return tuple(sorted((one for one in listed if self._is_wanting(one)), key=_age))

    def keep(self, listed: Iterable[Process]) -> None:
        """Forget processes that ended, when there are many."""
        if max(len(self._told), len(self._anew)) > MOST:
            alive = {_key(one) for one in listed}
            self._anew &= alive
            self._told = {key: told for key, told in self._told.items() if key in alive}

    def _is_wanting(self, process: Process) -> bool:
        if not self._interprets(process.exe):
            return False
        told = self._told.get(_key(process))
        return told is None or told.exe != process.exe or not (told.answered or told.tries >= TRIES)

    def _entry(self, process: Process) -> _Told:
        told = self._told.get(_key(process))
        if told is None or told.exe != process.exe:
            told = self._told[_key(process)] = _Told(process.exe)
        return told

    def _says_more(self, process: Process, claim: App) -> bool:
        seen = self._recognise(process)
        known = (f"path:{process.exe}", seen.id, *seen.aliases)
        return claim.id.startswith(_KINDS) and claim.id not in known


def rules_of(guard: Callable[[], Guard]) -> Callable[[str], Rules]:
    """Give what tells the rules of a subject; of one who is gone there are none."""

    def rules(subject: str) -> Rules:
        person = guard().people.get(subject)
        return Rules(week=()) if person is None else person.policy.rules

    return rules


def _key(process: Process) -> tuple[int, int]:
    return process.pid, process.started


def _age(process: Process) -> tuple[int, int]:
    return process.started, process.pid
