"""What is in front on a real X server, with honest programs and with some that mislead."""

import select
import time
from collections.abc import Callable, Iterator

import pytest

from app.model.errors import Unsupported
from app.platforms.linux.x11_screen import Looked, X11Screen
from tests.platforms.linux.desktop import Desktop, desktop
from tests.platforms.people import Person, child_fixture, sister_fixture
from tests.platforms.xserver import xvfb

__all__ = ["child_fixture", "sister_fixture"]


@pytest.fixture(name="managed")
def managed_fixture(child: Person) -> Iterator[Desktop]:
    """A desktop with openbox."""
    with desktop(child) as made:
        yield made


@pytest.fixture(name="bare")
def bare_fixture() -> Iterator[Desktop]:
    """A display without a window manager."""
    with desktop(None) as made:
        yield made


def eventually(true: Callable[[], object], seconds: float = 8.0) -> None:
    """Wait until something holds. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


def windows(place: Desktop, pid: int) -> list[str]:
    """The windows of a program, as xdotool finds them by what the program says of itself."""
    return place.xdotool("search", "--onlyvisible", "--pid", str(pid)).split()


def test_the_program_with_the_focus_is_in_front(
    managed: Desktop, child: Person, sister: Person
) -> None:
    """Two programs of two users are told apart, and a switch between them is seen."""
    screen = X11Screen(managed.display)
    first = managed.run(child, "xterm")
    eventually(lambda: screen.look() == Looked(first.pid, False))
    second = managed.run(sister, "xcalc", "-geometry", "300x300+600+400")
    managed.xdotool("search", "--sync", "--onlyvisible", "--class", "xcalc", "windowactivate")
    eventually(lambda: screen.look() == Looked(second.pid, False))
    managed.xdotool("windowactivate", windows(managed, first.pid)[0])
    eventually(lambda: screen.look() == Looked(first.pid, False))
    managed.end(first)
    eventually(lambda: screen.look().pid == second.pid)
    screen.close()


def test_a_change_is_told_by_an_event(managed: Desktop, child: Person) -> None:
    """Nothing has to be polled: the descriptor wakes us when another window comes to the front."""
    screen = X11Screen(managed.display)
    first = managed.run(child, "xclock")
    eventually(lambda: screen.look().pid == first.pid)
    while select.select([screen.fileno()], [], [], 0.5)[0]:
        screen.changed()
    screen.look()
    second = managed.run(child, "xterm")
    managed.xdotool("search", "--sync", "--onlyvisible", "--class", "xterm", "windowactivate")
    told = False
    end = time.monotonic() + 8
    while not (told and screen.look().pid == second.pid) and time.monotonic() < end:
        if select.select([screen.fileno()], [], [], 1)[0]:
            told |= screen.changed()
    assert told
    assert screen.look().pid == second.pid
    screen.close()


def test_a_change_is_told_without_a_window_manager(bare: Desktop, child: Person) -> None:
    """On a bare display the loss of the focus is an event too."""
    screen = X11Screen(bare.display)
    pid, _ = bare.client(child, "game")
    eventually(lambda: screen.look() == Looked(pid, True))
    screen.changed()
    bare.client(child, "thief")
    assert select.select([screen.fileno()], [], [], 5)[0]
    assert screen.changed()
    screen.close()


def test_what_a_window_says_of_its_process_is_not_believed(managed: Desktop, child: Person) -> None:
    """A window that claims to be process 1 is its own program's."""
    screen = X11Screen(managed.display)
    pid, _ = managed.client(child, "liar")
    eventually(lambda: screen.look() == Looked(pid, False))
    screen.close()


def test_a_window_without_focus_over_the_focused_one_is_in_front(
    managed: Desktop, child: Person
) -> None:
    """A program that leaves the focus to another but covers it is what is looked at."""
    screen = X11Screen(managed.display)
    below = managed.run(child, "xterm", "-geometry", "40x10+300+300")
    eventually(lambda: screen.look().pid == below.pid)
    # xclock asks the window manager for no focus, ever.
    above = managed.run(child, "xclock", "-geometry", "700x600+200+200")
    eventually(lambda: windows(managed, above.pid))
    managed.xdotool("search", "--sync", "--onlyvisible", "--class", "xclock", "windowraise")
    eventually(lambda: screen.look().pid == above.pid)
    managed.xdotool("search", "--class", "xclock", "windowmove", "900", "600")
    eventually(lambda: screen.look().pid == below.pid)
    screen.close()


def test_a_program_that_says_nothing_of_itself_is_known(managed: Desktop, child: Person) -> None:
    """xlogo sets no process number on its window."""
    screen = X11Screen(managed.display)
    program = managed.run(child, "xlogo")
    eventually(lambda: screen.look() == Looked(program.pid, False))
    screen.close()


