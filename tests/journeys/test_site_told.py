"""A name is stopped: the child is told on his own desktop, asks by hand, and reads what is kept."""

from __future__ import annotations

import time

from app.api import parent as api
from app.api.child import MyRules, State
from app.words import rows
from tests.journeys.rig import until
from tests.journeys.web_pc import Home, home

NAME = "truyen-hay.example"
TOAST = 408  # px, app/ui/child/toast.py
ASK = (110, -69)  # its first button: from the left, from the foot


def told(pc: Home) -> State:
    """What An's own window is told."""
    state = pc.says(pc.an, MyRules())
    assert isinstance(state, State)
    return state


def toast(pc: Home) -> dict[str, int]:
    """Where the notice lies on An's screen; empty while there is none."""
    screen = pc.screens[0]
    for window in screen.xdotool("search", "--onlyvisible", "--class", "luytre").split():
        said = screen.xdotool("getwindowgeometry", "--shell", window)
        found = {k: int(v) for k, v in (x.split("=") for x in said.splitlines()) if v.isdigit()}
        if TOAST <= found.get("WIDTH", 0) <= TOAST + 60:
            return found
    return {}


def test_a_stopped_site_is_told_asked_for_and_shown() -> None:
    """Told without taking a key, asked for with two presses, opened; the parent reads as much."""
    with home() as pc:
        pc.rig.start()
        pc.rule()
        pc.log_in()
        screen = pc.screens[0]
        until(lambda: toast(pc) == {}, 15, "a notice of the log-in stays")
        clock = until(lambda: screen.xdotool("search", "--name", "xclock"), 10).split()[0]
        screen.xdotool("windowactivate", "--sync", clock)
        before = screen.xdotool("getwindowfocus")

        assert not pc.resolves(pc.an, NAME)
        where = until(lambda: toast(pc), 5, "the child is not told")
        assert screen.xdotool("getwindowfocus") == before, "the notice took the keys"
        pc.rig.picture("site-told.png")

        state = told(pc)
        assert state.web == "on"
        assert state.site is not None
        assert (state.site.name, state.site.why.reason) == (NAME, "site_unknown")
        assert "web_unknown_ask" in {row.key for row in state.rules}
        mine = [rows.unpack(row.value) for row in state.seen if row.key == "stop"]
        theirs = [(line.name, str(line.stopped)) for line in pc.sites("an").stops]
        assert [(facts["name"], facts["count"]) for facts in mine] == theirs
        assert NAME in dict(theirs)

        left, foot = where["X"] + ASK[0], where["Y"] + where["HEIGHT"] + ASK[1]
        screen.xdotool("mousemove", str(left), str(foot), "click", "1")
        window = until(lambda: screen.xdotool("search", "--onlyvisible", "--name", "My L"), 10)
        screen.xdotool("windowactivate", "--sync", window.split()[0])
        time.sleep(0.5)
        pc.rig.picture("site-asking.png")
        screen.xdotool("type", "--delay", "20", "for school")
        screen.xdotool("key", "Tab")
        screen.xdotool("key", "Return")
        (request,) = until(
            lambda: [row for who, row in pc.rig.ask(api.TodayQ()).requests if who == "an"], 10
        )
        assert (request.kind, request.about, request.words) == ("site", NAME, "for school")

        pc.rig.ask(api.Answer(request.id, yes=True, how="hour"))
        until(lambda: pc.resolves(pc.an, NAME), 3, "it does not open")
        opened = [rows.unpack(r.value) for r in told(pc).rules if r.key == "site_open"]
        assert [facts["site"] for facts in opened] == [NAME]
        assert "until" in opened[0]
