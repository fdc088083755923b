"""Whom the hands may act on, and what stays usable."""

from __future__ import annotations

from typing import Any

from app.model.observation import App, Process
from app.model.policy import AppRole, AppRule, Limit, Rules
from tests.programs.service.machine import (
    SSH,
    SWAY,
    UID,
    WAYLAND,
    X11,
    Machine,
    machine,
    play,
    process,
)

EDITOR = "/usr/bin/gedit"
SCOPE = "/user.slice/user-1001.slice/user@1001.service/app.slice/app-gedit.scope"


def pids(chosen: tuple[Process, ...]) -> set[int]:
    """Give the pids."""
    return {one.pid for one in chosen}


def story(check: Any, *sessions: Any, processes: tuple[Process, ...]) -> None:
    """Run a check on a machine."""

    async def whole() -> None:
        async with machine(*sessions, processes=processes) as here:
            check(here)

    play(whole)


def test_everything_of_the_child_but_what_is_kept() -> None:
    """`kept` stays with all it started."""

    def check(here: Machine) -> None:
        assert pids(here.means.choose("minh")) == {50, 51, 52}
        assert pids(here.means.choose("minh", kept=frozenset([50]))) == {52}

    listed = (process(50, EDITOR), process(51, EDITOR, ppid=50), process(52, "/usr/bin/mpv"))
    story(check, X11, processes=listed)


def test_nobody_who_is_not_logged_in() -> None:
    """A subject without log-ins has no users to act on."""

    def check(here: Machine) -> None:
        assert here.means.choose("somebody") == ()
        assert here.means.uids("somebody") == frozenset()
        assert here.means.uids("minh") == {UID}

    story(check, X11, processes=(process(50, EDITOR),))


def test_only_what_is_meant() -> None:
    """A program that is held alone."""

    def check(here: Machine) -> None:
        assert pids(here.means.choose("minh", only=frozenset([f"path:{EDITOR}"]))) == {50}
        assert here.means.choose("minh", only=frozenset()) == ()

    story(check, X11, processes=(process(50, EDITOR), process(51, "/usr/bin/mpv")))


def test_what_is_spared_stays_usable() -> None:
    """By its path, in a place of root's."""

    def check(here: Machine) -> None:
        assert pids(here.means.choose("minh", spare=frozenset([f"path:{EDITOR}"]))) == {51}

    story(check, X11, processes=(process(50, EDITOR), process(51, "/usr/bin/mpv")))


def test_on_gnome_only_programs_stand_still() -> None:
    """Not the shell that draws the lock."""
    shell = process(50, "/usr/bin/gnome-shell")
    editor = Process(51, 0, UID, EDITOR, SCOPE, 900)
    own = process(52, "/home/minh/game")

    def check(here: Machine) -> None:
        assert pids(here.means.choose("minh")) == {51, 52}

    story(check, WAYLAND, processes=(shell, editor, own))


def test_a_program_out_of_its_scope_is_still_one() -> None:
    """A child may move his own processes between his own slices."""
    hidden = process(51, EDITOR)

    def check(here: Machine) -> None:
        from dataclasses import replace

        means = replace(here.means, recognise=lambda one: App("desktop:gedit"))
        assert pids(means.choose("minh")) == {51}

    story(check, WAYLAND, processes=(hidden,))


def test_a_desktop_without_scopes_stands_still_as_a_whole() -> None:
    """Also when a second, ordinary one is there."""

    def check(here: Machine) -> None:
        assert pids(here.means.choose("minh")) == {50}

    story(check, WAYLAND, SWAY, processes=(process(50, "/usr/bin/mpv"),))


def test_text_alone_is_no_desktop() -> None:
    """Its programs are programs."""

    def check(here: Machine) -> None:
        assert pids(here.means.choose("minh")) == {50}

    story(check, SSH, processes=(process(50, "/usr/bin/vim"),))


PYTHON = "/usr/bin/python3.11"
SCRIPT = App("path:/home/minh/game.py", ("hash:1",), "game.py")
OTHER = App("path:/home/minh/homework.py", (), "homework.py")


def scripts(here: Machine) -> None:
    """Two scripts under one interpreter, and a part of the first."""
    listed = {one.pid: one for one in here.processes.of(UID)}
    here.claims.hear(listed[50], SCRIPT)
    here.claims.hear(listed[51], OTHER)
    here.claims.hear(listed[52], None, listed[50])


RUNNING = (process(50, PYTHON), process(51, PYTHON), process(52, PYTHON, ppid=50))


def test_a_script_is_meant_alone() -> None:
    """With its parts; who names the interpreter means them all."""

    def check(here: Machine) -> None:
        scripts(here)
        assert pids(here.means.choose("minh", only=frozenset([SCRIPT.id]))) == {50, 52}
        assert pids(here.means.choose("minh", only=frozenset(["hash:1"]))) == {50, 52}
        assert pids(here.means.choose("minh", only=frozenset([f"path:{PYTHON}"]))) == {50, 51, 52}

    story(check, X11, processes=RUNNING)


def test_a_script_that_was_granted_in_full_is_spared() -> None:
    """Not by its bare name, and not when it has two names of which only one was granted."""

    def check(here: Machine) -> None:
        scripts(here)
        assert pids(here.means.choose("minh", frozenset([OTHER.id]))) == {50, 52}
        assert pids(here.means.choose("minh", frozenset(["homework.py"]))) == {50, 51, 52}
        here.claims.hear(RUNNING[1], SCRIPT)
        assert pids(here.means.choose("minh", frozenset([OTHER.id]))) == {50, 51, 52}

    story(check, X11, processes=RUNNING)


def test_a_lesson_is_none_by_its_command_line() -> None:
    """What a rule calls learning is not spared for what a script says of itself."""

    def check(here: Machine) -> None:
        lesson = AppRule("lesson", (OTHER.id,), role=AppRole.LEARNING)
        here.rules = Rules(week=(), apps=(lesson,))
        scripts(here)
        assert pids(here.means.choose("minh", frozenset([OTHER.id]))) == {50, 51, 52}

    story(check, X11, processes=RUNNING)


def test_a_learning_interpreter_spares_what_no_stricter_rule_names() -> None:
    """Python marked as learning spares the homework; a game with minutes of its own is none."""

    def check(here: Machine) -> None:
        learning = AppRule("python", ("python3.11",), role=AppRole.LEARNING)
        game = AppRule("game", ("game.py",), limit=Limit(30))
        here.rules = Rules(week=(), apps=(learning, game))
        scripts(here)
        assert pids(here.means.choose("minh", frozenset(["python3.11"]))) == {50, 52}

    story(check, X11, processes=RUNNING)
