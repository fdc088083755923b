"""The document that set-up writes is one the service takes, whatever a child is called."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.policy_doc import parse
from app.api.policy_tables import KEY
from app.model.subject import Child
from app.ui.parent.setup.document import id_of, owners, with_child
from tests.ui.parent.house import POLICY, TODAY

BIRTH = date(2016, 3, 14)


def first(name: str = "Minh", account: str = "minh") -> str:
    """A document with one child."""
    return with_child(
        "", zone="Asia/Ho_Chi_Minh", lang="vi", name=name, account=account, birth=BIRTH
    )


def test_the_first_document() -> None:
    """Who the child is, and nothing that its age decides."""
    policy = parse(first(), today=TODAY)
    (one,) = policy.subjects
    assert one.subject == Child("minh", "Minh", ("minh",), BIRTH)
    assert one.preset
    assert one.rules.changed == frozenset()
    assert (policy.language, policy.zone) == ("vi", "Asia/Ho_Chi_Minh")


def test_another_child_changes_nothing_else() -> None:
    """What stands there already stays, word for word in its meaning."""
    before = parse(POLICY, today=TODAY)
    after = parse(
        with_child(POLICY, zone="x", lang="en", name="Bống", account="bong",
                   birth=date(2021, 1, 2)),
        today=TODAY,
    )  # fmt: skip
    assert after.subjects[:2] == before.subjects
    assert after.subjects[2].subject.name == "Bống"
    assert (after.language, after.zone) == (before.language, before.zone)


def test_a_name_that_is_there_already() -> None:
    """Two children called alike have words of their own."""
    twice = with_child(first(), zone="", lang="vi", name="Minh", account="minh2", birth=BIRTH)
    assert [one.subject.id for one in parse(twice, today=TODAY).subjects] == ["minh", "minh-2"]


@pytest.mark.parametrize(
    ("name", "word"),
    [("Thảo Nhi", "thao-nhi"), ("Đặng Ánh", "dang-anh"), ("  Bờm! ", "bom"), ("李", "child"),
     ("A" * 99, "a" * 36)],
)  # fmt: skip
def test_a_short_word_for_commands(name: str, word: str) -> None:
    """Without accents, without signs, never empty."""
    assert id_of(name, set()) == word


@given(st.text(max_size=80), st.sets(st.sampled_from(["child", "a", "b", "child-2", "a-2"])))
def test_every_name_gives_a_word_the_policy_takes(name: str, taken: set[str]) -> None:
    """Whatever is typed: it fits the schema, and is nobody's yet."""
    found = id_of(name, taken)
    assert re.fullmatch(KEY, found)
    assert found not in taken


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_a_document_can_hold_any_name(name: str) -> None:
    """Quotes, newlines and signs of any alphabet are kept."""
    (one,) = parse(first(name), today=TODAY).subjects
    assert one.subject.name == name


def test_whose_an_account_is() -> None:
    """So that nobody takes an account twice."""
    assert owners(POLICY) == {"minh": "Minh", "thao": "Thảo"}
    assert owners("") == {}
