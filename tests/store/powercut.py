"""A disk that forgets what was not synced, so that the plug can be pulled at any moment.

It stands below the encryption, as a disk does. What is read comes from ordinary files; beside them
a log keeps each write, sync and change of a name. `Disk.pull` replays the log up to a moment and
makes a folder as it may be found afterwards: of the writes since a file's last sync some are there,
some are torn at a sector, some are lost, in no order; of the names changed since the folder's last
sync the first few, as journalling file systems do.
"""

import random
from collections import defaultdict
from pathlib import Path

import apsw

SECTOR = 512

Name = str | apsw.URIFilename | None
Piece = tuple[int, bytes | None]  # offset and bytes; None: the file ends at the offset


def put(content: bytearray, piece: Piece) -> None:
    """Do to a file's content what a write or a truncation does."""
    offset, data = piece
    end = offset + len(data or b"")
    content.extend(bytes(max(0, end - len(content))))
    if data is None:
        del content[offset:]
    else:
        content[offset:end] = data


def torn(piece: Piece, luck: random.Random, chance: float) -> list[Piece]:
    """What is left of a write that was not synced: each sector of it, or not."""
    offset, data = piece
    if data is None:
        return [piece] if luck.random() < chance else []
    if luck.random() < 0.5:  # most disks keep a write together
        return [piece] if luck.random() < chance else []
    sectors = [(offset + n, data[n : n + SECTOR]) for n in range(0, len(data), SECTOR)]
    return [sector for sector in sectors if luck.random() < chance]


class Disk(apsw.VFS):
    """The disk below SQLite; `rename` and `sync_folder` stand in for those of `files`."""

    def __init__(self, name: str) -> None:
        """Stand on the system's own file layer."""
        super().__init__(name, "unix")
        self.log: list[tuple] = []
        self.live: dict[str, int] = {}

    def rename(self, old: Path, new: Path) -> None:
        """Move a name; a file that did not come through here is not on this disk."""
        old.replace(new)
        number = self.live.pop(str(old))
        self.live[str(new)] = number
        self.log += [("rename", str(old), str(new))]

    def sync_folder(self, folder: Path) -> None:
        """All names are on the disk."""
        self.log.append(("names",))

    def xOpen(self, name: Name, flags: list[int]) -> apsw.VFSFile:
        """Open a file, giving a new one its place on the disk."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        assert path is not None, "a temporary file would hold a child's day in the open"
        if path not in self.live:
            self.live[path] = len(self.log)  # any number that no other file has
            self.log.append(("name", path, self.live[path]))
        return DiskFile(self, path, name, flags)

    def xDelete(self, path: str, sync_folder: bool) -> None:
        """Delete a file, as SQLite does with journals."""
        super().xDelete(path, sync_folder)
        self.live.pop(path, None)
        self.log.append(("delete", path))
        if sync_folder:
            self.sync_folder(Path(path).parent)

    def pull(self, moment: int, folder: Path, luck: random.Random) -> None:
        """Fill `folder` with what may be left of the disk after the first `moment` log entries."""
        names: dict[str, int] = {}
        changes: list[tuple] = []
        files: dict[int, bytearray] = defaultdict(bytearray)
        since: dict[int, list[Piece]] = defaultdict(list)
        for entry in self.log[:moment]:
            match entry:
                case ("write", number, piece):
                    since[number].append(piece)
                case ("sync", number):
                    for piece in since.pop(number, []):
                        put(files[number], piece)
                case ("names",):
                    change_names(names, changes)
                    changes = []
                case _:
                    changes.append(entry)
        change_names(names, changes[: luck.randint(0, len(changes))])
        chance = luck.choice([0.0, 0.5, 0.9])
        for path, number in names.items():
            for piece in since[number]:
                for part in torn(piece, luck, chance):
                    put(files[number], part)
            (folder / Path(path).name).write_bytes(files[number])


def change_names(names: dict[str, int], changes: list[tuple]) -> None:
    """Do to a folder what was done to it."""
    for change in changes:
        match change:
            case ("name", path, number):
                names[path] = number
            case ("delete", path):
                names.pop(path, None)
            case ("rename", old, new):
                names[new] = names.pop(old)


class DiskFile(apsw.VFSFile):
    """An open file of that disk."""

    def __init__(self, disk: Disk, path: str, name: Name, flags: list[int]) -> None:
        """Open the ordinary file that reads come from."""
        super().__init__("unix", name, flags)
        self._disk, self._number = disk, disk.live[path]
        self._is_journal = path.endswith(("-wal", "-journal"))

    def xWrite(self, data: bytes, offset: int) -> None:
        """Write, for now."""
        super().xWrite(data, offset)
        self._disk.log.append(("write", self._number, (offset, bytes(data))))

    def xTruncate(self, size: int) -> None:
        """Cut, for now."""
        super().xTruncate(size)
        self._disk.log.append(("write", self._number, (size, None)))

    def xSync(self, flags: int) -> None:
        """Whatever was written is on the disk; SQLite syncs a new journal's name with it."""
        self._disk.log.append(("sync", self._number))
        if self._is_journal:
            self._disk.sync_folder(Path())
