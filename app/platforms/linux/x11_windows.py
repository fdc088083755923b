"""Windows of this session on X11: put away before their program is frozen, listed for the cover.

Which process a window belongs to comes from the server (XRes), never from a property the program
can write. No title is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from Xlib import X, Xutil
from Xlib.display import Display
from Xlib.error import BadWindow, DisplayError, XError
from Xlib.ext import res
from Xlib.protocol import event

from app.model.errors import Unsupported


class Windows:
    """The windows of the display this process draws on."""

    def __init__(self) -> None:
        """Connect. Raises Unsupported where there is no X server or it has no XRes."""
        try:
            self._display = Display()
        except (DisplayError, OSError) as error:
            raise Unsupported(f"no X server: {type(error).__name__}") from None
        if not self._display.has_extension("X-Resource"):
            raise Unsupported("this X server cannot say whose a window is (XRes)")
        self._root = self._display.screen().root

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()

    def put_away(self, pids: Collection[int]) -> bool:
        """Iconify every window of these processes; False when the display refused."""
        wanted = set(pids)
        try:
            for window, pid in self._managed():
                if pid in wanted:
                    self._iconify(window)
            self._display.sync()
        except (XError, DisplayError):
            return False
        return True

    def keyboard_is_free(self) -> bool:
        """Whether nobody holds the keyboard: it is taken for a moment and given back."""
        answer = self._root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        if answer == X.GrabSuccess:
            self._display.ungrab_keyboard(X.CurrentTime)
            self._display.sync()
        return bool(answer == X.GrabSuccess)

    def pids(self) -> tuple[int, ...]:
        """Give the processes that have a window, in the order in which they were opened."""
        found: dict[int, None] = {}
        try:
            for _, pid in self._managed():
                found[pid] = None
        except (XError, DisplayError):
            return ()
        return tuple(found)

    def bring_forward(self, pid: int) -> None:
        """Ask the window manager to bring a process's windows to the front."""
        try:
            for window, owner in self._managed():
                if owner == pid:
                    self._ask_manager(window, "_NET_ACTIVE_WINDOW", (2, X.CurrentTime, 0, 0, 0))
            self._display.flush()
        except (XError, DisplayError):
            return

    def _iconify(self, window: Any) -> None:
        self._ask_manager(window, "WM_CHANGE_STATE", (Xutil.IconicState, 0, 0, 0, 0))
        # A window no manager manages (a game's own full screen) is only reached by unmapping it.
        if window.get_attributes().override_redirect:
            window.unmap()

    def _ask_manager(self, window: Any, message: str, data: tuple[int, ...]) -> None:
        said = event.ClientMessage(
            window=window,
            client_type=self._display.intern_atom(message),
            data=(32, list(data)),
        )
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        self._root.send_event(said, event_mask=mask)

    def _managed(self) -> Iterator[tuple[Any, int]]:
        """Give each window of a program with the process it belongs to."""
        for window in self._listed():
            try:
                pid = self._pid(window)
            except BadWindow:
                continue  # closed while we looked
            if pid:
                yield window, pid

    def _listed(self) -> list[Any]:
        """Give the manager's windows and those that went past it."""
        atom = self._display.intern_atom("_NET_CLIENT_LIST")
        found = self._root.get_full_property(atom, X.AnyPropertyType)
        managed = [] if found is None else list(found.value)
        past = [w.id for w in self._root.query_tree().children if self._is_past_manager(w)]
        resource = self._display.create_resource_object
        return [resource("window", id) for id in dict.fromkeys([*managed, *past])]

    def _is_past_manager(self, window: Any) -> bool:
        try:
            attributes = window.get_attributes()
        except BadWindow:
            return False
        return bool(attributes.override_redirect and attributes.map_state == X.IsViewable)

    def _pid(self, window: Any) -> int:
        asked = [{"client": window.id, "mask": res.LocalClientPIDMask}]
        for found in self._display.res_query_client_ids(asked).ids:
            if found.spec.mask == res.LocalClientPIDMask and found.value:
                return int(found.value[0])
        return 0


def composited() -> bool:
    """Whether a compositor blends translucent windows; without one they would be black."""
    try:
        display = Display()
    except (DisplayError, OSError):
        return False
    try:
        atom = display.intern_atom(f"_NET_WM_CM_S{display.get_default_screen()}")
        return bool(display.get_selection_owner(atom) != X.NONE)
    finally:
        display.close()
