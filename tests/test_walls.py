"""The walls of `.importlinter` stand, and the walls it cannot express stand beside them.

A contract that names a room which does not exist holds whatever it says, so every wall is tried: a
house is built in which somebody went through each of them, and each has to be reported.
"""

import ast
import configparser
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"

ROOMS = (
    "api disclosure enforce guard link model monitor platforms programs reports rules store ui web"
    " words"
).split()
PURE = "model rules disclosure reports words monitor enforce api guard".split()
IMPURE = "os socket sqlite3 threading asyncio time random subprocess logging psutil PySide6".split()
FACELESS = [
    *("platforms.a", "store.a", "link.a", "web.a"),
    *(f"programs.{name}" for name in "service resolver lists refuser browserhost cli".split()),
]

# contract -> imports that must break it, as (importer, imported)
BREACHES: dict[str, list[tuple[str, str]]] = {
    "floors": [
        ("model.a", "app.rules.b"),
        ("rules.a", "app.words.b"),
        ("words.a", "app.api.b"),
        ("enforce.a", "app.monitor.b"),
        ("api.a", "app.guard.b"),
        ("guard.a", "app.store.b"),
        ("store.a", "app.link.b"),
        ("web.a", "app.platforms.b"),
        ("ui.shared.a", "app.programs.console"),
    ],
    "pure": [(f"{room}.a", name) for room in PURE for name in IMPURE],
    "faceless": [(importer, "PySide6") for importer in FACELESS],
    "sense-and-hand": [("monitor.a", "app.rules.b"), ("enforce.a", "app.rules.b")],
    "platforms-know-ports": [
        ("platforms.linux.a", f"app.{room}.b")
        for room in "guard api rules disclosure reports words".split()
    ],
    "platforms-strangers": [
        ("platforms.linux.a", "app.platforms.fake.b"),
        ("platforms.fake.a", "app.platforms.windows.b"),
    ],
    "programs-strangers": [
        ("programs.agent", "app.programs.service"),
        ("programs.cli", "app.programs.console"),
    ],
    "childs-session": [
        (f"programs.{program}", f"app.{room}")
        for program in ("agent", "browserhost")
        for room in "store.b guard.b rules.b web.b api.parent ui.parent.b".split()
    ],
    "console-asks": [
        ("programs.console", f"app.{room}.b")
        for room in ("store", "guard", "platforms", "ui.child")
    ],
    "typed-text": [
        (importer, "app.disclosure.b")
        for importer in (
            *(f"programs.{name}" for name in "service refuser resolver lists console".split()),
            *("store.a", "link.a", "web.a"),
        )
    ],
    "one-mind": [("programs.resolver", "app.guard.b"), ("store.a", "app.guard.b")],
    "fakes": [("programs.service", "app.platforms.fake.b")],
    "faces": [
        ("ui.parent.a", "app.ui.child.b"),
        ("ui.child.a", "app.ui.parent.b"),
        ("ui.shared.a", "app.ui.child.b"),
    ],
}
# What each room may do: together they must break nothing.
ALLOWED = [
    ("programs.service", "app.guard.b"),
    ("programs.service", "app.store.b"),
    ("programs.cli", "app.guard.b"),
    ("programs.cli", "app.disclosure.b"),
    ("programs.cli", "app.platforms.fake.b"),
    ("programs.agent", "app.platforms.linux.b"),
    ("programs.agent", "app.disclosure.b"),
    ("programs.agent", "app.ui.child.b"),
    ("programs.browserhost", "app.disclosure.b"),
    ("programs.browserhost", "app.link.b"),
    ("programs.console", "app.api.parent"),
    ("programs.console", "app.ui.parent.b"),
    ("programs.console", "PySide6"),
    ("platforms.linux.b", "app.enforce.b"),
    ("platforms.linux.b", "os"),
    ("ui.child.b", "app.ui.shared.b"),
    ("ui.parent.b", "app.ui.shared.b"),
    ("ui.shared.b", "PySide6"),
    ("link.b", "app.api.wire"),
    ("guard.b", "app.rules.b"),
    ("guard.b", "app.enforce.b"),
    ("enforce.b", "app.model.b"),
    ("api.wire", "app.model.b"),
    ("words.b", "app.model.b"),
]
INNER = "platforms.linux platforms.windows platforms.fake ui.parent ui.child ui.shared".split()
SINGLE = [
    "api.parent",
    "api.wire",
    *(f"programs.{name}" for name in "service resolver lists agent console".split()),
    *(f"programs.{name}" for name in "browserhost cli refuser".split()),
]


