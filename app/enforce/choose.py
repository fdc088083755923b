"""Chooses which of a user's processes may be frozen: his programs, never what carries his session.

The desktop, its bus, sound, typing, keys and screen lock must live, or the machine hangs instead of
resting and help cannot be reached. They are told by the path of the program in folders only root
may write: a copy a child made in his home, whatever its name, is one more program.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from posixpath import dirname
from typing import Final

from app.model.observation import Process

_SYSTEM_FOLDERS: Final = tuple(
    f"{root}/{name}/"
    for root in ("", "/usr")
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libexec")
)

# Who keeps a session alive: program names by what they are for, a trailing * takes what follows.
# From the packages of Debian 12/13 and Ubuntu 24.04 for GNOME, KDE, Xfce, LXQt, LXDE, MATE,
# Cinnamon, Budgie and the usual plain window managers.
KEPT: Final[dict[str, str]] = {
    "display": "X Xorg Xwayland Xvfb Xvnc Xtigervnc xinit",
    "compositor": "gnome-shell mutter kwin_wayland kwin_wayland_wrapper kwin_x11 sway labwc wayfire"
    " weston cage cinnamon muffin budgie-wm gala picom compton xcompmgr",
    "window manager": "openbox xfwm4 marco metacity compiz i3 awesome icewm fluxbox blackbox jwm"
    " fvwm* twm bspwm dwm herbstluftwm qtile",
    "log-in": "systemd gnome-session-* gdm-x-session gdm-wayland-session xfce4-session mate-session"
    " lxsession lxqt-session cinnamon-session* budgie-session* ksmserver plasma_session"
    " startplasma-* login sshd sshd-session",
    "bus": "dbus-daemon dbus-broker dbus-broker-launch dbus-launch dbus-run-session",
    "accessibility": "at-spi-bus-launcher at-spi2-registryd speech-dispatcher sd_* brltty kmag",
    "sound": "pulseaudio pipewire pipewire-* wireplumber jackd jackdbus",
    "typing": "ibus-* fcitx fcitx5 fcitx5-* uim-* scim*",
    "portals": "xdg-desktop-portal xdg-desktop-portal-* xdg-document-portal xdg-permission-store",
    "keys": "ssh-agent gpg-agent scdaemon gnome-keyring-daemon gcr-ssh-agent kwalletd5 kwalletd6",
    "asking for rights": "polkit-* lxpolkit lxqt-policykit-agent xfce-polkit",
    "settings": "gsd-* csd-* xfsettingsd mate-settings-daemon dconf-service kded5 kded6 xfconfd"
    " xfce4-power-manager mate-power-manager lxqt-powermanagement nm-applet",
    # A file system whose server sleeps makes everybody wait who looks at it, root included.
    "file systems": "gvfsd gvfsd-* gvfs-* fusermount3 sshfs ntfs-3g kio-fuse",
    "accounts": "goa-daemon goa-identity-service",
    "panel": "xfce4-panel gnome-panel mate-panel lxpanel lxqt-panel plasmashell budgie-panel tint2"
    " waybar trayer stalonetray",
    "notices": "xfce4-notifyd notification-daemon mate-notification-daemon lxqt-notificationd dunst"
    " mako",
    "screen lock": "xscreensaver xscreensaver-* light-locker xfce4-screensaver* mate-screensaver*"
    " gnome-screensaver* cinnamon-screensaver* kscreenlocker_greet swaylock xss-lock xsecurelock",
}
_NAMES = " ".join(KEPT.values()).split()
_EXACT = frozenset(name for name in _NAMES if not name.endswith("*"))
_BEGINNINGS = tuple(name[:-1] for name in _NAMES if name.endswith("*"))
# Where one program has a folder to itself, and the folders there that hold programs of every kind.
_INSTALLED_UNDER: Final = ("/usr/", "/opt/", "/snap/")
_SHARED_FOLDERS: Final = ("/bin", "/games", "/libexec", "/lib", "/lib64", "/sbin", "-linux-gnu")


def may_freeze(
    processes: Iterable[Process],
    uid: int,
    *,
    session_leaders: Collection[int] = (),
    agent_pids: Collection[int] = (),
    spared: Collection[int] = (),
    disguised: Collection[int] = (),
    subordinate: Iterable[range] = (),
) -> tuple[Process, ...]:
    """Give those of `processes` that may be frozen for this user, in the order they came.

    session_leaders, agent_pids  never frozen; neither is what our agent started.
    spared       programs that stay usable now; parts they started of themselves are spared too.
    disguised    pids whose path cannot be believed: no name keeps them.
    subordinate  further UIDs that are his (/etc/subuid), for programs in a user namespace.
    """
    listed = tuple(processes)
    ranges = tuple(subordinate)
    kept = _with_descendants(listed, agent_pids) | set(session_leaders)
    kept |= _with_parts(listed, spared)
    return tuple(
        one
        for one in listed
        if (one.uid == uid or any(one.uid in many for many in ranges))
        and one.uid != 0
        and one.pid not in kept
        and (one.pid in disguised or not carries_session(one.exe))
    )


def carries_session(exe: str) -> bool:
    """Whether this program is part of the desktop itself, installed by root."""
    path = exe.removesuffix(" (deleted)")  # replaced by an upgrade while it ran
    if not path.startswith(_SYSTEM_FOLDERS) or "/../" in path:
        return False
    name = path.rpartition("/")[2]
    return name in _EXACT or name.startswith(_BEGINNINGS)


def _with_descendants(listed: tuple[Process, ...], pids: Collection[int]) -> set[int]:
    found = set(pids)
    grew = True
    while grew:
        fresh = {one.pid for one in listed if one.ppid in found} - found
        found |= fresh
        grew = bool(fresh)
    return found


def _with_parts(listed: tuple[Process, ...], pids: Collection[int]) -> set[int]:
    """Add the processes a program started of itself (a browser's tabs), not what it launched."""
    by_pid = {one.pid: one for one in listed}
    found = set(pids)
    grew = True
    while grew:
        fresh = {
            one.pid
            for one in listed
            if one.pid not in found
            and one.ppid in found
            and one.ppid in by_pid
            and _is_part(one.exe, by_pid[one.ppid].exe)
        }
        found |= fresh
        grew = bool(fresh)
    return found


def _is_part(exe: str, of: str) -> bool:
    folder = dirname(of)
    own_folder = folder.startswith(_INSTALLED_UNDER) and not folder.endswith(_SHARED_FOLDERS)
    return exe == of or (own_folder and dirname(exe) == folder)
