"""The rules for every test are themselves tested, on a small project that breaks them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import allowed_skips

HERE = Path(__file__).parent
JOURNEY = """
import pytest

def test_runs():
    "It runs."

def test_skips():
    "It skips."
    pytest.skip("no display")

@pytest.mark.parametrize("desktop", ["x11", "wayland"])
def test_skips_by_row(desktop):
    "It skips one row."
    if desktop == "wayland":
        pytest.skip("no compositor")

@pytest.mark.skipif(True, reason="never here")
def test_skipif():
    "It is never run."

@pytest.mark.xfail(reason="known")
def test_hidden():
    "Its failure is hidden."
    assert False
"""
ALL_ALLOWED = """\
tests/journeys/test_one.py::test_skips # no display in CI
tests/journeys/test_one.py::test_skips_by_row[wayland] # no compositor in CI
tests/journeys/test_one.py::test_skipif # never
tests/journeys/test_one.py::test_hidden # issue 7
tests/journeys/test_two.py # needs a kernel module
"""


def project(root: Path, allowed: str) -> Path:
    """A project with our conftest, two files of journeys and one ordinary test that skips."""
    journeys = root / "tests" / "journeys"
    journeys.mkdir(parents=True)
    shutil.copy(HERE / "conftest.py", root / "tests")
    (journeys / "test_one.py").write_text(JOURNEY)
    (journeys / "test_two.py").write_text(
        "import pytest\npytest.skip('no module', allow_module_level=True)\n"
    )
    (root / "tests" / "test_plain.py").write_text(
        "import pytest\n\ndef test_plain():\n    'It skips.'\n    pytest.skip('fine here')\n"
    )
    (root / "tests" / "journeys" / "allowed_skips.txt").write_text(allowed)
    (root / "pytest.ini").write_text("[pytest]\nmarkers = journey\n  bench\n  logs_warnings\n")
    return root


def run(root: Path, *, ci: bool) -> dict[str, int]:
    """Run pytest there and give the numbers of its closing line, by word."""
    environment = {**os.environ, "CI": "true" if ci else "", "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    closing = done.stdout.strip().splitlines()[-1]
    found = {word: int(number) for number, word in re.findall(r"(\d+) ([a-z]+)", closing)}
    assert found, done.stdout + done.stderr
    return found


def test_a_skipped_journey_fails_in_ci(tmp_path: Path) -> None:
    """With CI=true every way of not running a journey is a failure; other skips stay skips."""
    root = project(tmp_path, "")
    (root / "tests" / "journeys" / "test_two.py").unlink()
    # Two skip while they run and one hides its failure; the fourth skips before it starts.
    assert run(root, ci=True) == {"failed": 3, "passed": 2, "skipped": 1, "error": 1}


def test_a_skipped_file_of_journeys_fails_in_ci(tmp_path: Path) -> None:
    """A file that skips itself whole is a failure too, although none of its tests was collected."""
    root = project(tmp_path, "")
    (root / "tests" / "journeys" / "test_one.py").unlink()
    found = run(root, ci=True)
    assert found.get("error", 0) == 1


def test_an_allowed_journey_may_skip_in_ci(tmp_path: Path) -> None:
    """A node id on the list, whole or with its row, skips as usual."""
    found = run(project(tmp_path, ALL_ALLOWED), ci=True)
    assert "failed" not in found
    assert "error" not in found
    assert found["skipped"] == 5


def test_skips_outside_ci_stay_skips(tmp_path: Path) -> None:
    """On a developer's machine a journey that cannot run skips and says so."""
    found = run(project(tmp_path, ""), ci=False)
    assert "failed" not in found
    assert found["skipped"] == 5


def test_an_unexpected_warning_fails(tmp_path: Path) -> None:
    """A logged warning fails its test unless the test is marked or looks at the log."""
    root = project(tmp_path, ALL_ALLOWED)
    (root / "tests" / "test_log.py").write_text(
        "import logging\nimport pytest\n\n"
        "def test_bad():\n    logging.getLogger('x').warning('who asked')\n\n"
        "@pytest.mark.logs_warnings\ndef test_marked():\n    logging.warning('asked')\n\n"
        "def test_looks(caplog):\n    logging.warning('seen')\n    assert 'seen' in caplog.text\n\n"
        "def test_informs():\n    logging.getLogger('x').info('fine')\n"
    )
    found = run(root, ci=False)
    assert found["error"] == 1
    assert "failed" not in found


def test_a_reason_is_demanded() -> None:
    """The list is read with its reasons, and a line without one is named."""
    assert allowed_skips("# head\n\na.py::t[x#1] # why not\n") == {"a.py::t[x#1]": "why not"}
    with pytest.raises(ValueError, match="line 2"):
        allowed_skips("a # b\nc\n")


def test_the_committed_list_names_real_files() -> None:
    """Every entry of the committed list has a reason and names a file that exists."""
    path = HERE / "journeys" / "allowed_skips.txt"
    for node in allowed_skips(path.read_text(encoding="utf-8")):
        assert (HERE.parent / node.partition("::")[0]).is_file(), node
