"""Wiring: which part of this machine stands behind each port. The only place that names them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.enforce.ports import AgentStarter, Closer, Freezer, ListsRunner, Refuser, SessionHands
from app.model.errors import Unsupported
from app.model.observation import App, Process, Session
from app.monitor.ports import Clock
from app.platforms.linux.agent_starter import LinuxAgentStarter
from app.platforms.linux.cgroup import Tree, find_mount
from app.platforms.linux.clock import LinuxClock
from app.platforms.linux.closer import LinuxCloser
from app.platforms.linux.freezer import CgroupFreezer
from app.platforms.linux.freezer_stop import StopFreezer
from app.platforms.linux.installed import Installed
from app.platforms.linux.lists_runner import LinuxListsRunner
from app.platforms.linux.mounts import disguised
from app.platforms.linux.name_daemons import LinuxNameDaemons
from app.platforms.linux.pads import LinuxPads
from app.platforms.linux.processes import LinuxProcesses
from app.platforms.linux.redirect import NftRedirector
from app.platforms.linux.refuser import LinuxRefuser
from app.platforms.linux.resolver_starter import LinuxResolverStarter
from app.platforms.linux.scripts import interprets as is_interpreter
from app.platforms.linux.session_hands import LogindHands, ScanHands
from app.platforms.linux.sessions import Seat, seat
from app.platforms.linux.subordinates import ranges
from app.platforms.linux.terminals import typed_ms
from app.programs.service.favour import OWN, in_roots_place
from app.programs.service.folders import Folders
from app.programs.service.lists import TABLE
from app.programs.service.senses import Sources
from app.programs.service.web_parts import WebParts
from app.rules.lookalike import Brands
from app.store.keys import FileKey, KeyKeeper, PersonKey

AGENT = "app.programs.agent"
REFUSER = "app.programs.refuser"
RESOLVER = "app.programs.resolver"
LISTS = "app.programs.lists"
_ERRORS = 2  # what our programs say of their own faults goes where ours goes


@dataclass(frozen=True, slots=True)
class Parts:
    """The concrete parts behind the ports; refuser and web are None where nothing may be forced."""

    clock: Clock
    seat: Seat
    processes: LinuxProcesses
    freezer: Freezer
    closer: Closer
    hands: SessionHands
    starter: AgentStarter
    refuser: Refuser | None
    web: WebParts | None

    def sources(self, renew: Callable[[], None]) -> Sources:
        """Give the senses; `renew` is called at each heartbeat."""
        return Sources(
            clock=self.clock,
            sessions=self.seat.sessions,
            processes=self.processes,
            sleep=self.seat.sleep,
            pads=LinuxPads(),
            inhibitors=self.seat.inhibitors,
            typed=typed_ms,
            renew=renew,
        )


def clock() -> Clock:
    """Give the machine's clocks."""
    return LinuxClock()


def keeper(folders: Folders, advice: bool) -> KeyKeeper:
    """Give who keeps the store's key: the service a file, a person his keyring."""
    if not advice:
        return FileKey(folders.key)
    from app.store.ring import session_ring

    return PersonKey(folders.key, session_ring())


def parts(
    folders: Folders,
    the_clock: Clock,
    advice: bool,
    agents: Callable[[], frozenset[int]],
    refused: Callable[[str, Session], None],
) -> Parts:
    """Choose what this machine has. Call it on the running loop.

    agents gives the pids of our agents; refused hears what logind would not do.
    """
    tree = None if advice else _tree(folders)
    chosen = seat(agents)
    python = str(folders.prefix / "bin" / "python")
    return Parts(
        clock=the_clock,
        seat=chosen,
        processes=LinuxProcesses(),
        freezer=_freezer(folders, the_clock, tree),
        closer=LinuxCloser(),
        hands=_session_hands(folders, chosen, agents, refused),
        starter=LinuxAgentStarter((python, "-I", "-m", AGENT), tree, output=_ERRORS),
        refuser=None if advice else LinuxRefuser((python, "-I", "-m", REFUSER), output=_ERRORS),
        web=None if advice else _web(folders, tree, python),
    )


def _web(folders: Folders, tree: Tree | None, python: str) -> WebParts:
    mark = folders.cgroup
    table = lists_folder(folders) / TABLE
    command = (python, "-I", "-m", RESOLVER, "--table", str(table))
    return WebParts(
        LinuxResolverStarter(command, f"{mark}-resolver", tree=tree, output=_ERRORS),
        NftRedirector(mark.replace("-", "_")),
        LinuxNameDaemons(folders.run, include=Path(f"/etc/dbus-1/system.d/{mark}.conf")),
        doh_addresses,
    )


