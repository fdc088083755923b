"""The command line with a real service: who may do what, what is said, how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.programs.cli import main
from tests.programs.cli.conftest import PASSWORD, House, Root

# --- the rules --------------------------------------------------------------------------------


def test_rules_are_set_and_given_back(root: Root, house: House, tmp_path: Path) -> None:
    """What was set is what is got, to the letter, and a new version each time."""
    first = root.tells("policy", "set", str(house.policy(30)))["version"]
    assert root.tells("policy", "set", str(house.policy(45)))["version"] == first + 1
    assert root.says("policy", "get") == house.policy(45).read_text(encoding="utf-8")
    root.says("policy", "get", "--out", str(tmp_path / "out.toml"))
    assert (tmp_path / "out.toml").read_text() == house.policy(45).read_text(encoding="utf-8")
    assert (tmp_path / "out.toml").stat().st_mode & 0o777 == 0o600


def test_bad_rules_are_refused_and_the_good_ones_stay(root: Root, house: House) -> None:
    """File, line and key are named, the exit code is 2, and nothing changed."""
    before = root.tells("policy", "get")
    bad = house.folder / "bad.toml"
    text = house.policy().read_text(encoding="utf-8")
    bad.write_text(text.replace("minutes = 60", "minuten = 60"), encoding="utf-8")
    said = root.says("policy", "set", str(bad), code=2)
    assert f"{bad}:11" in said and "did you mean `minutes`" in said and "stays in force" in said
    bad.write_text(text.replace(house.child.name, "nobody-here"), encoding="utf-8")
    error = root.tells("policy", "set", str(bad), code=2)["error"]
    assert error["field"] == "child.1.accounts.1" and error["line"] == 7
    assert root.tells("policy", "get") == before


# --- what a parent sees -----------------------------------------------------------------------


def test_status_for_root_has_every_child(root: Root, house: House) -> None:
    """How it runs, and what is left."""
    said = root.says("status")
    assert said.startswith("Lũy Tre ") and "Minh: open, 0 minutes used" in said
    found = root.tells("status")
    assert found["subjects"][0]["accounts"] == [house.child.name]
    assert found["today"]["cards"][0]["id"] == "minh"


def test_status_for_anybody_says_nothing_of_use(root: Root, house: House) -> None:
    """Another adult sees that it runs, and no minutes."""
    code, said, _ = house.asks(house.parent, "status", "--socket", str(house.socket))
    assert code == 0
    assert "Minh: open" in said and "used" not in said


def test_a_child_sees_what_is_its_own(root: Root, house: House) -> None:
    """Its own time and why, in words for its age; nothing else is answered."""
    socket = ("--socket", str(house.socket))
    root.says("lock")
    code, said, _ = house.asks(house.child, "status", *socket)
    assert code == 0
    assert said.startswith("Minh: closed") and "parents" in said
    code, said, _ = house.asks(house.child, "status", "--json", *socket)
    assert json.loads(said)["t"] == "state"
    for verb in (["requests"], ["policy", "get"], ["report"], ["record"], ["export"]):
        assert house.asks(house.child, *verb, *socket)[0] == 4


def test_explain_says_why_and_until_when(root: Root) -> None:
    """The decision of another time, in words and as JSON."""
    said = root.says("explain", "--at", "2026-11-24T20:45", "--app", "steam")
    assert "wait: It is bedtime." in said and "week.tue.bedtime" in said
    found = root.tells("explain", "--child", "Minh", "--at", "2026-11-24T20:45")
    assert (found["why"]["reason"], found["screen"]) == ("bedtime", 2)


def test_explain_agrees_with_the_rules_alone(root: Root, house: House) -> None:
    """Online and offline are the same judgement."""
    for at in ("2026-11-24T05:00", "2026-11-24T12:00", "2026-11-28T20:45", "2026-11-28T21:15"):
        asked = root.tells("explain", "--at", at)
        alone = root.tells("explain", "--at", at, "--policy", str(house.policy()))
        assert {**asked, "left_ms": 0} == {**alone, "left_ms": 0}


def test_report_and_record_and_export(root: Root, house: House, tmp_path: Path) -> None:
    """What is kept can be read, and an export is for its owner's eyes."""
    assert root.tells("report", "--from", "2026-11-01", "--to", "2026-11-07")["rows"] == []
    assert "Nothing was used" in root.says("report", "--days", "3")
    root.says("grant", "5")
    newest = root.tells("record", "--count", "1")["rows"][0]
    assert (newest["kind"], newest["code"]) == ("grant", "granted")
    assert "5 more minutes were given" in root.says("record", "--count", "3")
    out = tmp_path / "export.json"
    root.says("export", "--child", "Minh", "--out", str(out))
    assert json.loads(out.read_text())["subjects"][0]["id"] == "minh"
    assert out.stat().st_mode & 0o777 == 0o600
    assert "all of them sound" in root.says("verify")


