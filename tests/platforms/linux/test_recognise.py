"""Programs of a child recognised by the child: copies, scripts, launchers, disguises, ours."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.model.observation import App
from app.platforms.linux.content import Content
from app.platforms.linux.installed import Installed
from app.platforms.linux.recognise import Recogniser, command_line, own_family, sandbox
from tests.platforms.people import Person, child_fixture, stop

__all__ = ["child_fixture"]

SLEEP = os.path.realpath(shutil.which("sleep") or "")
Run = Callable[..., int]


@pytest.fixture(name="run")
def run_fixture(child: Person) -> Iterator[Run]:
    """Start programs of the child; they end with the test."""
    running: list[subprocess.Popen[bytes]] = []

    def run(*command: str, **options: object) -> int:
        running.append(child.starts(command, **options))
        return running[-1].pid

    yield run
    for one in running:
        stop(one)
    child.ends_everything()


def copy(child: Person, name: str, program: str = SLEEP) -> str:
    """Put a copy of a program into the child's home."""
    place = child.home / name
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(program, place)
    place.chmod(0o755)
    return str(place)


def recogniser(child: Person | None = None) -> Recogniser:
    """A recogniser with the real machine's programs and this child's own menu."""
    own = (str(child.home / "share"),) if child else ()
    return Recogniser(Installed("en"), "en", ours=own_family_of_nobody, own_data=own)


def own_family_of_nobody(_pid: int) -> bool:
    """Nothing is ours; the test itself began these programs."""
    return False


def seen(pid: int, child: Person | None = None) -> App:
    """The program of a process."""
    app = recogniser(child)(pid)
    assert app is not None
    return app


def test_an_installed_program(run: Run) -> None:
    """Path and content of a program root installed; nothing says that its name proves nothing."""
    app = seen(run(SLEEP, "60"))
    assert app == App(f"path:{SLEEP}", (Content().identity(SLEEP),), "sleep")


def test_a_renamed_copy_is_known_by_its_content(run: Run, child: Person) -> None:
    """A copy in the home has another path and the same hash."""
    path = copy(child, "homework helper")
    app = seen(run(path, "60"))
    assert app.id == f"path:{path}"
    assert f"own:{path}" in app.aliases
    assert Content().identity(SLEEP) in app.aliases


def test_a_program_that_deleted_itself_is_still_known(run: Run, child: Person) -> None:
    """Path and hash stay, though there is no file any more."""
    path = copy(child, "gone")
    pid = run(path, "60")
    os.unlink(path)
    app = seen(pid)
    assert app.id == f"path:{path}"
    assert Content().identity(SLEEP) in app.aliases


def test_a_program_mounted_over_an_installed_one_is_not_it(run: Run, child: Person) -> None:
    """In a mount namespace of his own a child can put a game where a learning program is."""
    game = copy(child, "game", shutil.which("bash") or "")
    cover = (
        f"mount --bind {game} /usr/bin/xterm && exec /usr/bin/xterm -c 'while :; do sleep 1; done'"
    )
    pid = run("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", cover)
    for _ in range(500):
        app = recogniser()(pid)
        if app is not None and app.id == "path:/usr/bin/xterm":
            break
        time.sleep(0.01)
    assert app is not None
    assert app.id == "path:/usr/bin/xterm"
    assert "own:/usr/bin/xterm" in app.aliases
    assert Content().identity(game) in app.aliases


def test_a_script_is_what_it_runs_not_its_interpreter(run: Run, child: Person) -> None:
    """A Python game is known by its script's path and content."""
    game = child.home / "game.py"
    game.write_text("import time\ntime.sleep(60)\n")
    app = seen(run("/usr/bin/python3", "game.py", cwd=child.home))
    assert (app.id, app.name) == (f"path:{game}", "game.py")
    assert Content().identity(str(game)) in app.aliases


def test_a_windows_game_is_a_game_by_its_launcher(child: Person) -> None:
    """What Wine runs is named as Windows names it, and is a game unless the parent says else."""
    wine = copy(child, "wine64-preloader", shutil.which("bash") or "")
    with child.starts(
        ["C:\\Games\\Tux\\tux.exe", "-c", "while :; do sleep 1; done"], executable=wine
    ) as program:
        app = seen(program.pid)
        stop(program)
    # The loader lies at home: a denied game may only be called like it, so its content counts too.
    loader = f"by:{Content().identity(wine)}"
    aliases = ("launcher:wine", loader)
    assert app == App("path:C:/Games/Tux/tux.exe", aliases, "tux.exe", game=True)


