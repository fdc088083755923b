"""Programs recognised inside the child's session, as the child: by menu, script, content, launcher.

The identity comes from what only root can write wherever there is such a thing. A file the child
can write to keeps its path and its hash but borrows no name from the menu, or a game would only
have to be called like a learning program; its alias `own:` says so to the rules.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.model.observation import App
from app.platforms.linux import procfs
from app.platforms.linux.content import Content
from app.platforms.linux.desktop_files import Entry, entries, folders_of
from app.platforms.linux.installed import Installed, best, only_root_writes
from app.platforms.linux.scripts import APP_IMAGES, Script, interprets, script

_HIGHEST = 16  # ancestors looked at
_KEPT = 256
# Programs whose children are games, by the name of the file of an ancestor; the launcher's own
# windows are told by its folder or its name.
_LAUNCHERS = {
    "steam": "steam",
    "pressure-vessel-adverb": "steam",
    "lutris-wrapper": "lutris",
    "lutris": "lutris",
    "heroic": "heroic",
    "legendary": "heroic",
    "bottles": "bottles",
    "bottles-cli": "bottles",
    "minecraft-launcher": "minecraft",
    "prismlauncher": "prismlauncher",
    "itch": "itch",
}
_STEAMS_OWN = ("/ubuntu12_32/", "/ubuntu12_64/", "/steamrt64/", "/steamrt32/")
_NO_GAME = ("/steamapps/common/Proton", "/steamapps/common/SteamLinuxRuntime")
_SHELLS = frozenset(("bash", "dash", "sh", "zsh", "env", "xdg-open"))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What one process says of itself, read once."""

    pid: int
    exe: str
    arguments: tuple[str, ...]
    script: Script | None


class Recogniser:
    """Tells which program a process of this session is. Everything it reads may be gone or lie."""

    def __init__(
        self,
        installed: Installed,
        language: str,
        *,
        ours: Callable[[int], bool],
        own_data: tuple[str, ...] = (),
    ) -> None:
        """`ours` tells our own processes, `own_data` are the child's own data folders."""
        self._installed = installed
        self._language = language
        self._ours = ours
        self._own_folders = folders_of(own_data)
        self._own_entries: tuple[Entry, ...] | None = None
        self._content = Content()
        self._known: dict[tuple[int, int, str, tuple[str, ...]], App] = {}

    def __call__(self, pid: int) -> App | None:
        """Give the program of a process; None = it is gone, or another user's who hides it."""
        line = procfs.stat(pid)
        exe = procfs.exe(pid)
        if line is None or not exe:
            return None
        # An interpreter may begin another program in the same process, by another command line.
        key = (pid, line.started, exe, command_line(pid) if interprets(exe) else ())
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = self._recognise(pid, exe)
        return self._known[key]

    def _recognise(self, pid: int, exe: str) -> App:
        if self._ours(pid):
            return App(f"path:{exe}", ours=True)
        arguments = command_line(pid)
        run = script(exe, arguments, _link(pid, "cwd"), _environment(pid, "HOME", "WINEPREFIX"))
        facts = _Facts(pid, exe, arguments, run)
        app = self._by_file(facts)
        launcher = self._launcher(facts)
        # What the menu calls no game (a browser opened by a launcher) is none.
        if launcher and (app.game or not app.id.startswith("desktop:")):
            app = replace(app, aliases=(*app.aliases, f"launcher:{launcher}"), game=True)
        return app

    def _by_file(self, facts: _Facts) -> App:
        run = facts.script
        if run is not None and run.name:
            return self._by_name(facts, run)
        image = _app_image(facts)
        # What lies in an image is part of it, a script elsewhere is not.
        named = "" if run is None or (image and run.path.startswith(APP_IMAGES)) else run.path
        path = named or image or facts.exe
        file = path if path != facts.exe else f"/proc/{facts.pid}/exe"
        app = self._boxed(facts) or self._at(path, facts)
        content = self._content.identity((named and run is not None and run.content) or file)
        app = replace(app, aliases=(*app.aliases, content)) if content else app
        if run is not None and run.wine:
            app = replace(app, aliases=(*app.aliases, "launcher:wine"), game=True)
        return self._with_own_runner(facts, app)

    def _by_name(self, facts: _Facts, run: Script) -> App:
        """Recognise a module, a class, or a Windows program that no file was found for."""
        kind, _, rest = run.name.partition(":")
        aliases = ["launcher:wine"] if run.wine else []
        if run.path:
            content = self._content.identity(run.path)
            aliases += [f"path:{run.path}", *([content] if content else [])]
        name = rest.rpartition("/")[2] if kind == "path" else rest
        return self._with_own_runner(facts, App(run.name, tuple(aliases), name, run.game))

    def _with_own_runner(self, facts: _Facts, app: App) -> App:
        """Add what an interpreter is that is not root's: a game may only be called `python3`."""
        if facts.script is None or only_root_writes(facts.exe):
            return app
        content = self._content.identity(f"/proc/{facts.pid}/exe")
        return replace(app, aliases=(*app.aliases, f"by:{content}")) if content else app

    def _at(self, path: str, facts: _Facts) -> App:
        """Recognise by path, if the path really leads to what runs."""
        if path == facts.exe and not _is_file_of(facts.pid, path):
            name = path.rpartition("/")[2]
            return App(f"path:{path}", (f"own:{path}",), name)  # deleted, or covered by a mount
        app = self._installed.app(path, facts.arguments[1:])
        if f"own:{path}" not in app.aliases:
            return app
        entry = best([one for one in self._own() if one.program == path], facts.arguments[1:])
        return app if entry is None else replace(app, name=entry.name, game=entry.game)

    def _boxed(self, facts: _Facts) -> App | None:
        """Recognise a program from a flatpak or snap, when it is the one root installed."""
        box = sandbox(facts.exe, facts.pid)
        if box is None:
            return None
        kind, name = box
        entry = self._installed.by_id(name) if kind == "flatpak" else self._installed.by_snap(name)
        if kind == "flatpak" and not _from_system_flatpak(facts, name):
            return App(f"path:{facts.exe}", (f"own:{facts.exe}", f"flatpak-user:{name}"), name)
        if entry is None:
            return App(f"{kind}:{name}", (), name)
        return App(f"desktop:{entry.id}", (f"{kind}:{name}",), entry.name, entry.game)

    def _own(self) -> tuple[Entry, ...]:
        """Give the child's own menu entries: good for a name and for calling something a game."""
        if self._own_entries is None:
            self._own_entries = entries(self._own_folders, self._language)
        return self._own_entries

    def _launcher(self, facts: _Facts) -> str:
        """Give the launcher a game was started by; "" for the launchers themselves and the rest."""
        path = facts.exe
        base = path.rpartition("/")[2]
        if base in _LAUNCHERS or any(part in path for part in (*_STEAMS_OWN, *_NO_GAME)):
            return ""
        if "/steamapps/common/" in path:
            return "steam"
        if base in _SHELLS:
            return ""
        return next((one for one in _launchers_above(facts.pid)), "")


