"""The web of the children: a resolver with a port for each, and their look-ups led to it.

Everything follows from the guard's state: whoever is filtered has a port, rules on it, and a
redirect; whoever is not meets nothing of this. The ports' sockets stay ours, so that a resolver
that ends is replaced without a port being lost, and never is a name answered unfiltered meanwhile:
it waits. When no resolver can be had for ten seconds the parent is told, and the redirect is lifted
from 13 up and kept under 13 (hazards.md, The redirect).
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import suppress

from app.api import resolver as api
from app.api.child import PROTOCOL_VERSION, Hello
from app.enforce.ports import Leak, Redirect
from app.guard import events as ev
from app.guard.sites import rules_now
from app.guard.state import Guard, Person
from app.link.resolver import ResolverEnd
from app.model.errors import Unsupported
from app.model.subject import Bracket
from app.model.web import Labels, WebRules
from app.programs.service.limits import Limits
from app.programs.service.web_parts import Port, Running, WebParts, close_port, let_go
from app.programs.service.web_pulse import NUMBER, Pulse
from app.programs.service.web_rows import bypass_closed, labels_of, stopped_facts, web_row

AGAIN_S = (0.0, 0.05, 0.2, 0.5, 1.0)  # between two starts, the longer the more have failed
REFUSED_AGAIN_S = 30.0  # where it cannot be started at all
LOST_S = 10.0  # hazards.md, The redirect
STEADY_S = 5.0  # a resolver that lived so long is not blamed for an earlier failure
ANSWER_S = 2.0
CLOCK_MS = 1_000  # a difference of trusted time that the resolver has to be told
MISSING = "missing"  # app.web.table.TableRefused: no table was ever made here
YOUNG = (Bracket.A, Bracket.B)


class Web:
    """Keeps resolver, rules and redirects as the guard's state wants them.

    uids gives the UIDs of a subject's accounts that may be acted on; told is called when what a
    face shows about the web has changed.
    """

    def __init__(
        self,
        parts: WebParts | None,
        uids: Callable[[Person], frozenset[int]],
        bracket: Callable[[Person], Bracket],
        happened: Callable[..., None],
        limits: Limits,
        told: Callable[[str], None],
        needed: Callable[[], None],
    ) -> None:
        """Nothing runs before somebody is filtered; parts None = nothing may be forced.

        needed is called when somebody is: a table has to be there.
        """
        self._needed = needed
        self._parts = parts
        self._uids = uids
        self._bracket = bracket
        self._happened = happened
        self._limits = limits
        self._told = told
        self._people: dict[str, Person] = {}
        self._ports: dict[str, Port] = {}
        self._mark: tuple[object, ...] = ()
        self._running: Running | None = None
        self._pulse: Pulse | None = None
        self._again: asyncio.TimerHandle | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._watching = self._swept = False
        self._lifted = False
        self._failures = 0
        self._number = 0
        self._offset_ms: int | None = None
        self._clock = api.Clock(0, 0)
        self.table = api.TableIs(0, 0)
        self.table_refused = ""  # why the resolver has none

    # --- what others ask --------------------------------------------------------------------------

    def state(self, subject: str) -> str:
        """Give how a subject's names are: `on`, `off`, `lost`, or "" where nothing is forced."""
        if self._parts is None or subject not in self._people:
            return ""
        port = self._ports.get(subject)
        if port is None:
            return "off"
        serving = self._running is not None and port.serving == port.version
        return "on" if serving else "lost"

    async def labels(self, name: str) -> Labels | None:
        """Give what the table knows of a name; None while there is no resolver to ask."""
        running = self._running
        if running is None:
            return None
        self._number += 1
        future = asyncio.get_running_loop().create_future()
        running.waiting[self._number] = future
        try:
            running.end.send(api.LabelsQ(self._number, (name,)))
            async with asyncio.timeout(ANSWER_S):
                return labels_of((await future).rows)
        except TimeoutError:
            return None
        finally:
            running.waiting.pop(self._number, None)

    def reload(self) -> None:
        """A new table was built."""
        if self._running is not None:
            self._running.end.send(api.Reload())

    # --- following the mind -----------------------------------------------------------------------

    def renew(self, guard: Guard, *, anyhow: bool = False) -> None:
        """Bring everything to what the guard's state wants, where it changed."""
        if self._parts is None:
            return
        self._tell_clock(guard)
        now_ms = guard.clock.now_ms
        mark = (
            guard.policy.version,
            *((one.id, one.policy, one.sites, one.adult) for one in guard.people.values()),
        )
        if mark == self._mark and not anyhow:
            return
        self._mark = mark
        self._people = guard.people
        wanted = {}
        for person in guard.people.values():
            rules = rules_now(person, now_ms)
            uids = self._uids(person) if rules.on else frozenset()
            if uids:
                wanted[person.id] = (uids, rules)
        self._match(wanted)
        self._start()
        self._lead()

    def stop(self) -> None:
        """Undo all of it, for good."""
        for timer in (self._again, self._alarm):
            if timer is not None:
                timer.cancel()
        self._again = self._alarm = None
        parts, self._parts = self._parts, None
        if parts is None:
            return
        let_go(parts)
        self._still()
        if self._running is not None:
            running, self._running = self._running, None
            running.end.close()
            parts.starter.end(running.link)
        for port in self._ports.values():
            close_port(port.opened)
        self._ports.clear()

    # --- ports and rules --------------------------------------------------------------------------

    def _match(self, wanted: dict[str, tuple[frozenset[int], WebRules]]) -> None:
        for subject in self._ports.keys() - wanted.keys():
            gone = self._ports.pop(subject)
            self._say(api.Close(gone.number))
            close_port(gone.opened)
        for subject, (uids, rules) in wanted.items():
            young = self._bracket(self._people[subject]) in YOUNG
            port = self._ports.get(subject) or self._open(subject, uids, rules)
            if port is None:  # no port is free, which is a limit that is shown
                continue
            port.uids, port.young = uids, young
            if port.rules != rules or port.version == 0:
                port.rules = rules
                port.version += 1
                self._say(web_row(port.number, port.version, rules))

    def _open(self, subject: str, uids: frozenset[int], rules: WebRules) -> Port | None:
        assert self._parts is not None
        try:
            opened = self._parts.starter.open()
        except OSError as error:
            self._limits.set("no_filter", str(error))
            return None
        self._number += 1
        port = Port(self._number, opened, uids, rules, young=True)
        self._ports[subject] = port
        self._hand_over(port)
        return port

    def _hand_over(self, port: Port) -> None:
        """Give the resolver its own copies of the sockets; ours stay open."""
        if self._running is not None:
            copies = [os.dup(fd) for fd in port.opened.sockets]
            self._running.end.send(api.Open(port.number, port.opened.v6), copies)

    def _say(self, message: api.Close | api.WebRulesRow | api.Clock) -> None:
        if self._running is not None:
            self._running.end.send(message)

    def _tell_clock(self, guard: Guard) -> None:
        offset = guard.clock.now_ms - guard.clock.boot_ms
        self._clock = api.Clock(guard.clock.now_ms, guard.clock.boot_ms)
        if self._offset_ms is None or abs(offset - self._offset_ms) >= CLOCK_MS:
            self._offset_ms = offset
            self._say(self._clock)

    # --- redirects --------------------------------------------------------------------------------

    def _lead(self) -> None:
        """Lead whoever is filtered to his port; close other ways to him."""
        if self._parts is None:
            return
        if not self._watching:
            if not self._ports and not self._swept:  # what an earlier life of ours left in force
                self._swept = True
                let_go(self._parts)
            return
        led = [port for port in self._ports.values() if port.young or not self._lifted]
        redirects = tuple(
            Redirect(uid, port.opened.port, quic=False) for port in led for uid in sorted(port.uids)
        )
        refused = self._parts.doh() if any(bypass_closed(port.rules) for port in led) else ()
        try:
            self._parts.redirector.lead(redirects, frozenset(refused))
        except (Unsupported, ValueError) as error:
            self._limits.set("no_filter", str(error))
        else:
            self._limits.clear("no_filter")
        self._parts.daemons.close(frozenset(uid for port in led for uid in port.uids))

    def _watch(self) -> bool:
        """Begin to lead and to close, once; False where this machine cannot."""
        assert self._parts is not None
        if self._watching:
            return True
        try:
            self._parts.redirector.start(self._disturbed)
        except Unsupported as error:
            self._limits.set("no_filter", str(error))
            return False
        self._parts.daemons.start(self._leaks)
        self._watching = True
        return True

    def _disturbed(self, what: str) -> None:
        facts = () if what == "restored" else (("why", what),)
        code = "redirect_restored" if what == "restored" else "redirect_lost"
        self._happened(ev.Health, code, facts)

    def _leaks(self, found: tuple[Leak, ...]) -> None:
        self._limits.clear("name_daemons")
        if found:
            self._limits.set(
                "name_daemons", ", ".join(f"{one.daemon} ({one.why})" for one in found)
            )

    # --- a resolver's life ------------------------------------------------------------------------

    def _start(self) -> None:
        """Start one where somebody needs it and none runs or is about to."""
        if not self._ports or self._running is not None or self._again is not None:
            return
        if self._watch():
            self._needed()
            self._begin()

    def _begin(self) -> None:
        self._again = None
        if self._parts is None or not self._ports:
            return
        try:
            link = self._parts.starter.start()
        except (Unsupported, OSError) as error:
            self._limits.set("no_resolver", str(error))
            self._failed(REFUSED_AGAIN_S)
            return
        self._limits.clear("no_resolver")
        loop = asyncio.get_running_loop()
        end = ResolverEnd(socket.socket(fileno=link.fd), self._heard, self._ended)
        self._running = Running(link, end, loop.time())
        starter = self._parts.starter
        self._pulse = Pulse(end.send, lambda: starter.end(link))
        end.send(Hello(PROTOCOL_VERSION))
        end.send(self._clock)
        for port in self._ports.values():
            self._hand_over(port)
            end.send(web_row(port.number, port.version, port.rules))

    def _ended(self, why: str) -> None:
        """It is gone: names wait in the ports until the next one runs."""
        running, self._running = self._running, None
        if running is None or self._parts is None:
            return
        self._still()
        self._parts.starter.end(running.link)
        for future in running.waiting.values():
            if not future.done():
                future.set_exception(TimeoutError())
        steady = asyncio.get_running_loop().time() - running.since_s >= STEADY_S
        self._failures = 0 if steady else self._failures + 1
        for port in self._ports.values():
            port.serving = -1
        self._failed(AGAIN_S[min(self._failures, len(AGAIN_S) - 1)])

    def _still(self) -> None:
        if self._pulse is not None:
            self._pulse.stop()
            self._pulse = None

    def _failed(self, wait_s: float) -> None:
        loop = asyncio.get_running_loop()
        self._again = loop.call_later(wait_s, self._begin)
        if self._alarm is None and not self._lifted:
            self._alarm = loop.call_later(LOST_S, self._lost)
        self._told("today")

    def _lost(self) -> None:
        self._alarm = None
        self._lifted = True
        self._happened(ev.Health, "resolver_lost")
        self._lead()

    def _serves(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self._lifted:
            self._lifted = False
            self._happened(ev.Health, "resolver_back")
            self._lead()
        self._told("today")

    # --- what it says -----------------------------------------------------------------------------

    def _heard(self, message: api.FromResolver) -> None:
        match message:
            case api.Serving():
                self._is_served(message)
            case api.Stopped():
                self._stopped(message)
            case api.LabelsA():
                self._answered(message)
            case api.TableIs():
                self.table, self.table_refused = message, ""
                self._limits.clear("table")
                self._told("lists")
            case api.Trouble():
                self._trouble(message)

    def _answered(self, message: api.LabelsA) -> None:
        if message.n == NUMBER and self._pulse is not None:
            self._pulse.felt()
        future = self._running.waiting.get(message.n) if self._running else None
        if future is not None and not future.done():
            future.set_result(message)

    def _trouble(self, message: api.Trouble) -> None:
        match message.code:
            case "table_damaged":
                self._refused_table(message.detail)
            case "upstream_back":
                self._limits.clear("no_upstream")
            case "no_upstream" | "upstream_lost":
                self._limits.set("no_upstream")

    def _refused_table(self, why: str) -> None:
        """See that another one is made, once; that there is none yet is nothing to tell of."""
        if self.table_refused:
            return
        self.table_refused = why
        self._limits.set("table", why)
        if why != MISSING:
            self._happened(ev.Health, "table_damaged")
        self._needed()

    def _is_served(self, message: api.Serving) -> None:
        for port in self._ports.values():
            if port.number == message.port:
                port.serving = message.version
        if all(port.serving == port.version for port in self._ports.values()):
            self._serves()

    def _stopped(self, message: api.Stopped) -> None:
        for subject, port in self._ports.items():
            if port.number == message.port:
                person = self._people[subject]
                with suppress(ValueError):  # codes that are none
                    facts = stopped_facts(message, person.policy.rules.changed)
                    self._happened(ev.SiteStopped, subject, *facts)
                return
