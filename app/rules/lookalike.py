"""Names that imitate a well-known one: misspelt, with digits for letters, dressed up, or far away.

Nothing here is certain, so an imitation is warned about and never silently closed (hazards.md,
Fake services). What is looked for was taken from how fakes of Vietnamese banks, wallets, offices
and game shops are named: `vietcombank-vn.top`, `za1o.me`, `facebok.com`, `xn--fcebook-hwa.com`,
`garena.com.nhanqua.xyz`. A brand's own names are data of others (app.web).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.model.site_names import suffixes


@dataclass(frozen=True, slots=True)
class Brand:
    """A well-known service: its own names, and the words by which it is imitated.

    words are lower-case ASCII letters and digits. grave: it handles money or speaks for the state,
    so that its word inside any other name is an imitation (`vietcombankhotro.com`); fans write
    about games and networks under names of that kind.
    """

    key: str
    names: tuple[str, ...]
    words: tuple[str, ...]
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Brands:
    """All brands that names are compared with."""

    all: tuple[Brand, ...] = ()


SHORT = 5  # words up to this length stand inside many others (zing, momo, tiki)
LONG = 7  # from here on one slip of a finger is told from another word
LONGER = 11  # and from here on two
# Where a name costs next to nothing and fakes live: Spamhaus and Interisle reports, 2023-2025.
_CHEAP = frozenset(
    "bar bid bond buzz cam cc cf cfd click club cyou date download fun ga gq hair icu info ink lat "
    "link live loan lol men ml mom monster mov online party pics pw quest racing rest review sbs "
    "shop site skin space store stream surf tech tk today top trade vip website win work world "
    "wtf xin xyz yachts zip".split()
)
_COMMON = frozenset("com net org info co me us biz asia vn".split())
_SECOND = frozenset("com net org edu gov co ac info biz name pro health id io ai".split())
_OFFICIAL = ("gov.vn", "gov", "mil", "edu")  # given to offices and universities only
_HINTS = (
    "account auth bank banking baohiem baomat bca bonus canhbao capnhat card care center chamsoc "
    "chinhthuc code com congan cskh ctv diamond dichvu digital dangky dangnhap ebank ebanking "
    "event free gift giftcode gov hack help hoantien hotro ibank ibanking id kichhoat khachhang "
    "khuyenmai kimcuong login logon mienphi mobile nap napthe napgame naptien nangcap net nhanqua "
    "nhanthuong official online org otp pay phatnguoi portal qua quatang quick refund reward robux "
    "safe secure security service shop signin smart smartbanking store support sukien taikhoan "
    "tangqua the thongbao tiente tindung tracuu trian trungthuong tuyendung update uudai vay "
    "vayvon verification verify vi viet vietnam vip vn voucher vqmm wallet web www xacminh "
    "xacnhan xacthuc"
).split()
# With a short word only these are telling: `momoshop` is a shop of that name in Taipei.
_TELLING = tuple(
    set(_HINTS) - set("com code free id net org pay qua shop store the vi vip".split())
)
_FOLDED = str.maketrans("1i|034568927", "llloeasbbgzt")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
# Letters of other scripts that look like ours and are not taken apart by Unicode.
_TWINS = str.maketrans(
    "аеёікмнорстухѕјԁһӏԛԝαεικνορτυχωßøłıđð",
    "aeeikmhopctyxsjdhlqwaeikvoptuxwsolidd",
)


def imitates(name: str, brands: Brands) -> str:
    """Give the key of the brand that a name (in written form) imitates, "" for none."""
    index = _index(brands)
    labels = name.split(".")
    if len(labels) < 2 or any(s in index.names or s in _OFFICIAL for s in suffixes(name)):
        return ""
    own = -3 if len(labels) > 2 and labels[-2] in _SECOND and len(labels[-1]) == 2 else -2
    above = labels[:own]
    cheap = labels[-1] in _CHEAP
    return (
        _true_name_inside(above, index)
        or _of_label(labels[own], cheap, labels[-1] in _COMMON, index)
        or _of_labels_above(above, cheap or _has_hint(labels[own]), index)
    )


# --- an index of the brands -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Index:
    """Brands by their names, by word, by word as it looks, and by word with letters left out."""

    names: dict[str, str]
    words: dict[str, Brand]
    looks: dict[str, str]
    near: dict[str, tuple[str, ...]]
    word: re.Pattern[str]
    look: re.Pattern[str]


@lru_cache(maxsize=4)
def _index(brands: Brands) -> _Index:
    words = {word: brand for brand in brands.all for word in brand.words}
    looks = {_look(word): word for word in words}
    near: dict[str, tuple[str, ...]] = {}
    for word in words:
        for part in _shorter(word, _slips(word)):
            near[part] = (*near.get(part, ()), word)
    return _Index(
        names={name: brand.key for brand in brands.all for name in brand.names},
        words=words,
        looks=looks,
        near=near,
        word=_any_of(words),
        look=_any_of(looks),
    )


def _any_of(words: dict[str, str] | dict[str, Brand]) -> re.Pattern[str]:
    """Find the longest words first, at every place where one begins."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(f"(?=({'|'.join(map(re.escape, longest)) or '(?!)'}))")