def build_house(root: Path, imports: list[tuple[str, str]]) -> None:
    """Write a package `app` with every room, in which only the given imports are made."""
    lines: dict[str, list[str]] = {f"{room}.{name}": [] for room in ROOMS + INNER for name in "ab"}
    lines.update({name: [] for name in SINGLE})
    for room in ROOMS + INNER:
        lines[f"{room}.__init__"] = []
    for importer, imported in imports:
        lines[importer].append(f"import {imported}")
    for name, text in lines.items():
        path = root / "app" / (name.replace(".", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(text) + "\n")
    (root / "app" / "__init__.py").touch()


def lint_imports(root: Path, *contracts: str) -> tuple[int, str]:
    """Run our contracts (all, or those named) on the house at root: exit code and words."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    command += ["--config", str(ROOT / ".importlinter")]
    for contract in contracts:
        command += ["--contract", contract]
    environment = {**os.environ, "COLUMNS": "300"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def contracts() -> set[str]:
    """The names of the contracts in `.importlinter`."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    sections = [name.split(":") for name in parser.sections()]
    return {parts[2] for parts in sections if len(parts) == 3}


def test_every_contract_has_its_breaches() -> None:
    """A contract that nothing tries to break is not trusted."""
    assert contracts() == set(BREACHES)


@pytest.mark.parametrize("contract", sorted(BREACHES))
def test_a_breach_is_reported(contract: str, tmp_path: Path) -> None:
    """Each forbidden import is named in the report of its contract."""
    build_house(tmp_path, BREACHES[contract])
    code, words = lint_imports(tmp_path, contract)
    assert code == 1, words
    missed = [
        f"{importer} -> {imported}"
        for importer, imported in BREACHES[contract]
        if f"app.{importer} -> {imported} (l." not in words
    ]
    assert not missed, words


def test_what_is_allowed_breaks_nothing(tmp_path: Path) -> None:
    """The imports every room lives on pass all contracts together."""
    build_house(tmp_path, ALLOWED)
    code, words = lint_imports(tmp_path)
    assert code == 0, words


def test_a_new_room_must_choose_its_floor(tmp_path: Path) -> None:
    """A room that stands on no floor breaks the house."""
    build_house(tmp_path, [])
    (tmp_path / "app" / "helpdesk").mkdir()
    (tmp_path / "app" / "helpdesk" / "__init__.py").touch()
    code, words = lint_imports(tmp_path, "floors")
    assert code == 1
    assert "app.helpdesk" in words


def test_a_chain_through_allowed_steps_breaks_the_childs_wall(tmp_path: Path) -> None:
    """agent > platforms > enforce > rules is found although each step looks harmless."""
    chain = [
        ("programs.agent", "app.platforms.linux.a"),
        ("platforms.linux.a", "app.enforce.a"),
        ("enforce.a", "app.rules.a"),
    ]
    build_house(tmp_path, chain)
    code, words = lint_imports(tmp_path, "childs-session")
    assert code == 1
    assert "app.enforce.a -> app.rules.a" in words


# --- what import-linter cannot say -------------------------------------------------------------

# library -> where it may be imported (folders or files under app/), and why nowhere else
DOORS = {
    "apsw": (("store",), "one key, one way to open the store"),
    "sqlite3": ((), "it would write what apsw-sqlite3mc encrypts in the clear"),
    "jeepney": (("platforms", "store/ring.py"), "a bus is a fact of one system; a keyring too"),
    "Xlib": (("platforms",), "a display is a fact of one system"),
    "psutil": (("platforms",), "processes are a fact of one system"),
    "requests": (("programs/lists", "programs/lists.py"), "17 MB, and only lists may download"),
    "qfluentwidgets": (("ui/shared",), "it prints an advertisement, swallowed in one file"),
    "qframelesswindow": (("ui/shared",), "part of the widget library"),
}


def app_files() -> list[Path]:
    """Every module of the product."""
    return sorted(APP.rglob("*.py"))


def imported_roots(path: Path) -> Iterator[str]:
    """Top names of the modules a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_stays_behind_its_door(library: str) -> None:
    """A library is imported only in the room that owns it."""
    rooms, reason = DOORS[library]
    outside = [
        str(path.relative_to(APP))
        for path in app_files()
        if library in imported_roots(path)
        and not any(path == APP / room or (APP / room) in path.parents for room in rooms)
    ]
    assert not outside, reason


def test_the_widget_library_has_one_door() -> None:
    """One file imports the widget library, so one file swallows what it prints."""
    doors = [path for path in app_files() if "qfluentwidgets" in imported_roots(path)]
    assert len(doors) <= 1


def test_no_import_by_name() -> None:
    """Nothing is imported by a computed name: such an import walks around every wall."""
    found = []
    for path in app_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                *("importlib.import_module", "import_module", "__import__"),
                *("runpy.run_module", "runpy.run_path", "exec", "eval"),
            ):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not found


def test_every_folder_is_a_package() -> None:
    """A folder of modules without __init__.py is invisible to the contracts."""
    folders = {path.parent for path in app_files()}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_no_drawer_modules() -> None:
    """No module is a drawer for whatever found no place."""
    drawers = {"utils", "util", "misc", "common", "helpers", "helper", "manager", "managers"}
    assert not [str(path.relative_to(ROOT)) for path in app_files() if path.stem in drawers]
    assert not [str(path) for path in APP.rglob("*") if path.is_dir() and path.name in drawers]
