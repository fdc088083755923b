"""The desktop's keyring, for real: a session bus, a keyring service, and none of either."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from app.model.errors import StoreDamaged
from app.store import ring

ROOT = Path(__file__).parents[2]

PERSON = """
import sys
from pathlib import Path
from app.store.keys import PersonKey
from app.store.ring import session_ring
person = PersonKey(Path(sys.argv[1]), session_ring())
print(person.key().hex(), person.limits())
"""
SESSION = """
printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
"$0" -c "$1" "$2" && "$0" -c "$1" "$2"
"""


def run(command: list[str], home: Path) -> list[str]:
    """Run with a home of its own and no session of the person who runs the tests."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DBUS", "XDG"))
    }
    environment = {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="no keyring service on this machine",
)
def test_a_real_keyring_keeps_the_key(tmp_path: Path) -> None:
    """Two programs of one session get the same key, and no file holds it."""
    path = tmp_path / "key"
    arguments = [sys.executable, PERSON, str(path)]
    first, second = run(["dbus-run-session", "--", "bash", "-c", SESSION, *arguments], tmp_path)
    assert first == second
    assert len(bytes.fromhex(first.split()[0])) == 32
    assert first.endswith("()")
    assert path.with_name("key.in-keyring").exists()
    assert not path.exists()


def test_without_a_session_the_key_is_in_a_file(tmp_path: Path) -> None:
    """With no bus there is no keyring; the key goes into a file and that is told."""
    (line,) = run([sys.executable, "-c", PERSON, str(tmp_path / "key")], tmp_path)
    assert line.endswith("('key_in_file',)")
    assert (tmp_path / "key").exists()


class Locked(KeyringBackend):
    """A keyring whose person said no."""

    priority = 5.0

    def get_password(self, service: str, username: str) -> str | None:
        """Refuse."""
        raise keyring.errors.KeyringLocked("dismissed")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refuse."""
        raise keyring.errors.KeyringLocked("dismissed")


def test_a_locked_keyring_is_told_by_our_name() -> None:
    """A refusal becomes the one error that callers know."""
    for ask in (
        lambda: ring.SessionRing(Locked()).get_password("luytre", "store"),
        lambda: ring.SessionRing(Locked()).set_password("luytre", "store", "x"),
    ):
        with pytest.raises(StoreDamaged, match="key: asking the keyring"):
            ask()


def test_a_locked_keyring_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring that does not answer is not offered."""
    monkeypatch.setattr(keyring, "get_keyring", Locked)
    assert ring.session_ring() is None
