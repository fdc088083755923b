"""Answers to adults: the status to anyone, everything else to who has a parent's rights.

A parent is who signed in on this connection, and root always. What is given, stopped or changed
goes through the mind like everything that happens; what is read passes the visibility table
(overview.py).
"""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from typing import Any, cast

from app.api import parent as api
from app.api import parent_web as web_api
from app.api.child import Done, FromPublic, Hello, No, ToChild
from app.api.parent import FromParent, ToParent
from app.guard import events as ev
from app.guard.state import Guard
from app.link.server import Connection, Peer
from app.model.errors import Denied, StoreDamaged
from app.programs.service.accounts import Accounts
from app.programs.service.acts import Act, Acts
from app.programs.service.answers_child import ChildAnswers
from app.programs.service.faces import Faces
from app.programs.service.lists import Lists
from app.programs.service.overview import Overview, Reading
from app.programs.service.rule_book import RuleBook
from app.programs.service.secret_keeper import Secrets, TryLater
from app.programs.service.sites import SiteDesk
from app.programs.service.vault import Vault

_EVERYBODY = (api.StatusQ, api.SignIn, api.SetPassword)

_Way = Callable[[Connection, str, Any], ToParent | Awaitable[ToParent]]


class Answers:
    """The service's handler on the public socket (link.server.Handler)."""

    def __init__(
        self,
        guard: Callable[[], Guard],
        happened: Callable[..., None],
        child: ChildAnswers,
        overview: Overview,
        secrets: Secrets,
        vault: Vault,
        accounts: Accounts,
        faces: Faces,
        status: Callable[[bool], api.Status],
        subject_of: Callable[[int], str | None],
        book: RuleBook,
        sites: SiteDesk,
        lists: Lists,
    ) -> None:
        """Answer from these.

        status makes the product's health, for a parent or not; subject_of gives the subject whose
        account a UID is.
        """
        self._guard = guard
        self._happened = happened
        self._child = child
        self._overview = overview
        self._secrets = secrets
        self._vault = vault
        self._accounts = accounts
        self._faces = faces
        self._status = status
        self._subject_of = subject_of
        self._acts = Acts(guard, happened, overview, sites)
        self._ways: dict[type, _Way] = {**self._about_rights(), **_about_sites(book, sites, lists)}

    def _about_rights(self) -> dict[type, _Way]:
        return {
            Hello: lambda conn, by, message: Done(),
            api.SignIn: self._sign_in,
            api.SetPassword: self._set_password,
            api.NewCodes: self._new_codes,
            api.StatusQ: lambda conn, by, message: self._status(conn.parent),
            api.Follow: self._follow,
            api.SettingsQ: self._settings,
            api.Wipe: self._wipe,
            api.VerifyQ: self._verify,
        }

    def on_child(self, peer: Peer, message: FromPublic) -> ToChild:
        """Answer a program of a managed child."""
        subject = self._subject_of(peer.uid)
        if subject is None:
            return No("nobody")
        return cast(ToChild, self._child.answer(subject, message))

    def on_parent(self, conn: Connection, message: FromParent) -> ToParent | Awaitable[ToParent]:
        """Answer an adult."""
        if not conn.parent and not isinstance(message, _EVERYBODY):
            raise Denied("not_parent")
        try:
            return self._answer(conn, message)
        except StoreDamaged as damaged:
            return No(f"store_{damaged.code}")

    def _answer(self, conn: Connection, message: FromParent) -> ToParent | Awaitable[ToParent]:
        by = self._accounts.user(conn.peer.uid)
        if isinstance(message, Act):
            return self._acts.act(by, message)
        if isinstance(message, Reading):
            self._happened(ev.Tick)  # what is read is what holds now, not at the last heartbeat
            return self._overview.read(message)
        return self._ways[type(message)](conn, by, message)

    # --- rights -----------------------------------------------------------------------------------

    async def _sign_in(self, conn: Connection, by: str, message: api.SignIn) -> ToParent:
        try:
            await self._secrets.sign_in(by, message.secret)
        except TryLater as later:
            return No("rate", later.wait_ms)
        except Denied as denied:
            if denied.reason == "wrong":
                self._happened(ev.Health, "wrong_password", (("account", by),))
            raise
        conn.parent = True
        return Done()

    async def _set_password(self, conn: Connection, by: str, message: api.SetPassword) -> ToParent:
        if self._secrets.password_set and not conn.parent:
            raise Denied("not_parent")
        await self._secrets.set_password(message.secret)
        conn.parent = True
        self._happened(ev.Health, "password_set", (("by", by),))
        self._faces.changed("status")
        return Done()

    def _new_codes(self, conn: Connection, by: str, message: api.NewCodes) -> ToParent:
        made = self._secrets.renew_codes(socket.gethostname())
        self._happened(ev.Health, "new_codes", (("by", by),))
        return api.Codes(made.recovery, made.sheet, made.otpauth)

    def _follow(self, conn: Connection, by: str, message: api.Follow) -> ToParent:
        self._faces.follow(conn)
        return Done()

    def _settings(self, conn: Connection, by: str, message: api.SettingsQ) -> ToParent:
        policy = self._guard().policy
        return api.Settings(
            language=policy.language,
            zone=policy.zone,
            accounts=tuple(
                api.Account(one.user, one.full_name, one.why_not) for one in self._accounts.people()
            ),
            administrators=self._accounts.administrators(),
        )

    # --- what is kept -----------------------------------------------------------------------------

    def _verify(self, conn: Connection, by: str, message: api.VerifyQ) -> ToParent:
        found = self._vault.store.verify()
        return api.Verified(found.lines, found.problems)

    def _wipe(self, conn: Connection, by: str, message: api.Wipe) -> ToParent:
        subject = self._overview.person(message.subject).id if message.subject else ""
        self._vault.store.wipe(subject)
        # The mind forgets as well, and its fresh snapshot takes the place of the one just kept.
        self._happened(ev.Wiped, subject, by)
        return Done()


def _about_sites(book: RuleBook, sites: SiteDesk, lists: Lists) -> dict[type, _Way]:
    return {
        api.PolicyQ: lambda conn, by, message: book.read(),
        api.PolicySet: lambda conn, by, message: book.put(message.toml, by, check=message.check),
        web_api.SiteSet: lambda conn, by, message: sites.say(by, message),
        web_api.SitesQ: lambda conn, by, message: sites.sites(message),
        web_api.SiteExplainQ: lambda conn, by, message: sites.explain(message),
        web_api.ListsQ: lambda conn, by, message: lists.show(),
        web_api.ListsDo: lambda conn, by, message: lists.do(message),
    }
