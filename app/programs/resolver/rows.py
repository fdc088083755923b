"""Messages of the line turned into what app.web works with, and back."""

from __future__ import annotations

from app.api.resolver import LabelsA, Stopped, WebRulesRow
from app.model.decision import Verdict
from app.model.web import Category, SiteRule, UnknownSite, WebRules, Youtube
from app.rules.content import ClassVerdict
from app.rules.site_codes import kind_of
from app.web.names import from_wire
from app.web.table import Table


def rules_of(row: WebRulesRow) -> WebRules:
    """Give the rules of a message. Raises ValueError where a word is none of ours."""
    return WebRules(
        unknown=UnknownSite(row.unknown),
        categories=tuple((Category(kind), Verdict(verdict)) for kind, verdict in row.categories),
        sites=tuple(
            SiteRule(one.match, Verdict(one.verdict), one.until_ms, one.wrong_list)
            for one in row.sites
        ),
        schools=row.schools,
        safe_search=row.safe_search,
        youtube=Youtube(row.youtube),
        lookalikes=Verdict(row.lookalikes),
    )


def stopped(port: int, name: bytes, found: ClassVerdict, table: Table | None) -> Stopped:
    """Tell of a name that was stopped or warned of, and which list knew it."""
    written = from_wire(name)
    kind = kind_of(found.reason, found.rule)
    lists: tuple[str, ...] = ()
    if table is not None and kind in set(Category):
        lists = table.labels(written).lists
    return Stopped(
        port=port,
        name=written,
        verdict=found.verdict,
        reason=found.reason,
        rule=found.rule,
        category=kind if kind in set(Category) else "",
        list=lists[0] if lists else "",
    )


def labels(n: int, names: tuple[str, ...], table: Table | None) -> LabelsA:
    """Answer what the table knows of names; a name that is none has no row."""
    rows = []
    for name in names:
        try:
            found = table.labels(name) if table is not None else None
        except ValueError:
            continue
        if found is not None:
            kinds = tuple(sorted(kind.value for kind in found.categories))
            services = tuple(sorted(found.services))
            rows.append((name, kinds, services, found.lists, found.matched))
    return LabelsA(n, tuple(rows))