def test_wipe_needs_a_word(root: Root) -> None:
    """Without a terminal nothing is deleted unless --yes says so."""
    assert "Nothing was deleted" in root.says("wipe", "--all", code=1)
    assert root.tells("wipe", "--child", "Minh", "--yes") == {"done": True, "subject": "minh"}
    assert root.tells("verify")["problems"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["grant", "15", "--until", "2020-01-01T10:00"], "2020-01-01T10:00 is already over."),
        (["grant", "15", "--until", "26:00"], "26:00 is no local time"),
        (["report", "--days", "0"], "--days must be 1 at least."),
        (["report", "--from", "2026-11-24", "--to", "2026-11-20"], "is after the last"),
        (["confirm-date", "tomorrow"], "tomorrow is no date"),
        (["policy", "set", "{}"], "this PC has no account nobodyhere"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    root: Root, tmp_path: Path, words: list[str], said: str
) -> None:
    """A code of the service is no answer, and nothing is given that was over before it began."""
    rules = tmp_path / "p.toml"
    rules.write_text(
        'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n[[child]]\nid = "m"\nname = "M"\n'
        'accounts = ["nobodyhere"]\nbirth = 2016-01-01\n',
        encoding="utf-8",
    )
    before = root.tells("record", "--count", "1")["rows"][0]["seq"]
    assert said in root.says(*(word.format(rules) for word in words), code=2)
    assert root.tells("record", "--count", "1")["rows"][0]["seq"] == before


# --- what a parent does -----------------------------------------------------------------------


def test_pause_lock_and_resume(root: Root) -> None:
    """Each takes effect, and is seen in the status."""
    for verb, reason in (("pause", "pause"), ("lock", "lock_now")):
        root.says(verb, "10")
        card = root.tells("status")["today"]["cards"][0]
        assert (card["screen"], card["why"]["reason"]) == (2, reason)
        assert root.says("resume") == "Minh's PC is open again.\n"
    assert root.tells("status")["today"]["cards"][0]["screen"] < 2


def test_a_grant_is_given_and_recorded(root: Root) -> None:
    """For the PC, for one program, and as a bonus for the day."""
    assert root.says("grant", "15") == "Gave Minh 15 minutes more.\n"
    assert root.says("grant", "15", "--app", "steam") == "Gave Minh 15 minutes more of steam.\n"
    assert root.says("grant", "15", "--bonus") == "Added 15 minutes to Minh's day.\n"
    assert root.tells("grant", "10")["id"]


CHILD_ASKS = """
import sys
from pathlib import Path
from app.api.child import Ask
from app.link.client import Client
with Client(Path(sys.argv[1])) as client:
    print(client.ask(Ask("time", minutes=20, words="nốt ván này")))
"""


def test_a_child_asks_and_is_answered(root: Root, house: House) -> None:
    """The request is seen with its words, answered once, and gone."""
    command = [sys.executable, "-I", "-c", CHILD_ASKS, str(house.socket)]
    subprocess.run(
        command, check=True, user=house.child.uid, group=house.child.gid, extra_groups=[], cwd="/"
    )
    said = root.says("requests")
    assert "Minh: asks for 20 minutes more" in said and "nốt ván này" in said
    waiting = root.tells("requests")
    assert root.says("answer", waiting[0]["id"], "yes", "--minutes", "10") == "Answered.\n"
    assert "No request is waiting" in root.says("requests")
    refused = root.tells("answer", waiting[0]["id"], "no", code=2)["error"]
    assert refused["reason"] == "unknown_request"


