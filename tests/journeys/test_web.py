"""Names by age through the whole service: two brackets, an adult and root on a fake internet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.api import parent as api
from app.api import parent_web as web_api
from app.store.keys import FileKey
from app.store.store import open_store
from tests.journeys.rig import until
from tests.journeys.web_pc import Home, home
from tests.platforms.people import Person

GAMBLING, DATING, FORUM, SOCIAL = "bet365.com", "tinder.com", "voz.vn", "facebook.com"
KIDS, HELP, SCHOOL = "natgeokids.com", "tongdai111.vn", "khanacademy.org"
UNKNOWN = "chua-ai-biet-toi.example"
AN, BINH = ["an", "adult", "root"], ["binh", "adult", "root"]
EVERYBODY, GROWN = ["an", "binh", "adult", "root"], ["adult", "root"]


@pytest.fixture(scope="module", name="pc")
def pc_fixture() -> Iterator[Home]:
    """One PC, with the service running and both children at their desks."""
    with home() as made:
        made.rig.start()
        made.rule()
        made.log_in()
        yield made


@pytest.mark.parametrize(
    ("name", "reached"),
    [
        (GAMBLING, GROWN),
        (f"www.{GAMBLING}", GROWN),
        (DATING, GROWN),
        (SOCIAL, GROWN),
        (FORUM, BINH),
        (UNKNOWN, BINH),
        ("use-application-dns.net", GROWN),
        ("mask.icloud.com", GROWN),
        (KIDS, EVERYBODY),
        (SCHOOL, EVERYBODY),
        (HELP, EVERYBODY),
    ],
)
def test_names_by_age(pc: Home, name: str, reached: list[str]) -> None:
    """What each age is spared and what nobody is; the adult and root meet nothing of it."""
    assert pc.reach(name) == reached
    assert pc.reach(name, "+tcp") == reached


@pytest.mark.parametrize(("name", "said"), [(GAMBLING, "EDE: 15"), (UNKNOWN, "EDE: ")])
def test_a_stopped_name_says_that_it_was_stopped(pc: Home, name: str, said: str) -> None:
    """NXDOMAIN for every kind of question, with an extended error; no address of ours."""
    for kind in ("A", "AAAA", "HTTPS", "TXT"):
        answer = pc.dig(pc.an, name, kind)
        assert "status: NXDOMAIN" in answer and said in answer, answer
        assert "ANSWER: 0" in answer


@pytest.mark.parametrize(
    ("name", "for_an", "for_binh"),
    [
        ("www.youtube.com", "restrict.youtube.com.", "restrictmoderate.youtube.com."),
        ("www.google.com", "forcesafesearch.google.com.", "forcesafesearch.google.com."),
        ("www.google.com.vn", "forcesafesearch.google.com.", "forcesafesearch.google.com."),
        ("www.bing.com", "strict.bing.com.", "strict.bing.com."),
    ],
)
def test_search_is_safe(pc: Home, name: str, for_an: str, for_binh: str) -> None:
    """The children get the safe name and its address, the adult the usual one."""
    for child, safe in ((pc.an, for_an), (pc.binh, for_binh)):
        answer = pc.dig(child, name)
        assert f"\tCNAME\t{safe}" in answer and "\t203.0.113.80\n" in answer, answer
    assert "CNAME" not in pc.dig(pc.adult, name)


def test_the_same_source_port_is_no_way_to_anybodys_answers(pc: Home) -> None:
    """Two users one after the other on one port, as chance has it: each gets his own answer."""
    name, people = "www.youtube.com", (pc.an, pc.adult, pc.binh, None, pc.an, pc.binh, pc.adult)
    safe: dict[Person | None, str] = {pc.an: "restrict.", pc.binh: "restrictmoderate."}
    for port, words in ((45_101, ()), (45_102, ("+tcp",)), (45_103, ("-6", "@2001:db8:53::53"))):
        for who in people:
            own = ("-b", f"{'::' if '-6' in words else '0.0.0.0'}#{port}", *words)
            answer = pc.dig(who, name, "A", *own)
            if "+tcp" in words and "ANSWER" not in answer:
                continue  # the port still waits for stragglers of the one before
            cname = answer.partition("CNAME\t")[2].partition("youtube.com.")[0]
            assert "status: NOERROR" in answer and cname == safe.get(who, ""), (who, port, answer)


def test_what_a_parent_sees_of_it(pc: Home) -> None:
    """Stopped names at 8 and 14, only their number at 16; the child sees the last one itself."""
    for name, child, subject in (("1xbet.com", pc.an, "an"), ("w88.com", pc.binh, "binh")):
        assert not pc.resolves(child, name)
        until(lambda: pc.stops(subject).get(name) == 1, 5, f"{name} is not shown")  # noqa: B023
    line = next(line for line in pc.sites("an").stops if line.name == "1xbet.com")
    assert (line.category, line.verdict) == ("gambling", "block")
    pc.rule(binh=16)
    assert not pc.resolves(pc.binh, "m88.com")
    until(lambda: sum(pc.stops("binh").values()) >= 2, 5, "it is not counted")
    assert set(pc.stops("binh")) == {""}
    assert "1xbet.com" in pc.stops("an")
    exported = pc.rig.ask(api.ExportQ("binh"))
    for name in ("m88.com", "w88.com"):
        assert name not in str(exported)
    pc.rule()


def test_what_was_allowed_is_nowhere(pc: Home) -> None:
    """Names that resolved: in no answer, no row of the store, no log, no file of ours."""
    names = ("khanacademy.org", "kenhtrung.khanacademy.org", "natgeokids.com", "toi-di-xem.example")
    assert [pc.resolves(pc.binh, name) for name in names] == [True] * 4
    assert not pc.resolves(pc.binh, "188bet.com")
    until(lambda: "188bet.com" in pc.stops("binh"), 5)
    answers = [
        pc.rig.ask(one)
        for one in (
            api.ExportQ(""),
            api.TodayQ(),
            api.RecordQ(count=1000),
            web_api.SitesQ("an"),
            web_api.SitesQ("binh"),
            api.StatusQ(),
        )
    ]
    said = " ".join(map(str, answers))
    assert "188bet.com" in said
    assert pc.rig.stop() == 0
    store = open_store(pc.rig.kept / "store.db", FileKey(pc.rig.kept / "key").key())
    connection = store._connection
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    rows = [str(row) for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]
    store.close()
    kept = " ".join(rows)
    assert "188bet.com" in kept
    assert "m88.com" not in kept  # stopped at 16, of which only the number is kept
    files = [path for top in (pc.rig.kept, pc.rig.run) for path in top.rglob("*") if path.is_file()]
    files.append(pc.rig.errors)
    for name in names:
        assert name not in said and name not in kept, name
        assert not [path for path in files if name.encode() in path.read_bytes()], name
    pc.rig.start()
