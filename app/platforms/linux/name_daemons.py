"""Closes programs that ask for names under their own user to children's accounts, reversibly.

What was found, each tried by effect (tests/container/test_name_daemons.py):

- systemd-resolved takes names over a socket (nss-resolve) and over D-Bus (`resolvectl`); its own
  port 53 is led like any other. Socket closed: the C library goes on to `dns`, and is led.
- nscd, unscd and their like answer before /etc/nsswitch.conf is even read. Socket closed: the same.
- avahi looks up any name over D-Bus where `enable-wide-area` is on, as in Debian 12. Only those
  calls are closed: finding printers and `.local` names over its own socket goes on.
- sssd serves hosts of a directory, never of the Internet; dnsmasq, unbound and the like listen on
  port 53. Nothing to close.

A child's borrowed UIDs (`unshare -U --map-auto`) reach a socket as *others*. Where the PC has
newuidmap and a child has such UIDs, a socket is closed to UIDs that no account has; a service with
a user of systemd's making asks over port 53 then, as it does without nss-resolve. The system bus
speaks to no UID without an account.

Undo: `RUN/closed/N/` holds path, `before` and `ours` as getfacl prints them; the release script
puts a socket back with them. `RUN/bus.conf` is read by the bus through one line the installer put
into /etc/dbus-1/system.d: it ends with the boot, and is removed and forgotten by the release.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.enforce.ports import Leak
from app.model.errors import Unsupported
from app.platforms.linux import acl, bus, subordinates
from app.platforms.linux.nft_table import is_system
from app.platforms.linux.passwd import PASSWD, uids_of

SOCKETS: Final = (
    "/run/systemd/resolve/io.systemd.Resolve",
    "/run/nscd/socket",
)
BUS_INCLUDE: Final = Path("/etc/dbus-1/system.d/luytre.conf")
_NEWUIDMAP = Path("/usr/bin/newuidmap")
_BUS_SOCKET = Path("/run/dbus/system_bus_socket")
_LOOK_S = 2.0
_DAEMON = bus.Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_AVAHI = (
    ("org.freedesktop.Avahi.Server", "ResolveHostName"),
    ("org.freedesktop.Avahi.Server", "HostNameResolverNew"),
    ("org.freedesktop.Avahi.Server", "RecordBrowserNew"),
    ("org.freedesktop.Avahi.Server2", "HostNameResolverPrepare"),
    ("org.freedesktop.Avahi.Server2", "RecordBrowserPrepare"),
)
_HEAD = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
"""


@dataclass(slots=True)
class _Closed:
    """A socket we changed: how it was, how we left it, and where that is noted."""

    before: str
    ours: str
    note: Path


