"""Changing the account with what the desktop has."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.programs.console.switch_user import COMMANDS, switch_user


def test_the_first_command_that_is_there_is_started(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its arguments, and no other one."""
    script = tmp_path / "dm-tool"
    script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/called.new\n'
                      f"mv {tmp_path}/called.new {tmp_path}/called\n")  # fmt: skip
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert switch_user((("no-such-tool",), ("dm-tool", "switch-to-greeter"), ("gdmflexiserver",)))
    qtbot.waitUntil((tmp_path / "called").exists, timeout=5_000)
    assert (tmp_path / "called").read_text() == "switch-to-greeter\n"


def test_a_desktop_without_any(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It says so instead of doing nothing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not switch_user()
    assert COMMANDS[0][0] == "dm-tool"
