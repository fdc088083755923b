"""Desktop files: which program a name in the menu stands for, and whether it is a game.

Read with limits and without trust: a file may be huge, a pipe, or written to mislead. Who wrote it
decides what it is good for, and that is judged by who uses this.
"""

from __future__ import annotations

import os
import shutil
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LARGEST = 65_536  # bytes of one file: KDE's largest, with 90 languages, has 30,000
_MOST = 4_000  # files
_NAME = 100  # characters shown to people
_PATHS = "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games:/snap/bin"


@dataclass(frozen=True, slots=True)
class Entry:
    """A program of the menu: program is a resolved path ("" = not found), arguments what follows.

    id is the desktop id, such as `org.gnome.Maps`; shown = it stands in the menu.
    """

    id: str
    name: str
    program: str
    arguments: tuple[str, ...] = ()
    game: bool = False
    shown: bool = True
    snap: str = ""


def folders_of(data_dirs: Iterable[str]) -> tuple[Path, ...]:
    """Give the folders of desktop files below these data folders."""
    return tuple(Path(one) / "applications" for one in data_dirs if one.startswith("/"))


def entries(folders: Iterable[Path], language: str) -> tuple[Entry, ...]:
    """Read every desktop file of these folders; of equal ids the first counts."""
    found: dict[str, Entry | None] = {}
    for folder in folders:
        for path in _files(folder):
            id = str(path.relative_to(folder)).removesuffix(".desktop").replace("/", "-")
            if len(found) >= _MOST:
                break
            if id not in found:
                found[id] = read(path, id, language)
    return tuple(one for one in found.values() if one is not None)


def read(path: Path, id: str, language: str) -> Entry | None:
    """Read one file; None = it is no program's, or not to be read."""
    text = _text(path)
    return None if text is None else parse(text, id, language)


def parse(text: str, id: str, language: str) -> Entry | None:
    """Read a desktop file's text; None = it starts no program."""
    keys = dict(_keys(text))
    command = split(keys.get("Exec", ""))
    if keys.get("Type") != "Application" or keys.get("Hidden") == "true" or not command:
        return None
    name = keys.get(f"Name[{language}]") or keys.get("Name") or id
    return Entry(
        id=id,
        name=printable(name),
        program=resolve(command[0]),
        arguments=tuple(one for one in command[1:] if not one.startswith("%")),
        game="Game" in keys.get("Categories", "").split(";"),
        shown=keys.get("NoDisplay") != "true",
        snap=keys.get("X-SnapInstanceName", ""),
    )


def split(command: str) -> tuple[str, ...]:
    """Split an Exec line into words, past `env` and assignments; () = it cannot be understood."""
    words: list[str] = []
    word, quoted, open_word, escaped = "", False, False, False
    for letter in command.replace("\\\\", "\\"):
        if escaped:
            word, escaped = word + letter, False
        elif letter == "\\" and quoted:
            escaped = True
        elif letter == '"':
            quoted, open_word = not quoted, True
        elif letter.isspace() and not quoted:
            words += [word] if word or open_word else []
            word, open_word = "", False
        else:
            word += letter
    if quoted or escaped:
        return ()
    words += [word] if word or open_word else []
    while words and (words[0].rpartition("/")[2] == "env" or "=" in words[0]):
        words.pop(0)
    return tuple(words)


def resolve(program: str) -> str:
    """Give the real path of a program named in an Exec line, "" when there is none."""
    found = program if program.startswith("/") else shutil.which(program, path=_PATHS) or ""
    return os.path.realpath(found) if found and os.path.exists(found) else ""


def printable(text: str) -> str:
    """Give a name as it may be shown: one line without control or direction marks, not long."""
    clean = "".join(" " if unicodedata.category(one)[0] == "C" else one for one in text)
    return " ".join(clean.split())[:_NAME]


def _keys(text: str) -> Iterator[tuple[str, str]]:
    inside = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == "[Desktop Entry]"
        elif inside and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            yield key.strip(), value.strip()


def _files(folder: Path) -> Iterator[Path]:
    """Give the desktop files of a folder and of the folders in it, in order of their names."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names[:_MOST]:
        if name.endswith(".desktop"):
            yield folder / name
        elif not name.startswith(".") and "." not in name:
            try:
                inner = sorted(os.listdir(folder / name))
            except OSError:
                continue
            yield from (folder / name / one for one in inner[:_MOST] if one.endswith(".desktop"))


def _text(path: Path) -> str | None:
    """Read a file that anybody may have put there: never a pipe or a device, never too much."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            return None
        data = os.read(fd, _LARGEST + 1)
    except OSError:
        return None
    finally:
        os.close(fd)
    return data.decode("utf-8", "replace") if len(data) <= _LARGEST else None
