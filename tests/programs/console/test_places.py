"""Where the service is asked, and in which language the window first speaks."""

from pathlib import Path

import pytest

from app.programs.console.places import preferences_path, socket_path, system_language
from app.programs.service import wiring


@pytest.mark.parametrize(
    ("product", "socket"),
    [("/opt/luytre", "/run/luytre/service.sock"),
     ("/opt/luytre-t-12ab", "/run/luytre-t-12ab/service.sock"),
     ("/home/hoa/luytre", "/run/luytre/service.sock")],
)  # fmt: skip
def test_an_installed_copy_asks_its_own_service(product: str, socket: str) -> None:
    """A copy under another name has its own; sources ask the installed one."""
    assert socket_path({}, advice=False, product=Path(product)) == Path(socket)


@pytest.mark.parametrize("runtime", ["/run/user/1000", ""])
def test_advice_mode_asks_where_its_service_listens(
    runtime: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With and without a runtime folder, as the service itself decides it."""
    monkeypatch.setenv("HOME", "/home/hoa")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    environment = {"HOME": "/home/hoa"}
    if runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        environment["XDG_RUNTIME_DIR"] = runtime
    asked = socket_path(environment, advice=True, product=Path("/opt/luytre"))
    assert asked == wiring.own_folders().socket


@pytest.mark.parametrize(
    ("environment", "lang"),
    [({}, "vi"), ({"LANG": "vi_VN.UTF-8"}, "vi"), ({"LANG": "C.UTF-8"}, "vi"),
     ({"LANG": "en_GB.UTF-8"}, "en"), ({"LANG": "de_DE.UTF-8"}, "en"),
     ({"LANG": "en_GB", "LC_ALL": "vi_VN"}, "vi"), ({"LANGUAGE": "fr:vi", "LANG": "vi_VN"}, "en")],
)  # fmt: skip
def test_the_first_language(environment: dict[str, str], lang: str) -> None:
    """Vietnamese, unless the desktop speaks another one."""
    assert system_language(environment) == lang


def test_the_windows_own_settings_are_the_persons() -> None:
    """In the person's configuration folder, wherever that is."""
    assert preferences_path({"HOME": "/home/hoa"}) == Path("/home/hoa/.config/luytre/console.ini")
    assert preferences_path({"HOME": "/h", "XDG_CONFIG_HOME": "/c"}) == Path(
        "/c/luytre/console.ini"
    )
