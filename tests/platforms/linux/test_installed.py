"""Installed programs told by what only root can write: real ones, and a made-up machine."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.platforms.linux.desktop_files import Entry
from app.platforms.linux.dpkg import Dpkg
from app.platforms.linux.installed import Installed, best, only_root_writes
from tests.platforms.people import Person, child_fixture

__all__ = ["child_fixture"]


@dataclass
class Machine:
    """A made-up machine under a folder of root's: programs, menu entries, packages."""

    root: Path

    def installed(self, language: str = "en") -> Installed:
        """What is installed on it."""
        return Installed(
            language, data_dirs=[str(self.root / "share")], dpkg=Dpkg(self.root / "info")
        )

    def program(self, path: str) -> str:
        """Put a program there; give its path."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"#!/bin/sh\n")
        place.chmod(0o755)
        return str(place)

    def menu(self, id: str, command: str, *more: str) -> None:
        """Put an entry into the menu."""
        lines = ["[Desktop Entry]", "Type=Application", f"Name={id}", f"Exec={command}", *more]
        folder = self.root / "share" / "applications"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{id}.desktop").write_text("\n".join(lines))

    def package(self, name: str, *paths: str) -> None:
        """Note a package."""
        info = self.root / "info"
        info.mkdir(exist_ok=True)
        (info / f"{name}.list").write_text("".join(f"{path}\n" for path in ("/.", *paths)))


@pytest.fixture(name="machine")
def machine_fixture() -> Iterator[Machine]:
    """A made-up machine; /var/lib is root's alone all the way up, /tmp is not."""
    if os.geteuid() != 0:
        pytest.skip("only root makes files that only root can write to")
    root = Path("/var/lib") / f"luytre-t-{os.getpid()}"
    root.mkdir()
    yield Machine(root)
    shutil.rmtree(root)


def test_a_menu_entry_is_found_by_its_program(machine: Machine) -> None:
    """The program named in Exec is the entry's."""
    path = machine.program("bin/tux")
    machine.menu("org.tux", f"{path} %U", "Categories=Game;")
    app = machine.installed().app(path)
    assert (app.id, app.name, app.game) == ("desktop:org.tux", "org.tux", True)
    assert app.aliases == (f"path:{path}",)


def test_a_wrapper_leads_to_the_program_beside_it(machine: Machine) -> None:
    """A start script and the program in the same folder of its own are one."""
    wrapper = machine.program("lib/office/office")
    binary = machine.program("lib/office/office.bin")
    machine.menu("office", wrapper)
    assert machine.installed().app(binary).id == "desktop:office"


def test_a_program_of_the_same_name_elsewhere_is_the_entrys(machine: Machine) -> None:
    """/usr/bin/firefox-esr starts /usr/lib/firefox-esr/firefox-esr."""
    wrapper = machine.program("bin/fox")
    binary = machine.program("lib/fox/fox")
    machine.menu("fox", wrapper)
    assert machine.installed().app(binary).id == "desktop:fox"


def test_a_program_is_found_by_its_package(machine: Machine) -> None:
    """What a package with one menu entry runs from a folder of its own is that entry."""
    wrapper = machine.program("bin/code")
    binary = machine.program("lib/code/electron-code")
    machine.menu("code", wrapper)
    machine.package("code", binary, wrapper, "/usr/share/applications/code.desktop")
    app = machine.installed().app(binary)
    assert app.id == "desktop:code"
    assert "package:code" in app.aliases


@pytest.mark.parametrize("folder", ["/usr/libexec", "/usr/lib/x86_64-linux-gnu", "/usr/lib"])
def test_neighbours_in_a_folder_of_helpers_are_no_kin(machine: Machine, folder: str) -> None:
    """gnome-terminal-server is the terminal, not the portal that lies in the same folder."""
    here = (one for one in sorted(Path(folder).iterdir()) if one.is_file() and not one.is_symlink())
    server = str(next(here, None) or pytest.skip(f"nothing lies in {folder}"))
    machine.menu("portal", f"{folder}/some-portal")
    machine.menu("org.terminal", machine.program("bin/terminal"))
    listed = ("/usr/bin/terminal", "/usr/share/applications/org.terminal.desktop")
    machine.package("terminal", server, *listed)
    assert machine.installed().app(server).id == "desktop:org.terminal"


