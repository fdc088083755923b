"""What becomes of names that several sources speak of; the table beside a dictionary."""

import errno
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.web import Category as C
from app.web.build import HARMLESS, PROTECTED, BuildReport, Source, build, settle
from app.web.names import suffixes, wire
from app.web.table import ListCredit, Table, TableClass

ADULT = Source("adult", frozenset({C.PORN}))
BETS = Source("bets", frozenset({C.GAMBLING}))
PLAY = Source("play", frozenset({C.GAMES}))
BRAND = Source("brand", services=frozenset({"zalo"}))
KIDS = Source("seed", frozenset({C.KIDS}), reviewed=True)
FORUM = Source("seed", frozenset({C.FORUMS}), frozenset({"forum"}), reviewed=True)
HELP = Source("seed", frozenset({C.HELP}), reviewed=True)
FREE = Source("seed", reviewed=True)
SOURCES = [ADULT, BETS, PLAY, BRAND, KIDS, FORUM, HELP, FREE]
CREDITS = [ListCredit(one, one) for one in ("adult", "bets", "play", "brand", "seed")]

Entries = list[tuple[str, Source]]


def made(entries: Entries, path: Path, *, seed: int = 7) -> tuple[Table, BuildReport]:
    """Build and open a table."""
    report = build(entries, path, built_ms=5, seed=seed, lists=CREDITS)
    return Table.open(path), report


def known(table: Table, name: str) -> TableClass:
    """What a table's hot call says of a name."""
    return table.classes[table.find(wire(name))]


# --- who is right ------------------------------------------------------------------------------

NOTHING = TableClass()
UNDER_BETS = TableClass(frozenset({C.GAMBLING}), frozenset({"bet"}))


@pytest.mark.parametrize(
    ("said", "above", "categories", "services", "lists"),
    [
        ([ADULT], NOTHING, {C.PORN}, set(), {"adult"}),
        ([ADULT, BETS], NOTHING, {C.PORN, C.GAMBLING}, set(), {"adult", "bets"}),
        # what lists know goes down to what only lists know
        ([PLAY], UNDER_BETS, {C.GAMES, C.GAMBLING}, {"bet"}, {"play", "above"}),
        ([BETS], TableClass(frozenset({C.KIDS})), {C.GAMBLING}, set(), {"bets"}),
        # the seed is taken as it is: lists add neither a category nor a service
        ([KIDS, ADULT], NOTHING, {C.KIDS}, set(), {"seed"}),
        ([KIDS, BRAND], NOTHING, {C.KIDS}, set(), {"seed"}),
        ([KIDS], UNDER_BETS, {C.KIDS}, set(), {"seed"}),
        ([FREE], UNDER_BETS, set(), set(), {"seed"}),
        ([KIDS, FORUM], NOTHING, {C.KIDS, C.FORUMS}, {"forum"}, {"seed"}),
        # what is protected restricts nothing, whoever says so
        ([HELP, FORUM], NOTHING, {C.HELP}, {"forum"}, {"seed"}),
        ([ADULT], TableClass(frozenset({C.HELP}), reviewed=True), {C.HELP}, set(), {"above"}),
        ([KIDS], TableClass(frozenset({C.HELP}), reviewed=True), {C.KIDS}, set(), {"seed"}),
    ],
)
def test_who_is_right(
    said: list[Source], above: TableClass, categories: set[C], services: set[str], lists: set[str]
) -> None:
    """The table of precedence."""
    what, by = settle(said, above, frozenset({"above"}))
    assert what.categories == categories
    assert what.services == services
    assert by == lists


def test_every_category_restricts_or_is_harmless() -> None:
    """Protected kinds are harmless, and nothing that is always blocked is."""
    assert PROTECTED < HARMLESS
    always = list(C)[: list(C).index(C.DATING)]
    assert not HARMLESS & set(always)


def test_a_list_has_to_say_something() -> None:
    """A list without category and service would hide what is known of names above."""
    with pytest.raises(ValueError, match="says nothing"):
        Source("empty")


# --- the table beside a dictionary -------------------------------------------------------------

LABEL = st.sampled_from(["a", "b", "c", "ab", "a-b", "q" * 63])
NAME = st.lists(LABEL, min_size=1, max_size=4).map(".".join)


