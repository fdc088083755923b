"""`./check` itself: its options, its list of packages and its memory of what it built."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ./check from a folder that is not its own."""
    return subprocess.run([ROOT / "check", *arguments], cwd="/", capture_output=True, text=True)


def missing(*lists: str) -> list[str]:
    """Ask the function of ./check which packages of these lists are not installed."""
    text = (ROOT / "check").read_text(encoding="utf-8").replace('main "$@"\n', "")
    script = "\n".join(line for line in text.splitlines() if not line.startswith("cd "))
    command = ["bash", "-c", script + '\nmissing_packages "$@"', "check", *lists]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--nonsense"], "unknown option --nonsense"),
        (["-k"], "-k needs an expression"),
        (["--fast", "--deep"], "exclude each other"),
    ],
)
def test_a_wrong_option_is_named(arguments: list[str], says: str) -> None:
    """A wrong option ends with code 2 and words, before anything is built or run."""
    done = check(*arguments)
    assert done.returncode == 2
    assert says in done.stderr


def test_help_shows_every_option() -> None:
    """--help prints what the head of the file says."""
    done = check("--help")
    assert done.returncode == 0
    assert all(option in done.stdout for option in ("--fast", "--deep", "--env", "-k EXPR"))


@pytest.mark.skipif(not Path("/usr/bin/dpkg-query").exists(), reason="not a Debian machine")
def test_missing_packages_are_found(tmp_path: Path) -> None:
    """Installed and provided packages are not missing; an unknown one is, once."""
    asked = tmp_path / "list.txt"
    asked.write_text(
        "# head\ndpkg   # there\nawk # provided by another\n\nno-such-package # gone\n"
    )
    assert missing(str(asked)) == ["no-such-package"]


def test_the_environment_is_built_once() -> None:
    """A second run remembers what the first built, and touches nothing."""
    assert check("--env").returncode == 0
    stamp = ROOT / ".venv" / "stamp"
    before = stamp.stat().st_mtime_ns
    done = check("--env")
    assert (done.returncode, done.stdout) == (0, "")
    assert stamp.stat().st_mtime_ns == before
