"""The web of the children and the lists of sites: the one needs what the other makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.guard.state import Guard, Person
from app.model.subject import Bracket
from app.programs.service import wiring
from app.programs.service.lists import Lists
from app.programs.service.web import Web
from app.rules.age import bracket_of
from app.rules.schedule import local_date
from app.web.subscriptions import OURS

if TYPE_CHECKING:
    from app.programs.service.service import Service


def online(service: Service, changed: Callable[[str], None]) -> tuple[Web, Lists]:
    """Put both together for a service; `changed` tells the faces. Nothing runs yet."""

    def table_needed() -> None:
        lists.begin(anew=bool(web.table_refused))

    web = Web(
        service.parts.web,
        lambda person: service.accounts.uids(person.policy.subject.accounts),
        lambda person: _bracket(service.guard(), person),
        service.loop.happened,
        service.limits,
        changed,
        table_needed,
    )
    lists = Lists(
        wiring.lists_runner(service.folders, service.advice),
        wiring.lists_folder(service.folders),
        service.vault,
        lambda: service.guard().clock.now_ms,
        service.loop.happened,
        service.limits,
        web.reload,
        changed,
        service.folders.catalogue or OURS,
    )
    return web, lists


def _bracket(guard: Guard, person: Person) -> Bracket:
    return bracket_of(person.policy.subject, local_date(guard.zone, guard.clock.sure_ms))
