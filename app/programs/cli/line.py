"""The command line's own grammar: verbs and options in the reader's language, and every end.

A verb's module is loaded only when that verb runs.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from io import TextIOWrapper

from app.programs.cli.codes import FAILED, INPUT, OK, Stopped
from app.programs.cli.speech import language


def run(arguments: list[str] | None) -> int:
    """Parse and run one verb; give the exit code."""
    from app.programs.cli.grammar import parse

    _say_something()
    words = sys.argv[1:] if arguments is None else arguments
    lang = language(_chosen(words))
    try:
        options = parse(words, lang)
        options.lang = options.lang or lang
        return _verb(options)
    except Stopped as stopped:
        return _say(stopped, as_json="--json" in words)
    except BrokenPipeError:
        # Whoever read us has seen enough; nothing may be written at the very end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except EOFError:
        print(file=sys.stderr)  # the answer was Ctrl+D: what was asked stays on its own line
        return INPUT
    except KeyboardInterrupt:
        return 130


def _say_something() -> None:
    """Let a terminal that cannot show a letter show a question mark instead of our end."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _chosen(words: list[str]) -> str | None:
    """Give `--lang`, before anything can be said about the rest."""
    for at, word in enumerate(words):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and at + 1 < len(words):
            return words[at + 1]
    return None


def _verb(options: Namespace) -> int:
    """Load the verb's module and run it."""
    from app.programs.cli.doors import DOORS

    module, function = options.run.split(":")
    code = getattr(DOORS[module](), function)(options)
    return OK if code is None else int(code)


def _say(stopped: Stopped, *, as_json: bool) -> int:
    if as_json:
        import json

        body = {"error": {"code": stopped.code, "message": stopped.text, **stopped.facts}}
        print(json.dumps(body, ensure_ascii=False))
    else:
        print(f"luytre: {stopped.text}", file=sys.stderr)
    return stopped.code
