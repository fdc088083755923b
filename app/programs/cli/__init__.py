"""The command line: everything a parent, a school or a script can do, one verb at a time.

Nothing but the verb that was asked for is loaded, so that `luytre status` answers at once.
"""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; give its exit code (see `app.programs.cli.codes`)."""
    from app.programs.cli.line import run

    return run(arguments)
