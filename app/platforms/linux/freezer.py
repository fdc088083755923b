"""Freezes programs with cgroup v2: they stand still with everything unsaved, and can be woken.

A desktop under systemd keeps each program in a scope of its own: when all of a scope is to be
frozen, it is frozen in place, in one step nobody can slip out of. Everything else is moved to a
folder of ours that root owns, and given its old place back at the thaw. Which processes may be
frozen is not decided here (app/enforce/choose.py).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from app.model.observation import Process
from app.monitor.ports import Clock
from app.platforms.linux import forked, inotify, pidfd, procfs
from app.platforms.linux.cgroup import Cgroup, Tree, find_mount
from app.platforms.linux.freeze_journal import FreezeJournal, Key

_GROUP = "frozen"
_SCOPE = re.compile(
    r"(/user\.slice/user-(\d+)\.slice/user@\2\.service/app\.slice/(?:[^/]+\.slice/)*[^/]+\.scope)"
    r"(?:/.*)?"
)
_MOST_ROUNDS = 50  # of looking for copies; a program that outruns this is its caller's next listing
_QUIET_ROUNDS = 2  # one look can miss a program that changes its pid while /proc is read
_WAIT_MS = 1_000  # the kernel needs microseconds, more only while a program sits in a system call


class CgroupFreezer:
    """The Freezer on kernels with cgroup v2 (5.2 or newer)."""

    name = "cgroup"

    def __init__(
        self, journal: Path, clock: Clock, *, root: str = "luytre", mount: Path | None = None
    ) -> None:
        """Use this journal file and our folder `root` in the tree. Raises Unsupported."""
        self._tree = Tree(mount or find_mount(), root)
        self._clock = clock
        self._journal = FreezeJournal(journal)
        self._watch: _Watch | None = None
        self._left = self._groups()

    def freeze(self, group: str, processes: tuple[Process, ...]) -> tuple[Process, ...]:
        """Freeze them; give those of them that stand still now."""
        self._left.discard(group)
        since = forked.listing_began(self._clock)
        living = [one for one in processes if pidfd.is_same(one)]
        scopes, singles = self._sort(living, since)
        self._journal.hold(group, scopes)
        self._note(group, singles)
        for scope, members in scopes.items():
            if not self._freeze_in_place(scope, members, since):
                self._journal.release(group, scope)
                self._note(group, members)
                singles += members
        self._move(group, singles)
        self._move_copies(group, [one for one in processes if one not in living] + singles, since)
        self._watch_group(group)
        return self._standing(living)

    def thaw(self, group: str) -> None:
        """Let the group run where nobody else wants it frozen, and give back every old place."""
        self._left.discard(group)
        self._watch_group(group, over=True)
        for scope in self._journal.scopes(group):
            if self._journal.holders(scope) == {group}:
                self._tree.at(scope).set_frozen(False)
        mark = self._tree.group(_GROUP, group)
        for pid in mark.pids():
            self._let_go(group, pid)
        mark.set_frozen(False)
        mark.remove()
        self._journal.drop(group)
        self._journal.save()

    def thaw_all(self) -> tuple[str, ...]:
        """Thaw what the journal names, then every folder of ours; give the groups."""
        groups = self._groups()
        for group in groups:
            self.thaw(group)
        return tuple(sorted(groups))

    def left(self) -> tuple[str, ...]:
        """Give what an earlier life froze and this one neither froze nor thawed."""
        return tuple(sorted(self._left))

    def watch(self, thawed: Callable[[str], None]) -> None:
        """Put back every thaw that is not ours and say so, on the loop that runs now."""
        self.stop()
        self._watch = _Watch(self._put_back, thawed)
        for group in self._journal.groups():
            self._watch_group(group)

    def stop(self) -> None:
        """Stop watching; what is frozen stays frozen."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _groups(self) -> set[str]:
        """Give what the journal names, and every folder of ours that it does not."""
        known = self._journal.groups()
        folders = {self._tree.group(_GROUP, group).path for group in known}
        found = self._tree.groups(_GROUP).items()
        return known | {name for name, folder in found if folder.path not in folders}

    def _sort(
        self, living: list[Process], since: int
    ) -> tuple[dict[str, list[Process]], list[Process]]:
        """Tell scopes all of which is to be frozen from processes that must be moved."""
        scopes: dict[str, list[Process]] = {}
        singles = []
        for one in living:
            match = _SCOPE.fullmatch(procfs.cgroup(one.pid))
            if match is not None and int(match[2]) == one.uid:
                scopes.setdefault(match[1], []).append(one)
            else:
                singles.append(one)
        for scope in list(scopes):
            if not self._is_whole(scope, scopes[scope], since):
                singles += scopes.pop(scope)
        return scopes, singles

    def _is_whole(self, scope: str, members: list[Process], since: int) -> bool:
        """Whether nothing is in this scope but the members and copies they just made."""
        others = set(self._tree.at(scope).pids()) - {one.pid for one in members}
        return all(forked.is_copy(pid, members, since) for pid in others)

    def _freeze_in_place(self, scope: str, members: list[Process], since: int) -> bool:
        """Freeze a whole scope; False = it is thawed again, and its programs must be moved."""
        cgroup = self._tree.at(scope)
        # The child owns the folder: without CAP_DAC_OVERRIDE even root may not write there.
        if not cgroup.set_frozen(True):
            return False
        cgroup.wait_frozen(_WAIT_MS)
        # Looked at again now that nothing in it can fork: a spared program may just have begun.
        if self._is_whole(scope, members, since):
            return True
        cgroup.set_frozen(False)
        return False

    def _note(self, group: str, processes: Iterable[Process]) -> None:
        """Write down the old places before anything is moved."""
        places = {(one.pid, one.started): procfs.cgroup(one.pid) for one in processes}
        # What lies in a folder of ours came from where the journal says already.
        self._journal.want(
            group,
            {key: "" if self._tree.is_ours(place) else place for key, place in places.items()},
        )
        self._journal.save()

    def _move(self, group: str, processes: Collection[Process]) -> None:
        mark = self._tree.group(_GROUP, group)
        if processes:
            mark.make()
            # Frozen while empty: whoever is moved in stops on arrival.
            mark.set_frozen(True)
        for one in processes:
            if self._tree.is_ours(procfs.cgroup(one.pid)):
                continue  # another group of ours has it, frozen; the journal knows we want it too
            with pidfd.held(one) as fd:
                moved = fd is not None and mark.add(one.pid)
                if fd is not None and moved and pidfd.wait_end(fd, 0):
                    self._return_stranger(one, mark)

    def _return_stranger(self, one: Process, mark: Cgroup) -> None:
        """Undo a move when the process ended under our hands and its number was given away."""
        stat = procfs.stat(one.pid)
        if stat is not None and stat.started != one.started and one.pid in mark.pids():
            self._tree.give_back(one.pid, procfs.cgroup(stat.ppid))

    def _move_copies(self, group: str, listed: list[Process], since: int) -> None:
        """Move what the listed programs forked meanwhile, until two looks find nothing."""
        parents, quiet = list(listed), 0
        for _ in range(_MOST_ROUNDS if listed else 0):
            known = self._tree.group(_GROUP, group).pids()
            copies = forked.forked(parents, set(known), since)
            quiet = 0 if copies else quiet + 1
            if quiet == _QUIET_ROUNDS:
                return
            self._note(group, copies)
            self._move(group, copies)
            parents += copies

    def _let_go(self, group: str, pid: int) -> None:
        """Bring one process to another group that wants it frozen, else home."""
        stat = procfs.stat(pid)
        if stat is None:
            return
        key = (pid, stat.started)
        heir = self._journal.heir(key, but=group)
        if heir is None:
            self._tree.give_back(pid, self._origin(key, stat.ppid))
            return
        other = self._tree.group(_GROUP, heir)
        other.make()
        other.set_frozen(True)
        other.add(pid)
        self._watch_group(heir)

    def _origin(self, key: Key, ppid: int) -> str:
        """Give the old place; a copy made on the way in belongs where its parent came from."""
        origin = self._journal.origins.get(key)
        if origin:
            return origin
        stat = procfs.stat(ppid)
        if stat is not None and (place := self._journal.origins.get((ppid, stat.started))):
            return place
        place = procfs.cgroup(ppid)
        return "/" if self._tree.is_ours(place) else place or "/"

    def _standing(self, living: list[Process]) -> tuple[Process, ...]:
        """Give those that stand still: in a frozen folder, or at least not on a processor.

        A program that waits for a frozen one (a file system served by it) never reports frozen.
        """
        settled: dict[str, bool] = {}
        standing = []
        for one in living:
            place = procfs.cgroup(one.pid)
            cgroup = self._frozen_above(place)
            if cgroup is None or not pidfd.is_same(one):
                continue
            if place not in settled:
                settled[place] = cgroup.wait_frozen(_WAIT_MS)
            if settled[place] or pidfd.state_of(one.pid) != "R":
                standing.append(one)
        return tuple(standing)

    def _frozen_above(self, place: str) -> Cgroup | None:
        match = _SCOPE.fullmatch(place)
        if match is None and not self._tree.is_ours(place):
            return None
        cgroup = self._tree.at(match[1] if match else place)
        return cgroup if cgroup.should_be_frozen() else None

    def _places(self, group: str) -> set[str]:
        mark = self._tree.group(_GROUP, group)
        return self._journal.scopes(group) | {self._tree.path_of(mark)}

    def _watch_group(self, group: str, over: bool = False) -> None:
        if self._watch is None:
            return
        for place in self._places(group):
            if not over:
                self._watch.add(place, self._tree.at(place))
            elif self._journal.holders(place) <= {group}:
                self._watch.remove(place)

    def _put_back(self, place: str) -> tuple[str, ...]:
        """Freeze a folder again that somebody else thawed; give the groups it is frozen for."""
        cgroup = self._tree.at(place)
        if cgroup.should_be_frozen() or not cgroup.set_frozen(True):
            return ()
        names = (name for name in self._journal.groups() if place in self._places(name))
        return tuple(sorted(names))


