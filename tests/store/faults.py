"""A disk that refuses: writes fail as a full or a read-only disk makes them fail, when told to."""

from collections.abc import Callable

import apsw

Name = str | apsw.URIFilename | None


class Refusing(apsw.VFS):
    """The system's file layer; while `refusal` is set, every write and truncation raises it."""

    def __init__(self, name: str) -> None:
        """Refuse nothing yet."""
        super().__init__(name, "unix")
        self.refusal: Callable[[], apsw.Error] | None = None
        self.spare_writes = 0  # so many more are let through: the disk fills up half way
        self.ending = ""  # only files whose path ends so are refused

    def xOpen(self, name: Name, flags: list[int]) -> apsw.VFSFile:
        """Open a file that asks us before it writes."""
        return RefusingFile(self, name, flags)

    def ask(self, path: str) -> None:
        """Raise the refusal when it is time."""
        if self.refusal is not None and path.endswith(self.ending):
            if self.spare_writes <= 0:
                raise self.refusal()
            self.spare_writes -= 1


class RefusingFile(apsw.VFSFile):
    """An open file of that disk."""

    def __init__(self, vfs: Refusing, name: Name, flags: list[int]) -> None:
        """Open the ordinary file."""
        super().__init__("unix", name, flags)
        self._vfs = vfs
        self._path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)

    def xWrite(self, data: bytes, offset: int) -> None:
        """Write, if that is allowed."""
        self._vfs.ask(self._path)
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        """Cut, if that is allowed."""
        self._vfs.ask(self._path)
        super().xTruncate(size)
