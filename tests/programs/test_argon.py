"""The secret's helper, as the process it is."""

import json
import resource
import subprocess
import sys
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.programs import argon

COMMAND = [sys.executable, "-I", "-m", "app.programs.argon"]


def run(question: Any) -> subprocess.CompletedProcess[bytes]:
    """Ask the program once, as the service does: no environment, in the root folder."""
    data = question if isinstance(question, bytes) else json.dumps(question).encode()
    return subprocess.run(COMMAND, input=data, capture_output=True, cwd="/", env={}, timeout=60)


def test_made_and_checked() -> None:
    """The secret is good for its hash, another is not, and the salt is new each time."""
    made = json.loads(run({"secret": "tre xanh"}).stdout)["stored"]
    again = json.loads(run({"secret": "tre xanh"}).stdout)["stored"]
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert made != again
    for secret, good in (("tre xanh", True), ("tre xanH", False), ("", False)):
        done = run({"secret": secret, "stored": made})
        assert json.loads(done.stdout) == {"good": good}
        assert (done.returncode, done.stderr) == (0, b"")


def test_accents_composed_or_not() -> None:
    """What one keyboard writes as one letter and another as two is the same password."""
    composed, apart = "l\u0169y tre", "lu\u0303y tre"
    assert composed != apart
    assert argon.check(apart, argon.make(composed))


def test_a_hash_of_other_parameters_is_checked_by_its_own() -> None:
    """A hash stored by an older or newer version goes on being good."""
    kdf = Argon2id(salt=b"x" * 16, length=32, iterations=1, lanes=1, memory_cost=1024)
    assert argon.check("tre", kdf.derive_phc_encoded(b"tre"))


BAD = {
    "nothing": b"",
    "no JSON": b"tre xanh",
    "no object": b"[1]",
    "no secret": b"{}",
    "a number": b'{"secret": 1}',
    "something more": b'{"secret": "a", "argv": "b"}',
    "no hash": b'{"secret": "a", "stored": "tre"}',
    "another hash": b'{"secret": "a", "stored": "$2b$12$abcdefghijklmnopqrstuv"}',
    "half a hash": b'{"secret": "a", "stored": "$argon2id$v=19$m=65536,t=3,p=4$AAAA"}',
    "too long": b'{"secret": "' + b"a" * 20_000 + b'"}',
    "no text": b'{"secret": "\xff"}',
}


@pytest.mark.parametrize("case", BAD)
def test_bad_questions(case: str) -> None:
    """What is not understood ends with 2 and one line, and repeats nothing."""
    done = run(BAD[case])
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"argon: ")
    assert done.stderr.count(b"\n") == 1
    assert b"tre" not in done.stderr


def test_it_takes_its_memory_with_it() -> None:
    """The 64 MB are the helper's, who is gone; that is what it is a program for."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run({"secret": "tre xanh"})
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert children > 64 * 1024
    assert after - before < 8 * 1024
