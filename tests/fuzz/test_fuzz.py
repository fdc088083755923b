"""Minutes of guided fuzzing; only `./check --deep` runs them."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 90


@pytest.mark.deep
@pytest.mark.timeout(SECONDS * 3)
@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris has no wheel for this Python or machine",
)
@pytest.mark.parametrize("module", ["tests.fuzz.resolver_packets"])
def test_nothing_is_found(module: str, tmp_path: Path) -> None:
    """The fuzzer ends by its clock and not by a finding."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for n, seed in enumerate(_seeds()):
        (corpus / str(n)).write_bytes(seed)
    command = [sys.executable, "-m", module, f"-max_total_time={SECONDS}", "-max_len=600"]
    command += ["-print_final_stats=1", f"-artifact_prefix={tmp_path}/", str(corpus)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3_000:]
    assert "stat::number_of_executed_units" in done.stderr


def _seeds() -> list[bytes]:
    """A few true packets to begin with."""
    name = b"\3www\4porn\4test\0\0\1\0\1"
    opt = b"\0\0\x29\4\xd0\0\0\x80\0\0\0"
    record = b"\xc0\x0c\0\1\0\1\0\0\1\x2c\0\4\n\0\0\1"
    ech = b"\xc0\x0c\0\x41\0\1\0\0\0\1\0\x0d\0\1\0\0\5\0\6\0\4\xfe\r\0\0"
    alias = b"\xc0\x0c\0\5\0\1\0\0\0\x07\0\x04\1x\xc0\x10"
    return [
        b"\0\1\0\0\1\0\0\0\0\0\0" + name,
        b"\0\1\x20\0\1\0\0\0\0\0\1" + name + opt,
        b"\x80\x81\x80\0\1\0\1\0\0\0\1" + record + opt,
        b"\x80\x81\x80\0\1\0\2\0\0\0\0" + alias + ech,
    ]