def test_a_date_is_vouched_for(root: Root) -> None:
    """Today is confirmed; another day is not believed."""
    status = root.tells("status")
    today = root.tells("confirm-date")
    assert today["done"]
    other = (date.today() - timedelta(days=3)).isoformat()
    assert root.tells("confirm-date", other, code=2)["error"]["reason"] == "not_today"
    assert root.tells("status")["clock_ms"] >= status["clock_ms"]


# --- who may ----------------------------------------------------------------------------------


def test_a_password_opens_and_a_wrong_one_does_not(
    root: Root, house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Root sets it, another adult uses it; wrong, missing, or in a child's session: exit 4."""
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    with secret.open() as given:
        said = root.says("reset-password", "--password-fd", str(given.fileno()))
    assert said == "The password is set.\n"
    verb = ("grant", "5", "--socket", str(house.socket))
    code, out, _ = house.asks(house.parent, *verb, secret=PASSWORD)
    assert (code, out) == (0, "Gave Minh 5 minutes more.\n")
    code, _, err = house.asks(house.parent, *verb, secret="wrong")
    assert code == 4 and "The password is wrong" in err
    code, _, err = house.asks(house.parent, *verb)
    assert code == 4 and "--password-fd" in err
    code, _, err = house.asks(house.child, *verb, secret=PASSWORD)
    assert code == 4 and "never asked for" in err


def test_only_root_resets_installs_and_releases(house: House) -> None:
    """Everybody else is told to use sudo."""
    for verb in ("reset-password", "install", "uninstall", "release"):
        code, out, err = house.asks(house.parent, verb)
        assert (code, out) == (4, "")
        assert f"sudo luytre {verb}" in err


# --- what is wrong ----------------------------------------------------------------------------


def test_wrong_input_is_exit_2(root: Root, house: House) -> None:
    """A child, a time, a day or minutes that cannot be."""
    assert "There is no child Bo. Known: Minh." in root.says("grant", "5", "--child", "Bo", code=2)
    assert "no local time" in root.says("explain", "--at", "tomorrow", code=2)
    for far in ("9999-12-31", "0001-01-01"):
        for words in (("explain", "--at"), ("report", "--to"), ("grant", "5", "--until")):
            assert "from 1970 to 2199" in root.says(*words, far, code=2)
    assert "date" in root.says("report", "--days", "99999999999", code=2)
    assert "no date" in root.says("report", "--from", "yesterday", code=2)
    assert "more than 0" in root.says("grant", "0", code=2)
    assert "no such file" in root.says("policy", "set", "/nowhere.toml", code=2)
    wanted = root.says("grant", "5", "--until", "soon", code=2)
    assert "time" in wanted
    assert "out of bounds" in root.says("grant", "99999999", code=2)
    assert "out of bounds" in root.says("explain", "--child", "Minh", "--app", "x" * 5000, code=2)
    huge = house.folder / "huge.toml"
    huge.write_text("# " + "x" * 5_000_000, encoding="utf-8")
    assert "Too large" in root.says("policy", "set", str(huge), code=2)
    code, _, err = house.asks(
        house.parent, "grant", "5", "--socket", str(house.socket), "--password-fd", "77"
    )
    assert code == 2 and "77" in err


def test_no_service_is_exit_3(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The sentence says how to start it, the JSON what was tried."""
    nowhere = str(tmp_path / "no.sock")
    assert main(["status", "--socket", nowhere, "--lang", "en"]) == 3
    assert "sudo ./run" in capsys.readouterr().err
    assert main(["status", "--json", "--socket", nowhere]) == 3
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["code"], error["reason"], error["socket"]) == (3, "not_running", nowhere)


def test_a_socket_behind_a_closed_door_is_exit_4(house: House, tmp_path: Path) -> None:
    """An account that may not open it is told so."""
    (tmp_path / "shut").mkdir(mode=0o700)
    code, _, err = house.asks(house.parent, "status", "--socket", str(tmp_path / "shut" / "s"))
    assert code == 4 and "may not open" in err
