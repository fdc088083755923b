"""The verbs that change the PC itself, walked to the end and back by the installed command."""

import json

from tests.container.conftest import CLONE, OFFLINE, install
from tests.container.rig import Container
from tests.container.test_install import picture
from tests.container.test_run import at_a_terminal
from tests.container.test_service import is_ready, main_pid

SECRET = "bamboo hedge 9"


def luytre(container: Container, words: str, *, who: str = "root") -> tuple[int, str, str]:
    """Run the installed command; give exit code, what it answered, and what it said besides."""
    sudo = "" if who == "root" else f"runuser -u {who} -- "
    command = f"cd /; {sudo}env {OFFLINE} luytre {words} </dev/null 2>/tmp/besides"
    said = container.sh(f"{command}; code=$?; echo; echo $code", timeout=180)
    text, _, code = said.rstrip().rpartition("\n")
    return int(code), text.strip(), container.sh("cat /tmp/besides; rm /tmp/besides")


def test_the_command_walks_the_whole_way(plain: Container) -> None:
    """Install again from /opt without the clone, a new password, let go, start, and no trace."""
    before = picture(plain)
    install(plain)
    for verb in ("install", "uninstall", "release", "reset-password"):
        code, _, said = luytre(plain, verb, who="parent")
        assert code == 4 and "Traceback" not in said, (verb, code, said)
        assert "sudo" in said, (verb, said)
    assert is_ready(plain)

    plain.run("mv", CLONE, f"{CLONE}.away")
    old = main_pid(plain)
    code, text, besides = luytre(plain, "install --json")
    assert code == 0 and json.loads(text) == {"done": True, "code": 0}, (text, besides)
    assert "Installed." in besides or "Đã cài xong." in besides
    plain.wait_until(lambda: is_ready(plain), 10, "it does not run")
    assert main_pid(plain) != old
    assert plain.sh("ls -d /opt/luytre.*", check=False) == ""
    plain.run("mv", f"{CLONE}.away", CLONE)

    screen = at_a_terminal(plain, "luytre reset-password --lang en", "password", SECRET, SECRET)
    assert "The password is set." in screen and SECRET not in screen
    plain.write("/home/parent/secret", SECRET, 0o644)
    given = "record --json --password-fd 3 3</home/parent/secret"
    code, text, besides = luytre(plain, given, who="parent")
    assert code == 0 and any(row["code"] == "password_set" for row in json.loads(text)["rows"])
    assert luytre(plain, "record --json", who="parent")[0] == 4
    plain.run("rm", "/home/parent/secret", "/root/typist.py")

    code, text, besides = luytre(plain, "release --json")
    assert code == 0 and json.loads(text)["done"] is True, besides
    code, text, _ = luytre(plain, "status --json")
    assert code == 3 and json.loads(text)["error"]["reason"] == "not_running"
    plain.run("systemctl", "start", "luytre")
    plain.wait_until(lambda: is_ready(plain), 10, "it does not start again")
    assert luytre(plain, "release")[0] == 0
    assert luytre(plain, "release")[0] == 0, "once more must do no harm"

    code, _, besides = luytre(plain, "uninstall")
    assert code == 0 and "Traceback" not in besides, besides
    assert picture(plain) ^ before == set()
