"""A program is known by what it is, not only by what it is called."""

import pytest

from app.model.observation import App
from app.model.policy import AppRole, AppRule, AppVerdict, GroupRule, Limit
from app.rules.apps import facts, matches, named, own_names, unseen, words_of
from tests.rules.asking import MINETEST, WRITER, rule_for, rules


@pytest.mark.parametrize(
    ("match", "app", "known"),
    [
        ("minetest", MINETEST, True),
        ("MINETEST", MINETEST, True),
        ("desktop:net.minetest.minetest", MINETEST, True),
        ("path:/usr/games/minetest", MINETEST, True),
        ("path:/usr/bin/minetest", MINETEST, False),
        ("mine", MINETEST, False),
        ("soffice.bin", WRITER, True),
        ("hash:abc", App("path:/home/minh/renamed", ("hash:ABC",)), True),
        ("steam", App("path:/tmp/x", ("launcher:steam",)), True),
        ("steam", App("path:/home/minh/notsteam"), False),
        ("hash:abc", App("path:/home/minh/game.py", ("by:hash:ABC",)), True),
    ],
)
def test_a_rule_names_a_program_by_any_identity(match: str, app: App, known: bool) -> None:
    """Bare words meet desktop ids and file names, whole identities meet themselves."""
    assert matches(AppRule("x", (match,)), words_of(app)) is known


@pytest.mark.parametrize(
    ("app", "names"),
    [
        (MINETEST, {"desktop:net.minetest.minetest", "path:/usr/games/minetest"}),
        (
            App("path:/home/minh/Steam/One", ("own:/home/minh/Steam/One", "launcher:steam")),
            {"path:/home/minh/steam/one", "own:/home/minh/steam/one"},
        ),
        (App("path:/x/game.py", ("by:hash:ab", "hash:cd")), {"path:/x/game.py", "hash:cd"}),
        (App("desktop:x", ("package:games", "hash:AB", "flatpak:x")), {"desktop:x", "hash:ab",
                                                                       "flatpak:x"}),
    ],
)  # fmt: skip
def test_a_programs_own_names_are_shared_with_none(app: App, names: set[str]) -> None:
    """No launcher, no package, no bare word: each of these names others too."""
    assert own_names(app) == names


@pytest.mark.parametrize("verdict", list(AppVerdict))
def test_of_rules_that_say_the_same_the_upper_one_counts(verdict: AppVerdict) -> None:
    """Two rules for one program: the upper one is the rule."""
    two = (rule_for("minetest", verdict=verdict), AppRule("b", ("minetest",), verdict=verdict))
    assert facts(rules(apps=two), MINETEST).key == "minetest"


@pytest.mark.parametrize(
    ("mild", "strict"),
    [(mild, strict) for rank, strict in enumerate(AppVerdict) for mild in list(AppVerdict)[:rank]],
)
def test_the_strictest_rule_counts_wherever_it_stands(mild: AppVerdict, strict: AppVerdict) -> None:
    """A launcher that is allowed does not allow the one game of it that never is."""
    launcher = AppRule("steam", ("launcher:steam",), verdict=mild)
    game = AppRule("bad", ("path:/usr/games/bad",), verdict=strict)
    app = App("path:/usr/games/bad", ("launcher:steam",))
    for two in ((launcher, game), (game, launcher)):
        assert facts(rules(apps=two), app).rule is game


def test_a_program_without_a_rule_is_counted_under_its_identity() -> None:
    """Unruled programs keep their own name in the reports."""
    assert facts(rules(), WRITER).key == "desktop:libreoffice-writer"


def test_the_parents_role_beats_the_desktop_file() -> None:
    """A game the parent calls learning is learning."""
    own = rules(apps=(rule_for("minetest", role=AppRole.LEARNING),))
    assert facts(own, MINETEST).role is AppRole.LEARNING
    assert facts(rules(), MINETEST).role is AppRole.GAME


def test_groups_name_programs_by_key() -> None:
    """A program belongs to every group that lists its rule's key."""
    group = GroupRule("play", "Play", ("minetest",), Limit(30))
    own = rules(apps=(rule_for("minetest"),), groups=(group,))
    assert facts(own, MINETEST).groups == (group,)
    assert facts(own, WRITER).groups == ()


def test_what_cannot_be_seen_is_nobodys_program() -> None:
    """Unseen use is ordinary use under no name."""
    assert (unseen().key, unseen().role) == ("", AppRole.ORDINARY)


@pytest.mark.parametrize(
    ("text", "game"),
    [
        ("steam", True),
        ("desktop:com.valvesoftware.Steam", True),
        ("launcher:wine", True),
        ("mpv", False),
        ("lessons", False),
    ],
)
def test_a_program_that_is_only_named(text: str, game: bool) -> None:
    """Nobody sees its menu entry: the launchers of games are known to be games."""
    given = rules(apps=(AppRule("lessons", ("gcompris",), role=AppRole.LEARNING),))
    found = named(given, text)
    assert (found.role is AppRole.GAME) is game
    assert (found.key == "lessons") is (text == "lessons")
