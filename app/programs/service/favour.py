"""Which names of a program count when a name would be to the child's advantage.

A rule may name a program by a bare word, and a child may call any program by that word: a copy of a
game as `~/kalgebra`, a desktop file at home that says it is one of root's. Against him every name
counts. For him (free of charge, spared) only names that root gave count, and what a parent wrote in
full: `path:…`, `hash:…`.
"""

from __future__ import annotations

from dataclasses import replace

from app.model.observation import App
from app.model.policy import AppRole, AppRule, AppVerdict, Rules
from app.rules.apps import matches, rule_of, words_of

# Where only root can put a program: Debian's own folders, add-ons, snaps and system flatpaks. What
# lies elsewhere is not even looked at: it may be a mount of the child's that never answers.
ROOTS_OWN = ("/usr/", "/bin/", "/sbin/", "/lib", "/opt/", "/snap/", "/var/lib/flatpak/")
OWN = "own:"  # marks a program that others than root may change (platforms/linux/installed.py)
# Only somebody who may read the child's files can know these (hazards.md, What root never touches).
ADDED = ("hash:", "launcher:")
# Before a name that is not believed because it would be a favour: of what an interpreter is said to
# run, and of a program in the child's own folders.
CLAIMED = "claimed:"
HOME = "home:"
_STRICT = tuple(AppVerdict)  # allow ask block never


def in_roots_place(exe: str) -> bool:
    """Whether a path lies where only root can put a program."""
    return exe.startswith(ROOTS_OWN) and "/../" not in exe


def words_for(app: App, *, disguised: bool = False) -> frozenset[str]:
    """Give the words by which a program may be favoured."""
    if disguised or any(one.startswith(OWN) for one in app.aliases):
        return frozenset(one.lower() for one in (app.id, *app.aliases))
    return words_of(app)


def joined(seen: App, claim: App, rules: Rules) -> App:
    """Join what the service knows of a program with what an agent claims of it.

    What the service knows decides wherever a rule speaks of it; a claim fills the rest, and never
    makes a program free of charge.
    """
    added = tuple(one for one in (claim.id, *claim.aliases) if one.startswith(ADDED))
    narrow = replace(
        seen,
        aliases=tuple(dict.fromkeys((*seen.aliases, *added))),
        name=seen.name or claim.name,
        game=seen.game or claim.game,
        ours=False,
    )
    rule = rule_of(rules, words_of(narrow))
    if rule is not None:
        borrowed = _learns(rule) and not matches(rule, words_for(narrow))
        return replace(narrow, id=f"{HOME}{narrow.id}", aliases=added) if borrowed else narrow
    claimed = (one for one in (claim.id, *claim.aliases) if one)
    wide = replace(narrow, aliases=tuple(dict.fromkeys((*narrow.aliases, *claimed))))
    rule = rule_of(rules, words_of(wide))
    return narrow if rule is not None and _learns(rule) else wide


def run_by(seen: App, claims: tuple[App, ...], rules: Rules) -> App:
    """Give what an interpreter runs, by what the service knows of the one and is told of the other.

    A rule that names the interpreter speaks of everything it runs; what is claimed counts beside it
    only where it makes things stricter. Nothing that is merely claimed is free of charge: names by
    which it would be are put out of a rule's reach. Of several claims the first gives the name, and
    the strictest decides.
    """
    names = dict.fromkeys(one for claim in claims for one in (claim.id, *claim.aliases))
    kept = [one for one in names if not _is_lesson(one, rules)]
    first = claims[0]
    id = first.id if first.id in kept else f"{CLAIMED}{first.id}"
    game = seen.game or any(claim.game for claim in claims)
    found = App(id, tuple(one for one in kept if one != id), first.name, game)
    known, told = rule_of(rules, words_of(seen)), rule_of(rules, words_of(found))
    if known is not None and (told is None or not _is_stricter(told, known)):
        return replace(seen, game=game)
    return found


def _is_lesson(name: str, rules: Rules) -> bool:
    words = words_of(App(name))
    named = (rule for rule in rules.apps if matches(rule, words))
    return any(_learns(rule) and rule.verdict is AppVerdict.ALLOW for rule in named)


def _is_stricter(told: AppRule, known: AppRule) -> bool:
    """Whether a rule for what is claimed leaves less than the one for the interpreter."""
    if told.verdict is not known.verdict:
        return _STRICT.index(told.verdict) > _STRICT.index(known.verdict)
    if _learns(told) is not _learns(known):
        return _learns(known)
    if told.limit is None or known.limit is None:
        return told.limit is not None
    return told.limit.minutes <= known.limit.minutes and told.limit.soft <= known.limit.soft


def _learns(rule: AppRule) -> bool:
    return rule.role is AppRole.LEARNING
