"""What the sense of GNOME does with what GNOME Shell says, on a real bus; GNOME itself is in
tests/container/test_gnome.py.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_signal  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from app.model.errors import Unsupported
from app.model.observation import App, Awake
from app.monitor.ports import Front
from app.platforms.linux.desk_gnome import (
    ASK_AFTER_MS,
    INSTALLED,
    NOT_ON,
    NOT_OURS,
    NOT_THERE,
    UNKNOWN,
    UUID,
    GnomeDesk,
)
from tests.platforms.answering import Answer, Answering
from tests.platforms.buses import private_bus, wait_for

SOURCES = Path(__file__).parents[3] / "app" / "platforms" / "linux" / "gnome_extension"
PYTHON = os.path.realpath(sys.executable)
SHELL = "org.gnome.Shell"
ACTIVE, INACTIVE, ERROR, OUT_OF_DATE, INITIALIZED = 1.0, 2.0, 3.0, 4.0, 6.0


def facts(path: str = INSTALLED, state: float = ACTIVE) -> Answer:
    """What GNOME tells of an extension it knows."""
    return "a{sv}", ({"uuid": ("s", UUID), "path": ("s", path), "state": ("d", state)},)


class Shell(Answering):
    """A GNOME Shell as far as we ask it, with our extension in it."""

    def __init__(self, address: str) -> None:
        super().__init__(
            address,
            SHELL,
            {
                "GetIdletime": ("t", (1_000,)),
                "Active": ("ub", (4711, False)),
                "PutAway": ("", ()),
                "GetActive": ("b", (False,)),
                "GetExtensionInfo": facts(),
                "EnableExtension": ("b", (True,)),
                "Get": ("v", (("b", True),)),
            },
        )


@pytest.fixture(name="address")
def address_fixture(tmp_path: Path) -> Iterator[str]:
    """A session bus for one test."""
    with private_bus(tmp_path) as address:
        yield address


@pytest.fixture(name="shell")
def shell_fixture(address: str) -> Iterator[Shell]:
    """A shell on that bus, with our extension in it."""
    shell = Shell(address)
    yield shell
    shell.leave()


def signs(pid: int) -> frozenset[Awake]:
    """One program plays."""
    return frozenset({Awake.SOUND}) if pid == 4711 else frozenset()


def sense(address: str, program: str = PYTHON) -> GnomeDesk:
    """Our sense on that bus; whoever speaks for GNOME Shell must run `program`."""
    return GnomeDesk(lambda pid: App(f"path:/{pid}"), signs, address=address, program=program)


@pytest.fixture(name="desk")
def desk_fixture(address: str, shell: Shell) -> Iterator[GnomeDesk]:
    """A sense that has started."""
    desk = sense(address)
    desk.start(lambda: None)
    yield desk
    desk.stop()


def settle(desk: GnomeDesk) -> None:
    """Take what arrives within a moment."""
    while desk.fileno() >= 0:
        try:
            wait_for(desk.fileno(), 0.2)
        except TimeoutError:
            return
        desk.ready()


def test_the_front_is_what_the_shell_says(shell: Shell, desk: GnomeDesk) -> None:
    """Its process, recognised, whether it fills the screen, and when the last input came."""
    assert (desk.name, desk.lacks) == ("gnome-wayland", ())
    assert desk.read() == Front(4711, App("path:/4711"), 1_000, unlocked=True)
    shell.answers["Active"] = ("ub", (4712, True))
    full = frozenset({Awake.FULLSCREEN})
    assert desk.read() == Front(4712, App("path:/4712"), 1_000, full, unlocked=True)


def test_nothing_in_front(shell: Shell, desk: GnomeDesk) -> None:
    """An empty desktop is known to be empty."""
    shell.answers["Active"] = ("ub", (0, False))
    assert desk.read() == Front(0, None, 1_000, unlocked=True)


def test_while_the_screen_is_locked(shell: Shell, desk: GnomeDesk) -> None:
    """GNOME takes extensions away then: the front is unknown, the last input is not."""
    del shell.answers["Active"]
    shell.answers["GetActive"] = ("b", (True,))
    assert desk.read() == Front(idle_ms=1_000, front_known=False)


def test_a_gnome_without_a_shield_says_nothing_of_locks(shell: Shell, desk: GnomeDesk) -> None:
    """Without gdm there is none; what others say of a lock is not contradicted then."""
    del shell.answers["GetActive"]
    assert not desk.read().unlocked


def test_a_shell_that_tells_nothing(shell: Shell, desk: GnomeDesk) -> None:
    """Nothing is made up, and nothing more is asked of it."""
    del shell.answers["GetIdletime"]
    shell.asked.clear()
    assert desk.read() == UNKNOWN
    assert shell.members() == ["GetIdletime"]


@pytest.mark.parametrize(
    ("idle_ms", "awake"),
    [(ASK_AFTER_MS - 1, frozenset[Awake]()), (ASK_AFTER_MS, frozenset({Awake.SOUND}))],
)
def test_signs_of_use_are_sought_after_a_minute(
    shell: Shell, desk: GnomeDesk, idle_ms: int, awake: frozenset[Awake]
) -> None:
    """Before, it would change nothing."""
    shell.answers["GetIdletime"] = ("t", (idle_ms,))
    assert desk.read().awake == awake


def test_sound_counts_where_the_front_is_unknown(shell: Shell, desk: GnomeDesk) -> None:
    """Without our extension the signs that need no front are still sought."""
    asked: list[int] = []

    def inhibited(pid: int) -> frozenset[Awake]:
        asked.append(pid)
        return frozenset({Awake.INHIBITOR})

    desk._signs = inhibited
    shell.answers["GetIdletime"] = ("t", (ASK_AFTER_MS,))
    del shell.answers["Active"]
    assert desk.read() == Front(
        idle_ms=ASK_AFTER_MS,
        awake=frozenset({Awake.INHIBITOR}),
        front_known=False,
        unlocked=True,
    )
    assert asked == [0]


@pytest.mark.parametrize(
    ("found", "allowed", "lacks", "switched_on"),
    [
        (facts(state=ACTIVE), True, (), False),
        (facts(state=INITIALIZED), True, (), True),
        (facts(state=INACTIVE), True, (), True),
        (("a{sv}", ({},)), True, (NOT_THERE,), False),
        (facts("/home/kid/.local/share/gnome-shell/extensions/" + UUID), True, (NOT_OURS,), False),
        (facts(state=OUT_OF_DATE), True, (NOT_ON,), False),
        (facts(state=ERROR), True, (NOT_ON,), False),
        (facts(state=INITIALIZED), False, (NOT_ON,), True),
    ],
)
def test_switching_our_extension_on(
    address: str,
    shell: Shell,
    found: Answer,
    allowed: bool,
    lacks: tuple[str, ...],
    switched_on: bool,
) -> None:
    """It is switched on where it is ours and fits; why not is told where it cannot be."""
    shell.answers["GetExtensionInfo"] = found
    shell.answers["Get"] = ("v", (("b", allowed),))
    desk = sense(address)
    desk.start(lambda: None)
    assert desk.lacks == lacks
    assert (("EnableExtension", (UUID,)) in shell.asked) is switched_on
    desk.stop()


def test_a_gnome_that_is_still_starting(address: str, shell: Shell) -> None:
    """It is asked again until it knows our extension, which is then switched on, once."""
    found = shell.answers.pop("GetExtensionInfo")
    desk = sense(address)
    desk.start(lambda: None)
    del shell.answers["Active"]
    assert not desk.read().front_known
    assert list(desk.lacks) == []
    shell.answers["GetExtensionInfo"] = ("a{sv}", ({},))
    assert not desk.read().front_known
    assert list(desk.lacks) == [NOT_THERE]
    shell.answers["GetExtensionInfo"] = facts(state=INITIALIZED)
    shell.answers["Active"] = ("ub", (4711, False))
    assert desk.read().pid == 4711
    assert list(desk.lacks) == []
    shell.answers["GetExtensionInfo"] = found
    desk.read()
    assert shell.members().count("EnableExtension") == 1
    desk.stop()


def test_a_change_is_told(shell: Shell, desk: GnomeDesk) -> None:
    """Another window in front, or our extension switched on or off; not another's extension."""
    told: list[int] = []
    desk._changed = lambda: told.append(1)
    shell.signal("/vn/luytre/Desk", "vn.luytre.Desk", "Changed")
    settle(desk)
    assert len(told) == 1
    extensions = ("/org/gnome/Shell", f"{SHELL}.Extensions", "ExtensionStateChanged")
    for uuid in ("dock@ubuntu.com", UUID):
        shell.signal(*extensions, uuid, {"state": ("d", INACTIVE)}, kinds="sa{sv}")
    settle(desk)
    assert len(told) == 2