def lists_folder(folders: Folders) -> Path:
    """Give the folder of the lists program, beside ours and not inside: ours is closed to it."""
    return folders.state.with_name(f"{folders.cgroup}-lists")


def lists_runner(folders: Folders, advice: bool) -> ListsRunner | None:
    """Give what runs the lists program; None where nothing may be forced."""
    if advice:
        return None
    python = str(folders.prefix / "bin" / "python")
    user = f"{folders.cgroup}-lists"
    command = [python, "-I", "-m", LISTS]
    for option, path in (("--catalogue", folders.catalogue), ("--ca", folders.ca)):
        command += [] if path is None else [option, str(path)]
    return LinuxListsRunner(command, user, _tree(folders))


@cache
def doh_addresses() -> frozenset[str]:
    """Give the addresses and networks of public resolvers that answer over HTTPS: our own list."""
    from app.web.seed import load

    return frozenset(load().bypass.networks)


def brands() -> Brands:
    """Give the brands whose imitations are looked for, from our own list."""
    from app.web.seed import load

    return load().brands


def _session_hands(
    folders: Folders,
    chosen: Seat,
    agents: Callable[[], frozenset[int]],
    refused: Callable[[str, Session], None],
) -> SessionHands:
    if chosen.logind is None:
        return ScanHands(agents)
    return LogindHands(chosen.logind, refused, folders.run / "locked")


class Recogniser:
    """Tells programs by path and by what root installed; a path of the child's is never touched."""

    def __init__(self, language: str) -> None:
        """Names are given in this language."""
        self._installed = Installed(language)
        self._known: dict[str, App] = {}

    def __call__(self, process: Process) -> App:
        """Give the program that a process runs."""
        found = self._known.get(process.exe)
        if found is None:
            found = self._known[process.exe] = self._recognise(process.exe)
        return found

    def renew(self) -> None:
        """Look again: something may have been installed since."""
        self._known.clear()

    def _recognise(self, exe: str) -> App:
        if in_roots_place(exe):
            return self._installed.app(exe)
        return App(f"path:{exe}", (f"{OWN}{exe}",), exe.rpartition("/")[2])

    def name(self, key: str) -> str:
        """Give what an installed program calls itself, "" when there is none of this identity."""
        entry = self._installed.by_id(key.removeprefix("desktop:"))
        return "" if entry is None else entry.name

    def programs(self, name: str) -> tuple[str, ...]:
        """Give the paths that an installed desktop file starts, by its id."""
        entry = self._installed.by_id(name.removeprefix("desktop:"))
        return (entry.program,) if entry is not None and entry.program else ()


def _tree(folders: Folders) -> Tree | None:
    try:
        return Tree(find_mount(), folders.cgroup)
    except Unsupported:
        return None


def _freezer(folders: Folders, the_clock: Clock, tree: Tree | None) -> Freezer:
    if tree is None:
        return StopFreezer(folders.frozen, the_clock)
    return CgroupFreezer(folders.frozen, the_clock, root=folders.cgroup, mount=tree.mount)


def borrowed(uids: frozenset[int]) -> tuple[range, ...]:
    """Give the UIDs that these users may borrow."""
    return tuple(range(one.first, one.last + 1) for one in ranges(uids))


def untrusted(processes: tuple[Process, ...], leaders: tuple[int, ...]) -> frozenset[int]:
    """Give the pids whose path cannot be believed."""
    return disguised(processes, leaders)


def interprets(exe: str) -> bool:
    """Whether a program's own path does not say what runs; nothing is looked at."""
    return is_interpreter(exe)


def installed_folders() -> Folders:
    """Give the places of the copy that this interpreter belongs to (`/opt/luytre` → `luytre`)."""
    prefix = Path(sys.prefix)
    mark = prefix.name
    state = Path(os.environ.get("STATE_DIRECTORY", f"/var/lib/{mark}"))
    run = Path(os.environ.get("RUNTIME_DIRECTORY", f"/run/{mark}"))
    return Folders(prefix, state, run, run / "service.sock", mark)


def own_folders() -> Folders:
    """Give the places of advice mode: a person's own."""
    home = Path.home()
    run = Path(os.environ.get("XDG_RUNTIME_DIR", str(home / ".cache"))) / "luytre"
    state = Path(os.environ.get("XDG_STATE_HOME", str(home / ".local" / "state"))) / "luytre"
    return Folders(Path(sys.prefix), state, run, run / "service.sock", "luytre")
