"""How the seed is read: what each file becomes; one that contradicts itself is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.model.web import Category, Labels
from app.web import seed

ABOUT = '[about]\nsource = "ours"\nlicence = "GPL-3.0-or-later"\nreviewed = 2026-11-22\n'
FILES = {
    "categories/video.toml": ABOUT.replace("]\n", ']\ncategory = "video"\n', 1)
    + "[names]\nvi = '''\nphim.example xem.example  # a word\n# nothing.example\n'''\n",
    "services.toml": ABOUT
    + '[tube]\nname = "Tube"\ncategories = ["video", "chat"]\n'
    + "names = '''\ntube.example\n'''\n",
    "kids.toml": ABOUT
    + '[nest]\nname = "Tổ chim"\nnames = ["nest.example", "birds.tube.example"]\n'
    + 'needs = ["cdn.example"]\nlanguages = ["vi"]\nages = [3, 6]\nwhy = "songs"\n'
    + "reviewed = 2026-11-20\n",
    "protected.toml": ABOUT + "[help]\nwhy = \"a\"\nvi = '''\nhelp.example\n'''\n",
    "endings.toml": ABOUT + "[government]\nnames = '''\ngov.example\n'''\n",
    "bypass.toml": ABOUT
    + "[signals]\nnames = '''\ncanary.example\n'''\n[ports]\ntcp = [853]\nudp = [853, 784]\n"
    + "[resolvers]\nworld = '''\ndoh.example\n'''\n"
    + "[addresses]\none = '''\n192.0.2.1 2001:db8::/48\n'''\ntwo = '''\n2001:0db8::1\n'''\n",
    "safe_search.toml": ABOUT
    + '[find]\nsafe = "safe.find.example"\naddresses = ["192.0.2.9"]\nsource = "theirs"\n'
    + "names = '''\nwww.find.example\n'''\n",
    "brands.toml": ABOUT
    + '[bank]\nname = "Ngân hàng"\nkind = "bank"\nnames = ["bank.example"]\nwords = ["bigbank"]\n'
    + '[game]\nname = "Trò chơi"\nkind = "game"\nnames = ["game.example"]\nwords = ["biggame"]\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a small seed on the disk."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_a_category_file_labels_its_names(folder: Path) -> None:
    """Names stand several on a line, a comment is none, and each has the file's category."""
    read = seed.load(folder)
    assert read.labels("phim.example").categories == {Category.VIDEO}
    assert read.labels("xem.example").categories == {Category.VIDEO}
    assert read.labels("nothing.example") == Labels()


def test_a_service_labels_its_names_with_itself_and_its_kinds(folder: Path) -> None:
    """A name below a service's name is the service's too, and says which name hit."""
    read = seed.load(folder)
    kinds = frozenset((Category.VIDEO, Category.CHAT))
    assert read.services == (seed.Service("tube", "Tube", ("tube.example",), kinds),)
    assert read.labels("a.b.tube.example") == Labels(
        kinds, frozenset(("tube",)), (seed.LIST,), "tube.example"
    )


def test_the_nearest_name_alone_counts(folder: Path) -> None:
    """A place for children below a service is no service: the seed is taken as it stands."""
    found = seed.load(folder).labels("www.birds.tube.example")
    assert found == Labels(
        frozenset((Category.KIDS,)), frozenset(), (seed.LIST,), "birds.tube.example"
    )


def test_a_place_keeps_what_a_face_shows(folder: Path) -> None:
    """Name, languages, ages and the day of review are there; what it needs is not labelled."""
    read = seed.load(folder)
    (place,) = read.places
    assert (place.name, place.languages, place.ages) == ("Tổ chim", ("vi",), (3, 6))
    assert place.reviewed == date(2026, 11, 20)
    assert place.needs == ("cdn.example",)
    assert read.labels("cdn.example") == Labels()


def test_protected_names_endings_and_ways_around_are_labelled(folder: Path) -> None:
    """Each stands under the category its table is called after; a resolver is a way around."""
    read = seed.load(folder)
    assert read.labels("www.help.example").categories == {Category.HELP}
    assert read.labels("any.gov.example").categories == {Category.GOVERNMENT}
    assert read.endings == {"gov.example"}
    assert read.labels("canary.example").categories == {Category.BYPASS}
    assert read.labels("me.doh.example").categories == {Category.BYPASS}


def test_addresses_are_written_as_usual(folder: Path) -> None:
    """Single addresses carry no length, networks do, and ports are numbers."""
    bypass = seed.load(folder).bypass
    assert bypass.networks == ("192.0.2.1", "2001:db8::/48", "2001:db8::1")
    assert (bypass.tcp, bypass.udp) == ((853,), (853, 784))


