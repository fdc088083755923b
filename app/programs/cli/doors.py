"""The modules behind the verbs, each loaded by the verb that needs it and by no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType


def _status() -> ModuleType:
    from app.programs.cli import status

    return status


def _explain() -> ModuleType:
    from app.programs.cli import explain

    return explain


def _look() -> ModuleType:
    from app.programs.cli import look

    return look


def _give() -> ModuleType:
    from app.programs.cli import give

    return give


def _lists() -> ModuleType:
    from app.programs.cli import lists

    return lists


def _policy() -> ModuleType:
    from app.programs.cli import policy

    return policy


def _simulate() -> ModuleType:
    from app.programs.cli import simulate

    return simulate


def _judge() -> ModuleType:
    from app.programs.cli import judge

    return judge


def _setup() -> ModuleType:
    from app.programs.cli import setup

    return setup


def _password() -> ModuleType:
    from app.programs.cli import password

    return password


def _advice() -> ModuleType:
    from app.programs.cli import advice

    return advice


def _system() -> ModuleType:
    from app.programs.cli import system

    return system


DOORS: Mapping[str, Callable[[], ModuleType]] = {
    "status": _status,
    "explain": _explain,
    "look": _look,
    "give": _give,
    "lists": _lists,
    "policy": _policy,
    "simulate": _simulate,
    "judge": _judge,
    "setup": _setup,
    "password": _password,
    "advice": _advice,
    "system": _system,
}