class _Watch:
    """Looks at cgroup.events of every frozen folder, on the event loop."""

    def __init__(
        self, put_back: Callable[[str], tuple[str, ...]], thawed: Callable[[str], None]
    ) -> None:
        self._inotify = inotify.Inotify()
        self._places: dict[int, str] = {}
        self._put_back = put_back
        self._thawed = thawed
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._inotify.fd, self._look)

    def add(self, place: str, cgroup: Cgroup) -> None:
        try:
            number = self._inotify.add(str(cgroup.path / "cgroup.events"), inotify.MODIFY)
        except FileNotFoundError:
            return  # the folder is gone, or nothing had to be moved into it
        self._places[number] = place

    def remove(self, place: str) -> None:
        for number in [number for number, known in self._places.items() if known == place]:
            self._inotify.remove(number)
            del self._places[number]

    def close(self) -> None:
        self._loop.remove_reader(self._inotify.fd)
        self._inotify.close()

    def _look(self) -> None:
        changes = self._inotify.read()
        for change in changes:
            if change.mask & inotify.IGNORED:
                self._places.pop(change.watch, None)
        lost = any(change.watch < 0 for change in changes)
        seen = {change.watch for change in changes}
        places = {known for number, known in self._places.items() if lost or number in seen}
        for group in sorted({name for place in places for name in self._put_back(place)}):
            self._thawed(group)
