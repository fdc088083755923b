"""Sensing: handfuls become one, questions are answered at once, and a blind desk says so."""

from __future__ import annotations

import os
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.api.child import Sense, TheyAre
from app.api.wire import FROM_CHILD, frame
from app.model.errors import Unsupported
from app.model.observation import App, Awake
from app.monitor.ports import Front
from app.programs.agent.sensing import Sensing, to_claim, to_claims, to_sense


class Desk:
    """A desk whose front the test chooses."""

    name = "x11"

    def __init__(self, works: bool = True) -> None:
        """Nothing is in front; a pipe tells of changes."""
        self.front = Front()
        self.works = works
        self.reads = 0
        self.stopped = False
        self._changed: Callable[[], None] = lambda: None
        self.readable, self.writable = os.pipe()

    def start(self, changed: Callable[[], None]) -> None:
        """Watch."""
        if not self.works:
            raise Unsupported("no such display")
        self._changed = changed

    def read(self) -> Front:
        """Give the front."""
        self.reads += 1
        return self.front

    def fileno(self) -> int:
        """Give the pipe."""
        return self.readable

    def ready(self) -> None:
        """Something changed."""
        os.set_blocking(self.readable, False)
        try:
            if os.read(self.readable, 100):
                self._changed()
        except BlockingIOError:
            return

    def stop(self) -> None:
        """Let go."""
        self.stopped = True


def test_changes_in_a_handful_are_one_sense(qtbot: QtBot) -> None:
    """Said once, with the newest front and a number that grows."""
    desk, said, seen = Desk(), list[Sense](), list[Front]()
    sensing = Sensing(desk, said.append, seen.append)
    assert sensing.start() == ()
    for _ in range(5):
        os.write(desk.writable, b"x")
        qtbot.wait(5)
    desk.front = Front(pid=7, idle_ms=3)
    qtbot.waitUntil(lambda: bool(said), timeout=2000)
    qtbot.wait(250)
    assert [(s.mark, s.pid, s.idle_ms) for s in said] == [(1, 7, 3)]
    assert seen == [desk.front]
    sensing.stop()
    assert desk.stopped


def test_a_question_is_answered_at_once(qtbot: QtBot) -> None:
    """Also while a change is being gathered, which then is not said twice."""
    desk, said = Desk(), list[Sense]()
    sensing = Sensing(desk, said.append, lambda _: None)
    sensing.start()
    os.write(desk.writable, b"x")
    qtbot.wait(20)
    sensing.tell()
    assert [s.mark for s in said] == [1]
    qtbot.wait(250)
    assert [s.mark for s in said] == [1]
    sensing.stop()


def test_a_desk_that_cannot_be_watched_is_blind_and_says_so(qtbot: QtBot) -> None:
    """It still answers: the service must hear that we live."""
    said: list[Sense] = []
    sensing = Sensing(Desk(works=False), said.append, lambda _: None)
    assert sensing.start() == ("no such display",)
    assert sensing.desk == "none"
    sensing.tell()
    assert said == [Sense(1, front_known=False)]
    assert not sensing.put_away((1,))


def test_everything_of_a_front_travels() -> None:
    """The program, the idle time, the signs of use."""
    app = App("desktop:a", ("hash:1",), "A", game=True)
    sense = to_sense(Front(5, app, 9, frozenset({Awake.SOUND, Awake.FULLSCREEN})), 3)
    assert (sense.pid, sense.idle_ms, sense.awake) == (5, 9, ("fullscreen", "sound"))
    assert sense.app is not None
    assert (sense.app.id, sense.app.aliases, sense.app.game) == ("desktop:a", ("hash:1",), True)


def test_odd_names_fit_the_wire() -> None:
    """Bytes that are no text are escaped, and nothing is longer than the wire takes."""
    claim = to_claim(App("path:/home/x/\udcff", ("a" * 5000,) * 40, "n" * 9000))
    assert claim.id == "path:/home/x/\\udcff"
    assert len(claim.aliases) == 32
    assert max(map(len, (*claim.aliases, claim.name))) == 4096


def test_many_programs_fit_into_one_answer() -> None:
    """What a frame has no room for is left out; everything else keeps its place."""
    long = App("path:/" + "ạ" * 4000, ("own:/" + "ạ" * 4000,))
    claims = to_claims([App("path:/a"), None, long, long, long, long])
    assert [one is None for one in claims] == [False, True, False, False, True, True]
    assert len(frame(TheyAre(1, claims))) < FROM_CHILD
