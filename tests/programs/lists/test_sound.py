"""What makes a list unsound, name by name and as a whole."""

from __future__ import annotations

import msgspec
import pytest

from app.model.web import Category as C
from app.programs.lists.refused import ListRefused
from app.programs.lists.sound import Guarded, Sieve
from app.web.build import PROTECTED
from app.web.formats.lines import Tally
from app.web.seed import Seed
from app.web.subscriptions import Part, Subscription

LIST = Subscription(
    id="x",
    title="x",
    publisher="x",
    home="x",
    licence="x",
    credit="x",
    address="https://x.example/",
    form="v2fly",
    parts={"bad": Part(frozenset({C.PORN})), "brand": Part(services=frozenset({"zalo"}))},
    least=1,
    most=5,
    most_mb=1,
)
GUARDED = Guarded(frozenset({"help.vn", "ask.help.vn"}))


def sieve(one: Subscription = LIST, *, before: int = 0, tally: Tally | None = None) -> Sieve:
    """A sieve for a list."""
    return Sieve(one, GUARDED, tally or Tally(), before=before)


@pytest.mark.parametrize(
    ("name", "part", "kept"),
    [
        ("bad.vn", "bad", 1),
        ("x.help.vn", "bad", 1),  # the table keeps it from blocking anything
        ("help.vn", "brand", 1),  # being a service's stops nothing
        ("com.vn", "bad", 0),
        ("blogspot.com", "bad", 0),
        ("me.blogspot.com", "bad", 1),
        ("youtube", "brand", 0),
        ("localhost", "bad", 0),
    ],
)
def test_names_are_kept_or_left_out(name: str, part: str, kept: int) -> None:
    """What belongs to many strangers is left out and counted."""
    one = sieve()
    assert list(one.through([(name, part)])) == [(name, part)] * kept
    assert (one.kept, one.suffixes) == (kept, 1 - kept)


@pytest.mark.parametrize(("name", "code"), [("help.vn", "protected"), ("vn", "ending")])
def test_names_that_condemn_a_list(name: str, code: str) -> None:
    """One such name, and nothing of the list is believed."""
    with pytest.raises(ListRefused) as refused:
        list(sieve().through([("bad.vn", "bad"), (name, "bad")]))
    assert refused.value.code == code
    assert name in refused.value.detail


def test_known_exceptions() -> None:
    """A catalogue may know a list's mistakes, and endings that it may name."""
    one = msgspec.structs.replace(
        LIST, known_wrong=frozenset({"help.vn"}), endings=frozenset({"xxx"})
    )
    found = list(sieve(one).through([("help.vn", "bad"), ("xxx", "bad")]))
    assert found == [("xxx", "bad")]


@pytest.mark.parametrize(
    ("names", "garbage", "before", "code"),
    [
        (2, 0, 4, ""),
        (2, 0, 5, "shrunk"),
        (0, 0, 0, "few"),
        (5, 20, 0, ""),
        (5, 21, 0, "garbage"),
        (6, 0, 0, "many"),
    ],
)
def test_the_whole(names: int, garbage: int, before: int, code: str) -> None:
    """Judged at the end by what it was and what it should be."""
    one = sieve(before=before, tally=Tally(names=names, garbage=garbage))
    try:
        list(one.through((f"b{n}.vn", "bad") for n in range(names)))
        one.check()
    except ListRefused as refused:
        assert refused.code == code
    else:
        assert code == ""


def test_what_the_seed_guards(our_seed: Seed) -> None:
    """Help, health and updates, and the names above them, but nobody's shared suffix."""
    names = Guarded.of(our_seed).names
    protected = {one for one, known in our_seed.known.items() if known.categories & PROTECTED}
    above = {one for one in protected if one.count(".") > 2}
    assert {"tongdai111.vn", "suckhoedoisong.vn"} <= protected <= names
    assert above
    assert {one.partition(".")[2] for one in above} <= names
    assert not {"vn", "com", "gov.vn", "org.uk", "pornhub.com"} & names