def test_a_stranger_on_the_bus_is_not_heard(address: str, desk: GnomeDesk) -> None:
    """Any program of the child can send a signal of this name; only the shell's counts."""
    told: list[int] = []
    desk._changed = lambda: told.append(1)
    stranger = open_dbus_connection(address)
    where = DBusAddress("/vn/luytre/Desk", interface="vn.luytre.Desk")
    stranger.send(new_signal(where, "Changed"))
    settle(desk)
    stranger.close()
    assert told == []


def test_windows_are_put_away(shell: Shell, desk: GnomeDesk) -> None:
    """The shell is asked for these processes, and its answer is believed."""
    assert desk.put_away((4711, 4712))
    assert ("PutAway", ([4711, 4712],)) in shell.asked
    del shell.answers["PutAway"]
    assert not desk.put_away((4711,))
    desk.stop()
    assert not desk.put_away((4711,))


def test_who_is_not_the_shell_is_not_asked(address: str, shell: Shell) -> None:
    """A program that took the shell's name first is told by the file it runs."""
    with pytest.raises(Unsupported, match="is held by"):
        sense(address, "/usr/bin/gnome-shell").start(lambda: None)
    assert shell.asked == []


def test_no_shell_and_no_bus(address: str, tmp_path: Path) -> None:
    """Another desktop, or none: said at the start."""
    with pytest.raises(Unsupported):
        sense(address).start(lambda: None)
    with pytest.raises(Unsupported, match="no D-Bus"):
        sense(f"unix:path={tmp_path}/nothing").start(lambda: None)