def test_a_windows_game_is_a_file_of_its_prefix(child: Person) -> None:
    """The same path in two prefixes is two programs; Windows does not mind capitals."""
    wine = copy(child, "wine64-preloader", shutil.which("bash") or "")
    found = []
    for prefix in ("one", "two"):
        copy(child, f"{prefix}/drive_c/Games/Tux.exe", wine)
        drives = child.home / prefix / "dosdevices"
        drives.mkdir()
        (drives / "c:").symlink_to("../drive_c")
        with child.starts(
            ["C:\\GAMES\\tux.exe", "-c", "while :; do sleep 1; done"],
            executable=wine,
            env={"WINEPREFIX": str(child.home / prefix)},
        ) as program:
            found.append(seen(program.pid))
            stop(program)
    places = [f"path:{child.home}/{prefix}/drive_c/Games/Tux.exe" for prefix in ("one", "two")]
    assert [app.id for app in found] == places
    assert all(app.game and "launcher:wine" in app.aliases for app in found)
    assert all(app.name == "Tux.exe" for app in found)


REAL = (
    ("/usr/bin/python3", ("-u", "{file}"), "import time\ntime.sleep(60)\n"),
    ("/usr/bin/perl", ("-w", "{file}"), "sleep 60;\n"),
    ("/usr/bin/bash", ("-e", "{file}"), "while :; do sleep 60; done\n"),
    ("/usr/bin/node", ("{file}",), "setTimeout(() => {}, 60000)\n"),
    (
        "/usr/bin/java",
        ("-Xmx32m", "{file}"),
        "class G { public static void main(String[] a) throws Exception { Thread.sleep(60000); } }",
    ),
)


@pytest.mark.parametrize(("program", "words", "text"), REAL, ids=[row[0] for row in REAL])
def test_a_real_interpreter_and_what_it_runs(
    run: Run, child: Person, program: str, words: tuple[str, ...], text: str
) -> None:
    """Started for real: the file it was given, by path and content, and not the interpreter."""
    if not os.path.exists(program):
        pytest.skip(f"{program} is not installed")
    file = child.home / ("Game.java" if program.endswith("java") else "game.txt")
    file.write_text(text)
    app = seen(run(program, *(word.replace("{file}", str(file)) for word in words)))
    assert (app.id, app.name) == (f"path:{file}", file.name)
    assert Content().identity(str(file)) in app.aliases


def test_the_same_process_that_runs_another_script_is_another_program(
    run: Run, child: Person
) -> None:
    """An interpreter that begins another one keeps its pid and its start time."""
    first, second = child.home / "first.py", child.home / "second.py"
    first.write_text(
        "import os, time\ntime.sleep(1)\n"
        f"os.execv('/usr/bin/python3', ['python3', {str(second)!r}])\n"
    )
    second.write_text("import time\ntime.sleep(60)\n")
    known = recogniser()
    pid = run("/usr/bin/python3", str(first))
    names = []
    for _ in range(500):
        app = known(pid)
        names += [app.name] if app is not None else []
        if names[-1:] == ["second.py"]:
            break
        time.sleep(0.01)
    assert set(names) == {"first.py", "second.py"}


def test_what_a_launcher_starts_is_a_game(run: Run, child: Person) -> None:
    """A child of Steam is a game, Steam's own helpers and Steam are none."""
    steam = copy(child, "Steam/steam", shutil.which("bash") or "")
    game = copy(child, "Games/tux")
    helper = copy(child, "Steam/ubuntu12_64/steamwebhelper")
    pid = run(steam, "-c", f"'{game}' 60 & '{helper}' 60 & wait")
    found: dict[str, App] = {}
    for _ in range(500):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        found = {one.name: one for one in map(seen, map(int, children)) if one.name != "steam"}
        if len(found) == 2:
            break
        time.sleep(0.01)
    assert found["tux"].game
    assert "launcher:steam" in found["tux"].aliases
    assert not found["steamwebhelper"].game
    assert not seen(pid).game


