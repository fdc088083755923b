"""A parent in an account of his own: sets the password, signs in, and a child's account cannot."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.rig import Rig, until
from tests.platforms.people import Person, _people

TALK = """
import json, pathlib, sys
from app.api import child, parent
from app.link.client import Client, Unreachable
said = []
try:
    with Client(pathlib.Path(sys.argv[1]), 60) as client:
        said.append(client.role)
        for name, arguments in json.loads(sys.argv[2]):
            kind = getattr(parent, name, None) or getattr(child, name)
            answer = client.ask(kind(*arguments))
            said.append([type(answer).__name__, getattr(answer, "reason", "")])
except Unreachable as error:
    said.append([error.code, error.why])
print(json.dumps(said))
"""


@pytest.fixture
def adult() -> Iterator[Person]:
    """Somebody else's account on the same PC."""
    people = _people()
    yield next(people)
    next(people, None)


def talk(pc: Rig, person: Person, *questions: tuple[str, list[Any]]) -> list[Any]:
    """What somebody is answered over the public socket."""
    done = subprocess.run(
        [
            str(pc.prefix / "bin" / "python"),
            "-I",
            "-c",
            TALK,
            str(pc.socket),
            json.dumps(questions),
        ],
        user=person.uid,
        group=person.gid,
        extra_groups=[],
        capture_output=True,
        check=True,
        text=True,
    )
    answers: list[Any] = json.loads(done.stdout)
    return answers


def test_the_password_opens_an_adults_account_and_no_childs(pc: Rig, adult: Person) -> None:
    """First set by any adult, then asked for; wrong ones are slowed down; a child is not heard."""
    pc.start()
    pc.rule()
    secret = "tre xanh bao giờ"
    said = talk(pc, adult, ("TodayQ", []), ("SetPassword", [secret]), ("TodayQ", []))
    assert said == ["adult", ["No", "not_parent"], ["Done", ""], ["Today", ""]]
    assert talk(pc, adult, ("TodayQ", []))[1] == ["No", "not_parent"]
    said = talk(pc, adult, ("SetPassword", ["another one"]), ("SignIn", [secret]), ("TodayQ", []))
    assert said[1:] == [["No", "not_parent"], ["Done", ""], ["Today", ""]]

    wrong = talk(pc, adult, *[("SignIn", ["wrong"])] * 5)
    assert wrong[1:4] == [["No", "wrong"]] * 3
    assert ["No", "rate"] in wrong[4:]
    until(lambda: pc.codes().count("wrong_password") >= 3, 5)

    for question in (("SignIn", [secret]), ("TodayQ", []), ("StatusQ", [])):
        said = talk(pc, pc.child, question)
        assert said[0] == "child"
        assert said[1][0] in ("No", "closed"), said


def test_a_code_is_good_once_in_the_childs_session(pc: Rig, adult: Person) -> None:
    """Six digits from the sheet give what was asked for; the same digits give nothing again."""
    pc.start()
    pc.rule("[child.week.all]\nminutes = 0\n")
    from app.api import parent as api

    code = pc.ask(api.NewCodes()).sheet[0]
    ask = ("Code", [code, "time", 15, ""])
    said = talk(pc, pc.child, ask, ask)
    assert said == ["child", ["Done", ""], ["No", "wrong"]]
    assert pc.card().why.reason == "grant"
    guesses = [("Code", [f"00000{n}", "time", 15, ""]) for n in range(6)]
    assert ["No", "rate"] in talk(pc, pc.child, *guesses)
    assert talk(pc, adult, ask)[1][0] in ("No", "closed")
