"""A whole GNOME in a container: gdm logs the child in, gnome-shell draws on a screen nobody sees.

Nothing of it is pretended but the graphics card: udev's notes of one are laid down (there is no
udev in a container), and gnome-shell is told to draw without it. Keys come in the way a remote
desktop's do, so GNOME takes them for the child's own, on its lock screen too.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.container.rig import Container

PASSWORD = "mat-khau-123"
SEAT = r"""d /run/udev/data 0755
d /run/udev/tags/master-of-seat 0755
f /run/udev/tags/master-of-seat/c1:3 0644
f /run/udev/data/c1:3 0644 - - - I:1\nG:seat\nG:master-of-seat\nQ:seat\nQ:master-of-seat\nV:1\n
"""
HEADLESS = """[Service]
ExecStart=
ExecStart=/usr/bin/gnome-shell --headless --virtual-monitor 1280x720
"""
GDM = "/etc/gdm3/daemon.conf"
LOG_IN = """[daemon]
AutomaticLoginEnable=true
AutomaticLogin=child
"""
# linux/input-event-codes.h, for what is typed here.
KEYS = {
    **dict(zip("1234567890-=", range(2, 14), strict=True)),
    **dict(zip("qwertyuiop[]", range(16, 28), strict=True)),
    **dict(zip("asdfghjkl;'", range(30, 41), strict=True)),
    **dict(zip("zxcvbnm,./", range(44, 54), strict=True)),
    " ": 57,
    "\n": 28,
    "Escape": 1,
    "Shift": 42,
    "Control": 29,
    "F11": 87,
    "Print": 99,
}
# A keyboard is no process of the child's: only the connection is his, what types is root's and is
# never frozen. A keyboard that was just plugged in is noticed by a program some moments later.
TYPES = """
import os, sys, time
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
name = "org.gnome.Mutter.RemoteDesktop"
uid = int(sys.argv[1])
os.setresuid(uid, uid, 0)
bus = open_dbus_connection(f"unix:path=/run/user/{uid}/bus")
os.setresuid(0, 0, 0)
def call(path, interface, member, kinds=None, *body):
    reply = bus.send_and_get_reply(
        new_method_call(DBusAddress(path, name, interface), member, kinds, body))
    if reply.header.message_type.name == "error":
        sys.exit(f"{member}: {reply.body}")
    return reply.body
(session,) = call("/org/gnome/Mutter/RemoteDesktop", name, "CreateSession")
def press(*codes):
    for code in codes:
        call(session, name + ".Session", "NotifyKeyboardKeycode", "ub", code, True)
    for code in reversed(codes):
        call(session, name + ".Session", "NotifyKeyboardKeycode", "ub", code, False)
    time.sleep(0.06)
call(session, name + ".Session", "Start")
press(42)
time.sleep(0.8)
for word in sys.argv[2:]:
    if word.startswith("~"):
        time.sleep(float(word[1:]))
    else:
        press(*map(int, word.split("+")))
