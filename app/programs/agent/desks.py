"""Which sense of a desktop this session gives: X11 by the server's word, GNOME by its shell's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.model.errors import Unsupported
from app.model.observation import App, Awake
from app.monitor.ports import Desk, Front
from app.platforms.linux.desk_gnome import GnomeDesk
from app.platforms.linux.desk_x11 import X11Desk

Recognise = Callable[[int], App | None]
Signs = Callable[[int], frozenset[Awake]]


class BlindDesk:
    """A desktop that does not let anybody see what is in front: it says so, and nothing else."""

    name = "none"

    def start(self, changed: Callable[[], None]) -> None:
        """There is nothing to watch."""

    def read(self) -> Front:
        """Give that the front is not known."""
        return Front(front_known=False)

    def fileno(self) -> int:
        """Give that there is nothing to wait for."""
        return -1

    def ready(self) -> None:
        """Nothing came."""

    def stop(self) -> None:
        """There is nothing to let go of."""


def desk_for(environment: Mapping[str, str], recognise: Recognise, signs: Signs) -> Desk:
    """Choose by what the service told of this session; nothing is opened yet."""
    kind, display = environment.get("XDG_SESSION_TYPE"), environment.get("DISPLAY", "")
    if kind == "x11" and display:
        return X11Desk(display, recognise, signs)
    if kind == "wayland" and "gnome" in environment.get("XDG_CURRENT_DESKTOP", "").lower():
        return GnomeDesk(recognise, signs)
    return BlindDesk()


def started(desk: Desk, changed: Callable[[], None]) -> tuple[Desk, tuple[str, ...]]:
    """Start a desk, or stand blind in its place; give what is lacking with it."""
    try:
        desk.start(changed)
    except Unsupported as error:
        return BlindDesk(), (str(error),)
    return desk, desk.lacks if isinstance(desk, GnomeDesk) else ()
