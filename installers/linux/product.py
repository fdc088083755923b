"""Builds the product beside the one that runs, and puts it in its place at once.

What root runs may be writable by nobody else, and what the child runs must be readable to the
child: every file is root's, 0644 or 0755, and that is looked at again before anything is swapped.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from installers.linux.journal import replace_file, sync
from installers.linux.place import Place
from installers.linux.speech import Impossible, say

SOURCE = Path(__file__).resolve().parent.parent.parent
PYTHON = Path("/usr/bin/python3")
SITE = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
STAMP = "environment.stamp"
ROOM = 700_000_000  # bytes: 294 MB on Debian 12, and the wheels pass through
STEPS = "installers/linux"
PINS = "requirements/run.txt"


def build(place: Place) -> None:
    """Build the next product in `place.staging`. Raises Impossible; what runs is not touched."""
    check_room(place)
    if stamp_of(place.product) == stamp():
        try:
            return complete(place, copy_environment)
        except (OSError, Impossible) as problem:
            # Damaged, perhaps: a new one is built. If that fails too, this was the reason.
            say(f"{problem}", f"{problem}")
    complete(place, make_environment)


def complete(place: Place, environment: Callable[[Place], None]) -> None:
    """Make the environment, put our own files into it, and see that it could start."""
    shutil.rmtree(place.staging, ignore_errors=True)
    environment(place)
    copy_tree(SOURCE / "app", place.staging / "app")
    # With these the installed copy can install itself again, when the clone is long gone.
    copy_tree(SOURCE / STEPS, place.staging / STEPS)
    copy_file(SOURCE / PINS, place.staging / PINS)
    copy_file(SOURCE / STEPS / "release", place.staging / "release")
    run([str(place.staging / STEPS / "renew-python")])
    launcher = f'#!/bin/sh\nexec {place.product}/bin/python3 -I -m app.programs.cli "$@"\n'
    replace_file(place.staging / "bin" / "luytre", launcher.encode(), 0o755)
    compile_all(place, place.staging / "app")
    check_owners(place.staging)
    check_start(place)


def swap(place: Place) -> None:
    """Put the built product in place; the one before it is kept aside."""
    shutil.rmtree(place.previous, ignore_errors=True)
    if place.product.exists():
        place.product.rename(place.previous)
    place.staging.rename(place.product)
    sync(place.product.parent)


def roll_back(place: Place) -> bool:
    """Put the product before this one back in place; False when there is none."""
    if not place.previous.exists():
        return False
    shutil.rmtree(place.staging, ignore_errors=True)
    if place.product.exists():
        place.product.rename(place.staging)
    place.previous.rename(place.product)
    sync(place.product.parent)
    shutil.rmtree(place.staging, ignore_errors=True)
    return True


def recover(place: Place) -> None:
    """After a power cut between the two renames of `swap`: the old product is the product."""
    if not place.product.exists():
        roll_back(place)


def settle(place: Place) -> None:
    """The product is healthy: the one before it may go."""
    shutil.rmtree(place.previous, ignore_errors=True)


# --- the environment -----------------------------------------------------------------------------


def stamp() -> str:
    """What an environment is built from: the interpreter and the pins."""
    pins = (SOURCE / PINS).read_bytes()
    return hashlib.sha256(sys.version.encode() + pins).hexdigest()


def stamp_of(product: Path) -> str:
    """What the environment of a product was built from, or ""."""
    try:
        return (product / STAMP).read_text(encoding="ascii")
    except OSError:
        return ""


def make_environment(place: Place) -> None:
    """Build it from the system's own interpreter with pinned wheels; no package runs code here."""
    say(
        "The environment is built (about 125 MB are downloaded)",
        "Đang dựng môi trường (tải khoảng 125 MB)",
    )
    staging = place.staging
    run([str(PYTHON), "-I", "-m", "venv", str(staging)])
    pip = [str(staging / "bin" / "python"), "-I", "-m", "pip", "--disable-pip-version-check", "-q"]
    pins = ["--require-hashes", "--no-deps", "-r", str(SOURCE / PINS)]
    run([*pip, "install", "--no-cache-dir", "--no-compile", "--only-binary=:all:", *pins])
    # Nothing installs into it afterwards: what root runs has no tool that fetches code.
    run([*pip, "uninstall", "-y", "setuptools", "pip"], may_fail=True)
    for tool in (staging / "bin").iterdir():
        if tool.name != "python3":
            tool.unlink()
    # Relative, so that it is right before and after the swap: our own folder `app` lies at the top.
    replace_file(staging / SITE / "luytre.pth", b"../../..\n", 0o644)
    compile_all(place, staging / SITE)
    replace_file(staging / STAMP, stamp().encode(), 0o644)


