"""The board: what pages need is asked for once, and again when it changed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from app.api import parent as api
from app.api import parent_web as web
from app.link.server import Role
from app.ui.parent.board import SETTINGS, Board
from app.ui.parent.line import Line
from app.ui.parent.operations import POLICY, RECORD, WEB, Did
from tests.ui.parent.house import Running, told
from tests.ui.parent.sites import asked_sites

SIGNALS = ("today", "status", "week", "record", "rules", "house", "policy")


class Desk:
    """A board over an open line as root, and everything it says."""

    def __init__(self, qtbot: QtBot, served: Running) -> None:
        self.qtbot, self.served = qtbot, served
        self.line = Line(str(served.path))
        self.board = Board(self.line, "vi", "hoa")
        self.heard: list[tuple[str, Any]] = []
        for name in SIGNALS:
            self.listen(name)
        self.board.failed.connect(lambda what, why: self.heard.append((f"failed {what}", why)))
        self.opened: list[str] = []
        self.line.opened.connect(self.opened.append)
        self.line.open()
        qtbot.waitUntil(lambda: bool(self.opened), timeout=10_000)

    def listen(self, name: str) -> None:
        """Keep what one signal says."""
        signal = getattr(self.board, f"{name}_came")
        signal.connect(lambda value: self.heard.append((name, value)))

    def wait(self, name: str, count: int = 1) -> Any:
        """Wait until something was said so often; give the last."""
        said = lambda: [value for heard, value in self.heard if heard == name]  # noqa: E731
        self.qtbot.waitUntil(lambda: len(said()) >= count, timeout=10_000)
        return said()[-1]

    def asked(self, kind: type) -> list[Any]:
        """What the service was asked."""
        return [message for message in self.served.house.asked if isinstance(message, kind)]


@pytest.fixture
def desk(qtbot: QtBot, served: Running) -> Iterator[Desk]:
    """A parent's board."""
    served.role = Role.ROOT
    made = Desk(qtbot, served)
    yield made
    made.line.close()
    made.line.deleteLater()


def test_the_beginning(desk: Desk) -> None:
    """It follows what changes, and asks for what every page needs."""
    desk.board.begin()
    assert [child.name for child in desk.wait("today").children] == ["Minh", "Thảo"]
    assert desk.wait("status").children == 2
    assert len(desk.asked(api.Follow)) == 1


def test_a_change_is_asked_for_again(desk: Desk) -> None:
    """What the service says has changed is new at the next word."""
    desk.board.begin()
    desk.wait("today")
    desk.served.house.requests = []
    desk.served.tell("today")
    assert desk.wait("today", 2).requests == ()


def test_what_nobody_looks_at_is_not_asked_for(desk: Desk) -> None:
    """The record changes often; only a page that shows it wants it."""
    desk.board.begin()
    desk.wait("today")
    desk.served.tell("record", "policy")
    desk.served.tell("today")
    desk.wait("today", 2)
    assert desk.asked(api.RecordQ) == []
    desk.board.want(RECORD)
    desk.wait("record")
    desk.served.tell("record")
    desk.wait("record", 2)
    assert len(desk.asked(api.RecordQ)) == 2


def test_nothing_is_asked_twice_at_once(desk: Desk) -> None:
    """Ten changes while an answer is under way are one question more, not ten."""
    desk.board.begin()
    desk.wait("today")
    for _ in range(10):
        desk.board.ask("today")
    desk.wait("today", 3)
    desk.qtbot.wait(60)
    assert len(desk.asked(api.TodayQ)) == 3


def test_an_operation_tells_the_board(desk: Desk) -> None:
    """Screens refresh from what an operation changed, before the service says so."""
    desk.board.begin()
    desk.wait("today")
    desk.board.did(Did(frozenset({"today"})))
    desk.wait("today", 2)


def test_a_week_of_a_child(desk: Desk) -> None:
    """The week that runs, another one, and never one with another's days."""
    desk.board.begin()
    desk.wait("today")
    desk.board.want_week("minh")
    assert desk.wait("week").monday == date(2026, 11, 9)
    desk.board.want_week("minh", date(2026, 11, 2))
    assert desk.wait("week", 2).total == "8 giờ"
    desk.board.want_week("thao", date(2026, 11, 2))
    desk.board.want_week("minh", date(2026, 10, 26))
    last = desk.wait("week", 3)
    assert (last.subject, last.monday) == ("minh", date(2026, 10, 26))
    asked = [(one.subject, one.first, one.last) for one in desk.asked(api.ReportQ)]
    assert asked[0] == ("minh", "2026-11-02", "2026-11-15")


