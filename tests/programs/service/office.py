"""A household whose questions are answered: a guard on a virtual clock, a real store, no socket."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.guard import events as ev
from app.guard.state import Guard, Person
from app.model.action import Record, Remember
from app.model.policy import Rules
from app.model.subject import Child
from app.programs.service.answers_child import ChildAnswers
from app.programs.service.ledger import Ledger
from app.programs.service.names import Names
from app.programs.service.overview import Overview
from app.programs.service.secret_keeper import Secrets
from app.programs.service.vault import Vault
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
            self.guard, self.happened, self.ledger, self.names, self.secrets, advice=False
        )
        self.overview = Overview(self.guard, self.ledger, self.names, lambda _: "running")
        self.write(self.home.actions)

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
