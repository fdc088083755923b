"""The guard's memory as bytes: back as it was, and refused when it is something else."""

import pytest

from app.guard import events as ev
from app.guard.memory import memory
from app.model.decision import Reason
from app.model.grant import AskKind, Grant, Hold, Request
from app.programs.service.snapshot import Unreadable, decode, encode
from tests.guard.home import Home


def test_everything_comes_back() -> None:
    """Use, holds, grants, requests, held programs and the clock survive as they are."""
    home = Home("2026-11-12T16:00")
    home.do(ev.HoldSet(home.now, "minh", Hold(Reason.PAUSE, None, "mum"), "mum"))
    home.do(ev.Granted(home.now, Grant("g", "minh", 60_000, home.wall + 10**6, app="x")))
    home.do(ev.Asked(home.now, Request("r", "minh", AskKind.TIME, 1, 2, 15, words="đi mà")))
    kept = memory(home.guard)
    assert decode(encode(kept)) == kept
    assert kept.people["minh"].grants


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[" * 5000, b'{"clock": 3, "people": {}}', b"\xff\xfe", b"null"]
)
def test_anything_else_is_refused_by_name(body: bytes) -> None:
    """Another version's bytes, or none of ours, are no reason to crash."""
    with pytest.raises(Unreadable):
        decode(body)