def copy_environment(place: Place) -> None:
    """Take over the environment that runs, as hard links: nothing ever writes into its files."""
    shutil.copytree(place.product, place.staging, symlinks=True, copy_function=os.link)
    for folder in ("app", STEPS):
        shutil.rmtree(place.staging / folder)
    for name in ("release", "bin/luytre", "bin/python"):
        (place.staging / name).unlink()
    (place.staging / PINS).unlink(missing_ok=True)  # an older product had none


def compile_all(place: Place, folder: Path) -> None:
    """Compile once, as root: a child's interpreter could not keep what it compiles."""
    python = str(place.staging / "bin" / "python3")
    paths = ["-s", str(place.staging), "-p", str(place.product)]
    run([python, "-I", "-m", "compileall", "-q", "-j", "2", *paths, str(folder)], may_fail=True)


# --- files ------------------------------------------------------------------------------------


def copy_file(source: Path, target: Path) -> None:
    """Copy a plain file, root's and readable to all. A link in the clone is refused."""
    if not stat.S_ISREG(source.lstat().st_mode):
        raise Impossible(f"{source} is not a plain file.", f"{source} không phải tệp thường.")
    mode = 0o755 if source.stat().st_mode & 0o100 else 0o644
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
    target.chmod(mode)


def copy_tree(source: Path, target: Path) -> None:
    """Copy a folder of sources without what Python left in it."""
    for path in sorted(source.rglob("*")):
        if "__pycache__" not in path.parts and (path.is_symlink() or not path.is_dir()):
            copy_file(path, target / path.relative_to(source))


def others_may_write(root: Path) -> Iterator[Path]:
    """Paths at or below `root` that somebody else than root owns or may write."""
    for path in (root, *root.rglob("*")):
        status = path.lstat()
        writable = not stat.S_ISLNK(status.st_mode) and status.st_mode & 0o022
        if status.st_uid != 0 or writable:
            yield path


def check_owners(root: Path) -> None:
    """Impossible when anybody but root could change what root will run."""
    above = [
        path
        for path in (Path("/"), Path("/opt"))
        if path.stat().st_uid or path.stat().st_mode & 0o022
    ]
    for path in (*above, *others_may_write(root)):
        raise Impossible(
            f"{path} may be written by others than root; nothing was installed.",
            f"{path} có người khác ngoài root ghi được; chưa cài gì cả.",
        )


def check_room(place: Place) -> None:
    """Impossible when the disk is too full to build beside what runs."""
    place.product.parent.mkdir(mode=0o755, exist_ok=True)
    free = shutil.disk_usage(place.product.parent).free
    if free < ROOM:
        raise Impossible(
            f"/opt has {free // 1_000_000} MB free; {ROOM // 1_000_000} MB are needed.",
            f"/opt còn trống {free // 1_000_000} MB; cần {ROOM // 1_000_000} MB.",
        )


def check_start(place: Place) -> None:
    """Impossible when the service's modules cannot even be loaded."""
    run([str(place.staging / "bin" / "python"), "-I", "-c", "import app.programs.service.__main__"])


def run(command: list[str], *, may_fail: bool = False) -> None:
    """Run one step in `/`. Impossible, with the end of what it said, when it fails."""
    done = subprocess.run(
        command, check=False, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode and not may_fail:
        said = (done.stdout + done.stderr).strip()[-1500:]
        raise Impossible(
            f"{' '.join(command)} failed:\n{said}", f"{' '.join(command)} bị lỗi:\n{said}"
        )
