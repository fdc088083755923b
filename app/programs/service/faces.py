"""What the faces are told: the child's agents their state and notices, the parents that it changed.

A state goes out when something in it has changed, and with every heartbeat: then it is also the
question whether the agent still lives. Notices wait for the state of the same step, so that a
window never says "closed until" of a moment it does not know yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.api.child import Notice
from app.api.parent import Changed
from app.guard.state import HEARTBEAT_MS, Guard, Person
from app.link.server import Connection
from app.model.action import NoticeKind, Notify
from app.model.observation import Session, SessionKind
from app.programs.service.agents import Agents
from app.programs.service.answers_child import ChildAnswers
from app.programs.service.terminal import notice_text
from app.programs.service.view import charging, view, why

_STILL_TRUE = frozenset({NoticeKind.TIP, NoticeKind.WARN, NoticeKind.GRACE})
_ON_TERMINALS = frozenset({NoticeKind.WARN, NoticeKind.GRACE})


class Faces:
    """Tells faces what changed; `say` writes on the terminal of a text log-in."""

    def __init__(
        self,
        agents: Agents,
        answers: ChildAnswers,
        sessions_of: Callable[[str], tuple[Session, ...]],
        say: Callable[[Session, str], None],
    ) -> None:
        """Nobody follows yet."""
        self._agents = agents
        self._answers = answers
        self._sessions_of = sessions_of
        self._say = say
        self._notices: list[Notify] = []
        self._marks: dict[str, tuple[Any, ...]] = {}
        self._sent_ms: dict[str, int] = {}
        self._missed: dict[str, tuple[int, Notify]] = {}
        self._greeted: dict[str, set[str]] = {}
        self._followers: set[Connection] = set()
        self._version = -1

    def follow(self, connection: Connection) -> None:
        """Tell this parent whenever something changed, for as long as the connection lives."""
        self._followers.add(connection)

    def notify(self, action: Notify) -> None:
        """Tell the child, after the state of this step."""
        self._notices.append(action)

    def greet(self, guard: Guard, subject: str) -> None:
        """Send the state to agents that are new, whether it changed or not."""
        ready = self._agents.of(subject)
        if set(ready) - self._greeted.get(subject, set()) and subject in guard.people:
            self._send(guard, guard.people[subject])
            self._say_missed(guard, subject)
        self._greeted[subject] = set(ready)

    def changed(self, what: str) -> None:
        """Tell those who follow: `today`, `record`, `policy` or `status`."""
        gone = {one for one in self._followers if not one.parent or not one.push(Changed(what))}
        self._followers -= gone

    def stepped(self, guard: Guard) -> None:
        """Send what this step changed."""
        today = False
        for person in guard.people.values():
            mark = _mark(guard, person)
            fresh = self._marks.get(person.id) != mark
            today = today or fresh
            if fresh or guard.clock.boot_ms - self._sent_ms.get(person.id, 0) >= HEARTBEAT_MS:
                self._marks[person.id] = mark
                self._send(guard, person)
        notices, self._notices = self._notices, []
        for action in notices:
            self._notify(guard, action)
        if guard.policy.version != self._version:
            self._version = guard.policy.version
            self.changed("policy")
        if today:
            self.changed("today")

    def _say_missed(self, guard: Guard, subject: str) -> None:
        """Say what came while there was nobody to show it: a log-in may begin with a warning."""
        if subject not in self._missed:
            return
        at, action = self._missed.pop(subject)
        since = guard.clock.boot_ms - at
        if action.kind in _STILL_TRUE and since < action.left_ms:
            self._agents.tell(subject, _notice(action, action.left_ms - since))

    def _send(self, guard: Guard, person: Person) -> None:
        self._sent_ms[person.id] = guard.clock.boot_ms
        if self._agents.of(person.id):
            state = self._answers.state(person, view(guard, person))
            self._agents.ask(person.id, state)

    def _notify(self, guard: Guard, action: Notify) -> None:
        if not self._agents.of(action.subject):
            self._missed[action.subject] = (guard.clock.boot_ms, action)
        self._agents.tell(action.subject, _notice(action, action.left_ms))
        if action.kind in _ON_TERMINALS and action.subject in guard.people:
            text = notice_text(guard, guard.people[action.subject], action)
            for session in self._sessions_of(action.subject):
                if session.kind in (SessionKind.TTY, SessionKind.SSH):
                    self._say(session, text)


def _notice(action: Notify, left_ms: int) -> Notice:
    return Notice(action.kind, left_ms, why(action.decision), action.app, action.name)


def _mark(guard: Guard, person: Person) -> tuple[Any, ...]:
    """Give what a face would show differently; time that merely passes is left to the heartbeat."""
    decision = person.decision
    return (
        guard.policy.version,
        (decision.verdict, decision.reason, decision.setting, decision.screen),
        person.rung.applied,
        person.requests,
        person.grants and tuple(grant.id for grant in person.grants),
        person.hold,
        (person.told, person.agreed),
        person.sites,
        person.stopped_site,
        person.facts.key if person.facts else "",
        charging(person),
        (person.rest.until_ms, person.rest.kept),
        person.plan.date,
    )
