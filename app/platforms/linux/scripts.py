"""What an interpreter really runs: a Python game is not Python, a Windows game is not Wine.

Command lines are claims: a process may write anything into its own. They are believed only as far
as a file of that name is there, or where nothing is gained by a lie. Files are looked at as the
child, so this is the agent's to do; the service asks only `interprets`, which looks at nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

APP_IMAGES = "/tmp/.mount_"  # where an AppImage mounts itself, under another name at each start
_CLASS_PATH = frozenset(("-cp", "-classpath", "--class-path"))
# Wine's own programs: they run beside every Windows program and are none.
_WINES_OWN = re.compile(
    r"(?i)([a-z]:)?/windows/|(explorer|services|winedevice|plugplay|svchost|start|conhost)\.exe"
)
_GAME_CLASSES = ("net.minecraft.", "net.fabricmc.", "cpw.mods.", "net.minecraftforge.")
_BUNDLES = frozenset(("app.asar", "app", "resources"))  # what every Electron program calls itself


@dataclass(frozen=True, slots=True)
class Script:
    """What runs: a file or folder (path), else a name with its kind, such as `module:pygame`.

    Where there are both, name is who it is and path one more thing it is known by. content is
    what its bytes are told by, when that is not path. wine says that it is a Windows program,
    game that its kind alone makes it a game.
    """

    path: str = ""
    name: str = ""
    wine: bool = False
    game: bool = False
    content: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A command line and where it was given. The first word is a program's name for itself."""

    words: tuple[str, ...]
    cwd: str
    environment: Mapping[str, str]


