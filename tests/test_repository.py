"""Promises about the whole repository: sizes, sentences, pins, and what must never be committed."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
FILE_LIMIT = 400
FUNCTION_LIMIT = 40  # lines, without decorators and docstring: a contract may be as long as it must

# Shrinking: an entry that is no longer needed fails the test, and nothing new is added without a
# reason beside it. path, or path:function -> lines
LONG_FILES: dict[str, int] = {}
LONG_FUNCTIONS: dict[str, int] = {}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(folder: Path) -> list[Path]:
    """Every Python file under a folder."""
    return sorted(folder.rglob("*.py"))


def name_of(path: Path) -> str:
    """A path as it is written in this file's tables."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def lines_of(function: Function) -> int:
    """Lines from `def` to the end, the docstring not counted."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return lines


def without_exemptions(found: dict[str, int], exempt: dict[str, int]) -> list[str]:
    """What is too long and not exempt, grown beyond its exemption, or exempt for nothing."""
    over = [f"{name}: {n}" for name, n in found.items() if n > exempt.get(name, 0)]
    over += [f"{name}: no longer needs its exemption" for name in exempt if name not in found]
    return over


def committed_files() -> list[Path]:
    """Files git knows or would take, so that a mistake is found before its commit."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    paths = (ROOT / os.fsdecode(name) for name in done.stdout.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


# --- sentences and sizes -----------------------------------------------------------------------


def test_every_module_says_what_it_is_for() -> None:
    """A module that holds anything opens with a paragraph."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in modules(APP)}
    assert not [name_of(path) for path, tree in trees.items() if tree.body and not _says(tree)]


def _says(node: ast.Module | Function) -> bool:
    return bool((ast.get_docstring(node) or "").strip())


def test_every_test_says_what_it_shows() -> None:
    """Each test function has its sentence."""
    silent = [
        f"{name_of(path)}::{function.name}"
        for path in modules(ROOT / "tests")
        for function in functions(path)
        if function.name.startswith("test_") and not _says(function)
    ]
    assert not silent


def test_files_stay_short() -> None:
    """No file of the product is longer than a reader holds in mind."""
    lengths = {name_of(path): len(path.read_bytes().splitlines()) for path in modules(APP)}
    found = {name: n for name, n in lengths.items() if n > FILE_LIMIT}
    assert not without_exemptions(found, LONG_FILES)


def test_functions_stay_short() -> None:
    """No function of the product is longer than a screen."""
    found = {
        f"{name_of(path)}:{function.name}": lines_of(function)
        for path in modules(APP)
        for function in functions(path)
        if lines_of(function) > FUNCTION_LIMIT
    }
    assert not without_exemptions(found, LONG_FUNCTIONS)


def test_exemptions_shrink() -> None:
    """An exemption holds its length, and fails when nobody needs it."""
    assert without_exemptions({"a": 50}, {"a": 50}) == []
    assert without_exemptions({"a": 51}, {"a": 50}) == ["a: 51"]
    assert without_exemptions({}, {"a": 50}) == ["a: no longer needs its exemption"]


def test_tests_mirror_the_product() -> None:
    """A folder of tests mirrors a room of the product, or is one of the few named kinds."""
    kinds = {"playbooks", "contracts", "journeys", "installers", "container", "bench", "fuzz"}
    folders = {path.relative_to(ROOT / "tests").parts[0] for path in modules(ROOT / "tests")}
    rooms = {path.name for path in APP.iterdir() if path.is_dir()}
    assert not {name for name in folders if not name.endswith(".py")} - rooms - kinds


# --- what must never be committed --------------------------------------------------------------

# Where packages come from is the business of the machine that installs them. Written in pieces,
# because this file is committed too.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
    )
]
WORKPLACES = ["/".join(("", "work", name)) for name in ("main", "shared", ".library")]
WORKPLACES += ["/".join(("", "tmp", "luytre", "brief"))]
MAY_BE_LARGE = 5_000_000  # bytes; no single file of ours needs more


def test_nothing_names_a_registry_or_this_workplace() -> None:
    """No committed file holds the address of a package registry or a path of one machine."""
    found = [
        f"{name_of(path)}: {word}"
        for path in committed_files()
        for word in REGISTRIES + WORKPLACES
        if word.encode() in path.read_bytes()
    ]
    assert not found


def test_nothing_large_is_committed() -> None:
    """A clone stays small."""
    assert not [name_of(p) for p in committed_files() if p.stat().st_size > MAY_BE_LARGE]


# --- pins --------------------------------------------------------------------------------------


def pins(name: str) -> dict[str, tuple[str, int]]:
    """A requirements file as {package: (version and marker, number of hashes)}."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    found = {}
    for block in blocks:
        head = block.split("\\")[0].strip()
        package, _, version = head.partition("==")
        found[package] = (version, len(re.findall(r"--hash=sha256:[0-9a-f]{64}", block)))
    return found


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_requirement_is_pinned_by_hash(name: str) -> None:
    """Each line has one version and the hashes of its files."""
    loose = {p: pin for p, pin in pins(name).items() if not pin[0] or not pin[1] or " " in p}
    assert pins(name)
    assert not loose


