"""Documents read whole: who is in them, what they begin with, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.policy_doc import parse, read
from app.model.errors import InvalidPolicy
from app.model.policy import WEEKDAYS, Day, Limit, Period, Policy, UnknownAccounts
from app.model.subject import Bracket, Child, Seat
from app.rules.age import age_on
from app.rules.presets import preset, rebase

TODAY = date(2026, 11, 24)
TOP = 'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n'
MINH = '[[child]]\nid = "minh"\nname = "Minh"\naccounts = ["minh"]\n'
BORN = "birth = 2016-03-02\n"
LAB = '[[seat]]\nid = "lab"\nname = "Máy 1"\naccounts = ["lab"]\nbracket = "7-12"\n'


def made(text: str, **options: object) -> Policy:
    """The policy of a document that begins with TOP."""
    return parse(TOP + text, today=TODAY, **options)  # type: ignore[arg-type]


def test_the_smallest_document() -> None:
    """Schema and zone are enough; the rest has its defaults."""
    assert made("") == Policy(0, "Asia/Ho_Chi_Minh", ())
    assert made("", version=7).version == 7
    full = made('language = "en"\nunknown_accounts = "strictest"\n')
    assert (full.language, full.unknown_accounts) == ("en", UnknownAccounts.STRICTEST)


def test_a_child_begins_with_its_brackets_defaults() -> None:
    """A child of ten has exactly the rules of 7-12, and nothing counts as changed."""
    one = made(MINH + BORN).subjects[0]
    assert one.subject == Child("minh", "Minh", ("minh",), date(2016, 3, 2))
    assert one.rules == preset(Bracket.B, 10)
    assert one.preset


AGES = {"2025-11-24": 1, "2022-11-24": 4, "2020-11-25": 5, "2013-11-24": 13, "2010-11-25": 15}


@pytest.mark.parametrize("born", AGES)
def test_the_day_decides_the_bracket(born: str) -> None:
    """The defaults are those of the exact age on the day that is given."""
    rules = made(f"{MINH}birth = {born}").subjects[0].rules
    years = AGES[born]
    assert age_on(date.fromisoformat(born), TODAY) == years
    assert rules == preset(Bracket.A if years < 7 else Bracket.C, years)


def test_only_a_year() -> None:
    """Of a year alone the last day counts, the stricter reading."""
    subject = made(f"{MINH}birth_year = 2013").subjects[0].subject
    assert subject == Child("minh", "Minh", ("minh",), date(2013, 12, 31), year_only=True)
    assert made(f"{MINH}birth_year = 2013").subjects[0].rules == preset(Bracket.B, 12)
    assert made(f"{MINH}birth_year = 2026").subjects[0].rules == preset(Bracket.A, 0)


def test_without_defaults_only_what_is_written_holds() -> None:
    """A document may begin with no rules at all."""
    one = made(MINH + BORN + "bracket_defaults = false\nweek.mon.minutes = 60\n").subjects[0]
    assert not one.preset
    assert one.rules.week == (Day(minutes=Limit(60)),) + (Day(),) * 6
    assert one.rules.breaks is None


def test_a_seat_has_no_leisure_clock() -> None:
    """Its bracket's hours and games hold, the leisure budget does not, and stays away."""
    one = made(LAB + "cleared_on = 2027-05-31").subjects[0]
    assert one.subject == Seat("lab", "Máy 1", ("lab",), Bracket.B, date(2027, 5, 31))
    plain = preset(Bracket.B, 7)
    for rules in (one.rules, rebase(one.rules, Bracket.B, 7)):
        assert [day.minutes for day in rules.week] == [None] * 7
        assert [day.bedtime for day in rules.week] == [day.bedtime for day in plain.week]
        assert [day.all_games for day in rules.week] == [day.all_games for day in plain.week]
    leisure = {f"week.{day}.minutes" for day in WEEKDAYS}
    assert one.rules.changed == {*leisure, "web.unknown"}


