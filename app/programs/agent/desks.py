"""Which sense of a desktop this session gives: X11's and GNOME's, elsewhere none yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.model.observation import App, Awake
from app.monitor.ports import Desk, Front
from app.platforms.linux.desk_gnome import GnomeDesk
from app.platforms.linux.desk_x11 import X11Desk

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


def desk_for(
    environment: Mapping[str, str], recognise: Callable[[int], App | None], signs: Signs
) -> Desk:
    """Choose by what the service told of this session."""
    kind, display = environment.get("XDG_SESSION_TYPE"), environment.get("DISPLAY", "")
    if kind == "x11" and display:
        return X11Desk(display, recognise, signs)
    if kind == "wayland" and "gnome" in environment.get("XDG_CURRENT_DESKTOP", "").lower():
        return GnomeDesk(recognise, signs)
    return BlindDesk()


def lacks(desk: Desk) -> tuple[str, ...]:
    """Give what a sense that works cannot see, as codes."""
    return desk.lacks if isinstance(desk, GnomeDesk) else ()
