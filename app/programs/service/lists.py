"""The lists of sites: fetched once a day by a program with no rights, shown, switched on and off.

It keeps a folder of its own. What it left there is read here with distrust: one small regular file,
opened without following a link, decoded into frozen values. A new table is the resolver's to read.
"""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from app.api import parent_web as api
from app.api.child import Done
from app.enforce.ports import ListsRunner
from app.guard import events as ev
from app.model.errors import Denied, StoreDamaged, Unsupported
from app.model.moment import DAY, HOUR, MINUTE
from app.programs.service.limits import Limits
from app.programs.service.vault import Vault
from app.web.list_state import NAME, ListState, State
from app.web.subscriptions import OURS, CatalogueRefused, Subscription
from app.web.subscriptions import load as load_catalogue

SECRET = "lists"  # under which the parent's choice is kept
TABLE = "table"
EVERY_MS = DAY
AFTER_START_MS = 2 * MINUTE  # a PC that was just switched on has other things to do
AFTER_FAILURE_MS = HOUR
OLD_MS = 9 * DAY
_MOST = 1_048_576  # bytes of a state file
_LONGEST = 200  # characters of what the program says of a trouble


class Choice(msgspec.Struct, frozen=True):
    """Lists a parent switched on or off against the catalogue's own word."""

    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()

    def wants(self, one: Subscription) -> bool:
        """Whether a list is used."""
        return (one.on or one.id in self.on) and one.id not in self.off


