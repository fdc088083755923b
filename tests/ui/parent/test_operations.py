"""Every named operation: the one message it sends, and what it says has changed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.api import parent as api
from app.api import parent_web as web
from app.api.child import Code
from app.link.server import Role
from app.ui.parent.line import Line, Refusal
from app.ui.parent.operations import Did, Operation, Operations
from app.ui.parent.values import Checked, NewCodes, Written
from tests.ui.parent.house import PASSWORD, POLICY, RECOVERY, Running

Do = Callable[[Operations], Operation]
TABLE: list[tuple[str, Do, Any, set[str]]] = [
    ("sign_in", lambda o: o.sign_in(PASSWORD), api.SignIn(PASSWORD), {"status"}),
    ("set_password", lambda o: o.set_password("tre già 7"), api.SetPassword("tre già 7"),
     {"status", "record"}),
    ("new_codes", lambda o: o.new_codes(), api.NewCodes(), {"record"}),
    ("give", lambda o: o.give("minh", 15, bonus=True), api.Give("minh", 15, bonus=True),
     {"today", "record"}),
    ("pause", lambda o: o.pause("minh"), api.Stop("minh", "pause"), {"today", "record"}),
    ("lock_now", lambda o: o.lock_now("minh"), api.Stop("minh", "lock_now"), {"today", "record"}),
    ("resume", lambda o: o.resume("minh"), api.Resume("minh"), {"today", "record"}),
    ("yes", lambda o: o.answer_yes("r1", 15, "vui nhé"), api.Answer("r1", True, 15, "vui nhé"),
     {"today", "record"}),
    ("no", lambda o: o.answer_no("r1", "mai nhé"), api.Answer("r1", False, 0, "mai nhé"),
     {"today", "record"}),
    ("confirm", lambda o: o.confirm_date("2026-11-12"), api.ConfirmDate("2026-11-12"),
     {"status", "record"}),
    ("answer_site", lambda o: o.answer_site("r1", "today", "đọc vui"),
     api.Answer("r1", True, 0, "đọc vui", "today"), {"today", "record", "web"}),
    ("say_of_site", lambda o: o.say_of_site("minh", "a.vn", "allow", "hour", wrong_list=True),
     web.SiteSet("minh", "a.vn", "allow", "hour", True), {"web", "today", "record"}),
    ("update_lists", lambda o: o.update_lists(), web.ListsDo("update"), {"lists"}),
    ("switch_list", lambda o: o.switch_list("ut1", on=True), web.ListsDo("on", "ut1"), {"lists"}),
    ("verify", lambda o: o.verify(), api.VerifyQ(), set()),
]  # fmt: skip


@pytest.fixture
def desk(qtbot: QtBot, served: Running) -> Iterator[tuple[Operations, list[Any], QtBot, Running]]:
    """Operations over an open line, as root, who is a parent from the start."""
    served.role = Role.ROOT
    line = Line(str(served.path))
    operations = Operations(line)
    heard: list[Any] = []
    operations.did.connect(heard.append)
    opened: list[str] = []
    line.opened.connect(opened.append)
    line.open()
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    served.house.asked.clear()
    yield operations, heard, qtbot, served
    line.close()
    line.deleteLater()


def finish(desk: Any, do: Do) -> Any:
    """Carry an operation out; give its Did or Refusal."""
    operations, _, qtbot, _ = desk
    ends: list[Any] = []
    operation = do(operations)
    operation.did.connect(ends.append)
    operation.refused.connect(ends.append)
    qtbot.waitUntil(lambda: bool(ends), timeout=10_000)
    return ends[0]


@pytest.mark.parametrize(("name", "do", "message", "changed"), TABLE, ids=[r[0] for r in TABLE])
def test_it_sends_its_message_and_says_what_changed(
    desk: Any, name: str, do: Do, message: Any, changed: set[str]
) -> None:
    """One click, one message, one result; what changes nothing tells nobody else."""
    did = finish(desk, do)
    assert isinstance(did, Did)
    assert did.changed == changed
    assert desk[3].house.asked == [message]
    assert [one.changed for one in desk[1]] == ([changed] if changed else [])


def test_every_operation_stands_in_the_table() -> None:
    """An operation that nobody tried is not trusted."""
    named = {name for name in vars(Operations) if not name.startswith("_")}
    named -= {"did", "staticMetaObject"}
    tried = {"answer_yes": "yes", "answer_no": "no", "confirm_date": "confirm"}
    table = {row[0] for row in TABLE} | {"set_policy", "enter_code"}
    assert {tried.get(name, name) for name in named} == table


def test_what_comes_back_is_a_value(desk: Any) -> None:
    """No wire type leaves an operation."""
    assert finish(desk, lambda o: o.new_codes()).made == NewCodes(
        RECOVERY, desk[3].house.on_parent(_Parent(), api.NewCodes()).sheet,
        desk[3].house.on_parent(_Parent(), api.NewCodes()).otpauth,
    )  # fmt: skip
    assert isinstance(finish(desk, lambda o: o.verify()).made, Checked)
    assert isinstance(finish(desk, lambda o: o.set_policy(POLICY)).made, Written)


class _Parent:
    parent = True


def test_a_policy_in_force_changes_all(desk: Any) -> None:
    """Rules, today, status and record are asked for again."""
    finish(desk, lambda o: o.set_policy(POLICY))
    desk[2].waitUntil(lambda: bool(desk[1]), timeout=10_000)
    assert desk[1][0].changed == {"policy", "today", "record", "status"}


def test_a_refused_policy_changes_nothing(desk: Any) -> None:
    """Its problems come back, and nobody is told of a change."""
    did = finish(desk, lambda o: o.set_policy(POLICY.replace("2016-03-14", "2099-01-01")))
    assert did.made.problems[0][1] == "child[0].birth" or did.made.problems
    assert desk[1] == []


def test_a_refusal_is_no_result(desk: Any) -> None:
    """The service's code comes as it is."""
    assert finish(desk, lambda o: o.give("nobody", 15, bonus=False)) == Refusal("unknown_child")
    assert finish(desk, lambda o: o.answer_yes("gone")) == Refusal("unknown_request")
    assert desk[1] == []


def test_a_code_in_a_childs_session(qtbot: QtBot, served: Running) -> None:
    """The one operation a child's account has."""
    served.role = Role.CHILD
    line = Line(str(served.path))
    opened: list[str] = []
    line.opened.connect(opened.append)
    line.open()
    qtbot.waitUntil(lambda: opened == ["child"], timeout=10_000)
    operation = Operations(line).enter_code("000000", "time", 30)
    refused: list[Any] = []
    operation.refused.connect(refused.append)
    qtbot.waitUntil(lambda: bool(refused), timeout=10_000)
    assert refused == [Refusal("wrong")]
    assert served.house.asked == [Code("000000", "time", 30)]
    line.close()
    line.deleteLater()


def test_what_the_screen_wants_to_remember_comes_back(desk: Any) -> None:
    """A screen may be gone when the answer comes, so it leaves a note instead of a function."""
    operations, _, qtbot, _ = desk
    ends: list[Any] = []
    operation = operations.pause("minh")
    operation.about = ("paused", "Minh")
    operation.did.connect(ends.append)
    qtbot.waitUntil(lambda: bool(ends), timeout=10_000)
    assert ends[0].about == ("paused", "Minh")
