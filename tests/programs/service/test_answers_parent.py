"""Answers to adults: the status to anyone, the rest after a sign-in, documents whole or not."""

import asyncio
import inspect
from pathlib import Path
from typing import Any

import pytest

from app.api import parent as api
from app.api.child import Done, Hello, MyRules, No, State
from app.link.server import Peer
from app.model.errors import Denied, StoreDamaged
from app.programs.service.answers_parent import Answers
from tests.programs.service.office import Office

DOCUMENT = """schema = 1
zone = "Asia/Ho_Chi_Minh"
[[child]]
id = "minh"
name = "Minh"
birth = 2016-03-02
accounts = ["minh"]
"""


class Conn:
    """A connection, as the server gives it."""

    def __init__(self, uid: int = 1000) -> None:
        """Nobody signed in."""
        self.peer = Peer(uid, uid, 1)
        self.parent = False


class Known:
    """One child's account and one parent's."""

    def user(self, uid: int) -> str:
        """Give the name."""
        return {1000: "mum", 1001: "minh"}[uid]

    def names(self) -> frozenset[str]:
        """Give what a policy may name."""
        return frozenset(["minh"])

    def people(self) -> tuple[Any, ...]:
        """Give nobody's full name."""
        from app.programs.service.accounts import Account

        return (Account("minh", 1001, "Minh"), Account("mum", 1000, "", "group:sudo"))

    def administrators(self) -> tuple[str, ...]:
        """Give who administrates."""
        return ("mum",)


class Followed:
    """Faces that remember who follows and what was said to have changed."""

    def __init__(self) -> None:
        """Nobody follows."""
        self.followers: list[Any] = []
        self.said: list[str] = []

    def follow(self, connection: Any) -> None:
        """Remember."""
        self.followers.append(connection)

    def changed(self, what: str) -> None:
        """Remember."""
        self.said.append(what)


class Counter:
    """The service's counter: answers over an office."""

    def __init__(self, base: Path) -> None:
        """Nobody has a password yet."""
        self.office = Office(base)
        self.faces = Followed()
        self.in_force = self.office.policies
        self.answers = Answers(
            self.office.guard,
            self.office.happened,
            self.office.child,
            self.office.overview,
            self.office.secrets,
            self.office.vault,
            Known(),  # type: ignore[arg-type]
            self.faces,  # type: ignore[arg-type]
            lambda parent: api.Status("1", "installed", 0, "", True, False, parent),
            lambda uid: "minh" if uid == 1001 else None,
            self.office.book,
            self.office.sites,
            self.office.lists,
        )
        self.mum = Conn()

    def ask(self, message: Any, conn: Conn | None = None) -> Any:
        """Ask, and wait for an answer that has to be waited for; a refusal is its reason."""
        try:
            answer = self.answers.on_parent(conn or self.mum, message)  # type: ignore[arg-type]
            if inspect.isawaitable(answer):
                return asyncio.run(_waited(answer))
            return answer
        except Denied as denied:
            return denied.reason


async def _waited(answer: Any) -> Any:
    return await answer


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    """A counter at which nobody signed in."""
    return Counter(tmp_path)


@pytest.fixture
def signed(counter: Counter) -> Counter:
    """A counter at which mum set the password."""
    assert counter.ask(api.SetPassword("tre xanh")) == Done()
    return counter


ACTS = [
    api.TodayQ(),
    api.ReportQ("minh", "2026-11-12", "2026-11-12"),
    api.RecordQ(),
    api.PolicyQ(),
    api.PolicySet(DOCUMENT),
    api.ExplainQ("minh"),
    api.Give("minh", 5),
    api.Stop("minh", "pause"),
    api.Resume("minh"),
    api.Answer("r", True),
    api.ExportQ(),
    api.Wipe(),
    api.VerifyQ(),
    api.ConfirmDate("2026-11-12"),
    api.SettingsQ(),
    api.NewCodes(),
    api.Follow(),
]


@pytest.mark.parametrize("message", ACTS, ids=lambda m: type(m).__name__)
def test_nothing_without_rights(counter: Counter, message: Any) -> None:
    """Whatever is asked; and nothing happened by asking."""
    before = counter.office.guard()
    assert counter.ask(message) == "not_parent"
    assert counter.office.guard() is before


@pytest.mark.parametrize("message", ACTS, ids=lambda m: type(m).__name__)
def test_every_message_of_a_parent_has_its_answer(signed: Counter, message: Any) -> None:
    """None is left without one."""
    answer = signed.ask(message)
    assert not isinstance(answer, No)
    assert answer == "unknown_request" or isinstance(answer, api.ToParent)


def test_the_status_is_anybodys(counter: Counter) -> None:
    """It says whether this connection has a parent's rights."""
    assert counter.ask(api.StatusQ()).parent is False
    counter.ask(api.SetPassword("tre xanh"))
    assert counter.ask(api.StatusQ()).parent is True
    assert counter.ask(Hello(1)) == Done()


