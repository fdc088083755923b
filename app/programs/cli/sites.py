"""Sites on the command line: say something of one, why it is open or shut, what was stopped."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.programs.cli import wrong
from app.programs.cli.codes import INPUT, Stopped
from app.words import forms
from app.words.catalogue import knows, say

if TYPE_CHECKING:
    from app.api.parent_web import SiteExplained, Sites, SiteStopLine

SERVICE, CATEGORY = "service:", "category:"
OURS = "luytre"  # as which our own list is named among the lists
_NOT_WITH = ("minutes", "app", "bonus", "until")
_VERDICTS = ("ask", "block", "clear")


@cache
def services() -> dict[str, str]:
    """Give what people call each service, by its key."""
    from app.web.seed import service_names

    return service_names()


def site_of(text: str, lang: str) -> str:
    """Give the written form of a site, service or kind. Raises Stopped, naming the nearest."""
    from app.model.web import Category

    word = text.strip().casefold()
    kind, _, key = word.partition(":")
    if key and f"{kind}:" == CATEGORY:
        return CATEGORY + _known(key, tuple(Category), "category", lang)
    if key and f"{kind}:" == SERVICE:
        return SERVICE + _known(key, services(), "service", lang)
    for key, name in services().items():
        if word in (key, name.casefold()):
            return SERVICE + key
    name = _name(text, lang)
    return name if "." in name else SERVICE + _known(name, services(), "service", lang)


def _known(key: str, known: Iterable[str], what: str, lang: str) -> str:
    words = [str(one) for one in known]
    if key in words:
        return key
    text = say(f"verb.error.{what}", lang, "parent", value=key)
    raise Stopped(INPUT, text + wrong.hint(key, words, lang), field="--site", name=key)


def _name(text: str, lang: str) -> str:
    from app.model.site_names import normal

    try:
        return normal(text)
    except ValueError as error:
        why = say(f"judge.error.{str(error).partition(':')[0].replace(' ', '_')}", lang, "parent")
        said = say("judge.error.name", lang, "parent", name=text, why=why)
        raise Stopped(INPUT, said, field="--site", name=text) from None


def shown(match: str, lang: str) -> str:
    """Give what people read for a name, a service or a kind."""
    if match.startswith(SERVICE):
        key = match.removeprefix(SERVICE)
        return services().get(key, key)
    return _kind(match.removeprefix(CATEGORY), lang) if match.startswith(CATEGORY) else match


def _kind(category: str, lang: str) -> str:
    key = f"site.category.{category}"
    return say(key, lang, "parent") if knows(key) else category


# --- saying something of a site ---------------------------------------------------------------


def grant(options: Namespace) -> None:
    """Open, ask about or close a site, or take back what was said of it."""
    from app.api.parent_web import SiteSet
    from app.programs.cli.talk import Talk, print_json

    match = site_of(options.site, options.lang)
    verdict, how = _said(options)
    if options.wrong_list and ":" in match:
        raise _not_with("--wrong-list", match, options.lang)
    with Talk(options) as talk:
        subject, _ = talk.sign_in().whose(options.child)
        word = "allow" if verdict == "clear" else verdict
        made = talk.do(SiteSet(subject, match, word, how, options.wrong_list))
        if options.json:
            print_json({"done": True, "id": made})
        else:
            print(talk.say(f"console.said.{verdict}", site=shown(match, talk.lang)))


def _said(options: Namespace) -> tuple[str, str]:
    """Give verdict and how long. Raises Stopped for words that contradict each other."""
    for word in _NOT_WITH:
        if getattr(options, word):
            raise _not_with("MINUTES" if word == "minutes" else f"--{word}", "--site", options.lang)
    given = [word for word in _VERDICTS if getattr(options, word)]
    if len(given) > 1:
        raise _not_with(f"--{given[0]}", f"--{given[1]}", options.lang)
    verdict = given[0] if given else "allow"
    if options.wrong_list and verdict != "allow":
        raise _not_with("--wrong-list", f"--{verdict}", options.lang)
    if verdict == "clear":
        if options.how:
            raise _not_with("--for", "--clear", options.lang)
        return verdict, "clear"
    return verdict, options.how or ("hour" if verdict == "allow" else "always")


def _not_with(word: str, other: str, lang: str) -> Stopped:
    text = say("verb.error.not_with", lang, "parent", word=word, other=other)
    return Stopped(INPUT, text, field=word)


# --- why --------------------------------------------------------------------------------------


def explain(options: Namespace) -> None:
    """Say what becomes of a site and why: by the service, or by a rules file and our own list."""
    from app.programs.cli.talk import print_json

    if options.app or options.at:
        raise _not_with("--app" if options.app else "--at", "--site", options.lang)
    name = _name(options.site, options.lang)
    found, now_ms, zone = _alone(options, name) if options.policy else _asked(options, name)
    if options.json:
        print_json(found)
        return
    for line in explained(found, now_ms, zone, options.lang):
        print(line)


def _asked(options: Namespace, name: str) -> tuple[SiteExplained, int, str]:
    from app.api.parent import Status, StatusQ
    from app.api.parent_web import SiteExplained, SiteExplainQ
    from app.programs.cli.talk import Talk

    with Talk(options) as talk:
        status = talk.sign_in().ask(StatusQ(), Status)
        subject, _ = talk.whose(options.child)
        found = talk.ask(SiteExplainQ(subject, name), SiteExplained)
        return found, status.clock_ms, status.zone


def _alone(options: Namespace, name: str) -> tuple[SiteExplained, int, str]:
    from app.api.child import Why
    from app.api.parent_web import SiteExplained
    from app.programs.cli.explain import subject_of
    from app.programs.cli.policy import now, read_file, today
    from app.rules.content import SiteQuestion, judge_site
    from app.web.seed import load

    policy = read_file(Path(options.policy), options.lang, today())
    rules, seed, now_ms = subject_of(policy, options).rules, load(), now().wall_ms
    asked = SiteQuestion(name, seed.labels(name), rules.web, now_ms, seed.brands, rules.changed)
    one = judge_site(asked)
    why = Why(one.verdict, one.reason, one.setting, one.origin, one.until_ms)
    found = SiteExplained(
        name=one.name,
        why=why,
        rule=one.rule,
        categories=tuple(sorted(map(str, one.labels.categories))),
        services=tuple(sorted(one.labels.services)),
        lists=one.labels.lists,
        matched=one.labels.matched,
    )
    return found, now_ms, policy.zone


def explained(found: SiteExplained, now_ms: int, zone: str, lang: str) -> list[str]:
    """Give a decision about a site in lines for a parent."""

    def tell(key: str, **facts: object) -> str:
        return say(key, lang, "parent", **facts)

    why = found.why
    verdict = tell(f"site.verdict.{why.verdict}")
    lines = [tell("judge.line", name=found.name, verdict=verdict, why=tell(f"why.{why.reason}"))]
    known = _known_of(found.categories, found.services, found.lists, lang)
    if known:
        lines.append(known)
    if why.setting:
        origin = tell(f"origin.{why.origin}")
        lines.append(tell("line.explain.setting", setting=why.setting, origin=origin))
    if why.until_ms is not None:
        lines.append(tell("until.at", when=forms.when(why.until_ms, now_ms, zone, lang)))
    return lines


def _known_of(
    categories: tuple[str, ...], names: tuple[str, ...], lists: tuple[str, ...], lang: str
) -> str:
    """Give what the lists know, "" when nothing."""
    kinds = [services().get(one, one) for one in names]
    kinds += [_kind(one, lang) for one in categories]
    if not kinds or not lists:
        return ", ".join(kinds)
    ours = say("console.site.ours", lang, "parent")
    by = ", ".join(ours if one == OURS else one for one in lists)
    return say("console.site.known", lang, "parent", kinds=", ".join(kinds), lists=by)


# --- what was stopped -------------------------------------------------------------------------


def report(options: Namespace) -> None:
    """Show the sites that were stopped, as far as a parent may see them."""
    from app.api.parent_web import Sites, SitesQ
    from app.programs.cli.talk import Talk, print_json

    for flag in ("first", "last"):
        if getattr(options, flag):
            raise _not_with("--from" if flag == "first" else "--to", "--sites", options.lang)
    with Talk(options) as talk:
        subject, _ = talk.sign_in().whose(options.child)
        if options.days < 1:
            text = talk.say("verb.error.atleast", word="--days", least=1)
            raise Stopped(INPUT, text, field="--days")
        found = talk.ask(SitesQ(subject, min(options.days, 10_000)), Sites)
        if options.json:
            print_json(found)
            return
        for line in stopped(found, talk.lang):
            print(line)


def stopped(found: Sites, lang: str) -> list[str]:
    """Give what was stopped in lines: a name with how often, or how often alone."""
    by: dict[tuple[str, str, str], list[SiteStopLine]] = {}
    for row in found.stops:
        key = (row.name, row.verdict, "" if row.name else row.category)
        by.setdefault(key, []).append(row)
    lines = [found.name]
    if not by:
        lines.append("  " + say("console.web.stops.none", lang, "parent"))
    width = max((len(name) for name, _, _ in by), default=0)
    for (name, verdict, _), rows in by.items():
        count = sum(row.stopped for row in rows)
        lines.append("  " + _stop_line(name, verdict, count, rows[0], width, lang))
    if any(not name and verdict != "warn" for name, verdict, _ in by):
        lines.append("  " + say("console.web.stops.hidden", lang, "parent"))
    return lines


def _stop_line(
    name: str, verdict: str, count: int, row: SiteStopLine, width: int, lang: str
) -> str:
    lists = (row.list,) if row.list else ()
    about = _known_of((row.category,) if row.category else (), (), lists, lang)
    if name:
        times = f"{forms.times(count, lang):<9}"
        return say(
            "verb.site.stop", lang, "parent", name=f"{name:<{width}}", times=times, about=about
        )
    key = "console.web.stops.warned" if verdict == "warn" else "console.web.stops.count"
    said = say(key, lang, "parent", count=count)
    return f"{about}: {said}" if about else said
