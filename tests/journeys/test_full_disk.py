"""A full disk: nobody is set free, nobody locked out, nothing that was counted is lost."""

import subprocess
import time
from collections.abc import Iterator

import pytest

from app.api import parent as api
from tests.journeys.rig import Rig, until


@pytest.fixture
def small(pc: Rig) -> Iterator[Rig]:
    """A PC whose state lies on a disk of one megabyte."""
    pc.kept.mkdir(mode=0o700)
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", str(pc.kept)]
    subprocess.run(mount, check=True)
    try:
        yield pc
    finally:
        pc.clean()
        subprocess.run(["umount", str(pc.kept)], check=True)


def fill(pc: Rig) -> None:
    """Write until there is no room for another byte."""
    with open(pc.kept / "filler", "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return


def test_a_disk_that_is_full_for_a_while(small: Rig) -> None:
    """Closed stays closed, a parent's word still counts, and all is written when there is room."""
    pc = small
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program("xcalc")
    pc.focus(game)
    fill(pc)
    until(lambda: "store_full" in pc.codes(), 40, "the parent was not told")
    pc.pause()
    until(lambda: pc.is_frozen(game), 20, "a full disk set the child free")
    pc.resume()
    until(lambda: not pc.is_frozen(game), 5, "a full disk locked the parent out")
    assert any("store" in limit for limit in pc.ask(api.StatusQ()).limits)
    used = pc.card().used_ms
    time.sleep(2)
    (pc.kept / "filler").unlink()
    until(lambda: "store_back" in pc.codes(), 40, "the disk came back unseen")
    pc.kill()
    pc.start()
    assert pc.card().used_ms >= used
    assert {"lock_now", "resumed", "store_full"} <= set(pc.codes())
    verified = pc.ask(api.VerifyQ())
    assert not verified.problems