def test_the_first_password_is_set_by_any_adult_and_no_second(signed: Counter) -> None:
    """Afterwards only a parent changes it."""
    uncle = Conn()
    assert signed.ask(api.SetPassword("another"), uncle) == "not_parent"
    assert not uncle.parent
    assert signed.ask(api.SetPassword("another")) == Done()
    assert "status" in signed.faces.said


def test_signing_in(signed: Counter) -> None:
    """The right word gives rights to this connection; wrong ones are told and slowed down."""
    fresh = Conn()
    assert signed.ask(api.SignIn("wrong"), fresh) == "wrong"
    assert signed.ask(api.TodayQ(), fresh) == "not_parent"
    assert signed.ask(api.SignIn("tre xanh"), fresh) == Done()
    assert fresh.parent
    for _ in range(3):
        signed.ask(api.SignIn("wrong"), Conn())
    refused = signed.ask(api.SignIn("tre xanh"), Conn())
    assert isinstance(refused, No) and refused.reason == "rate" and refused.wait_ms
    assert signed.office.home.codes().count("wrong_password") == 4


def test_codes_are_shown_once(signed: Counter) -> None:
    """Recovery codes, a sheet, and what the phone reads."""
    codes = signed.ask(api.NewCodes())
    assert len(codes.sheet) == 10 and len(codes.recovery) == 8
    assert codes.otpauth.startswith("otpauth://totp/")
    assert "new_codes" in signed.office.home.codes()


def test_settings_say_who_cannot_be_a_child(signed: Counter) -> None:
    """With the reason as a code."""
    settings = signed.ask(api.SettingsQ())
    assert {one.user: one.why_not for one in settings.accounts} == {
        "minh": "",
        "mum": "group:sudo",
    }
    assert settings.administrators == ("mum",)


def test_a_document_is_put_in_force_whole(signed: Counter) -> None:
    """A new version with who set it; what is read back is what was written."""
    answer = signed.ask(api.PolicySet(DOCUMENT))
    assert (answer.version, answer.problems) == (2, ())
    assert signed.ask(api.PolicyQ()) == api.PolicyDoc(DOCUMENT, 2)
    assert signed.in_force[0].version == signed.office.guard().policy.version == 2
    assert signed.office.guard().people["minh"].policy.preset
    assert "policy_changed" in signed.office.home.codes()


@pytest.mark.parametrize(
    ("document", "field"),
    [
        (DOCUMENT.replace('["minh"]', '["nobody"]'), "child.1.accounts"),
        (DOCUMENT + "grace_secs = 5\n", "grace_secs"),
        ("not toml at all", "document"),
    ],
)
def test_a_document_that_is_wrong_changes_nothing(
    signed: Counter, document: str, field: str
) -> None:
    """The place and the problem are said; the last good policy stays in force."""
    before = signed.office.guard()
    answer = signed.ask(api.PolicySet(document))
    ((line, where, problem),) = answer.problems
    assert field in where and problem
    assert line >= 0
    assert signed.office.guard() is before
    assert signed.ask(api.PolicyQ()).version == 0


def test_a_document_can_be_tried(signed: Counter) -> None:
    """Checked and not put in force."""
    assert signed.ask(api.PolicySet(DOCUMENT, check=True)).problems == ()
    assert signed.ask(api.PolicyQ()).version == 0
    assert signed.in_force == []


def test_a_disk_that_takes_nothing_is_said(
    signed: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parent hears why, and the old policy rules on."""

    def full(*_: object) -> None:
        raise StoreDamaged("full", "setting the policy")

    monkeypatch.setattr(signed.office.vault.store, "set_policy", full)
    assert signed.ask(api.PolicySet(DOCUMENT)) == No("store_full")
    assert signed.office.guard().policy.version == 1


def test_wiped_is_gone_from_disk_and_mind(signed: Counter) -> None:
    """Totals, spans and the record's contents; the next heartbeat writes none of it again."""
    office = signed.office
    office.play(3)
    assert office.ledger.totals("minh", office.person.plan.date, office.person.plan.date)
    assert signed.ask(api.Wipe("minh")) == Done()
    office.play(1)
    rows = office.ledger.totals("minh", office.person.plan.date, office.person.plan.date)
    assert sum(row.used_ms for row in rows) < 70_000
    assert office.person.use.leisure_ms > 3 * 60_000, "a wipe is no new budget"
    assert signed.ask(api.VerifyQ()).problems == ()


def test_following(signed: Counter) -> None:
    """The faces are told who wants to hear."""
    assert signed.ask(api.Follow()) == Done()
    assert signed.faces.followers == [signed.mum]


def test_what_is_read_is_of_this_moment(signed: Counter) -> None:
    """Not of the last heartbeat."""
    office = signed.office
    office.home.sit()
    office.home.pass_ms(7_000)
    assert signed.ask(api.TodayQ()).cards[0].used_ms == 7_000


def test_a_child_is_answered_by_whose_account_it_is(counter: Counter) -> None:
    """An account that is nobody's gets nothing."""
    assert isinstance(counter.answers.on_child(Peer(1001, 1001, 1), MyRules()), State)
    assert counter.answers.on_child(Peer(1000, 1000, 1), MyRules()) == No("nobody")
