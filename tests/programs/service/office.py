"""A household whose questions are answered: a guard on a virtual clock, a real store, no socket."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.guard import events as ev
from app.guard.state import Guard, Person
from app.model.action import Record, Remember
from app.model.policy import Policy, Rules
from app.model.subject import Child
from app.model.web import Category, Labels
from app.programs.service.answers_child import ChildAnswers
from app.programs.service.ledger import Ledger
from app.programs.service.limits import Limits
from app.programs.service.lists import Lists
from app.programs.service.names import Names
from app.programs.service.overview import Overview
from app.programs.service.rule_book import RuleBook
from app.programs.service.secret_keeper import Secrets
from app.programs.service.sites import SiteDesk
from app.programs.service.vault import Vault
from app.rules.lookalike import Brands
from tests.guard.home import MINH, Home
from tests.programs.service.test_vault import vault

TODDLER = Child("bong", "Bống", ("bong",), date(2021, 3, 4))
TEEN = Child("thao", "Thảo", ("thao",), date(2012, 5, 1))
ALMOST = Child("khoi", "Khôi", ("khoi",), date(2010, 1, 5))
CHILDREN = {"0-6": TODDLER, "7-12": MINH, "13-15": TEEN, "16-17": ALMOST}


class Helper:
    """Hashes without Argon: a password's own test is tests/link."""

    async def make(self, secret: str) -> str:
        """Give a hash."""
        return f"hash of {secret}"

    async def check(self, secret: str, stored: str) -> bool:
        """Compare."""
        return stored == f"hash of {secret}"


class Known:
    """One child's account and one parent's."""

    def user(self, uid: int) -> str:
        """Give the name."""
        return {1000: "mum", 1001: "minh"}[uid]

    def names(self) -> frozenset[str]:
        """Give what a policy may name."""
        return frozenset(one.accounts[0] for one in CHILDREN.values())


class KnownNames:
    """The names that a resolver's table would know."""

    def __init__(self) -> None:
        """There is a resolver."""
        self.there = True

    def state(self, subject: str) -> str:
        """Give how the names are."""
        return "on" if self.there else "lost"

    async def labels(self, name: str) -> Labels | None:
        """Give what is known."""
        found = {"bet.example": Category.GAMBLING, "meet.example": Category.DATING}.get(name)
        if not self.there:
            return None
        return Labels(frozenset([found]), frozenset(), ("seed",), name) if found else Labels()


class Office:
    """Everything that answers, over one child."""

    def __init__(
        self,
        base: Path,
        child: Child = MINH,
        given: Rules | None = None,
        local: str = "2026-11-12T16:00",
        told: bool = True,
    ) -> None:
        """Begin on a Thursday afternoon."""
        self.home = Home(local, given, child=child, told=told)
        self.vault: Vault = vault(base)
        self.vault.open("1")
        self.ledger = Ledger(self.vault, lambda _: None)
        self.names = Names(lambda key: "")
        self.events: list[ev.Event] = []
        self.secrets = Secrets(self.vault, Helper(), lambda: self.guard().clock.now_ms)  # type: ignore[arg-type]
        self.child = ChildAnswers(
            self.guard,
            self.happened,
            self.ledger,
            self.names,
            self.secrets,
            advice=False,
            web_state=lambda _: "on",
        )
        self.overview = Overview(self.guard, self.ledger, self.names, lambda _: "running")
        self.policies: list[Policy] = []
        self.book = RuleBook(
            self.guard,
            self.happened,
            self.vault,
            Known(),  # type: ignore[arg-type]
            self._put_in_force,
        )
        self.web = KnownNames()
        self.sites = SiteDesk(
            self.guard,
            self.happened,
            self.overview.person,
            self.ledger,
            self.web,  # type: ignore[arg-type]
            self.book,
            Brands,
        )
        self.write(self.home.actions)

        self.lists = Lists(
            None,
            base / "lists",
            self.vault,
            lambda: self.guard().clock.now_ms,
            self.happened,
            Limits(),
            lambda: None,
            lambda what: None,
        )

    def _put_in_force(self, policy: Policy) -> None:
        self.policies.append(policy)

    def guard(self) -> Guard:
        """The state that holds."""
        return self.home.guard

    @property
    def person(self) -> Person:
        """The child as the guard sees it."""
        return self.home.person

    def happened(self, kind: Any, *facts: Any) -> None:
        """Let something happen, and write down what follows."""
        event = kind(self.home.now, *facts)
        self.events.append(event)
        self.write(self.home.do(event))

    def write(self, actions: Any) -> None:
        """Write what the guard wants written."""
        for action in actions:
            if isinstance(action, Record):
                self.ledger.append(self.guard(), action)
            elif isinstance(action, Remember):
                self.ledger.remember(self.guard(), action)

    def play(self, minutes: float, **seat: Any) -> None:
        """The child uses a program for a while; what the guard wants written is written."""
        before = len(self.home.actions)
        self.home.sit(**seat)
        self.home.wait(minutes=minutes)
        self.write(self.home.actions[before:])