Reader = Callable[["Kind", Line], Script | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of interpreter: names of its programs, how its command line is read.

    code    short options after which the program is no file.  module  short options before a
    module.  valued  options whose value is a word of its own: letters, and whole ones in long.
    joined  each letter of one word is an option, and values follow later (shells).  skipped
    words that may stand before the file.
    """

    names: re.Pattern[str]
    read: Reader
    code: str = ""
    module: str = ""
    valued: str = ""
    long: frozenset[str] = frozenset()
    joined: bool = False
    skipped: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def interprets(exe: str) -> bool:
    """Whether a program's own path does not say what runs; by the path alone."""
    return exe.startswith(APP_IMAGES) or _kind(exe) is not None


def script(
    exe: str,
    arguments: tuple[str, ...],
    cwd: str,
    environment: Mapping[str, str] | None = None,
) -> Script | None:
    """Give what an interpreter runs; None = it is none, or runs nothing that has a name."""
    kind = _kind(exe)
    return None if kind is None else kind.read(kind, Line(arguments, cwd, environment or {}))


def _kind(exe: str) -> Kind | None:
    base = exe.rpartition("/")[2]
    return next((kind for kind in KINDS if kind.names.fullmatch(base)), None)


# --- scripts -----------------------------------------------------------------------------------


def _plain(kind: Kind, line: Line) -> Script | None:
    """Read `python3 -u game.py`: the first word that is no option names a file."""
    words = iter(line.words[1:])
    for word in words:
        if word in ("-", "--eval", "--print"):
            return None
        if word in kind.long:
            next(words, None)
        elif word.startswith(("-", "+")):
            if not word.startswith("--"):
                found = _letters(kind, word, words)
                if found is not None:
                    return _module(found, line.cwd) if found else None
        elif word not in kind.skipped:
            return _at(_file(word, line.cwd))
    return None


def _letters(kind: Kind, word: str, words: Iterator[str]) -> str | None:
    """Take short options with their values; give a module's name, "" = code, None = go on."""
    for at, letter in enumerate(word[1:], 2):
        if letter in kind.code:
            return ""
        if letter in kind.module:
            return word[at:] or next(words, "")
        if letter in kind.valued:
            if kind.joined or not word[at:]:
                next(words, None)
            if not kind.joined:
                return None
    return None


def _module(name: str, cwd: str) -> Script:
    """Give a module: its file where it lies in the current folder, else its name."""
    place = name.replace(".", "/")
    path = "" if "/" in name else _file(f"{place}.py", cwd) or _file(f"{place}/__main__.py", cwd)
    return Script(path) if path else Script(name=f"module:{name}")


# --- programs of other machines ----------------------------------------------------------------


def _java(kind: Kind, line: Line) -> Script | None:
    words = iter(line.words[1:])
    jars = ""
    for word in words:
        if word == "-jar":
            return _at(_file(next(words, ""), line.cwd))
        if word in ("-m", "--module"):
            return Script(name=f"module:{next(words, '')}")
        if word in _CLASS_PATH:
            jars = next(words, "")
        elif word in kind.long:
            next(words, None)
        elif not word.startswith(("-", "@")):
            if "/" in word or word.endswith(".java"):
                return _at(_file(word, line.cwd))
            # One archive alone is the program; several are its libraries as well.
            path = _file(jars, line.cwd) if jars.endswith(".jar") else ""
            return Script(path, f"class:{word}", game=word.startswith(_GAME_CLASSES))
    return None


def _electron(kind: Kind, line: Line) -> Script | None:
    """Read `electron /usr/lib/riot/app.asar`, and what its parts are told: `--app-path=…`."""
    words = iter(line.words[1:])
    for word in words:
        option, _, value = word.partition("=")
        if option in ("--app-path", "--app"):
            return _bundle(value, line.cwd)
        if word in kind.long:
            next(words, None)
        elif not word.startswith("-"):
            return _bundle(word, line.cwd)
    return None


def _bundle(word: str, cwd: str) -> Script | None:
    """Give an Electron program by the folder that has a name of its own."""
    path = os.path.realpath(os.path.join(cwd or "/", word))
    content = f"{path}/package.json" if os.path.isdir(path) else path
    if not os.path.isfile(content):
        return None
    while path.rpartition("/")[2] in _BUNDLES:
        path = path.rpartition("/")[0]
    return Script(path, content=content)


def _windows(kind: Kind, line: Line) -> Script | None:
    """Give the Windows program among the words: its file in its prefix, else as Windows says.

    The first word counts too: Wine writes the program's own command line over the loader's.
    """
    for word in line.words:
        path = word.replace("\\", "/")
        if not path.lower().endswith(".exe"):
            continue
        if _WINES_OWN.match(path) or _WINES_OWN.fullmatch(path.rpartition("/")[2]):
            continue
        found = _in_prefix(path, line)
        if found:
            return Script(found, wine=True, game=True)
        return Script(name=f"path:{path}", wine=True, game=True)
    return None


def _in_prefix(path: str, line: Line) -> str:
    """Give the file a Windows path means in this prefix; Windows does not mind capitals."""
    if path[1:3] != ":/":
        return _any_case(line.cwd, path) if line.cwd else ""
    home = line.environment.get("HOME", "")
    prefix = line.environment.get("WINEPREFIX", f"{home}/.wine" if home else "")
    drive = os.path.join(prefix, "dosdevices", path[:2].lower())
    return _any_case(drive, path[3:]) if os.path.isabs(prefix) and os.path.isdir(drive) else ""


def _any_case(folder: str, path: str) -> str:
    place = "/" if path.startswith("/") else folder
    for part in path.strip("/").split("/"):
        exact = os.path.join(place, part)
        if os.path.exists(exact):
            place = exact
            continue
        try:
            names = os.listdir(place)
        except OSError:
            return ""
        named = next((name for name in names if name.lower() == part.lower()), None)
        if named is None:
            return ""
        place = os.path.join(place, named)
    place = os.path.realpath(place)
    return place if os.path.isfile(place) else ""


# --- files --------------------------------------------------------------------------------------


def _at(path: str) -> Script | None:
    return Script(path) if path else None


def _file(word: str, cwd: str) -> str:
    """Give the real path of a file named in a command line, "" when there is none.

    A folder stands for the program in it that Python would run.
    """
    path = os.path.realpath(os.path.join(cwd or "/", word))
    inside = f"{path}/__main__.py"
    return next((one for one in (path, inside) if os.path.isfile(one)), "")


_REQUIRE = frozenset(("--require", "--import", "--loader", "--experimental-loader"))
KINDS = (
    Kind(re.compile(r"wine(64)?(-preloader)?|proton"), _windows),
    Kind(
        re.compile(r"java"),
        _java,
        long=frozenset(
            "-p --module-path --source --add-modules --add-opens --add-exports --add-reads"
            " --limit-modules --patch-module --upgrade-module-path".split()
        ),
    ),
    Kind(re.compile(r"electron\d*"), _electron, long=_REQUIRE | {"-r"}),
    Kind(
        re.compile(r"(python|pypy)[\d.]*(-dbg)?"),
        _plain,
        code="c",
        module="m",
        valued="WX",
        long=frozenset(("--check-hash-based-pycs",)),
    ),
    Kind(
        re.compile(r"bash|dash|sh|zsh|ksh[\d]*|mksh|yash"),
        _plain,
        code="c",
        valued="oO",
        long=frozenset(("--rcfile", "--init-file")),
        joined=True,
    ),
    Kind(re.compile(r"perl[\d.]*"), _plain, code="eE", valued="I"),
    Kind(re.compile(r"ruby[\d.]*"), _plain, code="e", valued="IrCE"),
    Kind(re.compile(r"lua[\d.]*|luajit(-[\d.]+)?"), _plain, valued="el"),
    Kind(re.compile(r"node(js)?"), _plain, code="ep", valued="r", long=_REQUIRE),
    Kind(re.compile(r"php[\d.]*"), _plain, code="r", valued="dc"),
    Kind(re.compile(r"gjs(-console)?"), _plain, code="c", valued="I"),
    Kind(re.compile(r"mono(-sgen)?"), _plain, long=frozenset(("--config",))),
    Kind(re.compile(r"dotnet"), _plain, skipped=frozenset(("exec",))),
    Kind(re.compile(r"love(-[\d.]+)?|tclsh[\d.]*|wish[\d.]*"), _plain),
)
