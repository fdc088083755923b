"""What logind knows of wakefulness: who asked the system not to go idle, and when it will sleep."""

from __future__ import annotations

import os
from collections.abc import Callable

from app.model.errors import Unsupported
from app.platforms.linux.bus import Body, Place
from app.platforms.linux.logind import MANAGER, NAME, PROPERTIES, Logind

# What to be asked about, who asks, why, and how: `delay` is waited for, five seconds at the most.
_DELAY = ("sleep", "Lũy Tre", "Lets frozen programs run again before the machine sleeps", "delay")


class LogindInhibitors:
    """Knows which users hold an idle inhibitor; `held` answers at once from what was last heard.

    logind tells only when the first idle inhibitor of all comes or the last one goes. In between
    each question asks again in the background, so the second answer is right where the first was
    not; the caller asks with every heartbeat.
    """

    def __init__(self, logind: Logind) -> None:
        """Watch over this connection; it stays the caller's. Raises Unsupported."""
        self._logind = logind
        self._uids: frozenset[int] = frozenset()
        self._asking = False
        logind.use(self._subscribe)

    def held(self, uid: int) -> bool:
        """Whether a program of `uid` holds an idle inhibitor now."""
        if self._uids:
            self._ask()
        return uid in self._uids

    def stop(self) -> None:
        """Stop watching."""
        self._logind.leave(self._subscribe)

    def _subscribe(self) -> None:
        bus = self._logind.bus
        self._asking = False
        bus.listen(Place(NAME, MANAGER.path, PROPERTIES), "PropertiesChanged", self._changed)
        self._take(bus.call(MANAGER, "ListInhibitors"))

    def _changed(self, _path: str, body: Body) -> None:
        if "BlockInhibited" in body[1] or "BlockInhibited" in body[2]:
            self._ask()

    def _ask(self) -> None:
        if self._asking:
            return
        try:
            self._logind.bus.ask(MANAGER, "ListInhibitors", self._take)
            self._asking = True
        except Unsupported:
            return  # the connection is just being made anew, and asks for everything

    def _take(self, body: Body | None) -> None:
        self._asking = False
        if body is not None:
            self._uids = frozenset(
                uid
                for what, _who, _why, mode, uid, _pid in body[0]
                if mode == "block" and "idle" in what.split(":")
            )


class LogindSleep:
    """Tells before and after the machine sleeps, and holds sleep back until `ready`."""

    def __init__(self, logind: Logind) -> None:
        """Watch over this connection; it stays the caller's."""
        self._logind = logind
        self._delay: int | None = None

    def start(self, going: Callable[[bool], None]) -> None:
        """Begin. Raises Unsupported."""
        self._going = going
        self._logind.use(self._subscribe)

    def ready(self) -> None:
        """Everything is thawed: let it sleep."""
        self._hold(None)

    def stop(self) -> None:
        """Stop watching, and hold no sleep back any more."""
        self._going = _nobody
        self._logind.leave(self._subscribe)
        self._hold(None)

    def _subscribe(self) -> None:
        bus = self._logind.bus
        bus.listen(MANAGER, "PrepareForSleep", self._prepare)
        self._inhibited(bus.call(MANAGER, "Inhibit", "ssss", *_DELAY))

    def _prepare(self, _path: str, body: Body) -> None:
        (asleep,) = body
        if not asleep:
            self._ask_for_next_time()
        self._going(bool(asleep))

    def _ask_for_next_time(self) -> None:
        try:
            self._logind.bus.ask(MANAGER, "Inhibit", self._inhibited, "ssss", *_DELAY)
        except Unsupported:
            return  # the connection is just being made anew, and subscribes again

    def _inhibited(self, body: Body | None) -> None:
        self._hold(None if body is None else body[0].to_raw_fd())

    def _hold(self, delay: int | None) -> None:
        if self._delay is not None:
            os.close(self._delay)
        self._delay = delay


def _nobody(_going: bool) -> None:
    """Hears what still comes after `stop`."""
