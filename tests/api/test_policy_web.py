"""The web tables of a document: what they become, what they refuse, and times of the family."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.api.policy_doc import parse
from app.api.policy_text import to_toml
from app.model.decision import Verdict
from app.model.errors import InvalidPolicy
from app.model.policy import Rules
from app.model.subject import Bracket
from app.model.web import Category, SiteRule, UnknownSite, Youtube
from app.rules.web_presets import bare_web, web_preset
from tests.api.test_policy_doc import BORN, LAB, MINH, TODAY, TOP, made

TEEN = "birth = 2010-01-01\n"


def web(text: str, born: str = BORN) -> Rules:
    """The rules of Minh with these web tables."""
    return made(MINH + born + text).subjects[0].rules


def test_nothing_written_is_the_brackets() -> None:
    """Ten years old: the bracket's defaults, none of them changed."""
    rules = web("")
    assert rules.web == web_preset(Bracket.B, 10)
    assert not [key for key in rules.changed if key.startswith("web")]


def test_every_setting() -> None:
    """What is written holds, and is known to be the parent's."""
    rules = web(
        '[child.web]\nunknown = "deny"\nsafe_search = false\nyoutube = "off"\n'
        'lookalikes = "block"\nschools = ["KimDong.edu.vn"]\non = false\n'
    )
    found = rules.web
    assert (found.on, found.unknown, found.safe_search) == (False, UnknownSite.DENY, False)
    assert (found.youtube, found.lookalikes) == (Youtube.OFF, Verdict.BLOCK)
    assert found.schools == ("kimdong.edu.vn",)
    keys = {"on", "unknown", "safe_search", "youtube", "lookalikes", "schools"}
    assert {f"web.{key}" for key in keys} <= rules.changed


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("[child.web.sites]\n" + "".join(f'"s{n}.vn" = "ask"\n' for n in range(2_001)), 2_000),
        ("[child.web]\nschools = [" + ", ".join(f'"s{n}.vn"' for n in range(201)) + "]\n", 200),
    ],
)
def test_a_document_is_no_list(text: str, most: int) -> None:
    """More names than fit into one message to the resolver are refused, with how many may be."""
    with pytest.raises(InvalidPolicy, match=f"at most {most}"):
        web(text)


def test_words_about_names_services_and_kinds() -> None:
    """One list of site rules, names first, each known by its setting."""
    rules = web(
        '[child.web.categories]\ngames = "block"\n[child.web.services]\nyoutube = "ask"\n'
        '[child.web.sites]\n"A.VN" = "allow"\n"b.com" = { verdict = "warn", wrong_list = true }\n'
    )
    assert rules.web.sites == (
        SiteRule("a.vn", Verdict.ALLOW),
        SiteRule("b.com", Verdict.WARN, wrong_list=True),
        SiteRule("service:youtube", Verdict.ASK),
        SiteRule("category:games", Verdict.BLOCK),
    )
    assert {'web.sites."a.vn"', "web.services.youtube", "web.categories.games"} <= rules.changed


def test_until_is_a_time_of_the_family() -> None:
    """Local without an offset, and exact with one."""
    rules = web(
        "[child.web.services]\n"
        'zalo = { verdict = "allow", until = 2026-11-22T20:00:00 }\n'
        'tiktok = { verdict = "allow", until = 2026-11-22T20:00:00+09:00 }\n'
    )
    ends = [rule.until_ms for rule in rules.web.sites]
    local = datetime(2026, 11, 22, 13, tzinfo=UTC)  # 20:00 in Hồ Chí Minh City
    assert ends == [int(local.timestamp() * 1000), int((local.timestamp() - 7200) * 1000)]


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice(fold: int) -> None:
    """When a clock is put back, the second half past two is written with its offset."""
    at = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)
    text = f'[child.web.services]\nzalo = {{ verdict = "allow", until = {at.isoformat()} }}\n'
    head = TOP.replace("Asia/Ho_Chi_Minh", "Europe/Berlin")
    policy = parse(head + MINH + BORN + text, today=TODAY)
    assert policy.subjects[0].rules.web.sites[0].until_ms == int(at.timestamp() * 1000)
    written = to_toml(policy)
    assert ("2026-10-25T02:30:00+01:00" in written) == bool(fold)
    assert parse(written, today=TODAY) == policy


def test_without_the_brackets_defaults() -> None:
    """What is always blocked is, and what is written comes on top."""
    rules = web("bracket_defaults = false\n[child.web]\nsafe_search = true\n")
    assert rules.web.categories == bare_web(Bracket.B).categories == ()
    assert rules.web.safe_search
    assert rules.web.unknown is UnknownSite.ALLOW


def test_a_seat_asks_the_teacher() -> None:
    """A seat of 7-12 differs from the bracket in what becomes of unknown sites, and says so."""
    policy = made(LAB)
    assert policy.subjects[0].rules.web.unknown is UnknownSite.ASK
    assert 'unknown = "ask"' in to_toml(policy)


