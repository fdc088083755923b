"""Somebody on a bus who owns a name and answers from a table, in a thread of his own."""

import threading
from typing import Any

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import (  # type: ignore[import-untyped]
    DBusConnection,
    open_dbus_connection,
)

Answer = tuple[str, tuple[Any, ...]]  # signature and body


class Answering:
    """Answers by the member that is called; what is not in `answers` is refused.

    asked keeps (member, body) of every question.
    """

    def __init__(self, address: str, name: str, answers: dict[str, Answer]) -> None:
        self.connection: DBusConnection = open_dbus_connection(address)
        self.connection.send_and_get_reply(message_bus.RequestName(name), timeout=5)
        self.answers = answers
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self._leaving = False
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def members(self) -> list[str]:
        """What was asked so far."""
        return [member for member, _ in self.asked]

    def signal(self, path: str, interface: str, member: str, *body: Any, kinds: str = "") -> None:
        """Send a signal to everybody."""
        where = DBusAddress(path, interface=interface)
        self.connection.send(new_signal(where, member, kinds or None, body))

    def leave(self) -> None:
        """Go off the bus."""
        self._leaving = True
        self._thread.join(5)
        self.connection.close()

    def _answer(self) -> None:
        while not self._leaving:
            try:
                message = self.connection.receive(timeout=0.05)
            except TimeoutError:
                continue
            except (OSError, RuntimeError):
                return
            if message.header.message_type is MessageType.method_call:
                self._reply(message)

    def _reply(self, message: Any) -> None:
        member = message.header.fields[HeaderFields.member]
        self.asked.append((member, tuple(message.body)))
        if member not in self.answers:
            self.connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
            return
        signature, body = self.answers[member]
        self.connection.send(new_method_return(message, signature or None, body))
