"""Hands: what the mind wants is carried out, each wish by the part that can.

In advice mode nothing can be forced: the child is told, and the mind is told that it was only told.
"""

from __future__ import annotations

from collections.abc import Callable

from app.guard import events as ev
from app.guard.state import Guard
from app.model.action import Action, FreeApp, HoldApp, Notify, Record, Remember, SetScreen
from app.programs.service.faces import Faces
from app.programs.service.headline import Headline
from app.programs.service.ledger import Ledger
from app.programs.service.programs import Programs
from app.programs.service.refusals import Refusals
from app.programs.service.screens import Screens
from app.programs.service.web import Web


class WritingHands:
    """What every mode does: tell the child, write down."""

    def __init__(self, ledger: Ledger, faces: Faces, headline: Headline) -> None:
        """Write into this ledger, tell these faces, keep this line true."""
        self._ledger = ledger
        self._faces = faces
        self._headline = headline

    def carry_out(self, guard: Guard, action: Action) -> None:
        """Do one thing that the step to `guard` wants."""
        match action:
            case Notify():
                self._faces.notify(action)
            case Record():
                self._ledger.append(guard, action)
                self._faces.changed("record")
            case Remember():
                self._ledger.remember(guard, action)
                self._ledger.forget(guard)
            case SetScreen() | HoldApp() | FreeApp():
                self.act(action)

    def act(self, action: SetScreen | HoldApp | FreeApp) -> None:
        """Do what changes the child's PC."""
        raise NotImplementedError

    def stepped(self, guard: Guard) -> None:
        """Everything of one step was carried out."""
        self._faces.stepped(guard)
        self._headline.stepped(guard)


class ForcingHands(WritingHands):
    """The hands of an installed service."""

    def __init__(
        self,
        ledger: Ledger,
        faces: Faces,
        headline: Headline,
        screens: Screens,
        programs: Programs,
        refusals: Refusals,
        web: Web,
    ) -> None:
        """Act through these."""
        super().__init__(ledger, faces, headline)
        self._refusals = refusals
        self._web = web
        self._screens = screens
        self._programs = programs

    def act(self, action: SetScreen | HoldApp | FreeApp) -> None:
        """Do what changes the child's PC."""
        match action:
            case SetScreen():
                self._screens.set(action)
            case HoldApp():
                self._programs.hold(action)
            case FreeApp():
                self._programs.free(action)

    def stepped(self, guard: Guard) -> None:
        """What may begin, and which names resolve, follows from policy and grants."""
        self._refusals.renew(guard)
        self._web.renew(guard)
        super().stepped(guard)


class AdvisingHands(WritingHands):
    """The hands of advice mode: they point."""

    def __init__(
        self, ledger: Ledger, faces: Faces, headline: Headline, happened: Callable[..., None]
    ) -> None:
        """Report what was not done through `happened`."""
        super().__init__(ledger, faces, headline)
        self._happened = happened

    def act(self, action: SetScreen | HoldApp | FreeApp) -> None:
        """Say that it was only said."""
        if isinstance(action, SetScreen):
            self._happened(ev.ScreenApplied, action.subject, action.screen, "soft", True)
