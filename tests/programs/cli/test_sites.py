"""Sites and lists on the command line: said, explained, stopped, asked for; lists and updates."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.link.server import Role
from app.programs.cli import main
from tests.programs.cli.conftest import House, Root
from tests.programs.cli.test_terminal import Terminal, luytre
from tests.ui.parent.house import House as House_
from tests.ui.parent.house import Running, khoi, minh

CHILD_ASKS = """
import sys
from pathlib import Path
from app.api.child import Ask
from app.link.client import Client
with Client(Path(sys.argv[1])) as client:
    print(client.ask(Ask("site", about=sys.argv[2], words="bài tập nhóm")))
"""


def asks(house: House, about: str) -> None:
    """The child asks for a site."""
    command = [sys.executable, "-I", "-c", CHILD_ASKS, str(house.socket), about]
    subprocess.run(
        command, check=True, user=house.child.uid, group=house.child.gid, extra_groups=[], cwd="/"
    )


def words_of(root: Root) -> dict[str, tuple[str, bool]]:
    """What holds of sites: verdict, and whether it ends."""
    rules = root.tells("report", "--sites")["rules"]
    return {one["match"]: (one["verdict"], one.get("until_ms") is not None) for one in rules}


SAID = [
    (("--site", "Bao.Example."), "bao.example", ("allow", True), "bao.example is open."),
    (("--site", "bao.example", "--for", "always"), "bao.example", ("allow", False), "is open"),
    (("--site", "bao.example", "--for", "today"), "bao.example", ("allow", True), "is open"),
    (("--site", "YouTube", "--block"), "service:youtube", ("block", False), "YouTube is closed."),
    (("--site", "tiktok", "--ask", "--for", "today"), "service:tiktok", ("ask", True), "TikTok"),
    (("--site", "category:shopping", "--block"), "category:shopping", ("block", False), "Shopping"),
]


@pytest.mark.parametrize(("words", "match", "holds", "said"), SAID)
def test_a_word_about_a_site_holds_and_is_taken_back(
    root: Root, words: tuple[str, ...], match: str, holds: tuple[str, bool], said: str
) -> None:
    """An hour where nothing else is said, for today, or always; a name, a service, a kind."""
    assert said in root.says("grant", "--child", "Minh", *words)
    assert words_of(root)[match] == holds
    root.says("grant", "--child", "Minh", *words[:2], "--clear")
    assert match not in words_of(root)


def test_a_list_may_be_called_wrong(root: Root) -> None:
    """It is kept with the word, and shown."""
    root.says("grant", "--site", "bet.example", "--wrong-list", "--for", "always")
    rules = root.tells("report", "--sites")["rules"]
    assert [one["wrong_list"] for one in rules if one["match"] == "bet.example"] == [True]
    assert root.tells("grant", "--site", "bet.example", "--clear") == {
        "done": True, "id": "bet.example",
    }  # fmt: skip


WRONG = [
    (("grant", "--site", "youtub"), "There is no service youtub. Did you mean youtube?"),
    (("grant", "--site", "service:tiktokk"), "Did you mean tiktok?"),
    (("grant", "--site", "category:datin"), "no kind of sites datin. Did you mean dating?"),
    (("grant", "--site", "http://x.vn/"), "is no name of a site"),
    (("grant", "--site", "1.2.3.4"), "it is an address"),
    (("grant", "15", "--site", "a.vn"), "MINUTES does not go with --site."),
    (("grant", "--site", "a.vn", "--ask", "--block"), "--ask does not go with --block."),
    (("grant", "--site", "a.vn", "--clear", "--for", "hour"), "--for does not go with --clear."),
    (("grant", "--site", "a.vn", "--block", "--wrong-list"), "--wrong-list does not go with"),
    (("grant", "--site", "youtube", "--wrong-list"), "does not go with service:youtube."),
    (("grant", "--site", "a.vn", "--for", "week"), "Choose one of: hour, today, always."),
    (("grant", "15", "--block"), "--block needs --site NAME."),
    (("grant", "15", "--for", "hour"), "--for needs --site NAME."),
    (("explain", "--site", "a b"), "is no name of a site"),
    (("explain", "--site", "a.vn", "--app", "steam"), "--app does not go with --site."),
    (("report", "--sites", "--from", "2026-11-01"), "--from does not go with --sites."),
    (("report", "--sites", "--days", "0"), "--days must be 1 at least."),
    (("lists", "updat"), "Did you mean update?"),
    (("lists", "on"), "Still missing: KEY."),
    (("lists", "update", "ut1"), "ut1 does not go with update."),
    (("lists", "off", "hostsvn-adlt"), "Did you mean hostsvn-adult?"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_makes_no_sense_is_refused_with_the_nearest_word(
    root: Root, words: tuple[str, ...], said: str
) -> None:
    """Exit code 2, nothing is asked of the service, and --json says the same."""
    before = root.tells("record", "--count", "1")["rows"][0]["seq"]
    assert said in root.says(*words, code=2)
    assert root.tells(*words, code=2)["error"]["code"] == 2
    assert root.tells("record", "--count", "1")["rows"][0]["seq"] == before


def test_a_site_is_asked_for_and_opened_for_today(root: Root, house: House) -> None:
    """The request has the service's name; the answer says for how long."""
    asks(house, "service:youtube")
    assert "Minh: asks to open YouTube" in root.says("requests")
    waiting = root.tells("requests")[0]
    assert (waiting["kind"], waiting["about"]) == ("site", "service:youtube")
    assert root.says("answer", waiting["id"], "yes", "--for", "today") == "Answered.\n"
    assert words_of(root)["service:youtube"] == ("allow", True)
    assert root.tells("requests") == []
    root.says("grant", "--site", "youtube", "--clear")