class Lists:
    """Runs the lists program when it is time or wished for; runner None = nothing may be forced."""

    def __init__(
        self,
        runner: ListsRunner | None,
        folder: Path,
        vault: Vault,
        now_ms: Callable[[], int],
        happened: Callable[..., None],
        limits: Limits,
        built: Callable[[], None],
        told: Callable[[str], None],
        catalogue: Path = OURS,
    ) -> None:
        """now_ms is trusted Unix time; built is called when a new table lies at its place.

        catalogue says which lists there are.
        """
        self._runner = runner
        self.folder = folder
        self._catalogue_file = catalogue
        self._vault = vault
        self._now_ms = now_ms
        self._happened = happened
        self._limits = limits
        self._built = built
        self._told = told
        self._timer: asyncio.TimerHandle | None = None
        self._busy = ""
        self._again = ""
        self._done, self._total = 0, 0
        self._old_told = False

    # --- a life -----------------------------------------------------------------------------------

    def begin(self, *, anew: bool = False) -> None:
        """Somebody is filtered: make a table where there is none, then keep it fresh.

        anew = the one that is there is of no use.
        """
        if self._runner is None:
            return
        if (anew or not os.path.lexists(self.folder / TABLE)) and not self._busy:
            self._run("build")
        if self._timer is None:
            self._wait(AFTER_START_MS)

    def stop(self) -> None:
        """End what runs."""
        if self._timer is not None:
            self._timer.cancel()
        runner, self._runner = self._runner, None
        if runner is not None:
            runner.stop()

    def _prepare(self) -> bool:
        """Make the folder, if it is not there; what is there must be its user's."""
        assert self._runner is not None
        try:
            uid, gid = self._runner.owner()
            with suppress(FileExistsError):
                self.folder.mkdir(mode=0o755, parents=True)
                os.chown(self.folder, uid, gid)
            found = self.folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
                raise Unsupported(f"{self.folder} is not the folder of the lists program")
        except (Unsupported, OSError) as error:
            self._limits.set("no_lists", str(error))
            return False
        self._limits.clear("no_lists")
        return True

    def _wait(self, wait_ms: int) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(wait_ms / 1000, self._due)

    def _due(self) -> None:
        """Fetch when the last answers are a day old; tell when they are far too old."""
        state = self._state()
        checked = [one.checked_ms for one in state.lists.values()]
        now = self._now_ms()
        if not checked or now - min(checked) >= EVERY_MS:
            self._run("update")
        if checked and now - max(checked) >= OLD_MS and not self._old_told:
            self._old_told = True
            days = str((now - max(checked)) // DAY)
            self._happened(ev.Health, "lists_old", (("days", days),))
        self._wait(AFTER_FAILURE_MS)

    def _run(self, verb: str) -> None:
        """Start the program, or remember to when the run that goes on is over."""
        if self._runner is None:
            return
        if self._busy:
            self._again = "update" if "update" in (verb, self._again) else verb
            return
        if not self._prepare():
            return
        choice = self._choice()
        known = {one.id for one in self._catalogue()}
        words = [verb, "--folder", str(self.folder)]
        for name, ids in (("--on", choice.on), ("--off", choice.off)):
            for one in sorted(ids & known):
                words += [name, one]
        try:
            self._runner.start(words, self._heard, self._ended)
        except (Unsupported, OSError) as error:
            self._limits.set("no_lists", str(error))
            return
        self._busy, self._done, self._total = verb, 0, 0
        self._told("lists")

    def _heard(self, line: bytes) -> None:
        try:
            event = msgspec.json.decode(line, type=dict[str, Any])
        except (msgspec.DecodeError, RecursionError):
            return  # what Python prints when something is wrong is no event
        match event.get("event"):
            case "list":
                self._done = _number(event.get("number")) - 1
                self._total = _number(event.get("of"))
                self._told("lists")
            case "table":
                self._old_told = False
                self._built()
            case "failed":
                self._limits.set(
                    "no_lists", str(event.get("detail") or event.get("code"))[:_LONGEST]
                )

    def _ended(self, code: int) -> None:
        if code in (0, 1):
            self._limits.clear("no_lists")
        self._busy = ""
        self._told("lists")
        if self._again:
            verb, self._again = self._again, ""
            self._run(verb)

    # --- for parents ------------------------------------------------------------------------------

    def show(self) -> api.Lists:
        """Give every list with what became of it."""
        state, choice, now = self._state(), self._choice(), self._now_ms()
        return api.Lists(
            lists=tuple(
                _line(one, state.lists.get(one.id, ListState()), choice.wants(one), now)
                for one in self._catalogue()
            ),
            built_ms=state.built_ms,
            names=state.names,
            busy=self._busy,
            done=self._done,
            total=self._total,
        )

    def do(self, message: api.ListsDo) -> Done:
        """Update now, or switch a list on or off. Raises Denied (`kind`, `list`, `unforced`)."""
        if self._runner is None:
            raise Denied("unforced")
        if message.do == "update":
            self._run("update")
            return Done()
        if message.do not in ("on", "off"):
            raise Denied("kind")
        if message.key not in {one.id for one in self._catalogue()}:
            raise Denied("list")
        choice, key = self._choice(), frozenset([message.key])
        kept = Choice(
            on=choice.on | key if message.do == "on" else choice.on - key,
            off=choice.off | key if message.do == "off" else choice.off - key,
        )
        self._vault.store.set_secret(SECRET, msgspec.json.encode(kept))
        self._run("update" if message.do == "on" else "build")
        return Done(message.key)

    # --- what is kept -----------------------------------------------------------------------------

    def _catalogue(self) -> tuple[Subscription, ...]:
        """Give all lists; none where the catalogue (root's own, then) cannot be used."""
        try:
            return load_catalogue(self._catalogue_file)
        except CatalogueRefused as error:
            self._limits.set("no_lists", str(error)[:200])
            return ()

    def _choice(self) -> Choice:
        try:
            kept = self._vault.store.secret(SECRET)
            return Choice() if kept is None else msgspec.json.decode(kept, type=Choice)
        except (StoreDamaged, msgspec.DecodeError):
            return Choice()

    def _state(self) -> State:
        """Read what the program left; nothing where that is not as it should be."""
        try:
            fd = os.open(self.folder / NAME, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return State()
        try:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                return State()
            return msgspec.json.decode(os.read(fd, _MOST), type=State)
        except (OSError, msgspec.DecodeError, RecursionError):
            return State()
        finally:
            os.close(fd)


def _line(one: Subscription, state: ListState, on: bool, now_ms: int) -> api.ListLine:
    trouble = state.trouble
    fate = "ok" if state.fetched_ms else "never"
    if state.fetched_ms and now_ms - max(state.checked_ms, state.fetched_ms) >= OLD_MS:
        fate = "old"
    if trouble is not None:
        fate = trouble.code[:_LONGEST]
    return api.ListLine(
        key=one.id,
        title=one.title,
        publisher=one.publisher,
        licence=one.licence,
        credit=one.credit,
        address=one.home,
        categories=tuple(
            sorted({str(kind) for part in one.meaning.values() for kind in part.categories})
        ),
        on=on,
        names=state.names,
        fetched_ms=state.fetched_ms,
        state=fate if on else "off",
        detail=trouble.detail[:_LONGEST] if trouble is not None and on else "",
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