def test_a_seat_may_have_one() -> None:
    """A clock that is written holds."""
    rules = made(LAB + "week.sat.minutes = 90").subjects[0].rules
    assert [day.minutes for day in rules.week] == [None] * 5 + [Limit(90), None]


def test_what_is_written_survives_a_birthday() -> None:
    """The next bracket's numbers come in everywhere but where the parent wrote his own."""
    text = BORN + "breaks = 'none'\n[child.week.fri]\nminutes = 10\nbedtime = '20:00-06:00'\n"
    rules = rebase(made(MINH + text).subjects[0].rules, Bracket.C, 13)
    assert rules.week[4].minutes == Limit(10)
    assert rules.week[4].bedtime == Period(1200, 360)
    assert rules.week[4].curfew == preset(Bracket.C, 13).week[4].curfew
    assert rules.week[3] == preset(Bracket.C, 13).week[3]
    assert rules.breaks is None


def test_accounts_of_this_pc() -> None:
    """Where the accounts are known an unknown one is refused, with the one that was meant."""
    assert made(MINH + BORN, known_accounts=["minh", "lan"]).subjects
    with pytest.raises(InvalidPolicy) as caught:
        made(MINH + BORN, known_accounts=["minhh", "lan"])
    assert caught.value.field == "child.1.accounts.1"
    assert caught.value.problem == 'this PC has no account "minh"; did you mean `minhh`?'
    with pytest.raises(InvalidPolicy, match="there are none"):
        made(MINH + BORN, known_accounts=[])


def test_tables_of_another_document() -> None:
    """A policy inside a written day is read the same, its errors without lines."""
    child = {"id": "an", "name": "An", "accounts": ["an"], "birth": date(2016, 3, 2)}
    data = {"schema": 1, "zone": "UTC", "child": [child]}
    assert read(data, today=TODAY).subjects[0].rules == preset(Bracket.B, 10)
    child["grace_seconds"] = 1
    with pytest.raises(InvalidPolicy) as caught:
        read(data, today=TODAY)
    assert (caught.value.field, caught.value.line) == ("child.1.grace_seconds", 0)


NO_TOML = {
    "a quote": ('schema = 1\nzone = "Asia', 2),
    "a value": ("schema = \nzone = 1", 1),
    "twice": ("schema = 1\nschema = 1\n", 2),
    "deep": ("schema = " + "[" * 100_000, 0),
    "a long number": ("schema = " + "9" * 10_000, 1),
    "the end": ("schema = 1\nzone = [1,\n2", 3),
}


@pytest.mark.parametrize("case", NO_TOML)
def test_no_toml(case: str) -> None:
    """Text that is no TOML is refused with the line where it stops being it."""
    text, line = NO_TOML[case]
    with pytest.raises(InvalidPolicy) as caught:
        parse(text, today=TODAY)
    assert (caught.value.field, caught.value.line) == ("document", line)


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda b: b.decode("latin-1")))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Noise ends in the named error, alone and after a good beginning."""
    for whole in (text, TOP + MINH + BORN + text):
        try:
            parse(whole, today=TODAY)
        except InvalidPolicy as refused:
            assert 0 <= refused.line <= whole.count("\n") + 99


def test_a_byte_order_mark_is_no_fault() -> None:
    """Editors of another system write one before the first word; lines are counted as before."""
    assert parse("\ufeff" + TOP, today=TODAY) == made("")
    with pytest.raises(InvalidPolicy) as found:
        parse("\ufeff" + TOP + "minuten = 5\n", today=TODAY)
    assert found.value.line == 3


def test_a_number_without_end_is_named_in_our_words() -> None:
    """And with its line, not with a hint how to set Python up."""
    with pytest.raises(InvalidPolicy) as found:
        parse(f"{TOP}[[child]]\nid = {'9' * 5000}\n", today=TODAY)
    assert (found.value.problem, found.value.line) == ("a number has too many digits", 4)
