"""What changes the PC itself: install, uninstall, release. Only for root."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from app.programs.cli.codes import INPUT, NOT_ALLOWED, OK, Stopped
from app.words.catalogue import say

PRODUCT = Path(__file__).resolve().parents[3]
OPT, STATE = Path("/opt"), Path("/var/lib")
PYTHON = "/usr/bin/python3"  # root runs only what nobody else may write


def install(options: Namespace) -> int:
    """Install this clone, or bring the installation up to date."""
    _only_root(options)
    # A copy under another name brings itself up to date, not the one everybody uses.
    mark = ["--mark", PRODUCT.name] if PRODUCT.parent == OPT else []
    return _run(options, [PYTHON, "-I", "-B", str(PRODUCT / "installers/linux/install.py"), *mark])


def uninstall(options: Namespace) -> int:
    """Take everything of ours off this PC."""
    _only_root(options)
    keep = ["--keep-records"] if options.keep_records else []
    return _run(options, ["/bin/sh", str(_release(options)), "--uninstall", *keep])


def release(options: Namespace) -> int:
    """Stop the service and let go of everything that is held."""
    _only_root(options)
    return _run(options, ["/bin/sh", str(_release(options))])


def _only_root(options: Namespace) -> None:
    if os.geteuid() != 0:
        text = say("verb.error.root", options.lang, "parent", verb=options.verb)
        raise Stopped(NOT_ALLOWED, text, reason="not_root")


def _release(options: Namespace) -> Path:
    """Find the script of this product, or of the installed one; a copy outlives the product."""
    mark = PRODUCT.name if PRODUCT.parent == OPT else "luytre"
    for folder in (OPT / mark, STATE / mark):
        if (folder / "release").exists():
            return folder / "release"
    text = say("verb.error.not_installed", options.lang, "parent", path=OPT / mark)
    raise Stopped(INPUT, text, reason="not_installed")


def _run(options: Namespace, command: list[str]) -> int:
    """Run it in `/`, where nobody's folder called `app` can be imported; give its exit code."""
    out = sys.stderr if options.json else None
    code = subprocess.run(command, cwd="/", stdout=out, check=False).returncode
    if options.json:
        print(f'{{"done": {str(code == OK).lower()}, "code": {code}}}')
    return code