time.sleep(0.3)
call(session, name + ".Session", "Stop")
"""
# What our own sense of GNOME sees in this session, one line a look.
LOOKS = """
import json, select, sys
from dataclasses import asdict
from app.model.observation import App
from app.platforms.linux.desk_gnome import GnomeDesk
desk = GnomeDesk(lambda pid: App(f"path:/{pid}"), lambda pid: frozenset())
told = []
desk.start(lambda: told.append(1))
print(json.dumps({"lacks": desk.lacks}), flush=True)
for line in sys.stdin:
    while select.select([desk.fileno()], [], [], 0)[0]:
        desk.ready()
    words = line.split()
    if words[0] == "put_away":
        print(json.dumps(desk.put_away([int(word) for word in words[1:]])), flush=True)
        continue
    front = asdict(desk.read())
    front["awake"], front["told"] = sorted(front["awake"]), len(told)
    told.clear()
    print(json.dumps(front), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Gnome:
    """The child's GNOME in a booted container."""

    container: Container
    uid: int

    def session(self) -> str:
        """Give logind's id of the child's desktop, "" when he has none."""
        listed = self.container.run("loginctl", "list-sessions", "--no-legend").splitlines()
        found = [words for words in map(str.split, listed) if words[2:4] == ["child", "seat0"]]
        return found[-1][0] if found else ""

    def log_in(self) -> None:
        """Have gdm log the child in, this once."""
        self.container.write(GDM, LOG_IN)
        self.container.run("systemctl", "restart", "gdm")
        self.arrive()

    def arrive(self) -> None:
        """Wait until the child is logged in and GNOME has drawn its desktop."""
        pc = self.container
        shell = ("busctl", "--user", "call", "org.gnome.Shell", "/org/gnome/Shell")
        ping = " ".join((*shell, "org.freedesktop.DBus.Peer", "Ping"))
        pc.wait_until(lambda: self.session() != "", 60, "gdm did not log the child in")
        pc.write(GDM, "")  # whoever is logged out later stays so
        pc.wait_until(
            lambda: "gone" not in self.run("sh", "-c", f"{ping} 2>&1 || echo gone"),
            60,
            "GNOME did not start",
        )

    def log_out(self) -> None:
        """End the child's desktop and wait until all of it is gone."""
        pc = self.container
        pc.run("loginctl", "terminate-user", "child")
        manager = ("systemctl", "is-active", f"user@{self.uid}")
        pc.wait_until(lambda: self.session() == "", 30, "the log-in does not end")
        pc.wait_until(
            lambda: pc.run(*manager, check=False).strip() == "inactive", 30, "he is still there"
        )

    def locked(self) -> bool:
        """Whether GNOME told logind that its lock is up."""
        return self.property("LockedHint") == "yes"

    def property(self, name: str) -> str:
        """Give a property of the child's session, "" when it has just ended."""
        asked = ("loginctl", "show-session", self.session(), "-p", name, "--value")
        return self.container.run(*asked, check=False).strip()

    def command(self, *words: str) -> tuple[str, ...]:
        """Give what runs `words` as the child in this session."""
        environment = (
            f"XDG_RUNTIME_DIR=/run/user/{self.uid}",
            f"DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{self.uid}/bus",
            "WAYLAND_DISPLAY=wayland-0",
            "XDG_SESSION_TYPE=wayland",
            "XDG_CURRENT_DESKTOP=GNOME",
            "HOME=/home/child",
        )
        return ("runuser", "-u", "child", "--", "env", "-C", "/home/child", *environment, *words)

    def run(self, *words: str, check: bool = True) -> str:
        """Run a command as the child in this session."""
        return self.container.run(*self.command(*words), check=check)

    def press(self, *chords: str) -> None:
        """Press keys, each alone or together (`Shift+Print`); `~1.5` waits for so many seconds."""
        codes = (
            one if one[0] == "~" else "+".join(str(KEYS[key]) for key in one.split("+"))
            for one in chords
        )
        python = ("/opt/luytre/bin/python", "-I", "/usr/local/lib/types.py")
        self.container.run(*python, str(self.uid), *codes)

    def types(self, text: str) -> None:
        """Type a text of small letters and digits."""
        self.press(*text)

    def unlock(self) -> None:
        """Do what a child does at his lock screen: a key to wake it, and his password.

        What a former try left in the field, or that key, is written over.
        """
        self.press(" ", "~1.5", "Control+a", *PASSWORD, "\n")


def furnish(container: Container) -> None:
    """Make a GNOME out of the packages: it logs the child in as soon as the system is up."""
    container.run("systemctl", "stop", "gdm")
    container.write("/etc/tmpfiles.d/seat.conf", SEAT)
    folder = "/etc/systemd/user/org.gnome.Shell@wayland.service.d"
    container.run("mkdir", "-p", folder)
    container.write(f"{folder}/headless.conf", HEADLESS)
    container.write(GDM, LOG_IN)
    container.run("chpasswd", stdin=f"child:{PASSWORD}\n".encode())
    container.write("/usr/local/lib/types.py", TYPES)
    container.write("/usr/local/lib/looks.py", LOOKS)


def arrived(container: Container) -> Gnome:
    """Wait until gdm has logged the child in."""
    gnome = Gnome(container, int(container.run("id", "-u", "child")))
    gnome.arrive()
    return gnome
