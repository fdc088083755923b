"""Which verbs there are, and which words each takes."""

from __future__ import annotations

import argparse
from typing import NoReturn

from app.programs.cli import wrong
from app.words.catalogue import LANGUAGES, say

HOWS = ("hour", "today", "always")  # how long a site is opened
GLOBAL = ("--lang", "--json")  # may stand anywhere, also before the verb


class Parser(argparse.ArgumentParser):
    """Ends with one of our exit codes instead of its own."""

    lang = "vi"

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command."""
        raise wrong.command(message, self.format_usage().rstrip(), self.lang)


class _Grammar:
    """Builds the parser in one language."""

    def __init__(self, lang: str) -> None:
        """Begin with no verb."""
        self.lang = Parser.lang = lang if lang in LANGUAGES else "vi"
        self.top = Parser(
            prog="luytre", description=self.say("verb.about"), epilog=self.say("verb.codes")
        )
        self._verbs = self.top.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
        self._verbs.required = True

    def say(self, key: str) -> str:
        """Give a sentence of help."""
        return say(key, self.lang, "parent")

    def check_verb(self, words: list[str]) -> None:
        """Refuse a verb that does not exist, naming the nearest that does."""
        word = words[0] if words else ""
        if not word or word.startswith("-") or word in self._verbs.choices:
            return
        raise wrong.verb(word, self._verbs.choices, self.lang)

    def parse(self, words: list[str]) -> argparse.Namespace:
        """Read the words. Raises Stopped that names the option that was meant."""
        options, left = self.top.parse_known_args(words)
        if not left:
            return options
        parser = self._verbs.choices[options.verb]
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                parser = action.choices[options.policy_verb]
        raise wrong.option(
            left, parser._option_string_actions, parser.format_usage().rstrip(), self.lang
        )

    def verb(self, name: str, run: str, *, asks: bool = True) -> Verb:
        """Add a verb. run is `module:function`, asks whether it talks to the service."""
        parser = self._verbs.add_parser(
            name, help=self.say(f"verb.{name}"), description=self.say(f"verb.{name}")
        )
        return Verb(self, parser, run, asks)


class Verb:
    """One verb with its options, by the sentences of `verb.option.*`."""

    def __init__(
        self, grammar: _Grammar, parser: argparse.ArgumentParser, run: str, asks: bool
    ) -> None:
        """Give it what every verb has."""
        self._say = grammar.say
        self._parser = parser
        parser.set_defaults(run=run)
        parser.add_argument("--json", action="store_true", help=self._say("verb.option.json"))
        parser.add_argument("--lang", choices=LANGUAGES, help=self._say("verb.option.lang"))
        if asks:
            self.option("--socket", "socket", metavar="PATH")
            self.option("--password-fd", "password", metavar="N", type=int)

    def option(self, flag: str, sentence: str, **more: object) -> Verb:
        """Add an option or an argument with its sentence."""
        help_ = self._say(f"verb.option.{sentence}")
        self._parser.add_argument(flag, help=help_, **more)  # type: ignore[arg-type]
        return self

    def child(self) -> Verb:
        """Add whom it is about."""
        return self.option("--child", "child", metavar="NAME", default="")

    def verbs(self, name: str) -> argparse._SubParsersAction[Parser]:
        """Make room for verbs below this one."""
        found = self._parser.add_subparsers(dest=name, metavar="VERB", parser_class=Parser)
        found.required = True
        return found


def parse(words: list[str], lang: str) -> argparse.Namespace:
    """Read a command. Raises Stopped, which names the verb that was meant."""
    grammar = _Grammar(lang)
    _looking(grammar)
    _giving(grammar)
    _policy(grammar)
    _keeping(grammar)
    _lists(grammar)
    _system(grammar)
    words = _verb_first(words)
    grammar.check_verb(words)
    return grammar.parse(words)


def _verb_first(words: list[str]) -> list[str]:
    """Put `--lang X` and `--json` behind the verb, wherever they stand before it."""
    moved: list[str] = []
    rest = list(words)
    while rest and rest[0].partition("=")[0] in GLOBAL:
        moved.append(rest.pop(0))
        if moved[-1] == "--lang" and rest:
            moved.append(rest.pop(0))
    if rest[:1] == ["policy"] and rest[1:2] and rest[1].partition("=")[0] in GLOBAL:
        return ["policy", *_verb_first([*moved, *rest[1:]])]
    behind = 2 if rest[:1] == ["policy"] and len(rest) > 1 else 1
    return [*rest[:behind], *moved, *rest[behind:]] if rest else moved


def _looking(g: _Grammar) -> None:
    g.verb("status", "status:run")
    explain = g.verb("explain", "explain:run").child()
    explain.option("--at", "at", metavar="TIME", default="")
    explain.option("--app", "app", metavar="APP", default="")
    explain.option("--site", "site", metavar="NAME", default="")
    explain.option("--policy", "offline", metavar="FILE")
    explain.option("--used", "used", metavar="MINUTES", type=int, default=0)
    report = g.verb("report", "look:report").child()
    report.option("--from", "first", metavar="DAY", dest="first", default="")
    report.option("--to", "last", metavar="DAY", dest="last", default="")
    report.option("--days", "days", metavar="N", type=int, default=7)
    report.option("--sites", "sites", action="store_true")
    record = g.verb("record", "look:record")
    record.option("--count", "count", metavar="N", type=int, default=20)
    record.option("--before", "before", metavar="N", type=int, default=0)
    simulate = g.verb("simulate", "simulate:run", asks=False)
    simulate.option("file", "file", metavar="FILE")
    simulate.option("--check", "check", action="store_true")
    judge = g.verb("judge-site", "judge:run", asks=False)
    judge.option("--age", "age", metavar="N", type=int, required=True)
    judge.option("--table", "table", metavar="FILE")
    judge.option("names", "names", metavar="NAME", nargs="+")


def _giving(g: _Grammar) -> None:
    grant = g.verb("grant", "give:grant").child()
    grant.option("minutes", "minutes", metavar="MINUTES", type=int, nargs="?")
    grant.option("--app", "app", metavar="APP", default="")
    grant.option("--bonus", "bonus", action="store_true")
    grant.option("--until", "until", metavar="TIME", default="")
    grant.option("--site", "site", metavar="NAME", default="")
    grant.option("--for", "how", metavar="hour|today|always", dest="how", choices=HOWS, default="")
    for word in ("ask", "block", "clear", "wrong-list"):
        grant.option(f"--{word}", f"site_{word}", action="store_true")
    for name in ("pause", "lock"):
        stop = g.verb(name, f"give:{name}").child()
        stop.option("minutes", "stop", metavar="MINUTES", type=int, nargs="?", default=0)
    g.verb("resume", "give:resume").child()
    g.verb("requests", "give:requests")
    answer = g.verb("answer", "give:answer")
    answer.option("id", "id", metavar="ID")
    answer.option("yes", "yes_or_no", metavar="yes|no", choices=("yes", "no"))
    answer.option("--minutes", "minutes", metavar="MINUTES", type=int, default=0)
    answer.option("--for", "how", metavar="hour|today|always", dest="how", choices=HOWS, default="")
    answer.option("--reply", "reply", metavar="TEXT", default="")
    g.verb("confirm-date", "give:confirm_date").option(
        "day", "day", metavar="DAY", nargs="?", default=""
    )


def _policy(g: _Grammar) -> None:
    verbs = g.verb("policy", "policy:get", asks=False).verbs("policy_verb")
    for name, asks in (("get", True), ("check", False), ("set", True)):
        sentence = g.say(f"verb.policy.{name}")
        made = verbs.add_parser(name, help=sentence, description=sentence)
        verb = Verb(g, made, f"policy:{name if name != 'set' else 'put'}", asks)
        if name == "get":
            verb.option("--out", "out", metavar="FILE")
        else:
            verb.option("file", "file", metavar="FILE")


def _keeping(g: _Grammar) -> None:
    g.verb("export", "look:export").child().option("--out", "out", metavar="FILE")
    wipe = g.verb("wipe", "look:wipe").child()
    wipe.option("--all", "all", action="store_true")
    wipe.option("--yes", "yes", action="store_true")
    g.verb("verify", "look:verify")


def _lists(g: _Grammar) -> None:
    lists = g.verb("lists", "lists:run")
    lists.option("do", "lists_do", metavar="update|on|off", nargs="?", default="")
    lists.option("key", "lists_key", metavar="KEY", nargs="?", default="")


def _system(g: _Grammar) -> None:
    g.verb("setup", "setup:run")
    g.verb("reset-password", "password:reset")
    g.verb("run", "advice:run", asks=False).option("--advice", "advice", action="store_true")
    g.verb("install", "system:install", asks=False)
    g.verb("uninstall", "system:uninstall", asks=False).option(
        "--keep-records", "keep", action="store_true"
    )
    g.verb("release", "system:release", asks=False)
