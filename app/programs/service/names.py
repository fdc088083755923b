"""What people call a program: the parent's word, else what its own desktop file says."""

from __future__ import annotations

from collections.abc import Callable

from app.model.observation import App
from app.model.policy import Rules
from app.model.span import Charge
from app.programs.service.favour import CLAIMED, HOME
from app.rules.visibility import CATEGORY, GROUP
from app.words.catalogue import say

MOST = 2_000  # names kept in memory; a child can make programs without end


class Names:
    """Remembers what programs were called when they were seen."""

    def __init__(self, installed: Callable[[str], str]) -> None:
        """installed gives the name in an installed desktop file, "" when there is none."""
        self._installed = installed
        self._heard: dict[str, str] = {}
        self.language = "vi"

    def hear(self, app: App) -> None:
        """Remember what a program is called."""
        if app.name and app.id not in self._heard and len(self._heard) < MOST:
            self._heard[app.id] = app.name

    def of(self, rules: Rules, key: str, charge: Charge = Charge.LEISURE) -> str:
        """Give the name of what use is counted under; groups and categories have their own."""
        if key.startswith(GROUP):
            wanted = key.removeprefix(GROUP)
            return next((g.name for g in rules.groups if g.key == wanted), wanted)
        if not key or key.startswith(CATEGORY):
            whole = "learning" if charge is Charge.LEARNING else "use"
            kind = key.removeprefix(CATEGORY) or whole
            return say(f"category.{kind}", self.language, "parent")
        rule = next((r for r in rules.apps if r.key == key), None)
        if rule is not None:
            return rule.name or rule.key
        return self._heard.get(key) or self._installed(key) or _last(key)


def _last(key: str) -> str:
    """Give the last part of an identity: `org.gnome.Maps` → `Maps`, a path's file name."""
    kind, _, rest = key.removeprefix(CLAIMED).removeprefix(HOME).partition(":")
    if kind == "path":
        return rest.rpartition("/")[2]
    return (rest or key).rpartition(".")[2]
