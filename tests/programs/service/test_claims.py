"""What agents say that interpreters run: remembered by process, finer, stricter, no favour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.observation import App, Process
from app.model.policy import AppRole, AppRule, AppVerdict, Limit, Rules
from app.platforms.linux.scripts import interprets
from app.programs.service import claims as module
from app.programs.service.claims import Claims, rules_of
from app.rules.apps import facts
from tests.guard.home import Home
from tests.programs.service.machine import by_path, process

PYTHON = "/usr/bin/python3.11"
SCRIPT = process(50, PYTHON)
GAME = App("path:/home/minh/game.py", ("own:/home/minh/game.py", "hash:1"), "game.py")
LESSON = App("path:/home/minh/lesson.py", ("hash:2",), "lesson.py")
BLOCKED = AppRule("game", ("game.py",), verdict=AppVerdict.BLOCK)
MINUTES = AppRule("game", ("game.py",), limit=Limit(30))
LEARNS = AppRule("lesson", ("lesson.py", "hash:2"), role=AppRole.LEARNING)
ANY_PYTHON = AppRule("python", ("python3.11",))


def claims(*rules: AppRule) -> Claims:
    """A memory under these rules."""
    return Claims(by_path, interprets, lambda subject: Rules(week=(), apps=rules))


def app(*said: App, rules: tuple[AppRule, ...] = (), who: Process = SCRIPT) -> App:
    """What a process is after this was said of it."""
    memory = claims(*rules)
    for one in said:
        memory.hear(who, one)
    return memory.app("minh", who)


def rule(*said: App, rules: tuple[AppRule, ...]) -> AppRule | None:
    """The rule that counts for a process after this was said of it."""
    return facts(Rules(week=(), apps=rules), app(*said, rules=rules)).rule


def test_a_script_is_itself_and_not_python() -> None:
    """Its identity and its name are the script's; what says nothing new changes nothing."""
    assert app(GAME) == GAME
    assert app() == by_path(SCRIPT)
    assert app(App(f"path:{PYTHON}")) == by_path(SCRIPT)
    assert app(App("")) == by_path(SCRIPT)
    assert app(App("week:all")) == by_path(SCRIPT), "that is no name of a program"


ROWS = [
    ((GAME,), (MINUTES,), MINUTES),
    ((GAME,), (ANY_PYTHON,), ANY_PYTHON),
    ((GAME,), (ANY_PYTHON, BLOCKED), BLOCKED),
    ((GAME,), (replace(ANY_PYTHON, verdict=AppVerdict.NEVER), BLOCKED), "python"),
    ((GAME,), (replace(ANY_PYTHON, role=AppRole.LEARNING), MINUTES), MINUTES),
    ((GAME,), (replace(ANY_PYTHON, limit=Limit(60)), MINUTES), MINUTES),
    ((GAME,), (replace(ANY_PYTHON, limit=Limit(20)), MINUTES), "python"),
    ((GAME,), (replace(ANY_PYTHON, limit=Limit(60, soft=True)), MINUTES), MINUTES),
    # Nothing is free of charge for being called like a lesson, by its name or by its content.
    ((LESSON,), (LEARNS,), None),
    ((LESSON,), (ANY_PYTHON, LEARNS), ANY_PYTHON),
    # Two names contradict each other: the stricter rule counts, whichever came first.
    ((LESSON, GAME), (LEARNS, BLOCKED), BLOCKED),
    ((GAME, LESSON), (LEARNS, MINUTES), MINUTES),
]


@pytest.mark.parametrize(("said", "rules", "expected"), ROWS)
def test_which_rule_counts(
    said: tuple[App, ...], rules: tuple[AppRule, ...], expected: AppRule | str | None
) -> None:
    """Each row: what was said, the rules, the one that counts (or its key)."""
    found = rule(*said, rules=rules)
    assert (found.key if found and isinstance(expected, str) else found) == expected


def test_a_claimed_lesson_keeps_a_name_but_none_of_its_favours() -> None:
    """It can be held by what it is said to be, and no rule of a lesson reaches it."""
    found = app(LESSON, rules=(LEARNS,))
    assert (found.id, found.aliases) == ("claimed:path:/home/minh/lesson.py", ())
    memory = claims(LEARNS)
    memory.hear(SCRIPT, LESSON)
    assert found.id in memory.names(SCRIPT)


