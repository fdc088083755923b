"""A freezer that holds made-up programs still."""

from __future__ import annotations

from collections.abc import Callable

from app.model.observation import Process
from app.platforms.fake.programs import FakePrograms


class FakeFreezer:
    """The Freezer over made-up programs; `thaw_behind_its_back` is what a stranger does."""

    name = "fake"

    def __init__(self, programs: FakePrograms) -> None:
        """Work on these programs; what an earlier freezer froze there is still frozen."""
        self._programs = programs
        self._thawed: Callable[[str], None] | None = None
        self._left = set(programs.frozen)

    def freeze(self, group: str, processes: tuple[Process, ...]) -> tuple[Process, ...]:
        """Freeze those that still run. Raises LookupError for one that nobody started."""
        living = tuple(one for one in processes if self._programs.lives(one))
        self._left.discard(group)
        if living:
            self._programs.frozen.setdefault(group, set()).update(living)
        return living

    def thaw(self, group: str) -> None:
        """Let the group go; who is in another group stays frozen."""
        self._programs.frozen.pop(group, None)
        self._left.discard(group)

    def thaw_all(self) -> tuple[str, ...]:
        """Let every group go, an earlier life's too."""
        groups = tuple(sorted(self._programs.frozen))
        self._programs.frozen.clear()
        self._left.clear()
        return groups

    def left(self) -> tuple[str, ...]:
        """Give what an earlier freezer froze and this one did not touch yet."""
        return tuple(sorted(self._left))

    def watch(self, thawed: Callable[[str], None]) -> None:
        """Remember whom to call."""
        self._thawed = thawed

    def thaw_behind_its_back(self, group: str) -> None:
        """Somebody else thaws a group: it is put back and told. Raises KeyError when not frozen."""
        if not self._programs.frozen[group]:
            raise KeyError(group)
        if self._thawed is not None:
            self._thawed(group)
