"""Asking the secret's helper: the real program, one at a time, and never for ever."""

import asyncio
import os
import stat
from pathlib import Path

import pytest

from app.link import secret
from app.link.secret import HelperFailed, SecretHelper


def program(folder: Path, lines: str) -> str:
    """Something else in place of the interpreter."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    assert path.stat().st_mode & stat.S_IXUSR
    return str(path)


def test_made_and_checked() -> None:
    """A password that was set is good, another one is not."""

    async def story() -> tuple[bool, bool]:
        helper = SecretHelper()
        stored = await helper.make("tre xanh")
        return await helper.check("tre xanh", stored), await helper.check("tre vàng", stored)

    assert asyncio.run(story()) == (True, False)


def test_a_damaged_hash_is_no_wrong_password() -> None:
    """What cannot be checked is said to be that, and nobody looks for another password in vain."""

    async def story() -> None:
        await SecretHelper().check("tre xanh", "$argon2id$v=19$rubbish")

    with pytest.raises(HelperFailed, match="ended with 2"):
        asyncio.run(story())


def test_the_secret_is_in_no_argument_and_no_environment(tmp_path: Path) -> None:
    """What the helper is started with can be read by everybody; the secret is not there."""
    seen = tmp_path / "seen"
    python = program(tmp_path, f'cat /proc/$$/cmdline /proc/$$/environ > {seen}\necho "{{}}"')

    async def story() -> None:
        with pytest.raises(HelperFailed, match="not understood"):
            await SecretHelper(python).make("tre xanh")

    asyncio.run(story())
    assert b"app.programs.argon" in seen.read_bytes()
    assert b"tre" not in seen.read_bytes().replace(os.fsencode(tmp_path), b"")


def test_a_missing_interpreter_is_said(tmp_path: Path) -> None:
    """A Python that an upgrade took away is a failed helper, not a crash."""
    with pytest.raises(HelperFailed, match="could not be started: No such file"):
        asyncio.run(SecretHelper(str(tmp_path / "python")).make("tre"))


def test_one_at_a_time(tmp_path: Path) -> None:
    """Ten questions at once never run two helpers."""
    lock = tmp_path / "lock"
    body = f'mkdir {lock} || exit 9\nsleep 0.02\nrmdir {lock}\necho \'{{"stored": "x"}}\''
    python = program(tmp_path, body)

    async def story() -> list[str]:
        helper = SecretHelper(python)
        return await asyncio.gather(*[helper.make("tre") for _ in range(10)])

    assert asyncio.run(story()) == ["x"] * 10


def test_never_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A helper that hangs is ended, and so is one whose asker has gone; the next is served."""
    pid = tmp_path / "pid"
    python = program(tmp_path, f"echo $$ > {pid}\nexec sleep 60")
    monkeypatch.setattr(secret, "WAIT_S", 0.2)

    async def story() -> None:
        helper = SecretHelper(python)
        with pytest.raises(HelperFailed, match="no answer"):
            await helper.make("tre")
        gone(pid)
        asking = asyncio.create_task(helper.make("tre"))
        while not pid.exists():
            await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        gone(pid)
        with pytest.raises(HelperFailed, match="no answer"):
            await helper.make("tre")

    asyncio.run(story())


def gone(pid: Path) -> None:
    """The process of that number has ended; the note of it is taken away."""
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    pid.unlink()
