"""The undo journal: how things outside our own folders were before we changed them.

One folder an entry, `NNNN/entry` with one fact a line and `NNNN/old` with what stood there, written
and synced before the change is made. The format is this plain because `release`, a shell script
that must work when no Python does, plays it back.

    kind file                file (symbolic links too), folder, user or packages
    scope install            install: undone by uninstall; hold: undone whenever the PC is let go
    path /etc/…              absolute; of a user the name, of packages the names with spaces between
    wrote 3f…                what we put there: a SHA-256, `link:TARGET` or `folder`; may repeat
                             while a change of our own is under way
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Literal

Scope = Literal["install", "hold"]
ABSENT = "absent"


def fingerprint(path: Path) -> str:
    """Tell what stands at a path: `absent`, `link:TARGET`, `folder`, `other` or its SHA-256."""
    if path.is_symlink():
        return f"link:{os.readlink(path)}"
    if path.is_dir():
        return "folder"
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return "other" if path.exists() else ABSENT


def sync(path: Path) -> None:
    """Have a file or folder on the disk before going on."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def replace_file(path: Path, content: bytes, mode: int) -> None:
    """Put a whole file in place at once, synced; the old one is there until the new one is."""
    fresh = path.with_name(f".{path.name}.luytre-new")
    fresh.unlink(missing_ok=True)
    fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(fd, "wb") as file:
        os.fchmod(fd, mode)
        file.write(content)
        file.flush()
        os.fsync(fd)
    os.replace(fresh, path)
    sync(path.parent)


class Journal:
    """Changes things outside our folders, each only after it was written down how they were."""

    def __init__(self, folder: Path) -> None:
        """Use this folder (made with mode 0700 when missing) for the entries."""
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(self, path: Path, content: bytes, scope: Scope = "install") -> bool:
        """Make `path` a file with this content (0644); False when it is one already."""
        wanted = hashlib.sha256(content).hexdigest()
        if fingerprint(path) == wanted:
            return False
        entry = self._note(path, wanted, scope)
        replace_file(path, content, 0o644)
        self._settle(entry, path, wanted, scope)
        return True

    def link(self, path: Path, target: str, scope: Scope = "install") -> bool:
        """Make `path` a symbolic link to `target`; False when it is one already."""
        wanted = f"link:{target}"
        if fingerprint(path) == wanted:
            return False
        entry = self._note(path, wanted, scope)
        fresh = path.with_name(f".{path.name}.luytre-new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(target)
        os.replace(fresh, path)
        sync(path.parent)
        self._settle(entry, path, wanted, scope)
        return True

    def packages(self, names: list[str]) -> None:
        """Write down that these Debian packages are there because of us; do this before."""
        self._add(self._text("packages", "install", " ".join(names), []), None)

    def user(self, name: str) -> None:
        """Write down that this system user is there because of us; do this before."""
        self._add(self._text("user", "install", name, []), None)

    def _note(self, path: Path, wanted: str, scope: Scope) -> Path:
        """Write down what stands at `path`, and make the folders above it; give the entry."""
        if not path.is_absolute() or path != Path(os.path.normpath(path)):
            raise ValueError(f"not an absolute path: {path}")
        if str(path) != str(path).strip() or "\n" in str(path):
            raise ValueError(f"a path the shell cannot read back: {path!r}")
        now = fingerprint(path)
        if now in ("folder", "other"):
            raise FileExistsError(f"{path} is in the way")
        self._folders(path.parent, scope)
        ours = self._entry_of(path, now)
        if ours is None:
            return self._add(self._text("file", scope, str(path), [wanted]), path)
        self._rewrite(ours, self._text("file", scope, str(path), [now, wanted]))
        return ours

    def _settle(self, entry: Path, path: Path, wrote: str, scope: Scope) -> None:
        """After the change only what is there now counts as ours."""
        self._rewrite(entry, self._text("file", scope, str(path), [wrote]))

    def _folders(self, folder: Path, scope: Scope) -> None:
        missing = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for each in reversed(missing):
            self._add(self._text("folder", scope, str(each), ["folder"]), None)
            each.mkdir(mode=0o755)
            each.chmod(0o755)
            sync(each.parent)

    def _entry_of(self, path: Path, now: str) -> Path | None:
        """The newest entry about `path`, when what is there now is what we wrote."""
        for entry in reversed(self._entries()):
            facts = (entry / "entry").read_text(encoding="utf-8").splitlines()
            if f"path {path}" in facts:
                return entry if f"wrote {now}" in facts else None
        return None

    def _entries(self) -> list[Path]:
        found = [each for each in self.folder.iterdir() if each.name.isdigit()]
        return sorted(found, key=lambda each: int(each.name))

    @staticmethod
    def _text(kind: str, scope: Scope, path: str, wrote: list[str]) -> str:
        lines = [f"kind {kind}", f"scope {scope}", f"path {path}"]
        return "\n".join(lines + [f"wrote {each}" for each in wrote]) + "\n"

    @staticmethod
    def _rewrite(entry: Path, text: str) -> None:
        replace_file(entry / "entry", text.encode(), 0o600)

    def _add(self, text: str, old: Path | None) -> Path:
        """Add a synced entry with a copy of `old` (when there is one); whole or not at all."""
        fresh = self.folder / f"new-{os.getpid()}"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if old is not None and os.path.lexists(old):
            shutil.copy2(old, fresh / "old", follow_symlinks=False)
            status = old.lstat()
            os.chown(fresh / "old", status.st_uid, status.st_gid, follow_symlinks=False)
            if not old.is_symlink():
                sync(fresh / "old")
        self._rewrite(fresh, text)
        sync(fresh)
        number = max((int(each.name) for each in self._entries()), default=0) + 1
        entry = self.folder / f"{number:04}"
        fresh.rename(entry)  # fails, rather than replaces, when somebody was faster
        sync(self.folder)
        return entry
