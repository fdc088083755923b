"""Which of the parent's rules speak about a program, and what it counts as.

A bare word in a rule is compared with the desktop id and with the last part of the path; an
identity with a prefix is compared as a whole, so a renamed copy is still known by its `hash:`.
Where several rules name it, the strictest verdict counts (hazards.md, Precedence).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.model.observation import App
from app.model.policy import AppRole, AppRule, AppVerdict, GroupRule, Rules

_SHARED = ("launcher:", "package:", "by:")
# Their own menu entries call them games.
GAME_LAUNCHERS = frozenset(
    ("steam", "lutris", "heroic", "minecraft-launcher", "prismlauncher", "itch")
)

_STRICTNESS = {verdict: rank for rank, verdict in enumerate(AppVerdict)}  # allow ask block never


@dataclass(frozen=True, slots=True)
class AppFacts:
    """A program in the light of the rules; key is what use is counted under ("" = not seen)."""

    key: str
    role: AppRole
    rule: AppRule | None
    groups: tuple[GroupRule, ...]
    app: App


def words_of(app: App) -> frozenset[str]:
    """Give every word a rule may name this program by, in lower case."""
    words = set()
    for identity in (app.id, *app.aliases):
        kind, _, rest = identity.lower().partition(":")
        words.add(identity.lower())
        if kind in ("desktop", "package", "launcher", "flatpak", "snap", "by"):
            words.add(rest)
            words.add(rest.rsplit(".", 1)[-1])
        elif kind == "path":
            words.add(rest.rsplit("/", 1)[-1])
    return frozenset(words)


def own_names(app: App) -> frozenset[str]:
    """Give the identities that are this program's alone, in lower case.

    What it shares with others is none of them: the launcher that started it, the package it came
    in, what runs it (`by:`), a bare word. Whoever acts on one program acts by these.
    """
    names = (identity.lower() for identity in (app.id, *app.aliases))
    return frozenset(name for name in names if not name.startswith(_SHARED))


def matches(rule: AppRule, words: frozenset[str]) -> bool:
    """Whether a rule names the program that goes by `words`."""
    return any(name.lower() in words for name in rule.match)


def rule_of(rules: Rules, words: frozenset[str]) -> AppRule | None:
    """Give the rule that counts for a program that goes by `words`, None = none names it.

    Always blocked goes before blocked, to be asked for, and allowed, wherever it stands: a game of
    a launcher that is allowed may itself be never allowed. Of equals the upper one counts.
    """
    named = (rule for rule in rules.apps if matches(rule, words))
    return max(named, key=lambda rule: _STRICTNESS[rule.verdict], default=None)


def facts(rules: Rules, app: App) -> AppFacts:
    """Give what the rules say about a program."""
    rule = rule_of(rules, words_of(app))
    key = rule.key if rule else app.id
    role = rule.role if rule and rule.role else AppRole.GAME if app.game else AppRole.ORDINARY
    groups = tuple(g for g in rules.groups if key in g.apps)
    return AppFacts(key=key, role=role, rule=rule, groups=groups, app=app)


def named(rules: Rules, text: str) -> AppFacts:
    """Give what the rules say about a program that somebody names and nobody sees.

    text is a rule's key, an identity, or a bare word, which is taken for a desktop id.
    """
    rule = next((one for one in rules.apps if one.key == text), None)
    if rule is not None and rule.match:
        text = rule.match[0]
    app = App(text if ":" in text else f"desktop:{text}")
    words = words_of(app)
    game = text.startswith("launcher:") or not words.isdisjoint(GAME_LAUNCHERS)
    return facts(rules, replace(app, game=game))


def unseen() -> AppFacts:
    """Stand for whatever is used where the front cannot be seen; it is never free of charge."""
    return AppFacts("", AppRole.ORDINARY, None, (), App(""))
