"""Asks the secret's helper program: one short-lived process for each hash that is made or checked.

One at a time, whoever asks: many sign-ins at once must not become many times 64 MB.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from typing import Any

from app.model.errors import LuytreError

PROGRAM = "app.programs.argon"
WAIT_S = 30.0  # a slow PC needs two seconds


class HelperFailed(LuytreError):
    """The helper did not answer; the text says how it ended and holds no secret."""


class SecretHelper:
    """Makes and checks password hashes in another process."""

    def __init__(self, python: str = sys.executable) -> None:
        """Use this interpreter (`/opt/luytre/bin/python` where installed)."""
        self._command = (python, "-I", "-m", PROGRAM)
        self._turn = asyncio.Lock()

    async def make(self, secret: str) -> str:
        """Give the hash to store. Raises HelperFailed."""
        return str(await self._ask({"secret": secret}, "stored"))

    async def check(self, secret: str, stored: str) -> bool:
        """Whether this is the secret of a stored hash. Raises HelperFailed, also if it is none."""
        return await self._ask({"secret": secret, "stored": stored}, "good") is True

    async def _ask(self, question: dict[str, str], wanted: str) -> Any:
        async with self._turn:
            out = await self._run(json.dumps(question).encode())
        try:
            return json.loads(out)[wanted]
        except (ValueError, KeyError, TypeError):
            raise HelperFailed("its answer was not understood") from None

    async def _run(self, question: bytes) -> bytes:
        try:
            helper = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                cwd="/",
                env={},
            )
        except OSError as error:
            raise HelperFailed(f"could not be started: {error.strerror}") from None
        try:
            out, _ = await asyncio.wait_for(helper.communicate(question), WAIT_S)
        except TimeoutError:
            raise HelperFailed(f"no answer within {WAIT_S:.0f} s") from None
        finally:
            if helper.returncode is None:  # also when whoever asked has gone
                with contextlib.suppress(ProcessLookupError):
                    helper.kill()
                await helper.wait()
        if helper.returncode != 0:
            raise HelperFailed(f"ended with {helper.returncode}")
        return out
