"""What an X server says of the screen: which program has the focus, its extent, the last input.

Everything that counts comes from the server itself. A property, which any program can write, is
asked for in three cases only (`WM_STATE`, `_NET_WM_STATE`, `_NET_WM_WINDOW_TYPE`), never to learn
which program it is. No name or title of a window is ever asked for: a test reads our whole
conversation with the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XError
from Xlib.ext import res
from Xlib.xobject.drawable import Window

from app.model.errors import Unsupported

# A window smaller than this on either side is not what somebody looks at: focus proxies, and a
# program that would hold the focus for another one.
_LEAST = 48
_NEEDED = ("X-Resource", "MIT-SCREEN-SAVER")
_DEEPEST = 32
# Focus moves that come from a grabbed keyboard (NotifyGrab, NotifyUngrab) are no change of windows.
_GRABS = (1, 2)
_MOVES = (X.ConfigureNotify, X.CirculateNotify, X.ReparentNotify, X.CreateNotify)


@dataclass(frozen=True, slots=True)
class Looked:
    """The program in front by its pid (0 = none), and whether it fills a whole monitor."""

    pid: int
    fullscreen: bool


@dataclass(frozen=True, slots=True)
class _Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def area(self) -> int:
        return self.width * self.height

    def shared_with(self, other: _Box, least: int = 1) -> int:
        """Give the area both cover; 0 when that is less than `least` wide or high."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return across * down if across >= least <= down else 0