def test_a_site_is_explained_by_a_rules_file_alone(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    """Our own list and the rules: verdict, reason, who lists it, which setting."""
    rules = house.policy().read_text(encoding="utf-8")
    path = house.folder / "sites.toml"
    path.write_text(f'{rules}\n[child.web.categories]\nshopping = "block"\n', encoding="utf-8")
    words = ["explain", "--policy", str(path), "--lang", "en", "--site"]
    for site, *said in (
        ("shopee.vn", "shopee.vn: Closed.", "Shopee, Shopping", "web.categories.shopping"),
        ("tongdai111.vn", "tongdai111.vn: Open. Help, health"),
        ("nobody-knows-this.example", "Ask first. An unknown site", "web.unknown"),
    ):
        assert main([*words, site]) == 0
        shown = capsys.readouterr().out
        assert all(one in shown for one in said), shown


def test_where_no_resolver_runs_nothing_is_claimed(root: Root) -> None:
    """Either the service explains it as the rules alone do, or it says that it cannot be asked."""
    done = main(["explain", "--site", "tongdai111.vn", "--lang", "en",
                 "--socket", str(root.house.socket)])  # fmt: skip
    out, err = root.capsys.readouterr()
    assert (done, "Open." in out) == (0, True) or (done, "web filter" in err) == (3, True)


def test_stopped_sites(root: Root) -> None:
    """None yet is said; what holds comes with --json."""
    assert "No site was stopped." in root.says("report", "--sites", "--days", "3")
    assert root.tells("report", "--sites")["subject"] == "minh"


def test_lists_are_shown_with_licence_and_credit(root: Root) -> None:
    """Every list of the catalogue, whether it is on, and whose it is."""
    found = root.tells("lists")["lists"]
    shown = root.says("lists")
    for one in found:
        assert f"{one['publisher']}, {one['licence']}. {one['credit']}" in shown
        assert one["key"] in shown
    assert "Not fetched yet" in shown


def test_a_list_is_switched_off_and_on(root: Root) -> None:
    """It is kept, and said in words; a child may not."""
    key = "hostsvn-threat"
    assert root.says("lists", "off", key) == "hostsVN threats is no longer used.\n"
    off = {one["key"]: one["state"] for one in root.tells("lists")["lists"]}
    assert off[key] == "off"
    assert root.tells("lists", "on", key) == {"done": True, "id": key}
    house = root.house
    assert house.asks(house.child, "lists", "--socket", str(house.socket))[0] == 4


def test_an_update_waits_for_its_end(root: Root) -> None:
    """No network here: exit 1, and each list says why; the table of our own list stays."""
    found = root.tells("lists", "update", code=1)
    assert not found.get("busy")
    assert "hostsvn-adult" in root.says("lists", "update", code=1)


def test_names_with_how_often_or_a_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names up to 15 with kind and list; from 16 on how often, and that names are not shown."""
    house = House_(cards={"minh": minh(), "khoi": khoi()})
    served = Running(tmp_path / "s", house, role=Role.ROOT).start()
    try:
        words = ["report", "--sites", "--lang", "en", "--socket", str(served.path), "--child"]
        assert main([*words, "Minh"]) == 0
        said = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
        assert said[:4] == [
            "Minh",
            "bet88.example 4 times Gambling and betting · listed by hostsvn-gambling",
            "clip.tiktok.com 12 times Social networks · listed by Lũy Tre",
            "truyenhay.example once Unknown sites",
        ]
        assert said[4:] == ["Shopping: 2 warnings were shown."]
        assert main([*words, "Khôi"]) == 0
        said = capsys.readouterr().out.splitlines()
        assert said[1] == "  9 stops of a site."
        assert "only your child knows the names" in said[2]
    finally:
        served.end()


def test_lists_with_names_and_age(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How many names, since when, and what went wrong; thousands parted as the language does."""
    served = Running(tmp_path / "s", role=Role.ROOT).start()
    try:
        assert main(["lists", "--lang", "vi", "--socket", str(served.path)]) == 0
        said = capsys.readouterr().out.splitlines()
    finally:
        served.end()
    assert said[0] == "2 danh sách đang dùng, 412.880 tên. Bảng tên được ghép 9:13."
    assert said[1].split() == "✓ hostsvn-adult 21.304 Đang dùng, tải 9:12".split()
    assert said[3].split() == "✓ hostsvn-gambling 48.210 Mất quá nửa số tên, tải 9:12".split()
    assert said[7].split() == "· ut1 – Tắt".split()


def test_an_update_shows_how_far_it_is(tmp_path: Path) -> None:
    """A bar on the terminal that follows the service, then what was not taken, and exit 1."""
    served = Running(tmp_path / "s", role=Role.ROOT).start()
    try:
        command = luytre("lists", "update", "--lang", "en", "--socket", str(served.path))
        terminal = Terminal(command, None)
        terminal.until("Starting…")
        for done, shown in ((1, "Fetching 1 of 4…"), (3, "Fetching 3 of 4…")):
            served.house.web.progress(done, 4)
            served.tell("lists")
            terminal.until(shown)
        assert "█" * 22 + "░" * 8 in terminal.shown
        served.house.web.progress(4, 4)
        served.tell("lists")
        assert terminal.ends() == 1
        assert "hostsvn-gambling: Lost half its names (5 instead of 48210)" in terminal.shown
    finally:
        served.end()
