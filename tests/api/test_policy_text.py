"""Policies written as documents: read again they are the same, and nothing is explained twice."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from app.api.policy_doc import parse
from app.api.policy_text import WIDTH, to_toml
from app.model.policy import AppVerdict, Breaks, Day, Limit, Policy, Rules, SubjectPolicy
from app.model.subject import Bracket, Child
from app.model.web import Category, Labels
from app.rules.content import ALWAYS, GOOD, PROTECTED, SiteQuestion, judge_site
from app.rules.presets import preset
from tests.api.test_policy_doc import BORN, LAB, MINH, TODAY, made

KEYS = st.sampled_from(["steam", "a-1", "video", "x_y"])
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NUMBERS = st.integers(0, 1440)
LIMITS = (
    NUMBERS | st.just("none") | st.fixed_dictionaries({"minutes": NUMBERS, "soft": st.booleans()})
)
TIMES = st.integers(0, 1439).map(lambda at: f"{at // 60:02}:{at % 60:02}")
PERIODS = (
    st.tuples(TIMES, TIMES | st.just("24:00"))
    .map("-".join)
    .filter(lambda text: text[:5] != text[6:])
)
DAY = {
    "minutes": LIMITS,
    "hours": st.just("none") | st.lists(PERIODS, max_size=3),
    "bedtime": st.just("none") | PERIODS,
    "one_game": LIMITS,
    "all_games": LIMITS,
    "curfew": st.just("none") | PERIODS,
    "soft": st.booleans(),
}
DAYS = st.fixed_dictionaries({}, optional=DAY)
WEEK = st.dictionaries(
    st.sampled_from("all schoolday weekend mon tue wed thu fri sat sun".split()), DAYS
)
DATES = st.dates(date(2026, 1, 1), date(2028, 1, 1))
LIKE = st.sampled_from("weekend schoolday mon tue wed thu fri sat sun".split())
HOLIDAYS = st.lists(
    st.builds(
        lambda name, days, like, day: {
            "name": name,
            "first": min(days),
            "last": max(days),
            "like": like,
            **day,
        },
        NAMES,
        st.tuples(DATES, DATES),
        LIKE,
        DAYS,
    ),
    max_size=3,
    unique_by=lambda one: one["name"],
)
MATCH = st.sampled_from(["steam", "desktop:org.x.Y", "path:/a b/c", 'hash:"', "launcher:lutris"])
APP = st.fixed_dictionaries(
    {},
    optional={
        "match": st.lists(MATCH, max_size=3),
        "name": NAMES,
        "role": st.sampled_from(["game", "learning", "ordinary"]),
        "verdict": st.sampled_from(["allow", "ask", "block", "never"]),
        "minutes": LIMITS,
    },
)
VERDICTS = st.sampled_from(["allow", "warn", "ask", "block"])
UNTIL = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
) | st.datetimes(
    datetime(2026, 10, 24), datetime(2026, 10, 26), timezones=st.just(ZoneInfo("Europe/Berlin"))
)
WORD = VERDICTS | st.fixed_dictionaries({"verdict": VERDICTS}, optional={"until": UNTIL})
SITE = WORD | st.fixed_dictionaries(
    {"verdict": VERDICTS}, optional={"until": UNTIL, "wrong_list": st.booleans()}
)
OPENABLE = [kind for kind in Category if kind not in (*ALWAYS, *PROTECTED)]
WEB = st.fixed_dictionaries(
    {},
    optional={
        "on": st.booleans(),
        "unknown": st.sampled_from(["deny", "ask", "check", "warn", "allow"]),
        "safe_search": st.booleans(),
        "youtube": st.sampled_from(["off", "moderate", "strict"]),
        "lookalikes": VERDICTS,
        "schools": st.lists(st.sampled_from(["kimdong.edu.vn", "Thuvien.VN."]), max_size=2),
        "sites": st.dictionaries(
            st.sampled_from(["a.vn", "WWW.b.com", "tiếngviệt.vn", "_x.c-d.org."]), SITE, max_size=3
        ),
        "services": st.dictionaries(st.sampled_from(["youtube", "zalo"]), WORD, max_size=2),
        "categories": st.dictionaries(st.sampled_from([*map(str, OPENABLE)]), WORD, max_size=3)
        | st.dictionaries(st.sampled_from([*map(str, ALWAYS)]), st.just("block"), max_size=2),
    },
)
RULES = {
    "web": WEB,
    "bracket_defaults": st.booleans(),
    "seen_as": st.sampled_from(["7-12", "13-15", "16-17"]),
    "grace_seconds": st.integers(10, 900),
    "week_minutes": st.integers(0, 10080) | LIMITS,
    "unknown_app": st.sampled_from(["allow", "ask", "block"]),
    "breaks": st.just("none")
    | st.fixed_dictionaries(
        {"every": st.integers(5, 480)},
        optional={"length": st.integers(1, 60), "tip_only": st.booleans()},
    ),
    "week": WEEK,
    "holiday": HOLIDAYS,
}


@st.composite
def subjects(draw: st.DrawFn, id: str, kind: str) -> dict[str, Any]:
    """One child or seat with any rules."""
    table: dict[str, Any] = dict(draw(st.fixed_dictionaries({"name": NAMES}, optional=RULES)))
    table |= {"id": id, "accounts": [f"{id}{n}" for n in range(draw(st.integers(1, 2)))]}
    if kind == "seat":
        table["bracket"] = draw(st.sampled_from(["0-6", "7-12", "13-15", "16-17"]))
        if draw(st.booleans()):
            table["cleared_on"] = draw(DATES)
    elif draw(st.booleans()):
        table["birth"] = draw(st.dates(date(2005, 1, 1), TODAY))
    else:
        table["birth_year"] = draw(st.integers(2005, 2026))
    table["apps"] = draw(st.dictionaries(KEYS, APP, max_size=3))
    if table["apps"]:
        known = st.sampled_from(sorted(table["apps"]))
        group = {
            "apps": st.lists(known, min_size=1, max_size=3),
            "minutes": LIMITS.filter(lambda limit: limit != "none"),
        }
        one = st.fixed_dictionaries(group, optional={"name": NAMES})
        table["groups"] = draw(st.dictionaries(KEYS, one, max_size=2))
    return table


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A valid document, written by somebody else's hand."""
    data: dict[str, Any] = {
        "schema": 1,
        "zone": draw(st.sampled_from(["UTC", "Asia/Tokyo", "Europe/Berlin"])),
    }
    if draw(st.booleans()):
        data |= {"language": "en", "unknown_accounts": "strictest"}
    data["child"] = [draw(subjects(f"c{n}", "child")) for n in range(draw(st.integers(0, 2)))]
    data["seat"] = [draw(subjects(f"s{n}", "seat")) for n in range(draw(st.integers(0, 1)))]
    return tomli_w.dumps(data)


