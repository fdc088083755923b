"""`python -I -m app.programs.service`: the service, in the foreground, until it is told to stop.

Without options it is the installed copy that its interpreter belongs to (`/opt/luytre`).
"""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from app.model.errors import LuytreError
from app.programs.service import wiring
from app.programs.service.folders import Folders
from app.programs.service.service import Service

CANNOT = 69  # sysexits.h, EX_UNAVAILABLE: what is needed is not there, another start would not help


def main(words: list[str] | None = None) -> int:
    """Run it; give the exit code."""
    options = _options(words)
    folders = _folders(options)
    try:
        folders.prepare()
        return asyncio.run(_serve(folders, options.advice))
    except (LuytreError, OSError) as error:
        print(f"luytre: {error}", file=sys.stderr)
        return CANNOT


async def _serve(folders: Folders, advice: bool) -> int:
    return await Service(folders, advice).run()


def _options(words: list[str] | None) -> Namespace:
    parser = ArgumentParser(prog="app.programs.service", description=__doc__)
    parser.add_argument("--prefix", type=Path, help="holds bin/python, which starts the agents")
    parser.add_argument("--state", type=Path, help="store, key and undo journal (0700)")
    parser.add_argument("--run", type=Path, help="what does not outlive a boot (0755)")
    parser.add_argument("--socket", type=Path, help="where faces ask")
    parser.add_argument("--cgroup", help="name of our folder in the control-group tree")
    parser.add_argument("--catalogue", type=Path, help="lists to subscribe to instead of ours")
    parser.add_argument("--ca", type=Path, help="certificates of the lists' publishers to believe")
    parser.add_argument("--advice", action="store_true", help="watch and remind, force nothing")
    return parser.parse_args(words)


def _folders(options: Namespace) -> Folders:
    found = wiring.own_folders() if options.advice else wiring.installed_folders()
    if options.run is not None:
        found = replace(found, run=options.run, socket=options.run / "service.sock")
    given = {
        name: getattr(options, name)
        for name in ("prefix", "state", "socket", "cgroup", "catalogue", "ca")
        if getattr(options, name) is not None
    }
    return replace(found, **given)


if __name__ == "__main__":
    sys.exit(main())
