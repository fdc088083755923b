"""Accounts of this PC: whose they are to us, and whom we never act on, whatever a policy says.

Never UID 0, system accounts, the greeter, or a member of a group that is as good as root's. What
the user database says is remembered for a while: it is asked for every message that comes.
"""

from __future__ import annotations

import grp
import pwd
from collections.abc import Callable, Collection
from dataclasses import dataclass

from app.link.server import Role
from app.model.observation import Session

# Debian policy 9.2.2: ordinary accounts; what lies above is nobody and the dynamic ones.
FIRST_PERSON, LAST_PERSON = 1_000, 59_999
# Their members are root or can become it without a password of somebody else's.
AS_GOOD_AS_ROOT = ("sudo", "wheel", "admin", "docker", "lxd", "libvirt", "disk")
ADMINISTRATORS = ("sudo", "wheel", "admin")
KEPT_MS = 30_000


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account; why_not is a code when it cannot be a child's.

    The codes: `root`, `system`, `group:NAME`.
    """

    user: str
    uid: int
    full_name: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """A group's number, None where there is no such group, and who was added to it."""

    gid: int | None
    members: frozenset[str]


class Accounts:
    """Knows the accounts; `now_ms` is boot time in ms.

    only  in advice mode, the one account we run as: its groups do not matter, nothing is forced.
    """

    def __init__(
        self,
        now_ms: Callable[[], int],
        borrowed: Callable[[frozenset[int]], Collection[range]],
        only: int | None = None,
    ) -> None:
        """Ask nothing yet; `borrowed` gives the UIDs that some users may borrow."""
        self._now_ms = now_ms
        self._borrowed = borrowed
        self._only = only
        self._named: frozenset[str] = frozenset()
        self._read_ms = -KEPT_MS
        self._people: dict[str, Account] = {}
        self._children: frozenset[int] = frozenset()
        self._ranges: Collection[range] = ()

    def manage(self, names: Collection[str]) -> None:
        """Take note of the accounts that the policy names."""
        self._named = frozenset(names)
        self._read_ms = -KEPT_MS

    def people(self) -> tuple[Account, ...]:
        """Give every account of a person on this PC, by name."""
        self._read()
        return tuple(self._people[name] for name in sorted(self._people))

    def names(self) -> frozenset[str]:
        """Give the accounts that a policy may name."""
        return frozenset(one.user for one in self.people() if not one.why_not)

    def children(self) -> frozenset[int]:
        """Give the UIDs we may act on: named by the policy, and nobody else's."""
        self._read()
        return self._children

    def may_act_on(self, session: Session) -> bool:
        """Whether a log-in belongs to an account that can be a child's at all."""
        self._read()
        account = self._people.get(session.user)
        return account is not None and account.uid == session.uid and not account.why_not

    def uids(self, names: Collection[str]) -> frozenset[int]:
        """Give the UIDs of those of these accounts that can be a child's."""
        wanted = set(names)
        return frozenset(one.uid for one in self.people() if one.user in wanted and not one.why_not)

    def administrators(self) -> tuple[str, ...]:
        """Give who can administrate this PC, root aside."""
        found: set[str] = set()
        for name in ADMINISTRATORS:
            found.update(_group(name).members)
        return tuple(sorted(found))

    def role(self, uid: int) -> Role:
        """Give what an account is to us, for the public socket."""
        self._read()
        if uid == 0 or uid == self._only:
            return Role.ROOT if uid == 0 else Role.ADULT
        if uid in self._children:
            return Role.CHILD
        if not FIRST_PERSON <= uid <= LAST_PERSON or any(uid in r for r in self._ranges):
            return Role.NOBODY
        return Role.ADULT if any(a.uid == uid for a in self._people.values()) else Role.NOBODY

    def user(self, uid: int) -> str:
        """Give the name of an account, or its number."""
        self._read()
        return next((a.user for a in self._people.values() if a.uid == uid), str(uid))

    def _read(self) -> None:
        now = self._now_ms()
        if now - self._read_ms < KEPT_MS:
            return
        self._read_ms = now
        # Once for each group and not for each account: libc asks several daemons and folders.
        groups = {name: _group(name) for name in AS_GOOD_AS_ROOT}
        self._people = {
            entry.pw_name: Account(
                entry.pw_name,
                entry.pw_uid,
                entry.pw_gecos.partition(",")[0],
                self._why_not(entry, groups),
            )
            for entry in pwd.getpwall()
            if FIRST_PERSON <= entry.pw_uid <= LAST_PERSON or entry.pw_uid == self._only
        }
        managed = (self._people.get(name) for name in self._named)
        self._children = frozenset(a.uid for a in managed if a is not None and not a.why_not)
        self._ranges = self._borrowed(self._children)

    def _why_not(self, entry: pwd.struct_passwd, groups: dict[str, _Group]) -> str:
        if entry.pw_uid == 0:
            return "root"
        if self._only is not None:
            return "" if entry.pw_uid == self._only else "not_yours"
        for name, group in groups.items():
            if entry.pw_name in group.members or entry.pw_gid == group.gid:
                return f"group:{name}"
        return ""


def _group(name: str) -> _Group:
    try:
        found = grp.getgrnam(name)
    except KeyError:
        return _Group(None, frozenset())
    return _Group(found.gr_gid, frozenset(found.gr_mem))