def test_full_screen_as_a_program_says_it(managed: Desktop, child: Person) -> None:
    """F11 in a terminal is full screen; maximised is not."""
    screen = X11Screen(managed.display)
    program = managed.run(child, "xterm", "-fullscreen")
    eventually(lambda: screen.look() == Looked(program.pid, True))
    managed.end(program)
    second = managed.run(child, "xterm", "-maximized")
    eventually(lambda: screen.look().pid == second.pid)
    assert not screen.look().fullscreen
    screen.close()


def test_full_screen_by_extent(bare: Desktop, child: Person) -> None:
    """An old game that goes past the window manager fills the monitor, and that counts."""
    screen = X11Screen(bare.display)
    pid, _ = bare.client(child, "game")
    assert screen.look() == Looked(pid, True)
    screen.close()


def test_a_tiny_window_does_not_hold_the_front(bare: Desktop, child: Person) -> None:
    """A program that takes the focus for another one is not what is looked at."""
    screen = X11Screen(bare.display)
    game, _ = bare.client(child, "game")
    thief, _ = bare.client(child, "thief")
    assert thief != game
    assert screen.look() == Looked(game, True)
    screen.close()


def test_taking_the_focus_from_everybody_hides_nothing(bare: Desktop, child: Person) -> None:
    """With nobody's focus the window over the middle of the screen is in front."""
    screen = X11Screen(bare.display)
    game, _ = bare.client(child, "game")
    bare.client(child, "nobody")
    assert screen.look() == Looked(game, True)
    screen.close()


def test_a_window_inside_anothers_is_the_others(managed: Desktop, child: Person) -> None:
    """A program cannot pass its name on to a game by putting a window into it."""
    screen = X11Screen(managed.display)
    game = managed.run(child, "xterm")
    eventually(lambda: screen.look().pid == game.pid)
    managed.client(child, "guest", windows(managed, game.pid)[0])
    assert screen.look().pid == game.pid
    screen.close()


def test_without_a_window_manager_the_pointer_decides(bare: Desktop, child: Person) -> None:
    """Where nobody gives the focus, the window under the pointer gets the keys and is in front."""
    screen = X11Screen(bare.display)
    assert screen.look() == Looked(0, False)
    left = bare.run(child, "xterm", "-geometry", "60x20+0+0")
    right = bare.run(child, "xclock", "-geometry", "300x300+900+500")
    eventually(lambda: len(windows(bare, left.pid)) > 0)
    bare.xdotool("mousemove", "50", "50")
    eventually(lambda: screen.look().pid == left.pid)
    bare.xdotool("mousemove", "1000", "600")
    eventually(lambda: screen.look().pid == right.pid)
    screen.close()


def test_idle_time_grows_until_somebody_does_something(bare: Desktop, child: Person) -> None:
    """Milliseconds since the last input, begun anew by a key."""
    screen = X11Screen(bare.display)
    bare.xdotool("key", "a")
    first = screen.idle_ms()
    time.sleep(0.7)
    assert screen.idle_ms() >= first + 500
    bare.xdotool("key", "a")
    assert screen.idle_ms() < 500
    assert child.uid
    screen.close()


def test_windows_that_go_while_we_look_do_no_harm(managed: Desktop, child: Person) -> None:
    """Programs that come and go all the time never break a look."""
    screen = X11Screen(managed.display)
    managed.run(child, "sh", "-c", "while :; do timeout 0.15 xclock; timeout 0.1 xlogo; done")
    end = time.monotonic() + 3
    seen = set()
    while time.monotonic() < end:
        seen.add(screen.look().pid)
        screen.changed()
    assert len(seen) > 5
    screen.close()


def test_a_server_that_goes_is_said_to_be_gone() -> None:
    """When the display ends, every question says so in words."""
    with xvfb() as name:
        screen = X11Screen(name)
        assert screen.look() == Looked(0, False)
    for question in (screen.look, screen.idle_ms, screen.changed):
        with pytest.raises(Unsupported, match="gone"):
            question()
    screen.close()


# python-xlib leaves its socket to the collector when it cannot connect.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", [":9999", ":99999", "nonsense", "127.0.0.1:77"])
def test_no_display_is_unsupported(name: str) -> None:
    """A display that is not there is said to be none."""
    with pytest.raises(Unsupported, match="no X display"):
        X11Screen(name)


def test_a_server_that_cannot_tell_processes_is_unsupported() -> None:
    """Without XRes a window's program would have to be taken from the program's own word."""
    with xvfb("640x480x24", "-extension", "X-Resource") as name:
        with pytest.raises(Unsupported, match="X-Resource"):
            X11Screen(name)