class X11Screen:
    """One connection to a display. Methods raise Unsupported once the server is gone."""

    def __init__(self, name: str) -> None:
        """Connect to a display such as `:0`. Raises Unsupported."""
        try:
            self._display = Display(name)
        except (DisplayError, XError, OSError, OverflowError) as error:
            raise Unsupported(f"no X display: {error}") from error
        missing = [one for one in _NEEDED if not self._display.has_extension(one)]
        if missing:
            self._display.close()
            raise Unsupported(f"this X server lacks {' and '.join(missing)}")
        # Windows go while we ask about them: errors nobody waits for mean just that.
        self._display.set_error_handler(lambda *_: None)
        # The stubs know nothing of what extensions add to a window.
        self._root: Any = self._display.screen().root
        atom = self._display.intern_atom
        self._active = atom("_NET_ACTIVE_WINDOW")
        self._managed = atom("WM_STATE")
        self._state = atom("_NET_WM_STATE")
        self._full = atom("_NET_WM_STATE_FULLSCREEN")
        self._wide = atom("_NET_WM_STATE_MAXIMIZED_HORZ")
        self._type = atom("_NET_WM_WINDOW_TYPE")
        self._desktop = atom("_NET_WM_WINDOW_TYPE_DESKTOP")
        self._root.change_attributes(event_mask=X.PropertyChangeMask | X.SubstructureNotifyMask)
        self._moved = False
        self._focus = 0
        self._known: Looked | None = None

    def fileno(self) -> int:
        """Give the descriptor to wait on for reading."""
        return int(self._display.fileno())

    def close(self) -> None:
        """Let go of the display."""
        try:
            self._display.close()
        except (ConnectionClosedError, OSError):
            return  # the server was first

    def changed(self) -> bool:
        """Take what the server told without waiting; whether another window may be in front."""
        try:
            self._drain()
            moved, self._moved = self._moved, False
            return moved
        except (ConnectionClosedError, OSError) as error:
            raise Unsupported("the X display is gone") from error

    def idle_ms(self) -> int:
        """Give the time since the last key, button or move of any device, in milliseconds."""
        try:
            return int(self._root.screensaver_query_info().idle)
        except (ConnectionClosedError, OSError) as error:
            raise Unsupported("the X display is gone") from error

    def look(self) -> Looked:
        """Give what is in front now."""
        try:
            for _ in range(3):
                try:
                    self._drain()
                    return self._look()
                except XError:
                    self._known = None  # a window went while we asked: look again
            return Looked(0, False)
        except (ConnectionClosedError, OSError) as error:
            raise Unsupported("the X display is gone") from error

    def _drain(self) -> None:
        while self._display.pending_events():
            self._moved |= self._take(self._display.next_event())

    def _take(self, event: Any) -> bool:
        if event.type == X.PropertyNotify:
            if event.atom != self._active:
                return False
        elif event.type in _MOVES:
            self._known = None  # full screen or not, covered or not: worth a look, not a word
            return False
        elif event.type in (X.FocusIn, X.FocusOut) and event.mode in _GRABS:
            return False
        self._known = None
        return True

    def _look(self) -> Looked:
        focus = self._display.get_input_focus().focus
        if focus == X.PointerRoot or focus == self._root:
            focus = self._under_pointer()
        number = focus.id if isinstance(focus, Window) else 0
        if self._known is not None and number == self._focus:
            return self._known
        looked = self._holder(focus) if isinstance(focus, Window) else None
        # No event tells when another window comes to lie over the middle: that is not kept.
        self._focus, self._known = number, looked
        return looked or self._middle()

    def _holder(self, focus: Window) -> Looked | None:
        """Judge the window that has the focus; None = nobody can be looking at it."""
        client, frame = self._client(focus)
        focus.change_attributes(event_mask=X.FocusChangeMask | X.StructureNotifyMask)
        if client != focus:
            client.change_attributes(event_mask=X.StructureNotifyMask)
        if not self._in_sight(frame):
            return None
        return self._over(frame) or self._looked(client)

    def _over(self, frame: Window) -> Looked | None:
        """Judge a window that lies over most of this one: a game may leave the focus to another."""
        below = self._box(frame)
        for above in reversed(self._root.query_tree().children):
            if above == frame:
                break
            if self._box(above).shared_with(below) * 2 > below.area and self._in_sight(above):
                return self._looked(self._inside(above))
        return None

    def _looked(self, client: Window) -> Looked:
        return Looked(self._pid(client), self._fills_monitor(client))

    def _inside(self, frame: Window) -> Window:
        """Give the program's window within a window manager's frame, or the window itself."""
        managed = (one for one in frame.query_tree().children if self._is_managed(one))
        return next(managed, frame)

    def _middle(self) -> Looked:
        """Judge the window that lies uppermost over the middle of the first monitor."""
        monitor = self._monitors()[0]
        x, y = monitor.x + monitor.width // 2, monitor.y + monitor.height // 2
        for frame in reversed(self._root.query_tree().children):
            box = self._box(frame)
            over = box.x <= x < box.x + box.width and box.y <= y < box.y + box.height
            if over and self._in_sight(frame):
                return self._looked(self._inside(frame))
        return Looked(0, False)

    def _client(self, window: Window) -> tuple[Window, Window]:
        """Give the program's own outermost window and the child of the root that holds it.

        The outermost managed window counts: a program may put a window of its own into another's.
        """
        chain = [window]
        while len(chain) < _DEEPEST:
            parent = chain[-1].query_tree().parent
            if not isinstance(parent, Window) or parent == self._root:
                break
            chain.append(parent)
        managed = (one for one in reversed(chain) if self._is_managed(one))
        return next(managed, chain[-1]), chain[-1]

    def _is_managed(self, window: Window) -> bool:
        return window.get_property(self._managed, X.AnyPropertyType, 0, 0) is not None

    def _in_sight(self, frame: Window) -> bool:
        attributes = frame.get_attributes()
        if attributes.win_class == X.InputOnly or attributes.map_state != X.IsViewable:
            return False
        return self._box(frame).shared_with(self._box(self._root), _LEAST) > 0

    def _under_pointer(self) -> Window | None:
        """Give the innermost window under the pointer: with nobody's focus it gets the keys."""
        window: Any = self._root
        for _ in range(_DEEPEST):
            child = window.query_pointer().child
            if not isinstance(child, Window):
                break
            window = child
        return None if window == self._root else window

    def _pid(self, window: Window) -> int:
        """Give the program's pid as the server knows it; 0 for a program on another machine."""
        asked = [{"client": window.id, "mask": res.LocalClientPIDMask}]
        for found in self._display.res_query_client_ids(asked).ids:
            if found.spec.mask == res.LocalClientPIDMask and found.value:
                return int(found.value[0])
        return 0

    def _fills_monitor(self, client: Window) -> bool:
        """Whether it says it is full screen, or covers a monitor without being maximised."""
        states = self._atoms(client, self._state)
        if self._full in states:
            return True
        if self._wide in states or self._desktop in self._atoms(client, self._type):
            return False
        return self._box(client) in self._monitors()

    def _atoms(self, window: Window, name: int) -> list[int]:
        said = window.get_property(name, Xatom.ATOM, 0, 64)
        return list(said.value) if said is not None and said.format == 32 else []

    def _box(self, window: Window) -> _Box:
        shape = window.get_geometry()
        if window == self._root:
            return _Box(0, 0, shape.width, shape.height)
        place = self._root.translate_coords(window.id, 0, 0)
        return _Box(place.x, place.y, shape.width, shape.height)

    def _monitors(self) -> list[_Box]:
        if self._display.has_extension("RANDR"):
            listed = self._root.xrandr_get_monitors().monitors
            if listed:
                return [
                    _Box(one.x, one.y, one.width_in_pixels, one.height_in_pixels) for one in listed
                ]
        return [self._box(self._root)]
