"""Why a desktop is in use although nobody touches it: sound, a call, a wish not to go idle.

A player tells the desktop's session or power manager that somebody is watching. Whoever of them is
there is asked, in the background: the answer counts from the next look on, a quarter of a minute
later, long before three minutes without input are over.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.model.errors import Unsupported
from app.model.observation import Awake
from app.platforms.linux.bus import Body, Bus, Place
from app.platforms.linux.sound import Sound, server_socket

_GNOME = "org.gnome.SessionManager"  # MATE's and Cinnamon's bear the same name
_POWER = "org.freedesktop.PowerManagement"
_KDE = "org.kde.Solid.PowerManagement.PolicyAgent"
_KDE_PATH = "/org/kde/Solid/PowerManagement/PolicyAgent"
# Whom to ask, and how: place, question, signature and arguments of each.
_QUESTIONS: tuple[tuple[Place, str, str, Body], ...] = (
    (Place(_GNOME, "/org/gnome/SessionManager", _GNOME), "IsInhibited", "u", (8,)),  # 8: going idle
    (Place(_KDE, _KDE_PATH, _KDE), "HasInhibition", "u", (4,)),  # 4: the screen
    (
        Place(_POWER, "/org/freedesktop/PowerManagement/Inhibit", f"{_POWER}.Inhibit"),
        "HasInhibit",
        "",
        (),
    ),
)


class SessionInhibitors:
    """Knows whether a program of this desktop session asked it not to go idle."""

    def __init__(self, address: str) -> None:
        """Connect to the session's bus. Raises Unsupported."""
        self._bus = Bus(address)
        self._held: dict[str, bool] = {}
        self._asked: set[str] = set()
        for place, *_ in _QUESTIONS:
            self._bus.follow(place.name)

    def held(self) -> bool:
        """Whether one was held when last asked; asks anew. Raises Unsupported: the bus is gone."""
        if not self._bus.ready():
            raise Unsupported("the session's bus is gone")
        for place, question, signature, arguments in _QUESTIONS:
            if not self._bus.follow(place.name):
                self._held.pop(place.name, None)
                self._asked.discard(place.name)
            elif place.name not in self._asked:
                self._ask(place, question, signature, arguments)
        return any(self._held.values())

    def close(self) -> None:
        """Let go of the bus."""
        self._bus.close()

    def _ask(self, place: Place, question: str, signature: str, arguments: Body) -> None:
        def answered(body: Body | None) -> None:
            self._asked.discard(place.name)
            self._held[place.name] = body is not None and bool(body[0])

        self._asked.add(place.name)
        self._bus.ask(place, question, answered, signature, *arguments)


class Signs:
    """Gives the signs of one session; what this desktop lacks is simply no sign."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Find sound server and bus by what the session's environment says."""
        self._sound = Sound(server_socket(dict(environment)))
        self._inhibitors: SessionInhibitors | None = None
        address = environment.get("DBUS_SESSION_BUS_ADDRESS", "")
        if address:
            try:
                self._inhibitors = SessionInhibitors(address)
            except Unsupported:
                return  # a session without a bus: only sound can be asked for

    def __call__(self, pid: int) -> frozenset[Awake]:
        """Give why the program in front (0 = none) is in use without input."""
        return self._sound.signs(pid) | self._inhibited()

    def close(self) -> None:
        """Let go of the session's bus."""
        if self._inhibitors is not None:
            self._inhibitors.close()
            self._inhibitors = None

    def _inhibited(self) -> frozenset[Awake]:
        if self._inhibitors is None:
            return frozenset()
        try:
            held = self._inhibitors.held()
        except Unsupported:
            self.close()
            return frozenset()
        return frozenset({Awake.INHIBITOR}) if held else frozenset()