def test_a_program_in_steams_library_is_a_game(run: Run, child: Person) -> None:
    """Its place is enough, whoever started it."""
    app = seen(run(copy(child, "Steam/steamapps/common/Tux/tux"), "60"))
    assert (app.game, "launcher:steam" in app.aliases) == (True, True)


def test_an_app_image_is_known_by_its_file(child: Person) -> None:
    """The folder it is unpacked to has another name every time; the image has not."""
    mount = Path(f"/tmp/.mount_luytre{os.getpid()}")
    image = copy(child, "Tux.AppImage", shutil.which("bash") or "")
    mount.mkdir(mode=0o755)
    shutil.copy(SLEEP, mount / "tux")
    try:
        with child.starts([str(mount / "tux"), "60"], env={"APPIMAGE": image}) as program:
            app = seen(program.pid)
            stop(program)
    finally:
        shutil.rmtree(mount)
    assert (app.id, app.name) == (f"path:{image}", "Tux.AppImage")
    assert Content().identity(image) in app.aliases


def test_the_childs_own_menu_gives_a_name_and_no_identity(run: Run, child: Person) -> None:
    """A menu entry of the child's may call his program a game, never a program of the system's."""
    path = copy(child, "bin/tux")
    folder = child.home / "share" / "applications"
    folder.mkdir(parents=True)
    (folder / "org.gnome.Maps.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Tux\nExec={path}\nCategories=Game;\n"
    )
    app = seen(run(path, "60"), child)
    assert (app.id, app.name, app.game) == (f"path:{path}", "Tux", True)
    assert not any(one.startswith("desktop:") for one in app.aliases)


def test_a_process_that_is_gone_is_nobody() -> None:
    """A pid without a process, or of the kernel, has no program."""
    assert recogniser()(2**22 + 5) is None
    assert recogniser()(2) is None


def test_what_was_recognised_once_is_not_read_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second look at the same process costs two small reads."""
    known = recogniser()
    pid = run(SLEEP, "60")
    first = known(pid)
    assert first is not None

    def never(_self: Content, _path: str) -> str:
        raise AssertionError("read again")

    monkeypatch.setattr(Content, "identity", never)
    assert known(pid) == first


def test_our_own_windows_are_ours_and_nobody_elses() -> None:
    """What this process began is ours; what runs under the same name is not."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as mine:
        known = Recogniser(Installed("en"), "en", ours=own_family)
        app = known(mine.pid)
        assert app is not None
        assert app.ours
        mine.kill()
    assert own_family(os.getpid())
    assert not own_family(os.getppid())
    assert not own_family(1)


def test_a_long_command_line_is_cut(run: Run) -> None:
    """Arguments are read to a limit, whatever their length."""
    pid = run("/bin/sh", "-c", "while :; do sleep 1; done", "x" * 100_000)
    assert sum(map(len, command_line(pid))) <= 65_536


SCOPES = {
    "/user.slice/app.slice/app-flatpak-org.gnome.Maps-1234.scope": ("flatpak", "org.gnome.Maps"),
    "/user.slice/app.slice/app-gnome-org.gnome.Maps-1234.scope": None,
    "/": None,
}


@pytest.mark.parametrize(("scope", "expected"), SCOPES.items())
def test_a_flatpak_is_told_by_its_scope(
    monkeypatch: pytest.MonkeyPatch, scope: str, expected: tuple[str, str] | None
) -> None:
    """The name in the scope; whether it is true is looked into afterwards."""
    monkeypatch.setattr("app.platforms.linux.procfs.cgroup", lambda _pid: scope)
    assert sandbox("/app/bin/maps", 1) == expected


CODE = """
import json, sys
from app.platforms.linux.installed import Installed
from app.platforms.linux.recognise import Recogniser, own_family
app = Recogniser(Installed("en"), "en", ours=own_family)(int(sys.argv[1]))
print(json.dumps([app.id, app.name, list(app.aliases)]))
"""


def test_as_the_child_the_answer_is_the_same(run: Run, child: Person) -> None:
    """Everything that is read can be read by the child himself."""
    pid = run(SLEEP, "60")
    environment = {"PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", CODE, str(pid)]
    with child.starts(command, env=environment, stdout=subprocess.PIPE, cwd="/") as agent:
        said = agent.communicate(timeout=20)[0]
    mine = seen(pid)
    assert json.loads(said) == [mine.id, mine.name, list(mine.aliases)]
