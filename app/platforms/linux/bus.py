"""A D-Bus connection for any event loop: it has a descriptor to wait on and never waits by itself.

The service waits with asyncio, the agent with Qt; both give `fileno` to their loop and call `ready`
when something came. Only `call` waits for its answer, with a limit, and is meant for the start.
jeepney packs and unpacks the messages; it is pure Python and already carried by `keyring`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    new_method_call,
)
from jeepney.io.blocking import (  # type: ignore[import-untyped]
    DBusConnection,
    open_dbus_connection,
)

from app.model.errors import Unsupported

SYSTEM, SESSION = "SYSTEM", "SESSION"
_PATIENCE_S = 2.0

Body = tuple[Any, ...]
Answered = Callable[[Body | None], None]
Heard = Callable[[str, Body], None]


@dataclass(frozen=True, slots=True)
class Place:
    """An interface of an object of a program: whom a message is for, or whom a signal is from."""

    name: str
    path: str
    interface: str


@dataclass(frozen=True, slots=True)
class _Ear:
    place: Place
    member: str
    heard: Heard


_DAEMON = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class Bus:
    """One connection; nothing on it can hold the program up but `call`, and that not for long."""

    def __init__(self, address: str) -> None:
        """Connect to SYSTEM, SESSION or an address such as `unix:path=/x`. Raises Unsupported."""
        try:
            self._connection: DBusConnection = open_dbus_connection(address, enable_fds=True)
        except (OSError, KeyError, ValueError, RuntimeError, StopIteration) as error:
            raise Unsupported(f"no D-Bus: {error}") from error
        self._waiting: dict[int, Answered] = {}
        self._early: list[Message] = []
        self._ears: list[_Ear] = []
        self._followers: list[tuple[str, Callable[[bool], None]]] = []
        self._owners: dict[str, str] = {_DAEMON.name: _DAEMON.name}

    def fileno(self) -> int:
        """Give the descriptor to wait on for reading."""
        return int(self._connection.sock.fileno())

    def call(self, place: Place, member: str, signature: str = "", *body: Any) -> Body:
        """Ask and wait, two seconds for each message. Raises Unsupported with the reason.

        Signals and answers that come meanwhile are given out before it returns.
        """
        answer = self._answer(place, self._send(place, member, signature, body))
        # What came meanwhile woke nobody: the descriptor will not be readable for it again.
        early, self._early = self._early, []
        for message in early:
            self._take(message)
        if answer.header.message_type is not MessageType.method_return:
            why = answer.header.fields.get(HeaderFields.error_name, "")
            raise Unsupported(f"{place.name} refuses {member}: {why}")
        return tuple(answer.body)

    def ask(
        self, place: Place, member: str, answered: Answered, signature: str = "", *body: Any
    ) -> None:
        """Ask without waiting; `answered` gets the answer from `ready`, None = refused."""
        self._waiting[self._send(place, member, signature, body)] = answered

    def listen(self, place: Place, member: str, heard: Heard) -> None:
        """Hear a signal from this program alone; path "" = any object. Raises Unsupported.

        A match rule keeps nobody from sending us a signal directly: whoever does not own the name
        is not heard.
        """
        self.follow(place.name)
        self._ears.append(_Ear(place, member, heard))
        rule = MatchRule(
            type="signal",
            sender=place.name,
            interface=place.interface,
            member=member,
            path=place.path or None,
        )
        self.call(_DAEMON, "AddMatch", "s", rule.serialise())

    def follow(self, name: str, changed: Callable[[bool], None] | None = None) -> bool:
        """Know who owns a name, and say whether anybody does; `changed` is told from then on.

        Raises Unsupported.
        """
        if changed is not None:
            self._followers.append((name, changed))
        if name not in self._owners:
            rule = MatchRule(
                type="signal",
                sender=_DAEMON.name,
                interface=_DAEMON.interface,
                member="NameOwnerChanged",
                path=_DAEMON.path,
            )
            rule.add_arg_condition(0, name)
            self.call(_DAEMON, "AddMatch", "s", rule.serialise())
            (owned,) = self.call(_DAEMON, "NameHasOwner", "s", name)
            owner = self.call(_DAEMON, "GetNameOwner", "s", name) if owned else ("",)
            self._owners[name] = owner[0]
        return bool(self._owners[name])

    def ready(self) -> bool:
        """Take everything that came; False = the other end is gone and the connection useless."""
        try:
            while True:
                self._take(self._connection.receive(timeout=0))
        except TimeoutError:
            return True
        except (OSError, RuntimeError, ValueError):
            return False

    def close(self) -> None:
        """Close the connection; open questions stay unanswered."""
        self._waiting.clear()
        self._connection.close()

    def _answer(self, place: Place, serial: int) -> Message:
        while True:
            try:
                message = self._connection.receive(timeout=_PATIENCE_S)
            except (OSError, RuntimeError, ValueError) as error:  # TimeoutError is an OSError
                raise Unsupported(f"{place.name} does not answer: {error}") from error
            if _reply_to(message) == serial:
                return message
            self._early.append(message)

    def _send(self, place: Place, member: str, signature: str, body: Body) -> int:
        address = DBusAddress(place.path, place.name, place.interface)
        message = new_method_call(address, member, signature or None, body)
        serial = int(next(self._connection.outgoing_serial))
        try:
            self._connection.send(message, serial=serial)
        except OSError as error:
            raise Unsupported(f"no D-Bus: {error}") from error
        return serial

    def _take(self, message: Message) -> None:
        serial = _reply_to(message)
        if serial is not None:
            answered = self._waiting.pop(serial, None)
            good = message.header.message_type is MessageType.method_return
            if answered is not None:
                answered(tuple(message.body) if good else None)
        elif message.header.message_type is MessageType.signal:
            self._hear(message)

    def _hear(self, message: Message) -> None:
        fields = message.header.fields
        sender = fields.get(HeaderFields.sender, "")
        signal = (fields.get(HeaderFields.interface), fields.get(HeaderFields.member))
        path = fields.get(HeaderFields.path, "")
        if sender == _DAEMON.name and signal == (_DAEMON.interface, "NameOwnerChanged"):
            name, _, owner = message.body
            self._owned(name, owner)
        for ear in list(self._ears):
            wanted = (ear.place.interface, ear.member) == signal and ear.place.path in ("", path)
            if wanted and sender and sender == self._owners[ear.place.name]:
                ear.heard(path, tuple(message.body))

    def _owned(self, name: str, owner: str) -> None:
        if name not in self._owners:
            return
        self._owners[name] = owner
        for followed, changed in list(self._followers):
            if followed == name:
                changed(bool(owner))


def _reply_to(message: Message) -> int | None:
    return message.header.fields.get(HeaderFields.reply_serial)  # type: ignore[no-any-return]