def test_what_a_package_keeps_out_of_the_menu_names_nothing(machine: Machine) -> None:
    """A daemon is not the handler of links that its package brings along."""
    daemon = machine.program("libexec/accounts/daemon")
    machine.menu("handler", machine.program("bin/handler"), "NoDisplay=true")
    machine.package("accounts", daemon, "/usr/share/applications/handler.desktop")
    assert machine.installed().app(daemon).id == f"path:{daemon}"


def test_a_package_of_many_programs_names_none(machine: Machine) -> None:
    """xeyes is not x11-apps: holding one program must not hold the others."""
    path = machine.program("bin/eyes")
    machine.package("apps", path, "/usr/bin/clock", "/usr/bin/logo")
    app = machine.installed().app(path)
    assert (app.id, app.aliases, app.name) == (f"path:{path}", (), "eyes")


def test_a_package_of_one_program_names_it(machine: Machine) -> None:
    """A package with a single program is another name for it."""
    path = machine.program("lib/one")
    machine.package("one", path, "/usr/bin/one")
    assert machine.installed().app(path).aliases == ("package:one",)


def test_several_entries_of_one_program_are_told_by_its_arguments(machine: Machine) -> None:
    """The writer and the painter of an office are different entries of one program."""
    path = machine.program("lib/office/office")
    machine.menu("office", path)
    machine.menu("writer", f"{path} --writer %U")
    machine.menu("draw", f"{path} --draw %U")
    installed = machine.installed()
    assert installed.app(path).id == "desktop:office"
    assert installed.app(path, ("--writer", "letter.odt")).id == "desktop:writer"
    assert installed.app(path, ("--draw",)).id == "desktop:draw"


def test_something_newly_installed_is_found(machine: Machine) -> None:
    """The menu is read again when a folder of it changed."""
    path = machine.program("bin/tux")
    installed = machine.installed()
    assert installed.app(path).id == f"path:{path}"
    machine.menu("tux", path)
    assert installed.app(path).id == "desktop:tux"


def test_a_copy_in_a_home_borrows_no_name(machine: Machine, child: Person) -> None:
    """A game called like a learning program is not the learning program."""
    machine.menu("learn", machine.program("bin/learn"))
    copy = child.home / "learn"
    copy.write_text("#!/bin/sh\n")
    app = machine.installed().app(str(copy))
    assert (app.id, app.aliases) == (f"path:{copy}", (f"own:{copy}",))


def test_entries_that_say_the_same_choose_the_shorter_id() -> None:
    """Of equals the one that is shown comes first, then the shorter id."""
    one, two = Entry("xterm", "X", "/x"), Entry("debian-xterm", "X", "/x")
    hidden = Entry("x", "X", "/x", shown=False)
    assert best([two, hidden, one], ()) == one
    assert best([], ()) is None


def test_only_root_writes_to_system_folders(machine: Machine, child: Person) -> None:
    """The file and every folder above it must be root's alone."""
    good = machine.program("bin/good")
    assert only_root_writes(good)
    assert only_root_writes(os.path.realpath("/bin/sh"))
    (machine.root / "bin").chmod(0o777)
    assert not only_root_writes(good)
    (machine.root / "bin").chmod(0o755)
    os.chown(good, child.uid, -1)
    assert not only_root_writes(good)
    for path in ("/tmp/x", "bin/sh", "", "/usr/../usr/bin/sh", "/no/such/file", str(child.home)):
        assert not only_root_writes(path)


@pytest.mark.skipif(
    not Path("/usr/share/applications/debian-xterm.desktop").exists(), reason="xterm"
)
def test_a_real_program_of_this_machine() -> None:
    """xterm, as Debian installs it."""
    app = Installed("en").app("/usr/bin/xterm")
    assert (app.id, app.name, app.game) == ("desktop:debian-xterm", "XTerm", False)
    assert "path:/usr/bin/xterm" in app.aliases
