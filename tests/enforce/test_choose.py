"""Which processes may be frozen, row by row."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enforce.choose import KEPT, carries_session, may_freeze
from app.model.observation import Process

CHILD, PARENT = 1001, 1000
GAME = Process(500, 10, CHILD, "/usr/games/gcompris-qt", ppid=400)

CARRIES = [
    "/usr/lib/xorg/Xorg",
    "/usr/bin/Xwayland",
    "/usr/bin/gnome-shell",
    "/usr/bin/kwin_x11",
    "/usr/bin/openbox",
    "/usr/bin/xfwm4",
    "/usr/lib/systemd/systemd",
    "/lib/systemd/systemd",
    "/usr/libexec/gnome-session-binary",
    "/usr/sbin/sshd",
    "/usr/bin/dbus-daemon",
    "/usr/bin/dbus-daemon (deleted)",
    "/usr/bin/dbus-broker",
    "/usr/libexec/at-spi-bus-launcher",
    "/usr/lib/speech-dispatcher-modules/sd_espeak-ng",
    "/usr/bin/pulseaudio",
    "/usr/bin/pipewire-pulse",
    "/usr/bin/wireplumber",
    "/usr/libexec/ibus-engine-unikey",
    "/usr/lib/ibus-bamboo/ibus-engine-bamboo",
    "/usr/bin/fcitx5",
    "/usr/libexec/xdg-desktop-portal-gtk",
    "/usr/libexec/polkit-mate-authentication-agent-1",
    "/usr/lib/policykit-1-gnome/polkit-gnome-authentication-agent-1",
    "/usr/bin/ssh-agent",
    "/usr/bin/gnome-keyring-daemon",
    "/usr/libexec/gvfsd-fuse",
    "/usr/libexec/gvfs-udisks2-volume-monitor",
    "/usr/libexec/goa-daemon",
    "/usr/bin/xfce4-panel",
    "/usr/lib/x86_64-linux-gnu/libexec/kscreenlocker_greet",
]
PROGRAMS = [
    "/usr/games/gcompris-qt",
    "/usr/bin/python3.11",
    "/usr/bin/bash",
    "/usr/bin/xterm",
    "/usr/lib/firefox-esr/firefox-esr",
    "/opt/game/game",
    "/usr/local/bin/dbus-daemon",
    "/home/an/dbus-daemon",
    "/home/an/usr/bin/gnome-shell",
    "/tmp/ibus-daemon",
    "/dev/shm/pipewire",
    "/usr/bin/../../home/an/openbox",
    "/usr/bin/dbus-daemon-of-mine",
    "/usr/bin/",
    "",
]


@pytest.mark.parametrize("exe", CARRIES)
def test_what_carries_the_session_lives(exe: str) -> None:
    """The desktop's own parts are told by name in folders only root may write."""
    assert carries_session(exe)
    assert may_freeze([replace(GAME, exe=exe)], CHILD) == ()


@pytest.mark.parametrize("exe", PROGRAMS)
def test_everything_else_is_a_program(exe: str) -> None:
    """A name alone, or a name in a folder of the child's, keeps nothing alive."""
    assert not carries_session(exe)
    assert may_freeze([replace(GAME, exe=exe)], CHILD) == (replace(GAME, exe=exe),)


@pytest.mark.parametrize("exe", CARRIES)
def test_a_path_that_may_be_made_up_keeps_nobody(exe: str) -> None:
    """In a mount namespace of the child's own, /usr/bin may be his."""
    disguised = replace(GAME, exe=exe)
    assert may_freeze([disguised], CHILD, disguised=[GAME.pid]) == (disguised,)


@pytest.mark.parametrize("uid", [PARENT, 0, 65534, 100_000])
def test_other_people_are_left_alone(uid: int) -> None:
    """Only what the user owns may be frozen."""
    assert may_freeze([replace(GAME, uid=uid)], CHILD) == ()


def test_root_is_left_alone_whatever_is_asked() -> None:
    """No policy and no mistake makes root's programs a child's."""
    root = replace(GAME, uid=0)
    assert may_freeze([root], 0) == ()
    assert may_freeze([root], CHILD, subordinate=[range(0, 10)]) == ()


def test_subordinate_users_are_the_child() -> None:
    """A program in a user namespace of his runs under a number that belongs to him."""
    hidden = replace(GAME, uid=100_005)
    ranges = [range(100_000, 165_536)]
    assert may_freeze([hidden], CHILD, subordinate=ranges) == (hidden,)


def test_leaders_and_the_agent_live() -> None:
    """The session leader, our agent and what the agent started are kept by number."""
    leader = replace(GAME, pid=300, exe="/home/an/.xsession")
    agent = replace(GAME, pid=301, exe="/usr/bin/python3.11")
    window = replace(GAME, pid=302, exe="/usr/bin/python3.11", ppid=301)
    deeper = replace(GAME, pid=303, exe="/usr/bin/python3.11", ppid=302)
    everything = [deeper, window, agent, leader, GAME]
    assert may_freeze(everything, CHILD, session_leaders=[300], agent_pids=[301]) == (GAME,)


def test_what_a_leader_started_is_not_kept_by_that() -> None:
    """Everything in a session descends from its leader."""
    leader = replace(GAME, pid=400, exe="/home/an/.xsession")
    assert may_freeze([leader, GAME], CHILD, session_leaders=[400]) == (GAME,)


@pytest.mark.parametrize(
    ("spared", "started", "stays"),
    [
        ("/usr/lib/firefox-esr/firefox-esr", "/usr/lib/firefox-esr/firefox-esr", True),
        ("/usr/lib/chromium/chromium", "/usr/lib/chromium/chrome_crashpad_handler", True),
        ("/opt/gcompris/bin/gcompris", "/opt/gcompris/bin/helper", False),
        ("/usr/bin/xterm", "/usr/bin/bash", False),
        ("/usr/bin/python3.11", "/usr/bin/python3.11", True),
        ("/usr/games/launcher", "/usr/games/steam", False),
        ("/home/an/Downloads/learn", "/home/an/Downloads/game", False),
        ("/usr/lib/x86_64-linux-gnu/learn", "/usr/lib/x86_64-linux-gnu/game", False),
    ],
)
def test_a_spared_program_keeps_its_parts(spared: str, started: str, stays: bool) -> None:
    """A browser's tabs are the browser; a game started from a terminal is not the terminal."""
    learning = replace(GAME, pid=600, exe=spared)
    child = replace(GAME, pid=601, exe=started, ppid=600)
    assert may_freeze([child, learning, GAME], CHILD, spared=[600]) == (
        (GAME,) if stays else (child, GAME)
    )


def test_the_order_is_kept() -> None:
    """The answer is a part of the list, in its order."""
    others = [replace(GAME, pid=pid) for pid in (9, 3, 7)]
    assert may_freeze(others, CHILD) == tuple(others)


@given(st.sampled_from(sorted(KEPT)), st.text(alphabet="abc/.-_ ", max_size=20))
def test_no_path_outside_the_system_is_kept(role: str, folder: str) -> None:
    """Whatever a child calls his folder, a kept name in it is one more program."""
    name = KEPT[role].split()[0].rstrip("*")
    assert not carries_session(f"/home/an/{folder}/{name}")
