"""Messages shown by the desktop itself (the freedesktop.org notifications specification, 1.2).

One message at a time: a new one takes the place of the last. Whoever shows them, they are words
for the child and hold nothing that the child's own programs may not read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.platforms.linux.bus import SESSION, Body, Bus, Place

NAME: Final = "org.freedesktop.Notifications"
PLACE: Final = Place(NAME, "/org/freedesktop/Notifications", NAME)
NORMAL, CRITICAL = 1, 2  # urgency levels; critical ones are shown over a full screen too
_DEFAULT: Final = "default"  # the action of a click on the message itself
_NEVER, _SERVERS_CHOICE = 0, -1  # when it goes by itself


class Notifications:
    """Shows messages on the desktop of a session."""

    def __init__(
        self,
        program: str,
        desktop_file: str,
        chosen: Callable[[str, str], None],
        address: str = SESSION,
    ) -> None:
        """Connect. Raises Unsupported where there is no bus.

        program is the sender's name for people, desktop_file its id; `chosen` is called from
        `ready` with the key of the button pressed, "" for a click on the message itself, and the
        token by which a window may come to the front now, "" = none was given.
        """
        self._program = program
        self._desktop_file = desktop_file
        self._chosen = chosen
        self._shown = 0
        self._asked = 0
        self._token = ""
        self._bus = Bus(address)
        self._bus.listen(PLACE, "ActivationToken", self._allowed)
        self._bus.listen(PLACE, "ActionInvoked", self._pressed)

    def fileno(self) -> int:
        """Give the descriptor to watch for reading."""
        return self._bus.fileno()

    def ready(self) -> bool:
        """Take what came; False = the bus is gone."""
        return self._bus.ready()

    def show(
        self, head: str, body: str, *, urgent: bool, actions: tuple[tuple[str, str], ...] = ()
    ) -> None:
        """Show a message with buttons of (key, label); an urgent one stays until `withdraw`."""
        self._asked += 1
        ours = self._asked

        def answered(body: Body | None) -> None:
            if body is not None and ours == self._asked:
                self._shown = int(body[0])

        buttons = [word for pair in ((_DEFAULT, ""), *actions) for word in pair]
        hints = {
            "urgency": ("y", CRITICAL if urgent else NORMAL),
            "desktop-entry": ("s", self._desktop_file),
            # It is in the child's own window afterwards; a list of the past is not needed twice.
            "transient": ("b", True),
        }
        text = _plain(body)
        until = _NEVER if urgent else _SERVERS_CHOICE
        message = (self._program, self._shown, "", head, text, buttons, hints, until)
        self._bus.ask(PLACE, "Notify", answered, "susssasa{sv}i", *message)

    def withdraw(self) -> None:
        """Take the message away; fine when there is none."""
        if self._shown:
            self._bus.ask(PLACE, "CloseNotification", lambda _: None, "u", self._shown)
            self._shown = 0

    def close(self) -> None:
        """Let go of the bus."""
        self._bus.close()

    def _allowed(self, _path: str, body: Body) -> None:
        """GNOME lets nobody come to the front but whom a press of the user's called."""
        number, token = body
        if number == self._shown:
            self._token = token

    def _pressed(self, _path: str, body: Body) -> None:
        number, key = body
        token, self._token = self._token, ""
        if number == self._shown:
            self._chosen("" if key == _DEFAULT else key, token)


def _plain(text: str) -> str:
    """Give text in which nothing is read as markup: servers may take `<` and `&` for it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