def test_engines_and_brands_are_handed_over_whole(folder: Path) -> None:
    """A safe name with the names it stands for; brands of money are grave, of games not."""
    read = seed.load(folder)
    (engine,) = read.engines
    assert (engine.safe, engine.names) == ("safe.find.example", ("www.find.example",))
    assert engine.addresses == ("192.0.2.9",)
    assert [(brand.key, brand.grave) for brand in read.brands.all] == [
        ("bank", True),
        ("game", False),
    ]


def test_the_resolver_reads_the_same_in_less_time(folder: Path) -> None:
    """What is read for the resolver alone is what the whole seed says, the shipped one too."""
    for place in (folder, seed.FOLDER):
        whole = seed.load(place)
        assert seed.for_resolver(place) == (whole.engines, whole.brands)


def test_the_oldest_review_is_the_seeds(folder: Path) -> None:
    """A seed is as old as the file nobody looked at for longest."""
    path = folder / "endings.toml"
    path.write_text(path.read_text("utf-8").replace("2026-11-22", "2025-01-31"), "utf-8")
    assert seed.load(folder).reviewed == date(2025, 1, 31)


def _swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return change


REFUSED = {
    "a name not in written form": _swap("categories/video.toml", "xem.example", "Xem.example"),
    "an address for a name": _swap("categories/video.toml", "xem.example", "192.0.2.1"),
    "a name twice": _swap("categories/video.toml", "xem.example", "phim.example"),
    "a name in two groups": _swap("categories/video.toml", "vi =", "en = 'xem.example'\nvi ="),
    "an unknown category": _swap("services.toml", '"chat"', '"chatter"'),
    "a file called otherwise": _swap("categories/video.toml", '"video"', '"games"'),
    "help that is video": _swap("protected.toml", "help.example", "phim.example"),
    "a child's place that is chat": _swap("kids.toml", "nest.example", "tube.example"),
    "a protected table of another kind": _swap("protected.toml", "[help]", "[porn]"),
    "an ending that is blocked": _swap("endings.toml", "[government]", "[porn]"),
    "a service without names": _swap("services.toml", "tube.example", ""),
    "a service with an unknown key": _swap("services.toml", "name =", "colour = 1\nname ="),
    "a name as a number": _swap("services.toml", '"Tube"', "7"),
    "a place without a reason": _swap("kids.toml", '"songs"', '""'),
    "a place with ages upside down": _swap("kids.toml", "[3, 6]", "[6, 3]"),
    "an address that is none": _swap("bypass.toml", "192.0.2.1", "192.0.2.300"),
    "an address twice": _swap("bypass.toml", "2001:0db8::1", "192.0.2.1"),
    "a port that is none": _swap("bypass.toml", "[853, 784]", "[70000]"),
    "a table nobody reads": _swap("bypass.toml", "[ports]", "[other]\na = 1\n[ports]"),
    "a brand of no known kind": _swap("brands.toml", '"game"', '"fun"'),
    "a brand's word with accents": _swap("brands.toml", '"biggame"', '"tròchơi"'),
    "a file that is no TOML": _swap("brands.toml", "[bank]", "[bank"),
    "a file without a licence": _swap("brands.toml", "licence", "license"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_seed_with_a_fault_is_refused_whole(folder: Path, fault: str) -> None:
    """Each fault names the file or the name it lies in."""
    REFUSED[fault](folder)
    with pytest.raises(seed.SeedRefused, match=r"toml|example"):
        seed.load(folder)


def test_two_services_cannot_have_the_same_name(folder: Path) -> None:
    """A switch for one must not close the other."""
    path = folder / "services.toml"
    other = FILES["services.toml"].removeprefix(ABOUT).replace("[tube]", "[other]")
    path.write_text(FILES["services.toml"] + other, "utf-8")
    with pytest.raises(seed.SeedRefused, match="belongs to tube"):
        seed.load(folder)


def test_a_betting_shop_that_is_a_school_is_refused(folder: Path) -> None:
    """What is always blocked excludes everything good; what a bracket minds may stand beside it."""
    text = FILES["categories/video.toml"]
    (folder / "categories/gambling.toml").write_text(text.replace("video", "gambling"), "utf-8")
    assert seed.load(folder).labels("phim.example").categories == {
        Category.VIDEO,
        Category.GAMBLING,
    }
    shutil.copy(folder / "categories/gambling.toml", folder / "categories/school.toml")
    _swap("categories/school.toml", "gambling", "school")(folder)
    with pytest.raises(seed.SeedRefused, match="cannot be both"):
        seed.load(folder)


def test_a_missing_file_is_said(folder: Path) -> None:
    """Half a seed is none."""
    (folder / "protected.toml").unlink()
    with pytest.raises(FileNotFoundError):
        seed.load(folder)


def test_the_keys_of_services_are_read_alone(folder: Path) -> None:
    """Whoever only names services reads one file, and finds what the whole seed has."""
    (folder / "kids.toml").unlink()
    assert seed.service_keys(folder) == ("tube",)
    assert seed.service_keys() == tuple(one.key for one in seed.load().services)