def test_from_sixteen_bypass_tools_may_be_opened() -> None:
    """As the law's table has it; under sixteen the same line is refused (below)."""
    text = '[child.web.categories]\nbypass = "allow"\nphishing = "block"\n'
    assert [rule.match for rule in web(text, TEEN).web.sites] == [
        "category:bypass",
        "category:phishing",
    ]


BAD = [
    ("[child.web]\nunknwon = \"ask\"\n", "child.1.web.unknwon", "did you mean `unknown`?", 2),
    ("[child.web]\nunknown = \"maybe\"\n", "child.1.web.unknown", "sites no list knows", 2),
    ("[child.web]\nyoutube = \"on\"\n", "child.1.web.youtube", "YouTube's own mode", 2),
    ("[child.web.sites]\n\"a.vn\" = \"never\"\n", "child.1.web.sites.a.vn", "names, each", 2),
    ("[child.web.sites]\n\"a.vn\" = { verdict = \"no\" }\n", "child.1.web.sites.a.vn.verdict",
     '"allow", "warn"', 2),
    ("[child.web.sites]\n\"a.vn\" = { verdict = \"ask\", til = 1 }\n",
     "child.1.web.sites.a.vn.til", "did you mean `until`?", 2),
    ("[child.web.sites]\n\"a.vn\" = { verdict = \"ask\", until = 2026-11-22 }\n",
     "child.1.web.sites.a.vn.until", "until when it holds", 2),
    ("[child.web.sites]\n\"a.vn\" = { verdict = \"ask\", until = 1999-01-01T00:00:00 }\n",
     "child.1.web.sites.a.vn.until", "out of reach", 2),
    ("[child.web.sites]\n\"https://www.a.vn/x\" = \"ask\"\n", "child.1.web.sites.https://www.a.vn/x",
     'write the name alone: "www.a.vn"', 2),
    ("[child.web.sites]\n\"1.2.3.4\" = \"ask\"\n", "child.1.web.sites.1.2.3.4", "an address", 2),
    ("[child.web.sites]\ncom = \"block\"\n", "child.1.web.sites.com", "has a dot", 2),
    ("[child.web.sites]\n\"a.vn\" = \"ask\"\n\"A.vn.\" = \"ask\"\n", "child.1.web.sites.A.vn.",
     "there twice", 3),
    ("[child.web]\nschools = [\"b.edu.vn\"]\nsites.\"x.b.edu.vn\" = \"block\"\n",
     "child.1.web.sites.x.b.edu.vn", "which nothing closes", 3),
    ("[child.web]\nschools = [\"b edu\"]\n", "child.1.web.schools.1", "is no site", 2),
    ("[child.web.services]\nYouTube = \"ask\"\n", "child.1.web.services.YouTube",
     "does not fit as a key", 2),
    ("[child.web.services]\nyoutub = \"ask\"\n", "child.1.web.services.youtub",
     "did you mean `youtube`?", 2),
    ("[child.web.categories]\ndatin = \"ask\"\n", "child.1.web.categories.datin",
     "did you mean `dating`?", 2),
    ("[child.web.categories]\nporn = \"ask\"\n", "child.1.web.categories.porn",
     "is always closed at this age", 2),
    ("[child.web.categories]\nbypass = \"allow\"\n", "child.1.web.categories.bypass",
     "wrong_list = true", 2),
    ("[child.web.categories]\nhelp = \"block\"\n", "child.1.web.categories.help",
     "is never closed", 2),
    ("[child.web.categories]\ngames = 1\n", "child.1.web.categories.games", "kinds of sites", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field", "problem", "line"), BAD)
def test_what_is_refused(text: str, field: str, problem: str, line: int) -> None:
    """Each complaint names line and field and shows a way out."""
    with pytest.raises(InvalidPolicy) as found:
        parse(
            TOP + MINH + BORN + text,
            today=TODAY,
            known_services=("youtube", "zalo"),
        )
    assert found.value.field == field
    assert found.value.line - (TOP + MINH + BORN).count("\n") == line
    assert problem in found.value.problem


def test_fakes_are_at_least_warned_about() -> None:
    """16-17: the complaint says what the least is."""
    with pytest.raises(InvalidPolicy, match='scam is at least "warn" at this age'):
        web('[child.web.categories]\nscam = "allow"\n', TEEN)


def test_every_kind_that_a_parent_may_speak_of_is_a_key() -> None:
    """No kind is forgotten, none but the protected is refused."""
    lines = [f'{kind} = "block"' for kind in Category if kind not in ("help", "health", "updates")]
    rules = web("[child.web.categories]\n" + "\n".join(lines) + "\n")
    assert len(rules.web.sites) == len(Category) - 3
