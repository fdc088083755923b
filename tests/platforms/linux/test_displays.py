"""Who is on which display: rows of sockets as the kernel would list them."""

from app.model.observation import SessionKind
from app.platforms.linux.displays import Display, display_of, displays
from app.platforms.linux.unix_sockets import UnixSocket

ROOT, MOM, KID = 0, 1000, 1001
X0 = "/tmp/.X11-unix/X0"


def listener(inode: int, name: str, uid: int) -> UnixSocket:
    """A display server's socket."""
    return UnixSocket(inode, name, True, 0, uid)


def connection(inode: int, name: str, server: int, client: int) -> list[UnixSocket]:
    """Both ends of a connection to a display; the client's inode is one higher."""
    return [
        UnixSocket(inode, name, False, inode + 1, server),
        UnixSocket(inode + 1, "", False, inode, client),
    ]


def test_an_x_display_with_two_users_on_it() -> None:
    """Both kinds of socket of one server are one display, and everybody connected is on it."""
    rows = [
        listener(1, X0, ROOT),
        listener(2, "@" + X0, ROOT),
        *connection(10, "@" + X0, ROOT, MOM),
        *connection(20, X0, ROOT, KID),
        *connection(30, X0, ROOT, KID),
    ]
    expected = Display(SessionKind.X11, ":0", ROOT, frozenset({MOM, KID}), frozenset({1, 2}))
    assert displays(rows) == (expected,)


def test_connections_of_our_own_do_not_count() -> None:
    """An agent's connection alone keeps no session alive."""
    rows = [listener(1, X0, ROOT), *connection(10, X0, ROOT, KID)]
    (display,) = displays(rows, frozenset({11}))
    assert display.uids == frozenset()


def test_a_server_that_is_gone_is_no_display() -> None:
    """Connections that outlive their listener name no display."""
    assert displays(connection(10, X0, ROOT, KID)) == ()


def test_xwayland_is_a_part_of_its_desktop() -> None:
    """A Wayland desktop with Xwayland is one display, named as Wayland names it."""
    socket = "/run/user/1001/wayland-0"
    rows = [
        listener(1, socket, KID),
        listener(2, X0, KID),
        *connection(10, socket, KID, KID),
        *connection(20, X0, KID, KID),
    ]
    (display,) = displays(rows)
    assert (display.kind, display.name) == (SessionKind.WAYLAND, "wayland-0")
    assert display.folder == "/run/user/1001"


def test_other_sockets_are_no_displays() -> None:
    """Only the known names count, and only as whole names."""
    names = [
        "/tmp/.X11-unix/X",
        "/tmp/.X11-unix/X0.old",
        "/tmp/x/.X11-unix/X0",
        "wayland-0",
        "",
        "@x",
    ]
    assert displays([listener(n, name, KID) for n, name in enumerate(names)]) == ()


def test_the_display_of_a_user_that_nobody_has_yet() -> None:
    """Among several displays the first free one the user is on is given."""
    rows = [
        listener(1, X0, ROOT),
        *connection(10, X0, ROOT, MOM),
        listener(2, "/tmp/.X11-unix/X1", ROOT),
        *connection(20, "/tmp/.X11-unix/X1", ROOT, KID),
        listener(3, "/tmp/.X11-unix/X2", ROOT),
        *connection(30, "/tmp/.X11-unix/X2", ROOT, KID),
        listener(4, "/run/user/1000/wayland-0", MOM),
    ]
    assert display_of(KID, SessionKind.X11, rows) == ":1"
    assert display_of(KID, SessionKind.X11, rows, frozenset({":1"})) == ":2"
    assert display_of(KID, SessionKind.WAYLAND, rows) == ""
    assert display_of(MOM, SessionKind.WAYLAND, rows) == "wayland-0"
