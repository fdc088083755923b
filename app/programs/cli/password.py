"""`luytre reset-password`: a new parent's password; root needs no old one."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from app.api.parent import SetPassword
from app.programs.cli.codes import INPUT, NOT_ALLOWED, Stopped
from app.programs.cli.talk import Talk, hidden, print_json
from app.words.catalogue import say


def reset(options: Namespace) -> None:
    """Set the password anew; `--password-fd` gives it to scripts."""
    if os.geteuid() != 0:
        text = say("verb.error.root", options.lang, "parent", verb="reset-password")
        raise Stopped(NOT_ALLOWED, text, reason="not_root")
    with Talk(options) as talk:
        talk.do(SetPassword(talk.given_password() or new_password(talk)))
        if options.json:
            print_json({"done": True})
        else:
            print(talk.say("verb.password.set"))


def new_password(talk: Talk) -> str:
    """Ask for a new password twice. Raises Stopped when they differ or nobody can be asked."""
    if not sys.stdin.isatty():
        text = talk.say("verb.error.no_terminal")
        raise Stopped(NOT_ALLOWED, text, reason="no_terminal")
    first = hidden(talk.say("verb.password.new") + " ")
    if hidden(talk.say("verb.password.again") + " ") != first:
        raise Stopped(INPUT, talk.say("verb.error.mismatch"), reason="mismatch")
    return first
