"""What a parent does on the spot: give, stop, resume, answer, vouch for the date.

Each becomes an event of the mind; nothing is done beside it.
"""

from __future__ import annotations

import secrets as chance
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.api import parent as api
from app.api.child import Done
from app.api.parent import ToParent
from app.guard import events as ev
from app.guard.give import make_grant
from app.guard.state import Guard, Person
from app.model.decision import Reason, Verdict
from app.model.errors import Denied
from app.model.grant import AskKind, Grant, Hold, Request
from app.model.moment import MINUTE
from app.model.web import SiteRule
from app.programs.service.overview import Overview, local_ms
from app.programs.service.sites import HOWS, SiteDesk
from app.rules.schedule import local_date

Act = api.Give | api.Stop | api.Resume | api.Answer | api.ConfirmDate
STOPS = {"pause": Reason.PAUSE, "lock_now": Reason.LOCK_NOW}


class Acts:
    """Turns a parent's acts into events."""

    def __init__(
        self,
        guard: Callable[[], Guard],
        happened: Callable[..., None],
        overview: Overview,
        sites: SiteDesk,
    ) -> None:
        """Act on the subjects of `guard()`."""
        self._sites = sites
        self._guard = guard
        self._happened = happened
        self._overview = overview

    def act(self, by: str, message: Act) -> ToParent:
        """Do it, in the name of the account `by`. Raises Denied."""
        match message:
            case api.Give():
                return self._give(by, message)
            case api.Stop():
                return self._stop(by, message)
            case api.Resume():
                person = self._overview.person(message.subject)
                self._happened(ev.HoldSet, person.id, None, by)
                return Done()
            case api.Answer():
                return self._reply(by, message)
            case api.ConfirmDate():
                return self._confirm(by, message.day)

    def _give(self, by: str, give: api.Give) -> ToParent:
        person = self._overview.person(give.subject)
        if not give.minutes:
            raise Denied("incomplete")
        grant = make_grant(
            self._guard(),
            person.id,
            give.minutes,
            id=chance.token_hex(4),
            app=give.app,
            bonus=give.bonus,
            by=by,
        )
        if grant is None:
            raise Denied("unknown_child")
        self._happened(ev.Granted, self._until(grant, give.until))
        return Done(grant.id)

    def _until(self, grant: Grant, until: str) -> Grant:
        """Let a grant end earlier, at a local time (ISO)."""
        if not until:
            return grant
        return replace(grant, expires_ms=min(grant.expires_ms, local_ms(self._guard(), until)))

    def _stop(self, by: str, stop: api.Stop) -> ToParent:
        person = self._overview.person(stop.subject)
        reason = STOPS.get(stop.kind)
        if reason is None:
            raise Denied("kind")
        now = self._guard().clock.now_ms
        until = now + stop.minutes * MINUTE if stop.minutes else None
        self._happened(ev.HoldSet, person.id, Hold(reason, until, by), by)
        return Done()

    def _reply(self, by: str, answer: api.Answer) -> ToParent:
        asked = ((p, r) for p in self._guard().people.values() for r in p.requests)
        found = next(((p, r) for p, r in asked if r.id == answer.id and not r.answer), None)
        if found is None:
            raise Denied("unknown_request")
        how = self._open_site(by, *found, answer) if found[1].kind is AskKind.SITE else ""
        said = (answer.id, answer.yes, answer.minutes, answer.reply, by, how)
        self._happened(ev.Answered, *said)
        return Done(answer.id)

    def _open_site(self, by: str, person: Person, asked: Request, answer: api.Answer) -> str:
        """Give how a site is opened; always is a word in the policy, which holds first."""
        how = answer.how or "hour"
        if how not in HOWS[:3]:
            raise Denied("kind")
        if answer.yes and how == "always":
            self._sites.always(by, person, SiteRule(asked.about, Verdict.ALLOW))
        return how if answer.yes else ""

    def _confirm(self, by: str, day: str) -> ToParent:
        guard = self._guard()
        try:
            wanted = date.fromisoformat(day)
        except ValueError:
            raise Denied("date") from None
        if wanted != local_date(guard.zone, guard.clock.now_ms):
            raise Denied("not_today")
        self._happened(ev.DateConfirmed, wanted, by)
        return Done()