def own_family(pid: int) -> bool:
    """Whether a process is ours: this one, or one this one began. Nobody else can begin such.

    An orphan becomes init's, never ours, and this process cannot be traced by the child.
    """
    return os.getpid() in (pid, *_ancestors(pid))


def command_line(pid: int) -> tuple[str, ...]:
    """Give the arguments a process shows, the first of them its own name."""
    raw = procfs.read(pid, "cmdline") or b""
    return tuple(raw.decode("utf-8", "replace").rstrip("\0").split("\0")) if raw else ()


def sandbox(exe: str, pid: int) -> tuple[str, str] | None:
    """Give (`snap` or `flatpak`, name) of a boxed program, None for any other."""
    parts = exe.split("/")
    if exe.startswith("/snap/") and len(parts) > 4 and only_root_writes(exe):
        return "snap", parts[2]
    scope = procfs.cgroup(pid).rpartition("/")[2]
    if scope.startswith("app-flatpak-") and scope.endswith(".scope"):
        return "flatpak", scope.removeprefix("app-flatpak-").rpartition("-")[0]
    return None


def _from_system_flatpak(facts: _Facts, name: str) -> bool:
    """Whether the running file is the one in the system's own installation of that flatpak."""
    inside = facts.exe.removeprefix("/app/")
    if inside == facts.exe or "/" in name or name.startswith("."):
        return False
    path = f"/var/lib/flatpak/app/{name}/current/active/files/{inside}"
    return only_root_writes(os.path.realpath(path)) and _is_file_of(facts.pid, path)


def _is_file_of(pid: int, path: str) -> bool:
    try:
        return os.path.samestat(os.stat(f"/proc/{pid}/exe"), os.stat(path))
    except OSError:
        return False


def _ancestors(pid: int) -> Iterator[int]:
    for _ in range(_HIGHEST):
        line = procfs.stat(pid)
        if line is None or line.ppid <= 1:
            return
        pid = line.ppid
        yield pid


def _launchers_above(pid: int) -> Iterator[str]:
    for ancestor in _ancestors(pid):
        exe = procfs.exe(ancestor)
        run = script(exe, command_line(ancestor), "/") if exe else None
        base = (run.path if run is not None and run.path else exe).rpartition("/")[2]
        if base in _LAUNCHERS:
            yield _LAUNCHERS[base]


def _app_image(facts: _Facts) -> str:
    """Give the AppImage a program was unpacked from; its own path is new at every start."""
    if not facts.exe.startswith(APP_IMAGES):
        return ""
    image = _environment(facts.pid, "APPIMAGE").get("APPIMAGE", "")
    path = os.path.realpath(image) if image.startswith("/") else ""
    return path if path and os.path.isfile(path) else ""


def _environment(pid: int, *names: str) -> dict[str, str]:
    """Give some of the variables a process was started with; a claim like its command line."""
    found: dict[str, str] = {}
    for pair in (procfs.read(pid, "environ") or b"").split(b"\0"):
        name, _, value = os.fsdecode(pair).partition("=")
        if name in names:
            found.setdefault(name, value)
    return found


def _link(pid: int, name: str) -> str:
    try:
        return os.readlink(f"/proc/{pid}/{name}")
    except OSError:
        return ""
