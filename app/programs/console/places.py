"""Where the service is asked, and where this person's own settings of the window are kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

INSTALLED = "luytre"


def socket_path(environment: Mapping[str, str], *, advice: bool, product: Path) -> Path:
    """The socket of advice mode, or that of the copy of the product this program belongs to.

    product is the folder that holds `bin/python` (`/opt/luytre`); a copy under another name has
    its own socket under that name. Outside an installed copy it is the installed one's.
    """
    if advice:
        runtime = environment.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
        return Path(runtime) / INSTALLED / "service.sock"
    mark = product.name if product.parent == Path("/opt") else INSTALLED
    return Path("/run") / mark / "service.sock"


def preferences_path(environment: Mapping[str, str]) -> Path:
    """The INI file of the window, in the person's own configuration folder."""
    home = environment.get("HOME") or "/"
    base = environment.get("XDG_CONFIG_HOME") or f"{home}/.config"
    return Path(base) / INSTALLED / "console.ini"