def test_the_first_name_stays_and_all_count_for_holding() -> None:
    """A process that writes another command line over its own is known by both, to a limit."""
    memory = claims()
    for one in (GAME, LESSON, *(App(f"path:/{n}") for n in range(10))):
        memory.hear(SCRIPT, one)
    assert memory.app("minh", SCRIPT).id == GAME.id
    assert len(memory.of(SCRIPT)) == module.MOST_OF_ONE
    assert {GAME.id, "hash:1", LESSON.id} <= memory.names(SCRIPT)


def test_another_process_of_that_number_is_another_program() -> None:
    """The start time belongs to the name, and so does the program; an exec begins anew."""
    memory = claims()
    memory.hear(SCRIPT, GAME)
    assert memory.of(replace(SCRIPT, started=9)) == ()
    assert memory.of(replace(SCRIPT, exe="/usr/bin/perl")) == ()
    memory.began(SCRIPT)
    assert memory.of(SCRIPT) == ()
    assert memory.wanting((SCRIPT,)) == (SCRIPT,)


def test_a_part_without_a_name_is_what_began_it() -> None:
    """Under the same interpreter only, and not when it has a name of its own."""
    part = process(51, PYTHON, ppid=50)
    shell = process(52, "/usr/bin/bash", ppid=50)
    other = process(53, PYTHON, ppid=50)
    memory = claims()
    memory.hear(SCRIPT, GAME)
    assert memory.hear(part, None, SCRIPT)
    assert not memory.hear(shell, None, SCRIPT)
    memory.hear(other, LESSON, SCRIPT)
    assert memory.of(part) == (GAME,)
    assert memory.of(shell) == ()
    assert memory.of(other) == (LESSON,)


def test_only_interpreters_are_asked_about_and_only_until_they_answered() -> None:
    """Parents first; who is never answered for is asked a few times."""
    native = process(49, "/usr/games/supertux2")
    older, younger = process(70, PYTHON, started=1), process(60, PYTHON, started=2)
    memory = claims()
    assert memory.wanting((native, younger, older)) == (older, younger)
    memory.hear(older, None)
    for _ in range(module.TRIES):
        assert memory.wanting((older, younger)) == (younger,)
        memory.unanswered(younger)
    assert memory.wanting((older, younger)) == ()


def test_an_answer_about_what_ran_before_is_old() -> None:
    """A process that began something else while it was asked about is asked about again."""
    memory = claims()
    memory.asking((SCRIPT,))
    assert not memory.is_old(SCRIPT)
    memory.began(SCRIPT)
    assert memory.is_old(SCRIPT)
    memory.asking((SCRIPT,))
    assert not memory.is_old(SCRIPT)


def test_what_ended_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """When there is much of it."""
    monkeypatch.setattr(module, "MOST", 1)
    memory, other = claims(), process(51, PYTHON)
    memory.hear(SCRIPT, GAME)
    memory.hear(other, LESSON)
    memory.keep((SCRIPT,))
    assert memory.of(SCRIPT) == (GAME,)
    assert memory.of(other) == ()


def test_the_front_is_remembered_only_of_interpreters() -> None:
    """Of any other program the service says what it is."""
    memory, native = claims(), process(49, "/usr/games/supertux2")
    assert memory.front("minh", SCRIPT, GAME) == GAME
    assert memory.app("minh", SCRIPT) == GAME
    assert memory.front("minh", native, GAME).id == "path:/usr/games/supertux2"
    assert memory.of(native) == ()


def test_a_part_in_front_without_a_name_is_still_asked_about() -> None:
    """Its window came first; what it belongs to is known when its turn comes."""
    memory, part = claims(), process(51, PYTHON, ppid=50)
    assert memory.front("minh", part, App(f"path:{PYTHON}")).id == f"path:{PYTHON}"
    assert memory.wanting((part,)) == (part,)
    memory.hear(SCRIPT, GAME)
    memory.hear(part, None, SCRIPT)
    assert memory.front("minh", part, App(f"path:{PYTHON}")) == GAME


def test_each_claim_by_itself() -> None:
    """Whoever is to be favoured must be so by all that was said of him."""
    memory = claims()
    memory.hear(SCRIPT, GAME)
    memory.hear(SCRIPT, LESSON)
    assert memory.each("minh", SCRIPT) == (GAME, LESSON)


def test_the_rules_of_somebody_who_is_gone_are_none() -> None:
    """And those of a child are his."""
    home = Home("2026-11-12T16:00")
    rules = rules_of(lambda: home.guard)
    assert rules("nobody") == Rules(week=())
    assert rules("minh") == home.guard.people["minh"].policy.rules
