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
from app.api.child import Done, FromPublic, Hello, No, ToChild
from app.api.parent import FromParent, ToParent
from app.api.policy_doc import parse
from app.guard import events as ev
from app.guard.state import Guard
from app.link.server import Connection, Peer
from app.model.errors import Denied, InvalidPolicy, StoreDamaged
from app.model.policy import Policy
from app.programs.service.accounts import Accounts
from app.programs.service.acts import Act, Acts
from app.programs.service.answers_child import ChildAnswers
from app.programs.service.faces import Faces
from app.programs.service.overview import Overview, Reading
from app.programs.service.secret_keeper import Secrets, TryLater
from app.programs.service.vault import Vault
from app.rules.schedule import local_date

_EVERYBODY = (api.StatusQ, api.SignIn, api.SetPassword)


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
        in_force: Callable[[Policy], None],
        subject_of: Callable[[int], str | None],
    ) -> None:
        """Answer from these.

        status makes the product's health, for a parent or not; in_force tells the rest of the
        service of a new policy; subject_of gives the subject whose account a UID is.
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
        self._in_force = in_force
        self._subject_of = subject_of
        self._acts = Acts(guard, happened, overview)
        self._ways: dict[type, Callable[[Connection, str, Any], ToParent | Awaitable[ToParent]]] = {
            Hello: lambda conn, by, message: Done(),
            api.SignIn: self._sign_in,
            api.SetPassword: self._set_password,
            api.NewCodes: self._new_codes,
            api.StatusQ: lambda conn, by, message: self._status(conn.parent),
            api.Follow: self._follow,
            api.SettingsQ: self._settings,
            api.PolicyQ: self._policy,
            api.PolicySet: self._set_policy,
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

    # --- the policy -------------------------------------------------------------------------------

    def _policy(self, conn: Connection, by: str, message: api.PolicyQ) -> ToParent:
        kept = self._vault.store.policy()
        return api.PolicyDoc("", 0) if kept is None else api.PolicyDoc(kept.toml, kept.version)

    def _set_policy(self, conn: Connection, by: str, message: api.PolicySet) -> ToParent:
        """Put a document in force, or say what is wrong with it; then nothing changes."""
        guard = self._guard()
        kept = self._vault.store.policy()
        version = max(guard.policy.version, 0 if kept is None else kept.version) + 1
        today = local_date(guard.zone, guard.clock.now_ms)
        try:
            policy = parse(
                message.toml,
                today=today,
                known_accounts=self._accounts.names(),
                version=version,
            )
        except InvalidPolicy as error:
            problem = (error.line, error.field, error.problem)
            return api.PolicyDoc(message.toml, problems=(problem,))
        if not message.check:
            self._vault.store.set_policy(message.toml, version, by, guard.clock.now_ms)
            self._in_force(policy)
            self._happened(ev.PolicyChanged, policy, by)
        return api.PolicyDoc(message.toml, version)

    def _verify(self, conn: Connection, by: str, message: api.VerifyQ) -> ToParent:
        found = self._vault.store.verify()
        return api.Verified(found.lines, found.problems)

    def _wipe(self, conn: Connection, by: str, message: api.Wipe) -> ToParent:
        subject = self._overview.person(message.subject).id if message.subject else ""
        self._vault.store.wipe(subject)
        # The mind forgets as well, and its fresh snapshot takes the place of the one just kept.
        self._happened(ev.Wiped, subject, by)
        return Done()
