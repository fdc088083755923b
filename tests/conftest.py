"""What holds for every test: no unexpected warning, no journey skipped unseen, no hidden luck.

- A test in which our code logs a warning fails, unless it is marked `logs_warnings` or takes
  `caplog`.
- With CI=true a skip (or an expected failure) in tests/journeys is a failure, unless its node id
  stands in tests/journeys/allowed_skips.txt together with the reason: a journey that does not run
  proves nothing, and a green line would say it did.
- Qt draws off screen here. Journeys give their programs an environment of their own.
"""

import logging
import os
import signal
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What is started in the background of a script ignores Ctrl+C, and so would every program of ours.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)

JOURNEYS = "tests/journeys/"
ALLOWED_SKIPS = Path(__file__).parent / "journeys" / "allowed_skips.txt"

# No deadline: on two busy cores it measures the neighbours. In CI the same examples each time, so
# that a red run can be repeated; `./check --deep` looks for new ones.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.register_profile(
    "deep",
    deadline=None,
    max_examples=2_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


def allowed_skips(text: str) -> dict[str, str]:
    """Read the list of journeys that may be skipped: `node id # reason`, one a line.

    Raises ValueError naming the line that has no reason.
    """
    allowed = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        node, _, reason = line.partition(" # ")
        if not reason.strip():
            raise ValueError(f"{ALLOWED_SKIPS.name} line {number} gives no reason: {line}")
        allowed[node.strip()] = reason.strip()
    return allowed


def _forbidden_skip(nodeid: str) -> bool:
    if os.environ.get("CI") != "true" or not nodeid.startswith(JOURNEYS):
        return False
    text = ALLOWED_SKIPS.read_text(encoding="utf-8") if ALLOWED_SKIPS.exists() else ""
    allowed = allowed_skips(text)
    return nodeid not in allowed and nodeid.partition("[")[0] not in allowed


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.outcome == "skipped" and _forbidden_skip(report.nodeid):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        why = getattr(report, "wasxfail", None) or why
        report.outcome = "failed"
        report.longrepr = f"skipped, and not in {ALLOWED_SKIPS.name}: {why}"
        if hasattr(report, "wasxfail"):
            del report.wasxfail


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped journey into a failed one."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a skipped file of journeys into a failed one."""
    report = yield
    _fail_if_skipped(report)
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark journeys and benches by where they live, so that nobody can forget it."""
    for item in items:
        if item.nodeid.startswith(JOURNEYS):
            item.add_marker(pytest.mark.journey)
        elif item.nodeid.startswith("bench/"):
            item.add_marker(pytest.mark.bench)


class _Kept(logging.Handler):
    """Keeps warnings and worse until the test has ended."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    expects = request.node.get_closest_marker("logs_warnings") or "caplog" in request.fixturenames
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    yield
    logging.getLogger().removeHandler(kept)
    if kept.records and not expects:
        lines = "\n".join(f"{one.name}: {one.getMessage()}" for one in kept.records)
        pytest.fail(f"an unexpected warning was logged:\n{lines}", pytrace=False)
