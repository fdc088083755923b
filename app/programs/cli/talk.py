"""Asking the service: find it, sign in where rights are needed, turn refusals into exits."""

from __future__ import annotations

import os
import socket
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any, TypeVar

from app.api.child import Done, FromPublic, No
from app.api.parent import FromParent, Status, StatusQ
from app.api.wire import WireError
from app.link.client import Client, Unreachable
from app.programs.cli.codes import INPUT, NOT_ALLOWED, NOT_RUNNING, Stopped
from app.words.catalogue import knows, say
from app.words.forms import left

A = TypeVar("A")
PRODUCT = Path(__file__).resolve().parents[3]
# What was asked was wrong, not who asked.
_INPUT = {"unknown_child", "unknown_request", "incomplete", "kind", "time", "date", "not_today"}
_INPUT |= {"too_short", "too_long", "site", "list"}
_AWAY = {"failed", "no_resolver"}
_NOT_TAKEN = {"unknown", "malformed", "too_long"}  # of a message: it is out of its bounds


def socket_path(chosen: str | None) -> Path:
    """Give `--socket`, else the installed service's, else that of advice mode."""
    if chosen:
        return Path(chosen)
    mark = PRODUCT.name if PRODUCT.parent == Path("/opt") else "luytre"
    installed = Path("/run") / mark / "service.sock"
    runtime = os.environ.get("XDG_RUNTIME_DIR", str(Path.home() / ".cache"))
    advice = Path(runtime) / "luytre" / "service.sock"
    return advice if not _listens(installed) and _listens(advice) else installed


def _listens(path: Path) -> bool:
    """Whether somebody answers there; a service that was stopped leaves its file behind."""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
        except OSError:
            return False
    return True


class Talk:
    """A connection in one language. Every method raises Stopped."""

    def __init__(self, options: Namespace) -> None:
        """Connect and greet."""
        self.lang: str = options.lang
        self._fd: int | None = options.password_fd
        try:
            self._client = Client(socket_path(options.socket))
        except Unreachable as error:
            raise self._unreachable(error) from None

    def __enter__(self) -> Talk:
        """Be closed at the end of a `with`."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close."""
        self._client.close()

    @property
    def role(self) -> str:
        """What this account is to the service: `child`, `adult` or `root`."""
        return self._client.role

    def say(self, key: str, **facts: object) -> str:
        """Give a sentence to a parent."""
        return say(key, self.lang, "parent", **facts)

    def ask(self, message: FromParent | FromPublic, wanted: type[A]) -> A:
        """Ask for one answer of a kind."""
        answer = self._ask(message)
        if isinstance(answer, No):
            raise self._refused(answer)
        if not isinstance(answer, wanted):
            raise Stopped(NOT_RUNNING, self.say("verb.error.unreachable", code="garbled"))
        return answer

    def do(self, message: FromParent) -> str:
        """Have something done; give the id of what it made."""
        return self.ask(message, Done).id

    def sign_in(self) -> Talk:
        """Become a parent: root is one already, everybody else is asked for the password."""
        if self.role == "child":
            raise Stopped(NOT_ALLOWED, self.say("verb.error.child"), reason="child")
        if self.role == "root" or self.ask(StatusQ(), Status).parent:
            return self
        try:
            refused = self._client.sign_in(self._password())
        except Unreachable as error:
            raise self._unreachable(error) from None
        if refused is not None:
            raise self._refused(refused)
        return self

    def given_password(self) -> str:
        """Read what `--password-fd` names, "" without it."""
        if self._fd is None:
            return ""
        try:
            with os.fdopen(self._fd, encoding="utf-8", closefd=False) as given:
                return given.readline().rstrip("\n")
        except (OSError, UnicodeDecodeError):
            text = self.say("verb.error.descriptor", fd=self._fd)
            raise Stopped(INPUT, text, field="--password-fd") from None

    def wait(self) -> None:
        """Wait for something to change after a Follow, or for a while."""
        try:
            self._client.change()
        except Unreachable as error:
            if error.code != "timeout":
                raise self._unreachable(error) from None

    def _password(self) -> str:
        """Read the password from the descriptor that was named, or ask on the terminal."""
        if self._fd is not None:
            return self.given_password()
        if not sys.stdin.isatty():
            text = self.say("verb.error.no_terminal")
            raise Stopped(NOT_ALLOWED, text, reason="not_parent")
        return hidden(self.say("line.password"))

    def _ask(self, message: FromParent | FromPublic) -> Any:
        try:
            return self._client.ask(message)
        except Unreachable as error:
            raise self._unreachable(error) from None
        except WireError:
            text = self.say("verb.error.not_taken")
            raise Stopped(INPUT, text, reason="too_long") from None

    def _unreachable(self, error: Unreachable) -> Stopped:
        path = str(error.path)
        if error.code == "not_running":
            text = self.say("line.error.no_service")
        elif error.code == "no_permission":
            text = self.say("verb.error.no_permission", path=path)
        elif error.why == "version":
            text = self.say("verb.error.version")
        else:
            text = self.say("verb.error.unreachable", code=error.why or error.code)
        code = NOT_ALLOWED if error.code == "no_permission" else NOT_RUNNING
        return Stopped(code, text, reason=error.why or error.code, socket=path)

    def _refused(self, no: No) -> Stopped:
        """Give a refusal with the exit code that fits it."""
        code = INPUT if no.reason in _INPUT | _NOT_TAKEN else NOT_ALLOWED
        if no.reason.startswith("store_") or no.reason in _AWAY:
            code = NOT_RUNNING
        if no.wait_ms:
            text = self.say("line.error.rate", left=left(no.wait_ms, self.lang))
        elif no.reason == "wrong":
            text = self.say("verb.error.wrong")
        elif no.reason in _NOT_TAKEN:
            text = self.say("verb.error.not_taken")
        elif knows(f"console.refused.{no.reason}"):
            text = self.say(f"console.refused.{no.reason}")
        else:
            text = self.say("console.refused.code", code=no.reason)
        return Stopped(code, text, reason=no.reason, wait_ms=no.wait_ms or None)

    def whose(self, name: str) -> tuple[str, str]:
        """Give id and name of the child that was named, or of the only one there is."""
        subjects = self.ask(StatusQ(), Status).subjects
        known = ", ".join(one.name for one in subjects)
        folded = name.casefold()
        for one in subjects:
            if name and folded in (one.id.casefold(), one.name.casefold()):
                return one.id, one.name
        if not name and len(subjects) == 1:
            return subjects[0].id, subjects[0].name
        key = "line.error.unknown_child" if name else "verb.error.whose"
        raise Stopped(INPUT, self.say(key, name=name, known=known or "–"), reason="unknown_child")


def hidden(prompt: str) -> str:
    """Ask for a secret on the terminal without showing it."""
    from getpass import getpass

    return getpass(prompt)


def print_json(message: object) -> None:
    """Print an answer as the service gave it, or what a verb made of it."""
    import msgspec

    print(msgspec.json.format(msgspec.json.encode(message), indent=1).decode())
