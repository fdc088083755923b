"""Where one installation lives. Several may stand side by side on a machine; their mark differs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"luytre(-t-[a-z0-9]{1,20})?")  # the same that `release` accepts


@dataclass(frozen=True)
class Place:
    """Every path of an installation, from its mark (`luytre`; tests use `luytre-t-XXXX`)."""

    mark: str = "luytre"

    def __post_init__(self) -> None:
        """Refuse a mark that `release` would not know as ours. ValueError."""
        if not MARK.fullmatch(self.mark):
            raise ValueError(f"not a mark of ours: {self.mark}")

    @property
    def product(self) -> Path:
        """The program and its environment: root's, for everybody to read."""
        return Path("/opt") / self.mark

    @property
    def staging(self) -> Path:
        """Where the next product is built, beside the one that runs."""
        return Path("/opt") / f"{self.mark}.new"

    @property
    def previous(self) -> Path:
        """The product before this one, until this one is healthy."""
        return Path("/opt") / f"{self.mark}.old"

    @property
    def state(self) -> Path:
        """Store, key, undo journal: root's alone."""
        return Path("/var/lib") / self.mark

    @property
    def undo(self) -> Path:
        """The undo journal."""
        return self.state / "undo"

    @property
    def run(self) -> Path:
        """Sockets and notes that do not outlive a boot."""
        return Path("/run") / self.mark

    @property
    def users(self) -> tuple[str, str]:
        """Who the name resolver and the lists program run as."""
        return f"{self.mark}-resolver", f"{self.mark}-lists"

    @property
    def lists(self) -> Path:
        """Lists of sites and the table made of them: the lists program's own, for all to read."""
        return Path("/var/lib") / f"{self.mark}-lists"

    @property
    def unit(self) -> str:
        """The name of the service for systemd."""
        return f"{self.mark}.service"
