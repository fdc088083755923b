"""GNOME's extension: the right one of two, where GNOME looks for it."""

import json
from pathlib import Path

import pytest

from app.platforms.linux import desk_gnome
from installers.linux import gnome
from installers.linux.product import SOURCE

SAID = [
    ("installed 48.7-0+deb13u2", "modern"),
    ("installed 46.0-0ubuntu6~24.04.9", "modern"),
    ("installed 45.0-1", "modern"),
    ("installed 43.9-0+deb12u2", "legacy"),
    ("installed 1:44.1-1", "legacy"),
    ("config-files 48.7-0+deb13u2", ""),
    ("not-installed ", ""),
    ("", ""),
]


@pytest.mark.parametrize(("said", "style"), SAID)
def test_which_style_fits(said: str, style: str) -> None:
    """By the version that is really installed; removed or never installed gets none."""
    assert gnome.style(said) == style


@pytest.mark.parametrize("style", ["modern", "legacy"])
def test_each_style_is_whole_and_says_for_whom_it_is(style: str) -> None:
    """Every file is there, and GNOME is told exactly the versions that get this one."""
    folder = SOURCE / gnome.SOURCES / style
    assert sorted(path.name for path in folder.iterdir()) == sorted(gnome.NAMES)
    facts = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    assert facts["uuid"] == desk_gnome.UUID == gnome.FOLDER.name
    assert {gnome.style(f"installed {one}.1") for one in facts["shell-version"]} == {style}


def test_files_come_from_the_product(tmp_path: Path) -> None:
    """What is put in place is the product's own copy; without GNOME nothing is."""
    assert str(gnome.FOLDER) == desk_gnome.INSTALLED
    found = gnome.files(tmp_path, "installed 48.7-0+deb13u2")
    assert found[1] == (
        Path("/usr/share/gnome-shell/extensions/luytre@luytre.vn/extension.js"),
        tmp_path / "app/platforms/linux/gnome_extension/modern/extension.js",
    )
    assert gnome.files(tmp_path, "") == []


def test_what_this_machine_says_is_understood() -> None:
    """dpkg's own words are of the form that is read, or it has none."""
    said = gnome.installed()
    assert said == "" or said.split()[0] in ("installed", "not-installed", "config-files")
