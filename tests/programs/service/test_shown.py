"""The parent's card and the child's rows are made of one value, cut by the table."""

from pathlib import Path

import pytest

from app.api.child import SeenRow
from app.api.parent import Card
from app.guard import events as ev
from app.model.moment import MINUTE
from app.model.observation import App, Seen
from app.model.policy import GroupRule, Limit
from app.programs.service import shown
from app.programs.service.view import view
from app.words.rows import unpack
from tests.programs.service.office import CHILDREN, Office
from tests.rules.asking import MINETEST, rules

MPV = App("desktop:mpv", name="mpv")


def both(office: Office) -> tuple[Card, tuple[SeenRow, ...]]:
    """What the parent's card and the child's window say."""
    now = view(office.guard(), office.person)
    what = shown.of(office.guard(), office.person, now, office.ledger, office.names)
    card = shown.card(office.guard(), office.person, now, what, "running")
    return card, shown.seen_rows(office.person, what, office.names)


def values(rows: tuple[SeenRow, ...]) -> dict[str, dict[str, str]]:
    """The rows by key; of several the last."""
    return {row.key: unpack(row.value) for row in rows}


def test_up_to_twelve_a_parent_sees_the_program_in_front(tmp_path: Path) -> None:
    """Name, use today, sums, the ribbon: and the child reads the same."""
    office = Office(tmp_path)
    office.play(4, app=MINETEST)
    card, rows = both(office)
    assert (card.front, card.front_used_ms) == (MINETEST.id, 4 * MINUTE)
    assert (card.used_ms, card.game_ms, card.charging) == (4 * MINUTE, 4 * MINUTE, "game")
    assert sum(s.end_ms - s.start_ms for s in card.spans) >= 3 * MINUTE
    said = values(rows)
    assert said["now"] == {"name": "minetest"}
    assert said["leisure"] == said["games"] == {"ms": str(4 * MINUTE)}
    assert said["app"] == {"name": "minetest", "ms": str(4 * MINUTE)}


def test_from_thirteen_the_running_day_is_the_childs(tmp_path: Path) -> None:
    """In use, and the time left: no program, no sums, no ribbon, on neither side."""
    groups = (GroupRule("video", "Video", ("desktop:mpv",), Limit(60)),)
    office = Office(tmp_path, CHILDREN["13-15"], rules(groups=groups))
    office.play(4, app=MPV)
    card, rows = both(office)
    assert card.present
    assert (card.front, card.front_name, card.used_ms, card.charging) == ("", "", 0, "")
    assert card.spans == ()
    assert card.left_ms is not None
    said = values(rows)
    assert said["now"] == {"use": "1"}
    assert set(said) == {"now", "left", "requests", "agreed"}
    office.happened(ev.Observed, Seen(office.person.id))
    office.home.pass_ms(9 * 60 * MINUTE)
    office.happened(ev.Tick)
    said = values(both(office)[1])
    assert said["app"] == {"name": "12/11 · Video", "ms": str(4 * MINUTE)}


def test_from_sixteen_it_is_in_use_and_a_days_total(tmp_path: Path) -> None:
    """Not even the time left, and no reason that tells it."""
    office = Office(tmp_path, CHILDREN["16-17"], rules(years=16))
    office.play(4, app=MPV)
    card, rows = both(office)
    assert (card.present, card.left_ms, card.used_ms) == (True, None, 0)
    assert not {code for _, code in card.next} & {"budget_over", "new_day", "grant_over"}
    assert set(values(rows)) == {"now", "requests", "agreed"}


@pytest.mark.parametrize("bracket", CHILDREN)
def test_no_face_ever_shows_what_the_other_does_not(tmp_path: Path, bracket: str) -> None:
    """Whatever figure stands on the card stands in the child's rows, and the other way round."""
    office = Office(tmp_path, CHILDREN[bracket])
    office.play(3, app=MPV)
    card, rows = both(office)
    said = values(rows)
    assert ("left" in said) == (card.left_ms is not None)
    assert ("leisure" in said) == (card.used_ms > 0)
    assert ("name" in said["now"]) == bool(card.front)


def test_our_own_windows_are_no_program_in_front(tmp_path: Path) -> None:
    """Help and companion are in no card."""
    office = Office(tmp_path)
    office.play(1, app=App("luytre", ours=True))
    card, rows = both(office)
    assert card.front == ""
    assert "app" not in values(rows)


def test_an_objection_is_on_the_card(tmp_path: Path) -> None:
    """A child that did not agree is seen to have said so."""
    office = Office(tmp_path)
    assert not both(office)[0].objection
    office.happened(ev.ToldChild, "minh", False)
    card, rows = both(office)
    assert card.objection
    assert values(rows)["agreed"] == {"text": "0"}
