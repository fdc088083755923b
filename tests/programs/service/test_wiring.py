"""Which part of this machine stands behind each port."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from app.model.observation import Process
from app.platforms.linux.freezer_stop import StopFreezer
from app.programs.service import wiring
from app.programs.service.folders import Folders
from app.programs.service.wiring import Recogniser
from app.store.keys import FileKey, PersonKey


def process(exe: str) -> Process:
    """A program of the child's."""
    return Process(50, 1, 1001, exe)


def test_a_path_of_the_childs_is_never_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be a mount that never answers; what it is called counts for nobody's favour."""
    recognise = Recogniser("vi")
    monkeypatch.setattr(recognise._installed, "app", lambda path: pytest.fail(f"looked at {path}"))
    app = recognise(process("/home/minh/bin/kalgebra"))
    assert app.id == "path:/home/minh/bin/kalgebra"
    assert app.aliases == ("own:/home/minh/bin/kalgebra",)
    assert app.name == "kalgebra"


def test_what_was_recognised_is_remembered_until_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A heartbeat long."""
    recognise = Recogniser("vi")
    first = recognise(process("/usr/bin/env"))
    assert recognise(process("/usr/bin/env")) is first
    recognise.renew()
    assert recognise(process("/usr/bin/env")).id == first.id


def test_a_name_nobody_installed() -> None:
    """Is no name and no program."""
    recognise = Recogniser("vi")
    assert recognise.name("desktop:no-such-thing") == ""
    assert recognise.programs("desktop:no-such-thing") == ()


def folders(base: Path) -> Folders:
    """Places of a test, prepared."""
    run = base / "run"
    made = Folders(base, base / "state", run, run / "s.sock", "luytre-t-wiring")
    made.prepare()
    return made


def test_advice_forces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No control group is touched, nothing is refused, the key is in the person's keyring."""

    def never(*_: object) -> None:
        pytest.fail("touched the control-group tree")

    monkeypatch.setattr(wiring, "find_mount", never)
    monkeypatch.setattr("app.store.ring.session_ring", lambda: None)

    async def look() -> None:
        made = wiring.parts(
            folders(tmp_path), wiring.clock(), True, frozenset, lambda verb, session: None
        )
        assert made.refuser is None
        assert isinstance(made.freezer, StopFreezer)

    asyncio.run(look())
    assert isinstance(wiring.keeper(folders(tmp_path), True), PersonKey)
    assert isinstance(wiring.keeper(folders(tmp_path), False), FileKey)


@pytest.mark.skipif(os.geteuid() != 0, reason="reads as root")
def test_the_installed_service_can_refuse(tmp_path: Path) -> None:
    """And its senses are all there; each says by itself what it cannot do here."""

    async def look() -> None:
        made = wiring.parts(
            folders(tmp_path), wiring.clock(), False, frozenset, lambda verb, session: None
        )
        assert made.refuser is not None
        sources = made.sources(lambda: None)
        assert sources.sessions.name in ("logind", "x11-scan")
        assert sources.pads is not None

    asyncio.run(look())


def test_an_interpreter_is_told_by_its_path() -> None:
    """Whether there is such a file or not: root asks about any path of a child's."""
    assert wiring.interprets("/usr/bin/python3.11")
    assert wiring.interprets("/home/minh/no/such/java")
    assert not wiring.interprets("/usr/games/supertux2")