class LinuxNameDaemons:
    """Sockets and the system bus; looked at every two seconds, because packages restart daemons."""

    def __init__(
        self,
        run: Path,
        *,
        sockets: tuple[str, ...] = SOCKETS,
        include: Path = BUS_INCLUDE,
        address: str = bus.SYSTEM,
        files: tuple[Path, Path] = (PASSWD, subordinates.SUBUID),
    ) -> None:
        """Note what is changed in `run`, which everybody may read and only root write.

        `include` is the installed file that makes the bus at `address` read RUN/bus.conf; `files`
        are passwd(5) and subuid(5).
        """
        self._notes = run / "closed"
        self._policy = run / "bus.conf"
        self._sockets = sockets
        self._include = include
        self._address = address
        self._passwd, self._subuid = files
        self._uids: frozenset[int] = frozenset()
        self._leaks: tuple[Leak, ...] = ()
        self._tell: Callable[[tuple[Leak, ...]], None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._bus_leak: Leak | None = None

    def start(self, leaks: Callable[[tuple[Leak, ...]], None]) -> None:
        """Begin; what an earlier life closed stays closed until the first `close`."""
        self._tell = leaks
        self._timer = asyncio.get_running_loop().call_later(_LOOK_S, self._look_again)

    def close(self, uids: frozenset[int]) -> None:
        """Replace the accounts. ValueError for root or a system user."""
        for uid in uids:
            if is_system(uid, uid):
                raise ValueError(f"UID {uid} is the system's: nothing is closed to it")
        self._uids = uids
        self._bus_leak = self._write_policy()
        self._look()

    def stop(self) -> None:
        """Open everything again as it was."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._tell = None
        self.close(frozenset())

    def _look_again(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(_LOOK_S, self._look_again)
        if self._uids:
            self._look()

    def _look(self) -> None:
        """Bring every socket to how it should be now, and tell what could not be closed."""
        noted = self._noted()
        found = [self._bus_leak] if self._bus_leak is not None else []
        for path in self._sockets:
            leak = self._adjust(path, noted.get(path))
            found += [leak] if leak is not None else []
        if not self._uids:
            shutil.rmtree(self._notes, ignore_errors=True)
        leaks = tuple(found)
        if leaks != self._leaks:
            self._leaks = leaks
            if self._tell is not None:
                self._tell(leaks)

    # --- sockets ----------------------------------------------------------------------------------

    def _adjust(self, path: str, known: _Closed | None) -> Leak | None:
        fd = _open_socket(path)
        if fd is None:
            return None
        try:
            if self._uids:
                self._close_one(fd, path, known)
            elif known is not None:
                _open_one(fd, known)
        except OSError as error:
            return Leak(Path(path).parent.name, f"{path}: {error.strerror}")
        finally:
            os.close(fd)
        return None

    def _close_one(self, fd: int, path: str, known: _Closed | None) -> None:
        now = acl.read(fd)
        text = acl.text(now)
        # Anything but what we left is somebody else's word: a new socket, or an administrator's.
        before = known.before if known is not None and text == known.ours else text
        wanted = acl.closed(acl.parse(before), self._uids, self._named())
        if text == acl.text(wanted):
            return
        self._note(path, before, acl.text(wanted), known)
        acl.write(fd, wanted)

    def _named(self) -> frozenset[int] | None:
        """Give all UIDs that have an account, None where nobody can borrow others."""
        if not _NEWUIDMAP.exists() or not subordinates.ranges(self._uids, self._subuid):
            return None
        return uids_of(self._passwd)

    def _noted(self) -> dict[str, _Closed]:
        """Give what is noted, by this life or an earlier one."""
        found = {}
        for note in sorted(self._notes.glob("[!.]*/path")):  # the others were never finished
            place = note.parent
            path, before, ours = (
                (place / name).read_text(encoding="utf-8") for name in ("path", "before", "ours")
            )
            found[path.strip()] = _Closed(before, ours, place)
        return found

    def _note(self, path: str, before: str, ours: str, known: _Closed | None) -> None:
        """Write down how it was before it is changed; whole or not at all."""
        self._notes.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = known.note if known is not None else self._notes / str(self._sockets.index(path))
        fresh = self._notes / f".{place.name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        for name, text in (("path", f"{path}\n"), ("before", before), ("ours", ours)):
            (fresh / name).write_text(text, encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        fresh.rename(place)

    # --- the system bus ---------------------------------------------------------------------------

    def _write_policy(self) -> Leak | None:
        """Have the bus refuse look-ups; a leak where it does not hear of it."""
        text = policy(self._uids)
        try:
            there = self._policy.read_text(encoding="utf-8")
        except OSError:
            there = ""
        if there == text:
            return self._missing_include()
        try:
            self._replace_policy(text)
        except OSError as error:
            return Leak("dbus", f"{self._policy}: {error.strerror}")
        try:
            spoken = bus.Bus(self._address)
        except Unsupported:
            return None  # no bus: nobody can ask over it
        try:
            spoken.call(_DAEMON, "ReloadConfig")
        except Unsupported as error:
            return Leak("dbus", str(error))
        finally:
            spoken.close()
        return self._missing_include()

    def _replace_policy(self, text: str) -> None:
        if not text:
            self._policy.unlink(missing_ok=True)
            return
        self._policy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = self._policy.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.chmod(0o644)
        fresh.rename(self._policy)

    def _missing_include(self) -> Leak | None:
        if not self._uids or self._include.exists() or not _BUS_SOCKET.exists():
            return None
        return Leak("dbus", f"{self._include} is missing, so the bus lets look-ups through")


def policy(uids: frozenset[int]) -> str:
    """Give the bus's policy that closes look-ups to these accounts, "" for none."""
    if not uids:
        return ""
    lines = [_HEAD]
    for uid in sorted(uids):
        lines.append(f'  <policy user="{uid}">\n')
        lines.append('    <deny send_destination="org.freedesktop.resolve1"/>\n')
        for interface, member in _AVAHI:
            lines.append(
                f'    <deny send_destination="org.freedesktop.Avahi" send_interface="{interface}"'
                f' send_member="{member}"/>\n'
            )
        lines.append("  </policy>\n")
    return "".join(lines) + "</busconfig>\n"


def _open_socket(path: str) -> int | None:
    """Open a daemon's socket (O_PATH), never through a link; None when there is none."""
    try:
        fd = os.open(path, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    facts = os.fstat(fd)
    if stat.S_ISSOCK(facts.st_mode) and is_system(facts.st_uid, facts.st_uid):
        return fd
    os.close(fd)
    return None


def _open_one(fd: int, known: _Closed) -> None:
    """Put a socket back as it was, if it is still as we left it."""
    if acl.text(acl.read(fd)) == known.ours:
        acl.write(fd, acl.parse(known.before))
