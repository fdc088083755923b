"""Rows of rules, of what the parent sees and of the record, read in words.

A row carries a key and its parameters as text, `name=value` joined by `;`, because what a child
is shown must be the very row the parent's console gets. Values: minutes for `minutes weekend every
length`, minutes of the day for `start end` (and for `weekend` of a bedtime), milliseconds for `ms`,
`1` for `soft`, a count for `count`, minutes of the day or an ISO date for `until`, minutes of the
day for `at`, codes of categories for `kinds` (joined by `,`) and `kind`, else text; in text `;`,
`=`, `%` are written %3B, %3D, %25.
"""

from __future__ import annotations

from datetime import date

from app.words import forms
from app.words.catalogue import knows, placeholders, say, template

RULE_KEYS = (
    "day week hours bedtime one_game all_games curfew breaks app group app_ask app_block learning "
    "unknown web_unknown_deny web_unknown_ask web_unknown_check web_unknown_warn web_open web_warn "
    "web_ask web_block web_never web_search web_youtube_strict web_youtube_moderate web_school "
    "web_lookalike_warn web_lookalike_ask web_lookalike_block site_open site_warn site_ask "
    "site_block"
).split()
SEEN_KEYS = (
    "now left leisure games learning app group requests record agreed stop warned stops_older"
).split()

_CODED = (("%", "%25"), (";", "%3B"), ("=", "%3D"))


def pack(**values: object) -> str:
    """Parameters as the text of a row: `pack(minutes=60, weekend=120)`."""
    return ";".join(f"{name}={_coded(str(value))}" for name, value in values.items())


def unpack(value: str) -> dict[str, str]:
    """The parameters of a row. A part without `=` is kept under the name `text`."""
    found: dict[str, str] = {}
    for part in value.split(";") if value else ():
        name, sign, text = part.partition("=")
        found[name if sign else "text"] = _plain(text if sign else name)
    return found


def rule(key: str, value: str, lang: str, bracket: str) -> tuple[str, str]:
    """A rule as two short lines, what and for what: `45 phút`, `mỗi trò chơi`.

    A key without a text is shown as it is: a rule must never be hidden from whom it binds.
    """
    given = unpack(value)
    facts = {name: _rule_fact(key, name, text, lang) for name, text in given.items()}
    if "kinds" in given:
        facts["kinds"] = _kinds(given["kinds"], lang, bracket)
    head = _said(f"rule.{key}.head", lang, bracket, facts)
    if head is None:
        return key, value
    # The second line may speak of weekends, and there need not be another rule for them.
    sub = _said(f"rule.{key}.sub", lang, bracket, facts) or ""
    if given.get("soft") == "1":
        sub = say("rule.soft", lang, bracket, sub=sub).removeprefix(", ")
    if "until" in given:
        sub = say("rule.until", lang, bracket, sub=sub, until=facts["until"]).removeprefix(", ")
    return head, sub


def seen(key: str, value: str, lang: str, bracket: str) -> tuple[str, str]:
    """What the parent sees as label and value: `Giờ học hôm nay`, `36 phút`."""
    given = unpack(value)
    if key == "now":
        name = given.get("name", "")
        label = say("seen.now.app" if name else "seen.now.use", lang, bracket)
        return label, name or _yes(given.get("text", given.get("use", "0")), lang, bracket)
    if not knows(f"seen.{key}"):
        return key, value
    if key in ("stop", "warned"):
        return _stop(key, given, lang, bracket)
    return say(f"seen.{key}", lang, bracket, name=given.get("name", "")), _seen_value(given, lang)


def _stop(key: str, given: dict[str, str], lang: str, bracket: str) -> tuple[str, str]:
    """A stopped site: its name or kind with the list that named it, how often and when last."""
    kind = _kind(given["kind"], lang, bracket) if given.get("kind") else ""
    named = [given["name"], kind] if given.get("name") else [say(f"seen.{key}", lang, bracket)]
    if not given.get("name") and kind:
        named.append(kind)
    if given.get("list"):
        named.append(say("seen.list", lang, bracket, list=given["list"]))
    value = [given.get("count", "")]
    if _is_number(value[0]):
        value = [forms.times(int(value[0]), lang)]
    if _is_number(given.get("at", "")):
        value.append(forms.minute_of_day(int(given["at"])))
    label = [given.get("day", ""), *named]
    return " · ".join(part for part in label if part), ", ".join(part for part in value if part)


def _kinds(codes: str, lang: str, bracket: str) -> str:
    """Kinds of sites in one line; only the first begins with a capital letter."""
    names = [_kind(code, lang, bracket) for code in codes.split(",") if code]
    rest = [n[0].lower() + n[1:] if n[1:2].islower() or n[1:2] == " " else n for n in names[1:]]
    return ", ".join((*names[:1], *rest))


def _kind(code: str, lang: str, bracket: str) -> str:
    key = f"site.category.{code}"
    return say(key, lang, bracket) if knows(key) else code


def record_line(kind: str, code: str, facts: dict[str, str], lang: str) -> str:
    """A line of the record for the parent. A code nobody wrote words for is read by its kind."""
    finer = (facts.get("answer", ""), *(name for name in ("app", "bonus") if facts.get(name)))
    code = next((f"{code}.{one}" for one in finer if knows(f"record.{kind}.{code}.{one}")), code)
    if facts.get("app", "").startswith("desktop:"):
        facts = {**facts, "app": facts["app"].removeprefix("desktop:")}
    line = _said(f"record.{kind}.{code}", lang, "parent", facts)
    if line is not None:
        return line
    return say(f"record.{kind}", lang, "parent", code=" ".join((code, *facts.values())))


def _said(key: str, lang: str, bracket: str, facts: dict[str, str]) -> str | None:
    """The text, or None when there is none or its facts are not given."""
    if not knows(key) or placeholders(template(key, lang, bracket)) - facts.keys():
        return None
    return say(key, lang, bracket, **facts)


def _rule_fact(key: str, name: str, text: str, lang: str) -> str:
    if name == "until":
        return until(text, lang)
    if not _is_number(text):
        return text
    number = int(text)
    if name in ("start", "end") or (name == "weekend" and key == "bedtime"):
        return forms.minute_of_day(number)
    if name == "length":
        return text
    if name in ("minutes", "weekend", "every"):
        return forms.budget(number, lang)
    return text


def until(text: str, lang: str) -> str:
    """The end of a rule: minutes of the day as `19:40`, an ISO date as `30/11`."""
    if _is_number(text):
        return forms.minute_of_day(int(text))
    try:
        return forms.short_date(date.fromisoformat(text), lang)
    except ValueError:
        return text


def _seen_value(given: dict[str, str], lang: str) -> str:
    if _is_number(given.get("ms", "")):
        return forms.used(int(given["ms"]), lang)
    return given.get("count", given.get("text", ""))


def _yes(text: str, lang: str, bracket: str) -> str:
    return say("seen.yes" if text not in ("", "0") else "seen.no", lang, bracket)


def _is_number(text: str) -> bool:
    """Digits that int() reads; `¹` is a digit to str, and no number of minutes is that long."""
    return text.isascii() and text.isdigit() and len(text) <= 15


def _coded(text: str) -> str:
    for plain, code in _CODED:
        text = text.replace(plain, code)
    return text


def _plain(text: str) -> str:
    for plain, code in reversed(_CODED):
        text = text.replace(code, plain)
    return text