def oracle(entries: Entries, name: str) -> TableClass:
    """The same question answered from a dictionary, name by name from the top down."""
    said: dict[str, list[Source]] = {}
    for one, source in entries:
        said.setdefault(one, []).append(source)
    what = TableClass()
    for one in reversed(list(suffixes(name))):
        sources = said.get(one, [])
        reviewed = [source for source in sources if source.reviewed]
        services = {service for source in reviewed or sources for service in source.services}
        if reviewed:
            categories = {kind for source in reviewed for kind in source.categories}
            if categories & PROTECTED:
                categories = {kind for kind in categories if kind in HARMLESS}
            what = TableClass(frozenset(categories), frozenset(services), True)
        elif sources and not (what.reviewed and what.categories & PROTECTED):
            categories = {kind for source in sources for kind in source.categories}
            categories |= {kind for kind in what.categories if kind not in HARMLESS}
            merged = frozenset(categories), what.services | frozenset(services)
            if merged != (what.categories, what.services):
                what = TableClass(*merged)
    return what


@given(
    entries=st.lists(st.tuples(NAME, st.sampled_from(SOURCES)), max_size=30),
    asked=st.lists(NAME, max_size=30),
    seed=st.integers(0, 2**64 - 1),
)
def test_table_and_dictionary_agree(entries: Entries, asked: list[str], seed: int) -> None:
    """Listed names, names below, beside and above them: the same class, and the same labels."""
    with tempfile.TemporaryDirectory() as folder:
        table, report = made(entries, Path(folder) / "table", seed=seed)
        names = {name for name, _ in entries}
        for name in {*asked, *names, *(f"x.{one}" for one in names)}:
            expected = oracle(entries, name)
            assert known(table, name) == expected, name
            labels = table.labels(name)
            assert (labels.categories, labels.services) == (
                expected.categories,
                expected.services,
            )
            assert not labels.matched or labels.matched in set(suffixes(name)) & names
        assert report.names + report.same + report.guarded == len(names)
        assert table.names == report.names
        table.close()


# --- labels ------------------------------------------------------------------------------------


def test_labels_say_which_list_and_which_name(tmp_path: Path) -> None:
    """A parent sees who said so of which name."""
    entries = [
        ("bad.vn", ADULT),
        ("m.bad.vn", BETS),
        ("xxx", Source("seed", frozenset({C.PORN}), reviewed=True)),
    ]
    table, _ = made(entries, tmp_path / "table")
    assert table.labels("www.bad.vn").lists == ("adult",)
    assert table.labels("www.bad.vn").matched == "bad.vn"
    below = table.labels("m.bad.vn")
    assert below.lists == ("adult", "bets")
    assert below.categories == {C.PORN, C.GAMBLING}
    assert table.labels("any.thing.xxx").matched == "xxx"
    assert table.labels("good.vn").lists == ()
    assert table.labels("good.vn").matched == ""


def test_what_changes_nothing_is_left_out(tmp_path: Path) -> None:
    """The report says what was left out and why."""
    entries = [
        ("bad.vn", ADULT),
        ("www.bad.vn", ADULT),
        ("111.vn", HELP),
        ("www.111.vn", ADULT),
        ("111.vn", BETS),
    ]
    table, report = made(entries, tmp_path / "table")
    assert (report.names, report.same, report.guarded) == (2, 1, 1)
    assert known(table, "www.111.vn").categories == {C.HELP}
    assert report.size == (tmp_path / "table").stat().st_size
    assert table.built_ms == 5
    assert table.lists == tuple(CREDITS)


def test_an_empty_table_knows_nothing(tmp_path: Path) -> None:
    """No entry at all is a table that answers."""
    table, report = made([], tmp_path / "table")
    assert report.names == 0
    assert table.find(wire("a.vn")) == 0
    assert table.find(wire("vn")) == 0


# --- a failed build ----------------------------------------------------------------------------


def test_a_failed_build_leaves_what_was_there(tmp_path: Path) -> None:
    """Whatever stops a build half-way: the old table serves on and nothing is left lying about."""
    path = tmp_path / "table"
    old, _ = made([("bad.vn", ADULT)], path)
    before = path.read_bytes()

    def breaks() -> Entries:
        raise OSError(errno.EIO, "the list's file cannot be read")

    with pytest.raises(OSError, match="cannot be read"):
        build((one for _ in range(1) for one in breaks()), path, built_ms=6, seed=1, lists=CREDITS)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["table"]
    assert known(old, "bad.vn").categories == {C.PORN}


def test_a_new_table_takes_the_name_while_the_old_one_answers(tmp_path: Path) -> None:
    """Who has the old one mapped goes on with it until he opens the new one."""
    path = tmp_path / "table"
    old, _ = made([("bad.vn", ADULT)], path)
    new, _ = made([("worse.vn", BETS)], path)
    assert known(old, "bad.vn").categories == {C.PORN}
    assert known(old, "worse.vn").categories == set()
    assert known(new, "worse.vn").categories == {C.GAMBLING}
    assert path.stat().st_mode & 0o777 == 0o644
