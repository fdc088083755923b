"""What was wrong with a command or a file, in the reader's language, with the nearest right word.

argparse tells it in English prose; here its few sentences become ours. One that is not known is
shown as it came: a wrong command must never be refused without a reason.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from pathlib import Path

from app.programs.cli.codes import INPUT, Stopped
from app.words.catalogue import say

# argparse's sentence -> key of ours; groups: the word, what was given.
_SENTENCES = (
    (re.compile(r"argument VERB: invalid choice: '(?P<word>.*)' \(choose from (?P<known>.*)\)"),
     "verb.error.verb"),
    (re.compile(r"argument (?P<word>\S+): invalid int value: '(?P<value>.*)'"),
     "verb.error.number"),
    (re.compile(r"argument (?P<word>\S+): invalid choice: '(?P<value>.*)' "
                r"\(choose from (?P<known>.*)\)"), "verb.error.choice"),
    (re.compile(r"argument (?P<word>\S+): expected one argument"), "verb.error.value"),
    (re.compile(r"the following arguments are required: (?P<word>.*)"), "verb.error.missing"),
)  # fmt: skip
_FILES = {
    errno.ENOENT: "none",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "none",
    errno.EACCES: "closed",
    errno.ENOSPC: "full",
    errno.EROFS: "full",
}
_UNKNOWN = re.compile(r"unknown key; did you mean `(.*)`\?")
_KNOWN = re.compile(r"unknown key; known are (.*)")
_ACCOUNT = re.compile(r'this PC has no account "(.*)"; (.*)')
_ZONE = re.compile(r'"(.*)" is no time zone; did you mean `(.*)`\?')
_NEAR = re.compile(r"did you mean `(.*)`\?")
_FUTURE = re.compile(r"(\S+) is in the future")


def command(message: str, usage: str, lang: str) -> Stopped:
    """Turn argparse's sentence into ours, with how the verb is used below it."""
    for sentence, key in _SENTENCES:
        found = sentence.fullmatch(message)
        if found is not None:
            facts = found.groupdict(default="")
            facts["known"] = facts.get("known", "").replace("'", "")
            text = say(key, lang, "parent", **facts)
            if key == "verb.error.verb":
                text += hint(facts["word"], facts["known"].split(", "), lang)
            return Stopped(INPUT, f"{text}\n{usage}", problem=message)
    return Stopped(INPUT, f"{message}\n{usage}", problem=message)


def option(left: list[str], known: Iterable[str], usage: str, lang: str) -> Stopped:
    """Refuse words that no option takes; the first that looks like an option is named."""
    word = next((one for one in left if one.startswith("-")), left[0]).partition("=")[0]
    text = say("verb.error.option", lang, "parent", word=word) + hint(word, known, lang)
    return Stopped(INPUT, f"{text}\n{usage}", problem=f"unrecognized arguments: {' '.join(left)}")


def verb(word: str, known: Iterable[str], lang: str) -> Stopped:
    """Refuse a verb that does not exist."""
    text = say("verb.error.verb", lang, "parent", word=word) + hint(word, known, lang)
    return Stopped(INPUT, text, verb=word, nearest=_nearest(word, known))


def hint(word: str, known: Iterable[str], lang: str) -> str:
    """Name the nearest of the known words, "" when none is near."""
    near = _nearest(word, known)
    return " " + say("verb.error.hint", lang, "parent", word=near) if near else ""


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), 1, 0.5)), "")


def file(path: Path, error: OSError | UnicodeDecodeError, lang: str) -> Stopped:
    """Say why a file that a person named cannot be read or written."""
    if isinstance(error, UnicodeDecodeError):
        why = say("verb.error.file.text", lang, "parent")
    elif error.errno in _FILES:
        why = say(f"verb.error.file.{_FILES[error.errno]}", lang, "parent")
    else:
        why = error.strerror or "error"
    return Stopped(INPUT, f"{path}: {why}", file=str(path))


def problem(said: str, lang: str) -> str:
    """Give the commonest mistakes of a rules file in the reader's language, others as they are."""
    if found := _UNKNOWN.fullmatch(said):
        return say("verb.problem.unknown", lang, "parent", near=found[1])
    if found := _KNOWN.fullmatch(said):
        return say("verb.problem.known", lang, "parent", known=found[1])
    if found := _ACCOUNT.fullmatch(said):
        near = _NEAR.fullmatch(found[2])
        more = near[1] if near else found[2].removeprefix("known are ")
        return say("verb.problem.account", lang, "parent", value=found[1], known=more)
    if found := _ZONE.fullmatch(said):
        return say("verb.problem.zone", lang, "parent", value=found[1], near=found[2])
    if found := _FUTURE.fullmatch(said):
        return say("verb.problem.future", lang, "parent", value=found[1])
    if said == "a number has too many digits":
        return say("verb.problem.digits", lang, "parent")
    return said
