"""The next product is built beside the one that runs, is root's alone, and swaps at once."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from installers.linux import product
from installers.linux.place import Place
from installers.linux.speech import Impossible

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="writes to /opt")


@pytest.fixture
def place() -> Iterator[Place]:
    """A place of its own below /opt."""
    place = Place(f"luytre-t-{secrets.token_hex(4)}")
    yield place
    for folder in (place.product, place.staging, place.previous):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("mark", ["luytre", "luytre-t-1a2b"])
def test_marks_of_ours(mark: str) -> None:
    """The product's own mark and those of tests are places."""
    assert Place(mark).product == Path("/opt") / mark


@pytest.mark.parametrize("mark", ["", "..", "luytre/..", "luytre-t-", "luytre-x", "luytre\n", "a"])
def test_other_marks_are_refused(mark: str) -> None:
    """Nothing is ever removed under a name that could be somebody else's."""
    with pytest.raises(ValueError, match="not a mark of ours"):
        Place(mark)


def test_sources_are_copied_without_leftovers(tmp_path: Path) -> None:
    """Modes become root's plain ones, compiled files and foreign rights stay behind."""
    source = tmp_path / "source"
    (source / "__pycache__").mkdir(parents=True)
    (source / "__pycache__" / "a.pyc").write_text("old")
    (source / "deep").mkdir(mode=0o777)
    (source / "deep" / "a.py").write_text("a")
    (source / "deep" / "a.py").chmod(0o666)
    (source / "script").write_text("b")
    (source / "script").chmod(0o777)
    product.copy_tree(source, tmp_path / "target")
    found = {p.name: p.stat().st_mode & 0o777 for p in (tmp_path / "target").rglob("*")}
    assert found == {"deep": 0o755, "a.py": 0o644, "script": 0o755}


def test_links_in_the_clone_are_refused(tmp_path: Path) -> None:
    """Root copies no file that a link in somebody's clone points to."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "shadow").symlink_to("/etc/shadow")
    with pytest.raises(Impossible, match="not a plain file"):
        product.copy_tree(tmp_path / "source", tmp_path / "target")


@needs_root
@pytest.mark.parametrize("spoil", ["owner", "group-write", "folder"])
def test_what_others_could_change_is_not_installed(tmp_path: Path, spoil: str) -> None:
    """One path that somebody else owns or may write stops the installation and is named."""
    (tmp_path / "lib").mkdir(mode=0o755)
    (tmp_path / "lib" / "module.py").write_text("")
    assert list(product.others_may_write(tmp_path)) == []
    bad = tmp_path / "lib" / "module.py"
    if spoil == "owner":
        os.chown(bad, 65_534, 65_534)
    elif spoil == "group-write":
        bad.chmod(0o664)
    else:
        bad = bad.parent
        bad.chmod(0o777)
    with pytest.raises(Impossible, match=str(bad)):
        product.check_owners(tmp_path)


@needs_root
def test_swap_and_roll_back(place: Place) -> None:
    """The new product takes the place at once, and the one before it comes back whole."""
    for version in ("1", "2"):
        place.staging.mkdir()
        (place.staging / "version").write_text(version)
        product.swap(place)
    assert (place.product / "version").read_text() == "2"
    assert product.roll_back(place)
    assert (place.product / "version").read_text() == "1"
    assert not place.staging.exists()
    assert not product.roll_back(place)


@needs_root
def test_a_power_cut_between_the_renames(place: Place) -> None:
    """When only the old product is there, it is the product again; otherwise nothing moves."""
    place.previous.mkdir()
    product.recover(place)
    assert place.product.exists()
    place.previous.mkdir()
    product.recover(place)
    assert place.previous.exists()
    product.settle(place)
    assert not place.previous.exists()


@needs_root
def test_a_full_disk_is_said_before_anything_is_built(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too little room ends it with both numbers."""
    monkeypatch.setattr(product, "ROOM", 10**15)
    with pytest.raises(Impossible, match="1000000000 MB are needed"):
        product.build(place)
    assert not place.staging.exists()


def test_a_failing_step_shows_what_it_said() -> None:
    """The end of a tool's own words is in the message."""
    with pytest.raises(Impossible, match="no way"):
        product.run(["sh", "-c", "echo no way; exit 3"])
    product.run(["sh", "-c", "exit 3"], may_fail=True)


@needs_root
@pytest.mark.parametrize("system", [True, False])
def test_the_interpreter_follows_the_systems(place: Place, system: bool) -> None:
    """An old copy becomes the system's own again, closed to reading; else it is left alone."""
    name = Path(product.SITE).parent.name if system else "python3.1"
    steps = place.product / product.STEPS
    (place.product / "lib" / name).mkdir(parents=True)
    (place.product / "bin").mkdir()
    steps.mkdir(parents=True)
    copy = place.product / "bin" / "python"
    copy.write_text("old")
    shutil.copy(product.SOURCE / product.STEPS / "renew-python", steps)
    for _ in range(2):
        product.run([str(steps / "renew-python")])
    if system:
        assert copy.read_bytes() == Path("/usr/bin", name).read_bytes()
        assert copy.stat().st_mode & 0o777 == 0o711
    else:
        assert copy.read_text() == "old"
