"""Where the X server's cookie is, by the habits of the log-in programs."""

from pathlib import Path

import pytest

from app.programs.agent.cookies import cookie_file


@pytest.mark.parametrize("name", ["gdm/Xauthority", "xauth_bXyZ12"])
def test_a_cookie_in_the_runtime_folder_is_found(tmp_path: Path, name: str) -> None:
    """gdm's and sddm's places."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"cookie")
    assert cookie_file({"XDG_RUNTIME_DIR": str(tmp_path)}, "minh") == str(tmp_path / name)


def test_what_the_service_named_counts_first(tmp_path: Path) -> None:
    """It is not looked for any further."""
    environment = {"XAUTHORITY": "/x", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert cookie_file(environment, "minh") == "/x"


def test_at_home_nothing_needs_to_be_said(tmp_path: Path) -> None:
    """Xlib looks there by itself."""
    assert cookie_file({"XDG_RUNTIME_DIR": str(tmp_path)}, "nobody-of-this-name") == ""
    assert cookie_file({}, "nobody-of-this-name") == ""
