"""A real X server without a screen, for one test."""

import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.platforms.people import stop


@contextmanager
def xvfb(screen: str = "1280x900x24", *options: str) -> Iterator[str]:
    """Run Xvfb on a free display, open to every local user; give its name, such as `:7`."""
    if shutil.which("Xvfb") is None:
        pytest.skip("xvfb is not installed")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", screen, "-nolisten", "tcp", "-ac"]
    server = subprocess.Popen(
        [*command, *options],
        pass_fds=[writer],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        if not select.select([reader], [], [], 20)[0]:
            raise RuntimeError("Xvfb did not start")
        yield f":{os.read(reader, 16).decode().strip()}"
    finally:
        os.close(reader)
        server.terminate()
        server.wait()
        stop(server)
