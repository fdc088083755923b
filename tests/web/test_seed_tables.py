"""The tables of names that must and must not be stopped, judged by the real rules and the seed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.model.decision import Reason, Verdict
from app.model.site_names import normal
from app.rules.age import bracket_of_age
from app.rules.content import ALWAYS, SiteQuestion, judge_site
from app.rules.web_presets import web_preset
from app.web import seed

TABLES = Path(__file__).parent / "tables"
AGES = (4, 8, 11, 14, 17)  # one for each step of the rules


@cache
def _seed() -> seed.Seed:
    return seed.load()


def _groups(table: str) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = tomllib.loads((TABLES / table).read_text("utf-8"))["group"]
    return groups


def _rows(table: str) -> Iterator[Any]:
    for group in _groups(table):
        for age in group["ages"]:
            yield pytest.param(group, age, id=f"{group['why'][:40]}-{age}")


def _wrong(group: dict[str, Any], age: int) -> list[str]:
    """Give what is not judged as the group says, with the verdict it got."""
    rules = web_preset(bracket_of_age(age), age)
    wrong = []
    for name in group["names"].split():
        asked = SiteQuestion(name, _seed().labels(name), rules, 0, _seed().brands)
        decision = judge_site(asked)
        if decision.verdict not in group["verdicts"]:
            wrong.append(f"{name}: {decision.verdict} for {decision.rule}")
    return wrong


@pytest.mark.parametrize(("group", "age"), list(_rows("must_block.toml")))
def test_what_must_be_stopped_is(group: dict[str, Any], age: int) -> None:
    """The rules of each age stop every name of the table by the seed alone."""
    assert _wrong(group, age) == []


@pytest.mark.parametrize(("group", "age"), list(_rows("must_not_block.toml")))
def test_what_must_stay_open_does(group: dict[str, Any], age: int) -> None:
    """The rules of each age leave every name of the table open, or ask where the table says so."""
    assert _wrong(group, age) == []


def test_nothing_that_must_stay_open_is_called_harmful_or_a_fake() -> None:
    """No name of the table carries what is always blocked, and none looks like an imitation."""
    harmful = []
    for group in _groups("must_not_block.toml"):
        for name in group["names"].split():
            labels = _seed().labels(name)
            rules = web_preset(bracket_of_age(14), 14)
            asked = SiteQuestion(name, labels, rules, 0, _seed().brands)
            fake = judge_site(asked).reason is Reason.SITE_LOOKALIKE
            if fake or labels.categories & frozenset(ALWAYS):
                harmful.append(name)
    assert harmful == []


@pytest.mark.parametrize(
    ("table", "least"), [("must_block.toml", 150), ("must_not_block.toml", 250)]
)
def test_the_tables_are_large_and_sound(table: str, least: int) -> None:
    """Each table has its many names, well written, said once an age, and verdicts that exist."""
    names: set[str] = set()
    for group in _groups(table):
        listed = group["names"].split()
        assert {Verdict(one) for one in group["verdicts"]}
        assert set(group["ages"]) <= set(AGES)
        assert [normal(name) for name in listed] == listed
        assert len(set(listed)) == len(listed)
        names |= set(listed)
    assert len(names) >= least


def test_both_tables_speak_of_every_step_of_the_rules() -> None:
    """No age is left out of either table, and no name is in both for the same age."""
    stopped, open_ = (
        {
            (name, age)
            for group in _groups(table)
            for name in group["names"].split()
            for age in group["ages"]
        }
        for table in ("must_block.toml", "must_not_block.toml")
    )
    assert {age for _, age in stopped} == {age for _, age in open_} == set(AGES)
    assert not stopped & open_
