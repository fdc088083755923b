"""Accounts: whom the policy may name, whom we never act on, and what each is at the socket."""

import grp
import os
import pwd

import pytest

from app.link.server import Role
from app.model.observation import Session, SessionKind
from app.programs.service.accounts import AS_GOOD_AS_ROOT, KEPT_MS, Accounts
from tests.platforms.people import Person

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="makes a user: needs root")


class Clock:
    """A boot clock that a test moves."""

    now = 1_000_000

    def __call__(self) -> int:
        """Give the time."""
        return self.now


def accounts(only: int | None = None) -> Accounts:
    """The accounts of this machine; a thousand UIDs from 100000 are borrowed."""
    return Accounts(Clock(), lambda uids: [range(100_000, 101_000)] if uids else [], only)


def session(user: str, uid: int) -> Session:
    """Somebody's log-in."""
    return Session("1", uid, user, SessionKind.X11, active=True)


@needs_root
def test_a_childs_account_is_a_childs_as_long_as_it_is_named(child: Person) -> None:
    """Ordinary until the policy names it; its borrowed UIDs are nobody's then."""
    known = accounts()
    assert known.role(child.uid) is Role.ADULT
    known.manage([child.name])
    assert known.role(child.uid) is Role.CHILD
    assert known.children() == {child.uid}
    assert known.role(100_500) is Role.NOBODY
    assert known.may_act_on(session(child.name, child.uid))
    assert child.name in known.names()
    assert known.user(child.uid) == child.name


def test_root_and_the_system_are_never_a_childs() -> None:
    """Whatever a policy says."""
    known = accounts()
    known.manage(["root", "daemon", "nobody"])
    assert known.role(0) is Role.ROOT
    assert known.children() == frozenset()
    for name in ("root", "daemon", "nobody"):
        entry = pwd.getpwnam(name)
        assert not known.may_act_on(session(name, entry.pw_uid))
        assert known.role(entry.pw_uid) in (Role.ROOT, Role.NOBODY)


@needs_root
@pytest.mark.parametrize("group", ["sudo", "docker", "disk"])
def test_who_is_as_good_as_root_is_not_ruled(
    child: Person, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An account in such a group is refused with the group's name, and not acted on."""
    import grp

    def members(name: str) -> grp.struct_group:
        if name != group:
            raise KeyError(name)
        return grp.struct_group((group, "x", 4242, [child.name]))

    monkeypatch.setattr(grp, "getgrnam", members)
    known = accounts()
    known.manage([child.name])
    why = {one.user: one.why_not for one in known.people()}
    assert why[child.name] == f"group:{group}"
    assert known.children() == frozenset()
    assert not known.may_act_on(session(child.name, child.uid))
    assert known.role(child.uid) is Role.ADULT
    assert (known.administrators() == (child.name,)) == (group == "sudo")


@needs_root
def test_a_name_with_another_number_is_not_acted_on(child: Person) -> None:
    """A log-in that says it is the child's, under another UID."""
    known = accounts()
    assert not known.may_act_on(session(child.name, child.uid + 1))


def test_numbers_without_a_name_are_nobody() -> None:
    """No account, no rights."""
    known = accounts()
    assert known.role(59_998) is Role.NOBODY
    assert known.user(59_998) == "59998"


def test_what_the_user_database_says_is_remembered_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is asked for every message; a new policy asks at once."""
    known = accounts()
    asked: list[int] = []
    real = pwd.getpwall

    def counted() -> list[pwd.struct_passwd]:
        asked.append(1)
        return real()

    monkeypatch.setattr(pwd, "getpwall", counted)
    known.role(1)
    known.role(2)
    assert len(asked) == 1
    known.manage([])
    known.role(1)
    assert len(asked) == 2
    known._now_ms.now += KEPT_MS  # type: ignore[attr-defined]
    known.role(1)
    assert len(asked) == 3


def test_in_advice_mode_only_ones_own_account_counts() -> None:
    """Its groups do not matter: nothing is forced."""
    known = accounts(only=os.getuid())
    mine = pwd.getpwuid(os.getuid()).pw_name
    known.manage([mine])
    why = {one.user: one.why_not for one in known.people()}
    assert all(code == "not_yours" for user, code in why.items() if user != mine)


def test_a_look_at_the_accounts_asks_for_each_group_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many accounts there are: on a PC with nss-systemd a question costs 0.1 ms."""
    asked: list[str] = []
    ask = grp.getgrnam

    def counted(name: str) -> grp.struct_group:
        asked.append(name)
        return ask(name)

    monkeypatch.setattr(grp, "getgrnam", counted)
    accounts().people()
    assert sorted(asked) == sorted(AS_GOOD_AS_ROOT)
