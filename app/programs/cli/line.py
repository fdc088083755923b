"""The command line's own grammar: verbs, options, and how everything ends."""

from __future__ import annotations

import argparse
import sys

from app.programs.cli.codes import Stopped


def run(arguments: list[str] | None) -> int:
    """Parse and run one verb; give the exit code."""
    parser = argparse.ArgumentParser(prog="luytre")
    verbs = parser.add_subparsers(dest="verb", required=True)
    sim = verbs.add_parser("simulate")
    sim.add_argument("file")
    sim.add_argument("--json", action="store_true")
    sim.add_argument("--check", action="store_true")
    sim.add_argument("--lang", choices=("vi", "en"))
    options = parser.parse_args(arguments)
    from app.programs.cli import simulate

    try:
        return simulate.run(options)
    except Stopped as stopped:
        print(f"luytre: {stopped.text}", file=sys.stderr)
        return stopped.code