def test_older_lines_join_the_newer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of the record after another, each line once."""
    monkeypatch.setattr("app.ui.parent.board.RECORD_PAGE", 5)
    desk.board.begin()
    desk.wait("today")
    desk.board.want(RECORD)
    first = desk.wait("record")
    assert len(first.lines) == 5
    assert first.more
    desk.board.want_older()
    second = desk.wait("record", 2)
    assert [line.seq for line in second.lines] == [row.seq for row in told()][:10]
    desk.board.want_older()
    assert not desk.wait("record", 3).more


def test_another_language_says_all_of_it_again(desk: Desk) -> None:
    """Without a single question."""
    desk.board.begin()
    desk.board.want(POLICY)
    desk.board.want(SETTINGS)
    for name in ("today", "status", "rules", "house"):
        desk.wait(name)
    before = len(desk.served.house.asked)
    desk.heard.clear()
    desk.board.speak("en")
    assert {name for name, _ in desk.heard} >= {"today", "status", "rules", "house", "policy"}
    assert desk.wait("today").date == "Thursday 12 November"
    assert len(desk.served.house.asked) == before


def test_accounts_know_whose_console_this_is(desk: Desk) -> None:
    """Nobody makes his own account a child's."""
    desk.board.begin()
    desk.wait("status")
    desk.board.want(SETTINGS)
    why = {one.user: one.why_not for one in desk.wait("house").accounts}
    assert why["hoa"]
    assert why["minh"] == ""


def test_what_is_refused_is_told(desk: Desk) -> None:
    """A question without an answer is no silence."""
    desk.board.begin()
    desk.wait("today")
    desk.board.want_week("nobody", date(2026, 11, 2))
    assert desk.wait("failed week").reason == "unknown_child"


def test_after_the_line_was_lost_it_begins_anew(desk: Desk) -> None:
    """Nothing is under way any more, and nothing is asked before somebody signs in."""
    desk.board.begin()
    desk.wait("today")
    desk.opened.clear()
    desk.served.stop()
    desk.qtbot.wait(50)
    desk.served.start()
    desk.qtbot.waitUntil(lambda: bool(desk.opened), timeout=10_000)
    before = len(desk.asked(api.TodayQ))
    desk.qtbot.wait(80)
    assert len(desk.asked(api.TodayQ)) == before
    desk.board.begin()
    desk.wait("today", 2)


# --- sites ------------------------------------------------------------------------------------


def test_the_web_of_a_child_is_asked_for_again_when_it_may_have_changed(desk: Desk) -> None:
    """With the lists once; a change of the day, the policy or the lists is a change of the web."""
    desk.listen("web")
    desk.board.begin()
    desk.wait("today")
    desk.board.want_web("minh")
    assert desk.wait("web").child == "Minh"
    for count, what in enumerate(("today", "policy", "lists"), 2):
        desk.served.tell(what)
        desk.wait("web", count)
    desk.board.want_web("khoi")
    desk.qtbot.waitUntil(lambda: desk.wait("web").subject == "khoi", timeout=10_000)
    assert {one.subject for one in desk.asked(web.SitesQ)} == {"minh", "khoi"}


def test_what_the_lists_know_of_a_request_is_asked_once(desk: Desk) -> None:
    """Of each site once, never of a service; again when another table of sites was made."""
    desk.served.house.requests = asked_sites()
    desk.board.begin()
    desk.qtbot.waitUntil(
        lambda: any(one.shut for one in desk.wait("today").requests), timeout=10_000
    )
    for count in (1, 2):
        desk.served.tell("today")
        desk.qtbot.wait(40 * count)
    sites = [one.site for one in desk.asked(web.SiteExplainQ)]
    assert sites == ["truyenhay.example", "bet88.example"]
    known = desk.served.house.web
    known.lists = replace(known.lists, built_ms=known.lists.built_ms + 1)
    desk.served.tell("lists")
    desk.qtbot.waitUntil(lambda: len(desk.asked(web.SiteExplainQ)) == 4, timeout=10_000)


def test_what_was_looked_up_follows_what_is_said_of_it(desk: Desk) -> None:
    """After an operation it is asked about again; nonsense is told, and forgotten."""
    desk.listen("site")
    desk.board.begin()
    desk.wait("today")
    desk.board.look_up("minh", "hoc247.net")
    assert desk.wait("site").state.said == "Mở"
    desk.served.house.web.say(web.SiteSet("minh", "hoc247.net", "block", "always"))
    desk.board.did(Did(frozenset({WEB})))
    desk.qtbot.waitUntil(lambda: desk.wait("site").state.said == "Đóng", timeout=10_000)
    desk.board.look_up("minh", "a b")
    assert desk.wait("failed look").reason == "site"
    before = len(desk.asked(web.SiteExplainQ))
    desk.board.did(Did(frozenset({WEB})))
    desk.qtbot.wait(60)
    assert len(desk.asked(web.SiteExplainQ)) == before
