"""Sites in words: what is known, what holds, what was stopped, what was looked up."""

import pytest
from msgspec.structs import replace

from app.api import parent_web as api
from app.ui.parent.read import site as sites
from app.ui.parent.read.lists import lists, number
from app.ui.parent.read.site import LONGEST, Lore
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.read.web import MOST_STOPS, looked_up, meant, web
from tests.ui.family import ZONE, at
from tests.ui.parent.sites import KNOWN, SERVICES, of_khoi, of_minh, some_lists, stop, unknown, why

VI, EN = Spoken("vi", ZONE, at("18:52")), Spoken("en", ZONE, at("18:52"))


@pytest.fixture
def lore() -> Lore:
    """What a console has heard."""
    return Lore(lambda: SERVICES, {"hostsvn-gambling": "hostsVN gambling"})


SHOWN = [
    ("service:youtube", "YouTube"),
    ("service:later", "later"),
    ("category:dating", "Hẹn hò"),
    ("category:later", "later"),
    ("a.vn", "a.vn"),
    ("x" * 60 + ".vn", "…" + "x" * (LONGEST - 3) + ".vn"),
]


@pytest.mark.parametrize(("match", "words"), SHOWN)
def test_what_people_read(lore: Lore, match: str, words: str) -> None:
    """Proper names of services, kinds in words, and of a long name the end, which says whose."""
    assert sites.shown(match, VI, lore) == words


def test_what_the_lists_know(lore: Lore) -> None:
    """The kind and who says so; our own list in words; an unknown one is called unknown."""
    say = lambda found: sites.known(found, VI, lore)  # noqa: E731
    assert say(KNOWN["bet88.example"]) == "Cờ bạc, cá cược · theo hostsVN gambling"
    assert say(KNOWN["hoc247.net"]) == "Học tập · theo danh sách của Lũy Tre"
    assert say(unknown("x.vn")) == "Trang lạ, chưa có trong danh sách nào"
    later = replace(unknown("x.vn"), why=why("ask", "later", ""))
    assert say(later) == "later"


@pytest.mark.parametrize(
    ("verdict", "reason", "shut"),
    [("block", "site_never", True), ("block", "site_fake", True), ("warn", "site_fake", False),
     ("block", "site_category", False), ("ask", "site_unknown", False)],
)  # fmt: skip
def test_what_a_yes_alone_does_not_open(verdict: str, reason: str, shut: bool) -> None:
    """What is always closed; a fake that is only warned of from 16 on is open already."""
    assert sites.is_shut(replace(unknown("x.vn"), why=why(verdict, reason, ""))) is shut


def test_verdicts_of_a_later_version_are_shown_as_they_are() -> None:
    """A code without words is no reason to stop."""
    assert sites.verdict("later", VI).said == "later"


NAMED = [
    ("YouTube", "service:youtube"),
    (" tiktok ", "service:tiktok"),
    ("service:Roblox", "service:roblox"),
    ("a.vn", "a.vn"),
    ("https://a.vn/x?q=secret", "a.vn"),
    ("a.vn/secret", "a.vn"),
]


@pytest.mark.parametrize(("text", "match"), NAMED)
def test_what_is_meant(lore: Lore, text: str, match: str) -> None:
    """A service by its name or key; of an address only the name leaves the window."""
    assert meant(text, lore) == match


def test_kinds_with_a_parents_change_beside_the_default(lore: Lore) -> None:
    """In the group of what holds now; kinds of the law last."""
    value = web(of_minh(), EN, lore)
    said = {one.label: one.said for one in value.rules}
    assert said["Kinds asked about"] == "Forums (yours; default: closed)"
    assert "Forums" not in said["Kinds that are closed"]
    assert said["Kinds with a warning"] == "Shopping\u00a0· News"
    assert said["Safe search"] == "On wherever an engine has it"
    assert "Phishing" in said["Always closed to children"]
    older = {one.label: one.said for one in web(of_khoi(), EN, lore).rules}
    assert "Phishing" in older["Kinds with a warning"]
    assert "Phishing" not in older["Always closed to children"]


@pytest.mark.parametrize(
    ("state", "tone"), [("on", "bamboo"), ("lost", "sun"), ("off", "quiet"), ("", "quiet")]
)
def test_how_the_web_is(lore: Lore, state: str, tone: str) -> None:
    """Each state says what it means for the child, and what to do."""
    notice = web(replace(of_minh(), web=state), VI, lore).notice
    assert notice.tone == tone and notice.head and notice.text


def test_stops_are_summed_over_days_and_cut(lore: Lore) -> None:
    """Newest first; of very many the rest is a number; without any it is said."""
    value = web(of_minh(), EN, lore)
    assert value.stops[0].known == "Gambling and betting · listed by hostsVN gambling"
    assert value.stops[0].about == "4 times · 12\u00a0min\u00a0ago" and value.stops[0].shut
    assert value.stops_note == "2 warnings were shown."
    many = tuple(stop(12, f"n{n}.example", "unknown", 1, "18:00") for n in range(MOST_STOPS + 3))
    value = web(replace(of_minh(), stops=many), EN, lore)
    assert len(value.stops) == MOST_STOPS and value.stops_note == "and 3 more names"
    assert web(replace(of_minh(), stops=()), EN, lore).stops_note == "No site was stopped."


def test_a_number_or_kinds_where_names_are_not_shown(lore: Lore) -> None:
    """16-17 and a school's seat: no row has a name, so none can be opened."""
    value = web(of_khoi(), EN, lore)
    assert [(one.match, one.shown) for one in value.stops] == [("", "9 stops of a site.")]
    assert "only your child knows" in value.stops_note
    kinds = (stop(12, "", "games", 2, "0:00"), stop(11, "", "games", 1, "0:00"))
    value = web(replace(of_khoi(), stops=kinds), EN, lore)
    assert [(one.shown, one.about) for one in value.stops] == [("Games", "3 times")]


def test_looked_up(lore: Lore) -> None:
    """The parent's own word about it, its rule, and what it is without a resolver."""
    rules = of_minh().rules
    value = looked_up("minh", "Truyencotich.vn", unknown("truyencotich.vn"), rules, VI, lore)
    assert (value.match, value.said) == ("truyencotich.vn", True)
    assert value.own == "Bạn đã nói riêng: mở, luôn luôn"
    assert value.setting == "Quy tắc: web.unknown"
    none = looked_up("minh", "a.vn", None, (), VI, lore)
    assert (none.state, none.why) == (None, "Chưa tra được trang này.")


def test_lists_in_words() -> None:
    """A share while it is known, and words for what went wrong; unknown trouble has words too."""
    message = api.Lists(some_lists(), at("9:13"), 1_412_880)
    value = lists(message, EN)
    assert value.head == "2 lists in use, 1,412,880 names. The table was made 9:13."
    assert (value.busy, value.share) == (False, None)
    assert value.lists[1].state.said == "Lost half its names"
    later = replace(message, lists=(replace(some_lists()[0], state="later"),))
    assert lists(later, EN).lists[0].state.said == "Not taken"
    fetching = lists(replace(message, busy="update", done=1, total=4), EN)
    assert (fetching.doing, fetching.share) == ("Fetching 1 of 4…", 0.25)
    assert lists(replace(message, busy="build"), EN).doing == "Making the table…"
    assert lists(api.Lists(some_lists()), VI).head.startswith("Chỉ có danh sách của Lũy Tre")
    assert number(1_234_567, VI) == "1.234.567"
