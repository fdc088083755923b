"""How the installer speaks: Vietnamese to those whose system does, English to all others."""

from __future__ import annotations

import os
import sys


def is_vietnamese() -> bool:
    """Whether whoever runs this reads Vietnamese, as the environment tells."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.startswith("vi")
    return False


def say(english: str, vietnamese: str) -> None:
    """Print one sentence, at once."""
    print(vietnamese if is_vietnamese() else english, flush=True)


class Impossible(Exception):
    """This machine cannot be installed on, or the installation failed; both sentences say why."""

    def __init__(self, english: str, vietnamese: str) -> None:
        """Keep both sentences; the installer's edge prints the right one."""
        self.english = english
        self.vietnamese = vietnamese
        super().__init__(english)


def complain(problem: Impossible) -> None:
    """Print why it cannot be done, where errors go."""
    sentence = problem.vietnamese if is_vietnamese() else problem.english
    print(sentence, file=sys.stderr, flush=True)
