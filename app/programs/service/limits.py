"""What this PC cannot do, as codes with a parameter: shown to the parent, never hidden."""

from __future__ import annotations


class Limits:
    """Collects limits; a code that is set again replaces its parameter."""

    def __init__(self) -> None:
        """Nothing is limited until somebody says so."""
        self._found: dict[str, str] = {}

    def set(self, code: str, parameter: str = "") -> None:
        """Note a limit."""
        self._found[code] = parameter

    def clear(self, code: str) -> None:
        """It is none any more."""
        self._found.pop(code, None)

    def all(self) -> tuple[str, ...]:
        """Give them as `code` or `code: parameter`, in the order they were found."""
        return tuple(f"{c}: {p}" if p else c for c, p in self._found.items())
