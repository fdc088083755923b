"""Waiting for what happens on an asyncio loop, with an end to all patience."""

import asyncio
from collections.abc import Callable


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Let the loop run until `true()` holds. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)
