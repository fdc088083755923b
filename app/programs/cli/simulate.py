"""`luytre simulate FILE`: play a written day and say what would happen, or check that it does."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.programs.cli.codes import FAILED, INPUT, OK, Stopped
from app.programs.cli.play.fields import BadScript
from app.programs.cli.wrong import file as unread


def run(options: Namespace) -> int:
    """Play one file. Raises Stopped for a file that cannot be played."""
    from app.programs.cli.play.check import differences
    from app.programs.cli.play.engine import play
    from app.programs.cli.play.script import load

    path = Path(options.file)
    try:
        script = load(path)
    except OSError as error:
        raise unread(path, error, options.lang) from None
    except BadScript as error:
        raise _refused(path, error, error.line) from None
    try:
        played = play(script)
    except BadScript as error:
        raise _refused(path, error, error.line or script.line(error.field)) from None
    found = differences(played) if options.check else []
    if options.json:
        _print_json(played, found, options.check)
    else:
        _print_text(played, found, options)
    return FAILED if found else OK


def _refused(path: Path, error: BadScript, line: int) -> Stopped:
    place = f"{path}:{line}" if line else str(path)
    return Stopped(
        INPUT,
        f"{place}: {error}",
        file=str(path),
        line=line,
        field=error.field,
        problem=error.problem,
    )


def _print_json(played: object, found: list[str], checked: bool) -> None:
    import json

    from app.programs.cli.play.as_json import as_json
    from app.programs.cli.play.engine import Played

    assert isinstance(played, Played)
    shown = as_json(played)
    if checked:
        shown["differences"] = found
    print(json.dumps(shown, ensure_ascii=False, indent=1))


def _print_text(played: object, found: list[str], options: Namespace) -> None:
    from app.programs.cli.play.engine import Played
    from app.programs.cli.play.telling import tell
    from app.programs.cli.speech import language
    from app.words.catalogue import say

    assert isinstance(played, Played)
    lang = language(options.lang, played.script.language)
    for line in tell(played, lang):
        print(line)
    for one in found:
        print(f"✗ {one}")
    if options.check and not found:
        print(say("play.checked", lang, "parent"))
