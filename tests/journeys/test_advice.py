"""Advice mode: started by an ordinary user, it watches, reminds, says that it cannot force."""

import time

from app.api import parent as api
from tests.journeys.rig import Rig, until


def test_it_reminds_and_forces_nothing(pc: Rig) -> None:
    """Time is counted, the end is announced, and the program goes on."""
    pc.start_advice()
    status = pc.ask(api.StatusQ())
    assert isinstance(status, api.Status) and status.mode == "advice"
    pc.rule()
    pc.log_in()
    game = pc.program("xcalc")
    pc.focus(game)
    until(lambda: pc.card().front_name == "xcalc", 10, "what is in front is not seen")
    pc.rule("[child.week.all]\nminutes = 0\n")
    until(lambda: pc.card().screen == 1, 30, "the limit was not noticed")
    time.sleep(1)
    pc.picture("advice.png")
    assert pc.ours_visible(), "nobody reminded"
    assert not pc.is_frozen(game)
    assert not pc.keyboard_is_held()
    assert "not_applied" not in pc.codes()
    store = pc.child.home / ".local" / "state" / "luytre" / "store.db"
    assert store.stat().st_mode & 0o077 == 0
