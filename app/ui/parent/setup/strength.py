"""A hint how hard a password is to guess by somebody who knows the family. No rule, no blame."""

from __future__ import annotations

import re
import unicodedata

SHORTEST = 6  # characters; the service refuses shorter ones
WORD = 6  # letters that count as much as four more kinds of signs: a sentence is easier to keep
_RUNS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_COMMON = (
    *("password", "matkhau", "iloveyou", "anhyeuem", "admin", "letmein", "welcome", "dragon"),
    *("khongbiet", "vietnam", "luytre", "computer", "master", "monkey", "football"),
)
NONE, SHORT, WEAK, FAIR, GOOD = range(5)


def strength(secret: str) -> int:
    """NONE for nothing, SHORT below what is taken, else WEAK, FAIR or GOOD."""
    if not secret:
        return NONE
    if len(secret) < SHORTEST:
        return SHORT
    points = len(_core(secret)) / WORD + (_kinds(secret) - 1) / 4
    return WEAK if points < 1.5 else FAIR if points < 2 else GOOD


def _core(secret: str) -> str:
    """The secret without what everybody tries first: common words, years, runs, repetitions."""
    plain = re.sub("(19|20)[0-9]{2}", "*", _plain(secret))
    for word in _COMMON:
        plain = plain.replace(word, "*")
    for run in (*_RUNS, *(run[::-1] for run in _RUNS)):
        for length in range(len(run), 3, -1):
            for at in range(len(run) - length + 1):
                plain = plain.replace(run[at : at + length], "*")
    return "".join(sign for at, sign in enumerate(plain) if sign not in plain[max(0, at - 2) : at])


def _plain(secret: str) -> str:
    apart = unicodedata.normalize("NFD", secret.casefold().replace("đ", "d"))
    return "".join(sign for sign in apart if sign.isalnum())


def _kinds(secret: str) -> int:
    """How many kinds of signs: small, capital, digit, anything else."""
    small = any(sign.islower() for sign in secret)
    capital = any(sign.isupper() for sign in secret)
    digit = any(sign.isdigit() for sign in secret)
    other = any(not sign.isalnum() for sign in secret)
    return small + capital + digit + other
