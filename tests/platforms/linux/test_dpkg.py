"""Packages of real programs on this machine, and of made-up ones."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.platforms.linux.dpkg import Dpkg, Package


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="no Debian")
@pytest.mark.parametrize("program", ["xterm", "openbox", "login", "dash"])
def test_real_programs_have_the_package_dpkg_says(program: str) -> None:
    """The answer is that of dpkg itself."""
    path = str(Path(shutil.which(program) or "").resolve())
    said = ""
    for name in (path, path.removeprefix("/usr")):
        done = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True)
        said = said or done.stdout.partition(":")[0]
    found = Dpkg().owner(path)
    assert found is not None
    assert found.name == said


def lists(folder: Path, **packages: list[str]) -> Dpkg:
    """A made-up machine."""
    for name, paths in packages.items():
        (folder / f"{name}.list").write_text("".join(f"{path}\n" for path in paths))
    return Dpkg(folder)


def test_a_package_with_its_programs_and_menu_entries(tmp_path: Path) -> None:
    """Programs and desktop files of a package are known, its name without the architecture."""
    menu = "/usr/share/applications/tux.desktop"
    paths = ["/.", "/usr/games/tux", "/usr/games/tux-data", "/usr/lib/tux/tux.bin", menu]
    (tmp_path / "tux:amd64.list").write_text("\n".join(paths) + "\n")
    expected = Package("tux", ("/usr/games/tux", "/usr/games/tux-data"), (menu,))
    assert Dpkg(tmp_path).owner("/usr/lib/tux/tux.bin") == expected


def test_bin_and_usr_bin_are_one(tmp_path: Path) -> None:
    """A package may name a file where it was before /bin became a part of /usr."""
    dpkg = lists(tmp_path, old=["/bin/old"], new=["/usr/bin/new"])
    assert [one.name for one in (dpkg.owner("/usr/bin/old"), dpkg.owner("/bin/new")) if one] == [
        "old",
        "new",
    ]


def test_a_part_of_a_name_is_no_match(tmp_path: Path) -> None:
    """Only whole paths count."""
    dpkg = lists(tmp_path, tux=["/usr/games/tux-racer", "/opt/usr/games/tux"])
    assert dpkg.owner("/usr/games/tux") is None


def test_new_packages_are_found(tmp_path: Path) -> None:
    """What was nobody's is asked again after something was installed."""
    dpkg = lists(tmp_path)
    assert dpkg.owner("/usr/games/tux") is None
    lists(tmp_path, tux=["/usr/games/tux"])
    found = dpkg.owner("/usr/games/tux")
    assert found is not None


def test_a_machine_without_dpkg_has_no_packages(tmp_path: Path) -> None:
    """Other systems simply have none."""
    assert Dpkg(tmp_path / "none").owner("/usr/bin/sh") is None
