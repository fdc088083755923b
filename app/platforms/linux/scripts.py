"""What an interpreter really runs: a Python game is not Python, a Windows game is not Wine.

Command lines are claims: a process may write anything into its own. They are believed only as far
as a file of that name is there, or where nothing is gained by a lie.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

_WINE = re.compile(r"wine(64)?(-preloader)?|proton")
_JAVA = re.compile(r"java")
# Interpreters whose first argument that is no option names a file.
_SCRIPTS = re.compile(
    r"python[\d.]*|perl[\d.]*|ruby[\d.]*|lua[\d.]*|luajit|node(js)?|bash|dash|sh|zsh|ksh|gjs(-console)?"
    r"|mono(-sgen)?|electron\d*|love(-[\d.]+)?|tclsh[\d.]*|wish[\d.]*|pypy3?"
)
# Options whose value is a word of its own, by the first letters of the interpreter.
_WITH_VALUE = {
    "python": frozenset(("-W", "-X")),
    "pypy": frozenset(("-W", "-X")),
    "node": frozenset(("-r", "--require", "--import", "--loader")),
    "electron": frozenset(("-r", "--require")),
    "ruby": frozenset(("-I", "-r")),
    "bash": frozenset(("-o", "-O", "--rcfile", "--init-file")),
}
_CLASS_PATH = frozenset(("-cp", "-classpath", "--class-path", "-p", "--module-path"))
# Wine's own programs: they run beside every Windows program and are none.
_WINES_OWN = re.compile(
    r"(?i)([a-z]:)?/windows/|(explorer|services|winedevice|plugplay|svchost)\.exe"
)
_GAME_CLASSES = ("net.minecraft.", "net.fabricmc.", "cpw.mods.", "net.minecraftforge.")


@dataclass(frozen=True, slots=True)
class Script:
    """What runs: a file (path), else a name with its kind, such as `module:pygame`.

    wine says that it is a Windows program, game that its kind alone makes it a game.
    """

    path: str = ""
    name: str = ""
    wine: bool = False
    game: bool = False


def script(exe: str, arguments: tuple[str, ...], cwd: str) -> Script | None:
    """Give what an interpreter runs; None = it is none, or runs nothing that has a name."""
    base = exe.rpartition("/")[2]
    if _WINE.fullmatch(base):
        return _windows(arguments)
    if _JAVA.fullmatch(base):
        return _java(arguments[1:], cwd)
    if _SCRIPTS.fullmatch(base):
        valued = (words for name, words in _WITH_VALUE.items() if base.startswith(name))
        return _plain(arguments[1:], cwd, next(valued, frozenset()))
    return None


def _plain(arguments: tuple[str, ...], cwd: str, valued: frozenset[str]) -> Script | None:
    words = iter(arguments)
    for word in words:
        if word == "-m":
            return Script(name=f"module:{next(words, '')}")
        if word in ("-c", "-e", "-"):
            return None
        if word in valued:
            next(words, None)
        elif not word.startswith("-"):
            path = _file(word, cwd)
            return Script(path) if path else None
    return None


def _java(arguments: tuple[str, ...], cwd: str) -> Script | None:
    words = iter(arguments)
    for word in words:
        if word == "-jar":
            path = _file(next(words, ""), cwd)
            return Script(path) if path else None
        if word in _CLASS_PATH:
            next(words, None)
        elif not word.startswith("-"):
            return Script(name=f"class:{word}", game=word.startswith(_GAME_CLASSES))
    return None


def _windows(arguments: tuple[str, ...]) -> Script | None:
    """Give the Windows program among the arguments, its path written with slashes."""
    for word in arguments:
        path = word.replace("\\", "/")
        if path.lower().endswith(".exe"):
            own = _WINES_OWN.match(path) or _WINES_OWN.fullmatch(path.rpartition("/")[2])
            return None if own else Script(name=f"path:{path}", wine=True, game=True)
    return None


def _file(word: str, cwd: str) -> str:
    """Give the real path of a file named in a command line, "" when there is none."""
    path = os.path.realpath(os.path.join(cwd or "/", word))
    return path if os.path.isfile(path) else ""