# --- looking ----------------------------------------------------------------------------------


def _true_name_inside(above: list[str], index: _Index) -> str:
    """Find `facebook.com` in `facebook.com.login.example`."""
    for start in range(len(above)):
        for end in range(start + 2, len(above) + 1):
            brand = index.names.get(".".join(above[start:end]))
            if brand:
                return brand
    return ""


def _of_labels_above(above: list[str], risky: bool, index: _Index) -> str:
    """Find a brand in a label above the registered one; `roblox.fandom.com` is a fan's page."""
    found = (_of_label(one, cheap=risky, common=False, index=index) for one in above)
    return next((brand for brand in found if brand), "") if risky else ""


def _of_label(label: str, cheap: bool, common: bool, index: _Index) -> str:
    text, foreign = _read(label)
    for found in index.word.finditer(text):
        word, brand = found[1], index.words[found[1]]
        rest = _around(text, found.start(), word, index.word)
        if foreign and _all_hints(rest, _PLAIN):
            return brand.key
        if _dressed(word, rest, brand, cheap, common):
            return brand.key
    for look in {_look(text), _look(text.rstrip("0123456789"))}:
        for found in index.look.finditer(look):
            word, brand = index.looks[found[1]], index.words[index.looks[found[1]]]
            rest = _around(look, found.start(), found[1], index.look)
            if word not in text and len(word) >= 4 and _all_hints(rest, _LOOKS):
                return brand.key
    return _misspelt(text, cheap, index)


def _around(text: str, start: int, word: str, others: re.Pattern[str]) -> tuple[str, str]:
    """Give what stands before and after a word, other words of brands taken out."""
    before, after = text[:start], text[start + len(word) :]
    for other in {one[1] for one in others.finditer(before + "." + after) if len(one[1]) > SHORT}:
        before, after = before.replace(other, "-"), after.replace(other, "-")
    return before, after


def _dressed(word: str, rest: tuple[str, str], brand: Brand, cheap: bool, common: bool) -> bool:
    """Whether the word with what stands around it is an imitation."""
    around = "".join(rest)
    if not around:
        return cheap or (common and len(word) >= SHORT)
    if len(word) <= SHORT:
        apart = rest[0].endswith("-") or rest[1].startswith("-")
        if not _all_hints(rest, _PLAIN) or not (apart or len(word) >= 4):
            return False
        return (apart and brand.grave) or _telling(around)
    if _all_hints(rest, _PLAIN):
        return True
    # `otpbank.hu` is a bank of its own, `thongtinvietcombank.com` is nobody's.
    begins = len(word) > LONG or not rest[0] or rest[0].endswith("-")
    return begins and (cheap or brand.grave)


