"""Borrowed names: they count against a child, and never for him."""

import pytest

from app.model.observation import App
from app.model.policy import AppRole, AppRule, AppVerdict, Rules
from app.programs.service.favour import in_roots_place, joined, words_for
from app.rules.apps import facts

LESSON = AppRule("maths", ("kalgebra",), role=AppRole.LEARNING)
OWN_LESSON = AppRule("mine", ("path:/home/minh/quiz", "hash:abc"), role=AppRole.LEARNING)
ROBLOX = AppRule("roblox", ("roblox",), verdict=AppVerdict.BLOCK)
RULES = Rules(week=(), apps=(LESSON, OWN_LESSON, ROBLOX))


def own(path: str) -> App:
    """A program in the child's own folders, as the service sees it."""
    return App(f"path:{path}", (f"own:{path}",), path.rpartition("/")[2])


@pytest.mark.parametrize(
    ("exe", "roots"),
    [
        ("/usr/bin/kalgebra", True),
        ("/usr/games/supertux2", True),
        ("/snap/gimp/40/bin/gimp", True),
        ("/opt/app/run", True),
        ("/home/minh/kalgebra", False),
        ("/tmp/usr/bin/kalgebra", False),
        ("/usr/bin/../../home/minh/kalgebra", False),
        ("/media/stick/kalgebra", False),
    ],
)
def test_where_only_root_puts_programs(exe: str, roots: bool) -> None:
    """By the path alone; nothing is looked at."""
    assert in_roots_place(exe) is roots


def test_words_for_a_favour() -> None:
    """An installed program is known by its short name, a child's own one only in full."""
    assert "kalgebra" in words_for(App("path:/usr/bin/kalgebra"))
    assert "kalgebra" not in words_for(App("path:/usr/bin/kalgebra"), disguised=True)
    mine = words_for(own("/home/minh/kalgebra"))
    assert "kalgebra" not in mine
    assert "path:/home/minh/kalgebra" in mine


def role(app: App) -> AppRole:
    """What a program counts as."""
    return facts(RULES, app).role


def test_an_installed_lesson_is_one() -> None:
    """Its own name, whatever the agent adds."""
    app = joined(App("desktop:org.kde.kalgebra", ("path:/usr/bin/kalgebra",)), App(""), RULES)
    assert role(app) is AppRole.LEARNING


def test_a_copy_called_like_a_lesson_is_none() -> None:
    """The last part of its path is a word the child chose."""
    app = joined(own("/home/minh/kalgebra"), App("path:/home/minh/kalgebra"), RULES)
    assert role(app) is AppRole.ORDINARY


def test_a_desktop_file_at_home_makes_no_lesson() -> None:
    """What it claims fills what is unknown, and is dropped where it would be free of charge."""
    claim = App("desktop:org.kde.kalgebra", ("hash:f00", "desktop:kalgebra"), "KAlgebra")
    app = joined(own("/home/minh/game"), claim, RULES)
    assert role(app) is AppRole.ORDINARY
    assert "hash:f00" in app.aliases
    assert app.name == "game"


@pytest.mark.parametrize(
    ("seen", "claim"),
    [
        (own("/home/minh/quiz"), App("")),
        (own("/home/minh/other"), App("path:/home/minh/other", ("hash:abc",))),
    ],
)
def test_what_a_parent_named_in_full_is_a_lesson(seen: App, claim: App) -> None:
    """By its whole path, or by its content."""
    assert role(joined(seen, claim, RULES)) is AppRole.LEARNING


def test_a_borrowed_name_counts_against_him() -> None:
    """A program at home that is called like a closed one is closed."""
    app = joined(own("/home/minh/roblox"), App(""), RULES)
    rule = facts(RULES, app).rule
    assert rule is ROBLOX


def test_a_claim_tells_scripts_apart() -> None:
    """Where no rule speaks of the interpreter, what the agent knows of the script counts."""
    python = App("path:/usr/bin/python3.11", (), "python3.11")
    app = joined(python, App("path:/usr/share/roblox/roblox", (), "Roblox", True), RULES)
    assert facts(RULES, app).rule is ROBLOX
    assert app.game


def test_nobody_claims_to_be_ours() -> None:
    """Only the service knows its own agents."""
    assert not joined(own("/home/minh/x"), App("luytre", ours=True), RULES).ours
