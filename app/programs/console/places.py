"""Where the service is asked, and where this person's own settings of the window are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

INSTALLED = "luytre"


def socket_path(environment: Mapping[str, str], *, advice: bool, product: Path) -> Path:
    """The socket of advice mode, or that of the copy of the product this program belongs to.

    product is the folder that holds `app` (`/opt/luytre`); a copy under another name has its own
    socket under that name. Outside an installed copy it is the installed one's.
    """
    if advice:
        home = environment.get("HOME") or "/"
        runtime = environment.get("XDG_RUNTIME_DIR") or f"{home}/.cache"
        return Path(runtime) / INSTALLED / "service.sock"
    mark = product.name if product.parent == Path("/opt") else INSTALLED
    return Path("/run") / mark / "service.sock"


def system_language(environment: Mapping[str, str]) -> str:
    """`en` where the desktop speaks another language than Vietnamese, else `vi`.

    Read from the environment (gettext's order): Qt's own list of locales takes longer to load
    than the window takes to appear.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        said = environment.get(name, "")
        if said:
            return "vi" if said.startswith(("vi", "C", "POSIX")) else "en"
    return "vi"


def preferences_path(environment: Mapping[str, str]) -> Path:
    """The INI file of the window, in the person's own configuration folder."""
    home = environment.get("HOME") or "/"
    base = environment.get("XDG_CONFIG_HOME") or f"{home}/.config"
    return Path(base) / INSTALLED / "console.ini"