@settings(max_examples=200)
@given(documents())
def test_read_and_written_and_read_again(text: str) -> None:
    """What was read is written so that it is read the same, and written again the same."""
    policy = parse(text, today=TODAY)
    written = to_toml(policy)
    assert parse(written, today=TODAY) == policy
    assert to_toml(parse(written, today=TODAY)) == written


@given(documents())
def test_every_line_is_short_enough_and_no_comment_comes_twice(text: str) -> None:
    """Explanations are wrapped, and stand above the first key they explain."""
    lines = to_toml(parse(text, today=TODAY)).split("\n")
    comments = [line for line in lines if line.startswith("# ")]
    assert all(len(line) <= WIDTH for line in comments)
    wholes = " ".join(lines).split("#")
    assert len(set(comments)) == len(comments), wholes


def body(policy: Policy) -> str:
    """A written document without comments and what every document has."""
    lines = to_toml(policy).split("\n")
    return "\n".join(line for line in lines if not line.startswith("#")).partition("\n\n")[2]


def test_only_what_the_parent_set_is_written() -> None:
    """A child with its bracket's rules is its own five lines."""
    assert body(made(MINH + BORN)) == (
        '[[child]]\nid = "minh"\nname = "Minh"\naccounts = ["minh"]\n'
        "birth = 2016-03-02\nbracket_defaults = true\n"
    )


def test_days_are_gathered() -> None:
    """Days that say the same are written once."""
    text = "[child.week.all]\nminutes = 60\n[child.week.sat]\nminutes = 90\nsoft = true\n"
    assert body(made(MINH + BORN + text)).partition("true\n\n")[2] == (
        "[child.week.schoolday]\nminutes = 60\n\n"
        "[child.week.sat]\nminutes = 90\nsoft = true\n\n"
        "[child.week.sun]\nminutes = 60\n"
    )


def test_one_day_out_of_the_ordinary() -> None:
    """A day that differs is written beside what the others say; two of five are too."""
    text = "week.schoolday.minutes = 60\nweek.wed.minutes = 90\nweek.fri.minutes = 0\n"
    assert body(made(MINH + BORN + text)).partition("true\n\n")[2] == (
        "[child.week.schoolday]\nminutes = 60\n\n"
        "[child.week.wed]\nminutes = 90\n\n"
        "[child.week.fri]\nminutes = 0\n"
    )


def test_a_seat_says_that_it_has_no_leisure_clock() -> None:
    """Reading it back does not bring the bracket's budget in."""
    assert '[seat.week.all]\nminutes = "none"\n' in body(made(LAB))


def test_rules_that_no_document_made() -> None:
    """Without defaults everything that holds is written, whoever set it."""
    rules = replace(
        preset(Bracket.B, 10),
        week_limit=Limit(600, soft=True),
        unknown_app=AppVerdict.NEVER,
        breaks=Breaks(20, 5),
    )
    child = Child("minh", "Minh", ("minh",), date(2016, 3, 2))
    policy = Policy(3, "UTC", (SubjectPolicy(child, rules, preset=False),))
    again = parse(to_toml(policy), today=TODAY).subjects[0].rules
    assert replace(again, changed=frozenset(), web=rules.web) == replace(
        rules, notice_every=30, unknown_app=AppVerdict.BLOCK
    )
    # What the bracket said of kinds of sites comes back as the parent's own word.
    for kind in (one for one in Category if one not in GOOD):
        both = (
            SiteQuestion("a.vn", Labels(frozenset((kind,))), one.web, 0) for one in (rules, again)
        )
        first, second = map(judge_site, both)
        assert first.verdict is second.verdict, kind
    assert replace(again.web, sites=(), categories=rules.web.categories) == rules.web


def test_nothing_is_a_document_too() -> None:
    """No rules at all are written and read."""
    child = Child("a", 'A "B" \\ \x7f', ("a",), date(2016, 3, 2))
    empty = Rules(week=(Day(),) * 7)
    policy = Policy(0, "UTC", (SubjectPolicy(child, empty, preset=False),))
    assert parse(to_toml(policy), today=TODAY) == policy