def _telling(around: str) -> bool:
    return any(hint in around for hint in _TELLING)


def _misspelt(text: str, cheap: bool, index: _Index) -> str:
    """Find a word with a letter wrong, missing, doubled, in the wrong place, or cut in two."""
    joined = text.replace("-", "")
    if joined != text and len(joined) >= SHORT and joined in index.words:
        return index.words[joined].key
    for token in dict.fromkeys((text, *text.split("-"), *_undressed(text))):
        if len(token) < 4 or token in index.words or token in _REAL_WORDS:
            continue
        doubled = next((w for w in _undoubled(token) if w in index.words and len(w) >= 4), "")
        near = doubled or _near(token, cheap, index)
        if near:
            return index.words[near].key
    return ""


def _near(token: str, cheap: bool, index: _Index) -> str:
    for part in _shorter(token, 2 if len(token) >= LONGER - 1 else 1):
        for word in index.near.get(part, ()):
            slips = _slips(word) if len(word) >= LONG or cheap else 0
            if _distance(token, word) <= slips:
                return word
    return ""


_REAL_WORDS = frozenset(
    "applied cloud discard stream telegraf telegraph massager passenger".split()
)


def _slips(word: str) -> int:
    """Give how many wrong letters still mean this word; of six letters only at a cheap address."""
    return 2 if len(word) >= LONGER else 1 if len(word) >= LONG - 1 else 0


def _undressed(text: str) -> Iterator[str]:
    """Give the text without one hint before or after it."""
    for hint in _HINTS:
        if len(hint) > 1 and len(text) - len(hint) >= LONG:
            if text.startswith(hint):
                yield text.removeprefix(hint).strip("-")
            if text.endswith(hint):
                yield text.removesuffix(hint).strip("-")


def _undoubled(token: str) -> Iterator[str]:
    """Give the token with one of two equal letters left out, or two neighbours in turn."""
    for at, (one, two) in enumerate(pairwise(token)):
        if one == two:
            yield token[:at] + token[at + 1 :]
        elif len(token) > SHORT:
            yield token[:at] + two + one + token[at + 2 :]


def _shorter(word: str, slips: int) -> set[str]:
    """Give the word and what is left of it without up to `slips` letters."""
    found = {word} if slips else set()
    ring = {word}
    for _ in range(slips):
        ring = {one[:at] + one[at + 1 :] for one in ring for at in range(len(one))}
        found |= ring
    return found


def _distance(one: str, two: str) -> int:
    """Give the edit distance in which two neighbours that changed places are one step."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(two, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if last and j > 1 and a == two[j - 2] and b == one[i - 2]:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


# --- reading ----------------------------------------------------------------------------------


def _read(label: str) -> tuple[str, bool]:
    """Give a label in plain letters, and whether it was written in others."""
    if not label.startswith("xn--"):
        return label, False
    try:
        text = label[4:].encode("ascii").decode("punycode").lower()
    except UnicodeError:
        return label, False
    bare = unicodedata.normalize("NFKD", text.translate(_TWINS))
    return "".join(one for one in bare if not unicodedata.combining(one)), True


def _look(text: str) -> str:
    """Give what a text looks like at a glance: 1, i and l are one stroke."""
    for pair, one in _PAIRS:
        text = text.replace(pair, one)
    return text.translate(_FOLDED)


def _hints(words: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    longest = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?:-|\d+(?:h|x7)?|{longest})*")


_PLAIN = _hints(_HINTS)
_LOOKS = _hints([_look(hint) for hint in _HINTS])


def _all_hints(rest: tuple[str, str], hints: re.Pattern[str]) -> bool:
    return all(hints.fullmatch(part) for part in rest)


def _has_hint(label: str) -> bool:
    return any(token in _HINTS for token in label.split("-"))
