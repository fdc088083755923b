"""The service as a whole: parts put together, started in order, let go of in the opposite order.

What an earlier life left frozen stays so until the mind has judged anew (inherited.py); at the end
everything is let go of before the store is closed. A fault on the way ends the process with a code,
and the next start finds what this one left.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress

from app.api.child import Base
from app.guard import events as ev
from app.guard.memory import start as start_guard
from app.guard.state import Guard
from app.link.secret import SecretHelper
from app.link.server import Server
from app.model.action import SetScreen
from app.model.errors import Unsupported
from app.model.observation import Process, Session
from app.model.policy import Policy
from app.monitor.ports import Started
from app.programs.service import wiring
from app.programs.service.accounts import Accounts
from app.programs.service.agents import Agents
from app.programs.service.answers_child import ChildAnswers
from app.programs.service.answers_parent import Answers
from app.programs.service.beginning import begin
from app.programs.service.claims import Claims, rules_of
from app.programs.service.faces import Faces
from app.programs.service.folders import Folders
from app.programs.service.hands import AdvisingHands, ForcingHands, WritingHands
from app.programs.service.headline import Headline
from app.programs.service.inherited import Inherited
from app.programs.service.ledger import Ledger
from app.programs.service.limits import Limits
from app.programs.service.loop import Loop
from app.programs.service.means import Means
from app.programs.service.names import Names
from app.programs.service.notify import Notifier
from app.programs.service.online import online
from app.programs.service.outage import since
from app.programs.service.overview import Overview
from app.programs.service.people import People
from app.programs.service.programs import Programs
from app.programs.service.refusals import Refusals
from app.programs.service.rule_book import RuleBook
from app.programs.service.screens import Screens
from app.programs.service.secret_keeper import NAMES, Secrets
from app.programs.service.senses import Reactions, Senses
from app.programs.service.sites import SiteDesk
from app.programs.service.status import StatusMaker
from app.programs.service.terminal import closed_text
from app.programs.service.vault import Vault
from app.programs.service.view import view, why
from app.programs.service.ways import Shown, Ways

FAULT = 70  # sysexits.h, EX_SOFTWARE: faults came faster than the safe state could hold


class Service:
    """One running service. Make it on the loop it is to run on."""

    def __init__(self, folders: Folders, advice: bool) -> None:
        """Open the store, begin the mind, put the parts together; nothing acts yet."""
        self.folders = folders
        self.advice = advice
        self._code: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.clock = wiring.clock()
        now = self.clock.now()
        keeper = wiring.keeper(folders, advice)
        self.vault = Vault(folders, keeper, NAMES)
        self._opened = self.vault.open(str(now.wall_ms))
        self._begun = begin(self.vault, now)
        guard = start_guard(self._begun.policy, self._begun.memory, now)
        self.loop = Loop(self.clock, guard, self._again, lambda: self.end(FAULT))
        self.notifier = Notifier()
        self.limits = Limits()
        for limit in keeper.limits():
            self.limits.set(limit)
        self.ledger = Ledger(self.vault, self._trouble)
        self.parts = wiring.parts(folders, self.clock, advice, self._our_pids, self._not_done)
        self._join()

    # --- putting together -------------------------------------------------------------------------

    def _join(self) -> None:
        self.recognise = wiring.Recogniser(self._begun.policy.language)
        self.accounts = Accounts(self.now_ms, wiring.borrowed, _own_uid(self.advice))
        self.people = People(self.guard, self.parts.seat.sessions, self.accounts)
        self.claims = Claims(self.recognise, wiring.interprets, rules_of(self.guard))
        self.names = Names(self.recognise.name)
        self._join_senses()
        helper = SecretHelper(str(self.folders.prefix / "bin" / "python"))
        self.secrets = Secrets(self.vault, helper, lambda: self.guard().clock.now_ms)
        self.web, self.lists = online(self, self._web_changed)
        self.child = ChildAnswers(
            self.guard,
            self.loop.happened,
            self.ledger,
            self.names,
            self.secrets,
            self.advice,
            self.web.state,
        )
        self.faces = Faces(self.agents, self.child, self.people.sessions_of, self._say)
        self._join_hands()
        self.status = StatusMaker(self)
        self.server = Server(self.folders.socket, self.accounts.role, self._answers(), self.now_ms)
        self._in_force(self._begun.policy)

    def _join_senses(self) -> None:
        self.agents = Agents(
            self.parts.starter,
            self.now_ms,
            self.loop.happened,
            self._sensed,
            self._agent_changed,
            self._slipped,
            self._child_says,
        )
        self.senses = Senses(
            self.parts.sources(self.recognise.renew),
            self.agents,
            self.people,
            self.guard,
            self.loop.happened,
            self.claims,
            self.names,
            self.limits,
        )

    def _join_hands(self) -> None:
        self.means = self._means()
        self.screens = Screens(
            self.means, Ways(self.means, self._shown, self._closed_text), self._guarded
        )
        self.programs = Programs(self.means, self._guarded)
        self.inherited = Inherited(self.parts.freezer, self._wanted_still)
        self.refusals = Refusals(
            self.parts.refuser,
            self.people,
            self.loop.happened,
            self.recognise.programs,
            self.limits,
        )

    def _web_changed(self, what: str) -> None:
        self.faces.changed(what)

    def _means(self) -> Means:
        parts = self.parts
        return Means(
            agents=self.agents,
            freezer=parts.freezer,
            closer=parts.closer,
            hands=parts.hands,
            processes=parts.processes,
            recognise=self.recognise,
            claims=self.claims,
            disguised=wiring.untrusted,
            borrowed=lambda uid: wiring.borrowed(frozenset([uid])),
            sessions_of=self.people.sessions_of,
            grace_s=self._grace_s,
            now_ms=self.now_ms,
            happened=self.loop.happened,
        )

    def _answers(self) -> Answers:
        overview = Overview(self.guard, self.ledger, self.names, self.status.agent)
        happened = self.loop.happened
        book = RuleBook(self.guard, happened, self.vault, self.accounts, self._in_force)
        sites = SiteDesk(
            self.guard,
            happened,
            overview.person,
            self.ledger,
            self.web,
            book,
            wiring.brands,
        )
        return Answers(
            self.guard,
            self.loop.happened,
            self.child,
            overview,
            self.secrets,
            self.vault,
            self.accounts,
            self.faces,
            self.status.make,
            self.people.subject_of_uid,
            book,
            sites,
            self.lists,
        )

    def _hands(self) -> WritingHands:
        headline = Headline(self.notifier.status)
        if self.advice:
            return AdvisingHands(self.ledger, self.faces, headline, self.loop.happened)
        return ForcingHands(
            self.ledger,
            self.faces,
            headline,
            self.screens,
            self.programs,
            self.refusals,
            self.web,
        )

    # --- a life -----------------------------------------------------------------------------------

    async def run(self) -> int:
        """Run until somebody ends it; give the exit code."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.end, 0)
        crashed = self._mark_running()
        if not self.advice:
            self.inherited.found(self.guard().people)
            self.parts.freezer.watch(self._thawed)
        self._tell_beginning(crashed)
        self.loop.start(self._hands())
        if not self.advice:
            self.inherited.judged()
        began, known = self._began, self._recognised
        react = Reactions(self._sessions_changed, began, known, self._asleep, self._awake)
        self.senses.start(react)
        await self.server.start()
        self.notifier.ready()
        code = await self._code
        self.notifier.stopping()
        await self._stop()
        return code

    def end(self, code: int) -> None:
        """End it with this exit code."""
        if not self._code.done():
            self._code.set_result(code)

    async def _stop(self) -> None:
        """Let go of everything, then write down the last seconds."""
        self.senses.stop()
        self.inherited.stop()
        self.refusals.stop()
        self.web.stop()
        self.lists.stop()
        self.programs.stop()
        if not self.advice:
            self.screens.stop()
        await self.server.close()
        self.agents.stop()
        self.loop.last_words()
        self.loop.stop()
        self.vault.close()
        with suppress(OSError):
            self._running.unlink()

    def _mark_running(self) -> bool:
        """Mark that we run; whether the last life ended without taking its mark away."""
        self._running = self.folders.run / "running"
        crashed = self._running.exists()
        with suppress(OSError):  # a full disk: the next start will not know, that is all
            self._running.touch(0o600)
        return crashed

    def _tell_beginning(self, crashed: bool) -> None:
        if crashed:
            self.loop.happened(ev.Health, "service_restarted")
        off = since(self.folders.state)
        if off is not None:
            self.loop.happened(ev.Health, "rules_were_off", (("since", off),))
        if self._opened:
            self._trouble(self._opened)
        for code, facts in self._begun.told:
            self.loop.happened(ev.Health, code, facts)

    # --- what happens -----------------------------------------------------------------------------

    def guard(self) -> Guard:
        """Give the state that holds."""
        return self.loop.guard

    def now_ms(self) -> int:
        """Give the boot clock (ms)."""
        return self.clock.now().boot_ms

    def _in_force(self, policy: Policy) -> None:
        """Make the parts that do not ask the mind know of a policy."""
        self.accounts.manage({n for given in policy.subjects for n in given.subject.accounts})
        self.agents.language = self.names.language = policy.language
        self.loop.repaired()
        asyncio.get_running_loop().call_soon(self._again)

    def _again(self) -> None:
        self.senses.again()

    def _sensed(self, subject: str) -> None:
        self.senses.sensed(subject)

    def _agent_changed(self, subject: str) -> None:
        self.faces.greet(self.guard(), subject)
        self.faces.changed("today")
        self.senses.sensed(subject)
        self.screens.again(subject)

    def _slipped(self, subject: str) -> None:
        self.screens.again(subject)

    def _child_says(self, subject: str, message: Base) -> Base:
        return self.child.answer(subject, message)

    def _sessions_changed(self) -> None:
        self.refusals.renew(self.guard())
        for subject in self.guard().people:
            self.screens.again(subject)

    def _began(self, subject: str, started: Started) -> None:
        self.screens.started(subject)
        self.programs.started(subject, started.process)

    def _recognised(self, subject: str, process: Process) -> None:
        self.programs.started(subject, process)
        person = self.guard().people.get(subject)
        if person is not None and self.means.spares(subject, process, person.spare):
            self.screens.again(subject)  # it was frozen before it was known

    def _asleep(self) -> None:
        self.programs.sleep()
        self.screens.sleep()

    def _awake(self) -> None:
        self.screens.wake()
        self.programs.wake()

    def _wanted_still(self, group: str) -> bool:
        return self.screens.wants(group) or self.programs.wants(group)

    def _thawed(self, group: str) -> None:
        subject = group.partition(" ")[0]
        self.loop.happened(ev.Thawed, subject)

    def _trouble(self, code: str) -> None:
        self.loop.happened(ev.Health, code)
        if code == "store_back":
            self.limits.clear("store")
        else:
            self.limits.set("store", code)

    def _not_done(self, verb: str, session: Session) -> None:
        facts = (("verb", verb), ("session", session.id))
        self.loop.happened(ev.Health, "logind_refused", facts)

    def _our_pids(self) -> frozenset[int]:
        return self.agents.pids()

    def _guarded(self, task: asyncio.Task[None]) -> None:
        task.add_done_callback(self._task_done)

    def _task_done(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self.loop.fault(error)

    # --- words and figures ------------------------------------------------------------------------

    def _grace_s(self, subject: str) -> int:
        person = self.guard().people.get(subject)
        return 60 if person is None else person.policy.rules.grace_s

    def _shown(self, action: SetScreen) -> Shown:
        guard = self.guard()
        person = guard.people.get(action.subject)
        if person is None:
            return Shown(why(action.decision), ())
        now = view(guard, person)
        return Shown(why(action.decision, now.opens_ms), now.coming)

    def _closed_text(self, session: Session, action: SetScreen) -> str:
        guard = self.guard()
        return closed_text(guard, guard.people[action.subject], action)

    def _say(self, session: Session, text: str) -> None:
        try:
            self.parts.hands.say(session, text)
        except Unsupported as error:
            print(f"luytre: {error}", file=sys.stderr)


def _own_uid(advice: bool) -> int | None:
    return os.getuid() if advice else None