def test_checks_run_on_what_is_shipped() -> None:
    """dev.txt holds every pin of run.txt unchanged."""
    dev = pins("dev")
    assert not {p: pin for p, pin in pins("run").items() if dev.get(p) != pin}


def test_nothing_heavy_is_shipped() -> None:
    """The web engine that the widget library asks for stays outside."""
    assert not {"pyside6", "pyside6-addons"} & set(pins("dev"))
    assert pins("run")["pyside6-essentials"][0] == "6.11.3"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "installers/linux").glob("debian-packages*.txt")), ids=lambda p: p.name
)
def test_every_debian_package_has_its_reason(path: Path) -> None:
    """Each package is listed once, with a reason."""
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    split = [line.partition("#") for line in lines]
    names = [name.strip() for name, _, _ in split]
    assert all(re.fullmatch(r"[a-z0-9.+-]+", name) for name in names)
    assert all(reason.strip() for _, _, reason in split)
    assert len(set(names)) == len(names)


# --- Qt ----------------------------------------------------------------------------------------

PAINTING = """
from PySide6.QtGui import QGuiApplication, QImage, QPainter
application = QGuiApplication([])
image = QImage(64, 64, QImage.Format.Format_RGB32)
painter = QPainter(image)
for _ in range(20_000):
    painter.drawLine(0, 0, 63, 63)
painter.end()
print("painted")
"""


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter, drawing off screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_painting_for_a_while_does_not_abort() -> None:
    """20,000 painter calls are survived: PySide6 6.12.0 aborts here on Python 3.11."""
    done = python(PAINTING)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout == "painted\n"


def faces() -> list[str]:
    """The door to the widget library and every program that exists, as module names."""
    door = [p for p in modules(APP / "ui") if "qfluentwidgets" in p.read_text(encoding="utf-8")]
    programs = [p for p in (APP / "programs").glob("*") if p.stem != "__init__"]
    paths = door + [p for p in programs if p.suffix == ".py" or (p / "__init__.py").exists()]
    return sorted(".".join(p.relative_to(ROOT).with_suffix("").parts) for p in paths)


def test_the_widget_library_advertises() -> None:
    """The advertisement is real; when it is gone, what swallows it can go too."""
    assert "QFluentWidgets Pro" in python("import qfluentwidgets").stdout


@pytest.mark.parametrize("module", faces() or [pytest.param("", marks=pytest.mark.skip("none"))])
def test_no_program_of_ours_advertises(module: str) -> None:
    """Whatever of ours is loaded prints nothing."""
    done = python(f"import {module}")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "QFluentWidgets" not in done.stderr
