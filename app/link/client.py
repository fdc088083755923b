"""The blocking client: one question, one answer, for the command line and for scripts.

It says in one code why the service cannot be asked, because that is the sentence people read
most often: it does not run, this account may not, it speaks another version.
"""

from __future__ import annotations

import socket
import struct
from collections import deque
from pathlib import Path
from types import TracebackType

from app.api import wire
from app.api.child import PROTOCOL_VERSION, Done, FromPublic, Hello, No, ToChild
from app.api.parent import Changed, FromParent, SignIn, ToParent
from app.model.errors import LuytreError

CHUNK = 64 * 1024  # bytes read at once
WAIT_S = 30.0  # for an answer; a sign-in takes one of Argon2id, an export of a year seconds
_READ = wire.decoder(ToChild | ToParent)


class Unreachable(LuytreError):
    """The service cannot be asked. `code` is one of these, `path` the socket.

    `not_running` nobody listens, `no_permission` the socket may not be opened by this account,
    `refused` it was opened and shut (`why` has the service's reason: `connections`, `rate`,
    `nobody`, `version`), `closed` it went away, `timeout` no answer came, `garbled` what came is
    not our protocol.
    """

    def __init__(self, code: str, path: Path, why: str = "") -> None:
        """Keep the parts apart; words are made at the top."""
        self.code = code
        self.path = path
        self.why = why
        super().__init__(f"{code}{f' ({why})' if why else ''}: {path}")


class Client:
    """A connection to the service. `role` is what this account is to it (`child adult root`)."""

    def __init__(self, path: Path, wait_s: float = WAIT_S) -> None:
        """Connect and greet. Raises Unreachable."""
        self._path = path
        self._reader: wire.FrameReader[ToChild | ToParent] = wire.FrameReader(
            _READ, wire.FOR_PARENT
        )
        self._answers: deque[ToChild | ToParent] = deque()
        self._changes: deque[Changed] = deque()
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._connect(wait_s)
            self.role = self._greet()
        except BaseException:
            self._line.close()
            raise

    def __enter__(self) -> Client:
        """Be closed at the end of a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Let go of the service."""
        self._line.close()

    def ask(self, message: FromParent | FromPublic) -> ToParent | ToChild:
        """Ask and give the one answer; a refusal is an answer (`No`). Raises Unreachable."""
        body = wire.frame(message)
        try:
            self._line.sendall(body)
        except TimeoutError:
            raise Unreachable("timeout", self._path) from None
        except (BrokenPipeError, ConnectionResetError):
            pass  # it shut the line, and why may still be there to read
        while not self._answers:
            self._read()
        return self._answers.popleft()

    def sign_in(self, secret: str) -> No | None:
        """Become a parent by password or recovery code: None, or the refusal with its wait.

        Raises Unreachable.
        """
        answer = self.ask(SignIn(secret))
        return answer if isinstance(answer, No) else None

    def change(self) -> Changed:
        """Wait for the next Changed after a Follow. Raises Unreachable, `timeout` if none came."""
        while not self._changes:
            self._read()
        return self._changes.popleft()

    # --- the line -------------------------------------------------------------------------------

    def _connect(self, wait_s: float) -> None:
        # A socket with a Python timeout does not wait for room in a full queue of connections (the
        # kernel says EAGAIN, not EINPROGRESS); a blocking one does, as long as the kernel is told.
        wait = struct.pack("ll", int(wait_s), int(wait_s % 1 * 1_000_000))
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, wait)
        try:
            self._line.connect(str(self._path))
        except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
            raise Unreachable("not_running", self._path) from None
        except PermissionError:
            raise Unreachable("no_permission", self._path) from None
        except BlockingIOError:
            raise Unreachable("timeout", self._path) from None
        except OSError as error:  # such as a path longer than a socket's name can be
            raise Unreachable("not_running", self._path, str(error)) from None
        self._line.settimeout(wait_s)

    def _greet(self) -> str:
        answer = self.ask(Hello(PROTOCOL_VERSION))
        if isinstance(answer, Done):
            return answer.id
        why = answer.reason if isinstance(answer, No) else ""
        raise Unreachable("refused", self._path, why)

    def _read(self) -> None:
        """Read once and sort what came: changes to one side, answers to the other."""
        try:
            data = self._line.recv(CHUNK)
            found = self._reader.feed(data)
        except TimeoutError:
            raise Unreachable("timeout", self._path) from None
        except ConnectionResetError:
            data, found = b"", []
        except wire.WireError as error:
            raise Unreachable("garbled", self._path, error.code) from None
        if not data:
            raise Unreachable("closed", self._path)
        for message in found:
            if isinstance(message, Changed):
                self._changes.append(message)
            else:
                self._answers.append(message)