def test_after_stop_it_is_blind_and_silent(shell: Shell, desk: GnomeDesk) -> None:
    """Nothing is asked and nothing is told any more."""
    desk.stop()
    shell.asked.clear()
    assert (desk.fileno(), desk.read()) == (-1, UNKNOWN)
    desk.ready()
    assert shell.asked == []


def test_a_bus_that_goes_away(tmp_path: Path) -> None:
    """The end of the session's bus is the end of this sense, not a fault."""
    with private_bus(tmp_path) as address:
        shell = Shell(address)
        desk = sense(address)
        desk.start(lambda: None)
    settle(desk)
    assert desk.fileno() == -1
    shell.leave()


def test_the_extension_reads_no_title() -> None:
    """Of a window it asks for process, extent and where it is in the stack, nothing else."""
    asked: set[str] = set()
    for source in SOURCES.glob("*/extension.js"):
        asked |= set(re.findall(r"\b(?:window|_window|actor)\.(\w+)", source.read_text()))
    assert asked == {
        "get_pid",
        "is_fullscreen",
        "can_minimize",
        "minimize",
        "connect",
        "disconnect",
        "meta_window",
    }


def test_both_styles_do_the_same() -> None:
    """GNOME 42-44 and 45-49 get the same words in another form, comments aside."""

    def body(style: str) -> str:
        text = (SOURCES / style / "extension.js").read_text()
        inside = re.search(r"^const PATH.*?^}$", text, re.DOTALL | re.MULTILINE)
        assert inside is not None
        plain = re.sub(r"^ *//.*\n", "", inside[0], flags=re.MULTILINE)
        return re.sub(r"^(export default )?class LuyTre.*$", "class", plain, flags=re.MULTILINE)

    assert body("modern") == body("legacy")
