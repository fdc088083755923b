"""Help, for some time: no trace of it in anything a parent or anybody else can read."""

import json
import time
from typing import Any

from app.api import parent as api
from tests.journeys.rig import Rig, until

MINUTES = 0.5


def everything(pc: Rig) -> str:
    """All that the service gives away or keeps, as text."""
    answers: list[Any] = [
        pc.ask(api.TodayQ()),
        pc.ask(api.RecordQ(count=1000)),
        pc.ask(api.ExportQ()),
        pc.ask(api.StatusQ()),
    ]
    return repr(answers)


def help_after_click(pc: Rig, page: str) -> str:
    """Press the pill and look; a window that is just coming up does not hear the first click."""
    pc.screen.xdotool("mousemove", "--window", page, "640", "45", "click", "1")
    time.sleep(0.5)
    return pc.screen.xdotool("search", "--name", "Tre: help")


def test_help_leaves_no_trace(pc: Rig) -> None:
    """Opened from a page of ours and read: no span, no use, no line, no word of it."""
    pc.start()
    pc.rule()
    pc.log_in(read=False)
    page = pc.screen.xdotool("getactivewindow")
    # The help pill of the first page, at its top right corner (looks.md 1.6: on every window).
    help_window = until(lambda: help_after_click(pc, page), 15, "no help came")
    pc.screen.xdotool("windowactivate", "--sync", page)
    # "I have read it" stands at the foot of the page, however tall its words make it.
    size = pc.screen.xdotool("getwindowgeometry", "--shell", page)
    foot = next(int(x[7:]) for x in size.splitlines() if x.startswith("HEIGHT=")) - 47
    pc.screen.xdotool("mousemove", "--window", page, "106", str(foot), "click", "1")
    until(lambda: "told" in pc.codes(), 10, "the first page was not answered")
    pc.focus(pc.program("xcalc"))
    until(lambda: pc.card().front_name == "xcalc", 10)
    time.sleep(2)
    pc.screen.xdotool("windowactivate", "--sync", help_window.split()[0])
    until(lambda: pc.card().front == "", 10, "help is seen as a program")
    until(lambda: pc.card().spans, 20, "what came before help was not written")
    before = pc.card()
    rows = json.loads(pc.ask(api.ExportQ()).text)
    codes = pc.codes()
    pc.picture("help.png")
    time.sleep(60 * MINUTES)
    pc.press("Tab", "Return")
    after = pc.card()
    assert after.used_ms == before.used_ms, "help costs time"
    assert pc.codes() == codes
    assert after.spans == before.spans
    later = json.loads(pc.ask(api.ExportQ()).text)
    assert later["subjects"][0]["days"] == rows["subjects"][0]["days"]
    assert later["subjects"][0]["spans"] == rows["subjects"][0]["spans"]
    said = everything(pc) + pc.errors.read_text()
    for word in ("help", "Help", "111", "luytre'"):
        assert word not in said.replace("luytre-t-", ""), word
