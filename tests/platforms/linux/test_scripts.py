"""Command lines of interpreters, and what runs in them."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.platforms.linux.scripts import Script, interprets, script

HERE = "{here}"
GAME = "{here}/game.py"
GAME_EXE = "{here}/game.exe"
JAR = "{here}/game.jar"
RIOT = "{here}/riot"
ASAR = f"{RIOT}/resources/app.asar"
MODULE = Script(name="module:org.example/org.example.Main")
ROWS: list[tuple[str, list[str], Script | None]] = [
    ("python3.11", ["python3", GAME], Script(GAME)),
    ("python3", ["python3", "-I", "-W", "ignore", "-u", GAME, "--level", "3"], Script(GAME)),
    ("python3", ["python3", "game.py"], Script(GAME)),
    (
        "python3",
        ["python3", "-m", "pygame.examples.aliens"],
        Script(name="module:pygame.examples.aliens"),
    ),
    ("python3", ["python3", "-c", "print()", GAME], None),
    ("python3", ["python3"], None),
    ("python3", ["python3", "/no/such/file.py"], None),
    ("bash", ["bash", "-o", "errexit", GAME], Script(GAME)),
    ("dash", ["sh", "-c", "sleep 1"], None),
    ("node", ["node", "-r", "esm", GAME], Script(GAME)),
    ("nodejs", ["node", "--inspect", GAME], Script(GAME)),
    ("ruby3.1", ["ruby", "-I", "lib", GAME], Script(GAME)),
    ("love-11.4", ["love", GAME], Script(GAME)),
    ("java", ["java", "-Xmx2G", "-jar", GAME], Script(GAME)),
    (
        "java",
        ["java", "-cp", "a.jar:b.jar", "org.example.Main"],
        Script(name="class:org.example.Main"),
    ),
    (
        "java",
        ["java", "-cp", "x", "net.minecraft.client.main.Main", "--user"],
        Script(name="class:net.minecraft.client.main.Main", game=True),
    ),
    ("java", ["java", "-version"], None),
    (
        "wine64-preloader",
        ["C:\\Games\\Tux\\tux.exe", "-full"],
        Script(name="path:C:/Games/Tux/tux.exe", wine=True, game=True),
    ),
    ("wine", ["wine", "setup.EXE"], Script(name="path:setup.EXE", wine=True, game=True)),
    ("wine64-preloader", ["C:\\windows\\system32\\services.exe"], None),
    ("wine64-preloader", ["explorer.exe", "/desktop"], None),
    ("wineserver64", ["wineserver"], None),
    # An explorer that draws a virtual desktop shows the game that it was given.
    (
        "wine64-preloader",
        ["C:\\windows\\system32\\explorer.exe", "/desktop=x,800x600", "D:\\tux.exe"],
        Script(name="path:D:/tux.exe", wine=True, game=True),
    ),
    (
        "wine64-preloader",
        ["/usr/lib/wine/wine64", GAME_EXE],
        Script(GAME_EXE, wine=True, game=True),
    ),
    ("wine64-preloader", ["Z:{here}\\GAME.EXE"], Script(GAME_EXE, wine=True, game=True)),
    # Short options in one word, values of their own, modules in the current folder.
    ("bash", ["bash", "-e", GAME], Script(GAME)),
    ("bash", ["/bin/bash", "-euo", "pipefail", GAME], Script(GAME)),
    ("bash", ["bash", "-lc", "exec " + GAME, GAME], None),
    ("dash", ["/bin/sh", "+x", GAME], Script(GAME)),
    ("python3.11", ["python3", "-Im", "game"], Script(GAME)),
    ("python3.11", ["python3", "-mgame"], Script(GAME)),
    ("python3.11", ["python3", "-Ic", "print()", GAME], None),
    ("python3.11", ["python3", "-Xdev", "-Wignore", GAME], Script(GAME)),
    ("python3.11", ["python3", "{here}/folder"], Script("{here}/folder/__main__.py")),
    ("python3.11", ["python3", "-m", "folder"], Script("{here}/folder/__main__.py")),
    ("perl", ["/usr/bin/perl", "-w", "-I", "lib", GAME], Script(GAME)),
    ("perl", ["perl", "-ne", "print", GAME], None),
    ("lua5.4", ["lua", "-e", "x=1", GAME], Script(GAME)),
    ("node", ["node", "--eval", "1", GAME], None),
    ("php8.2", ["php", "-d", "a=b", "-f", GAME], Script(GAME)),
    ("gjs-console", ["/usr/bin/gjs", "-m", GAME], Script(GAME)),
    # Mono, .NET
    ("mono-sgen", ["/usr/bin/mono", "--debug", GAME_EXE], Script(GAME_EXE)),
    ("mono-sgen", ["mono", "--config", "x", GAME_EXE, "--debug"], Script(GAME_EXE)),
    ("dotnet", ["dotnet", "exec", GAME], Script(GAME)),
    # Java
    ("java", ["java", "-p", "lib", "-m", "org.example/org.example.Main"], MODULE),
    ("java", ["java", "-cp", JAR, "org.example.Main"], Script(JAR, "class:org.example.Main")),
    ("java", ["java", "--source", "17", GAME], Script(GAME)),
    (
        "java",
        ["java", "--add-opens", "java.base/java.util=ALL-UNNAMED", "@args", "net.minecraft.x"],
        Script(name="class:net.minecraft.x", game=True),
    ),
    # Electron: the program's folder, by what it was started with and by what its parts are told.
    ("electron28", ["/usr/lib/electron28/electron", ASAR], Script(RIOT, content=ASAR)),
    (
        "electron",
        ["/usr/lib/electron/electron", "--type=renderer", f"--app-path={ASAR}", "--lang=vi"],
        Script(RIOT, content=ASAR),
    ),
    ("electron", ["electron", "."], Script("{here}", content="{here}/package.json")),
    ("electron", ["/usr/lib/electron/electron", "--type=zygote"], None),
    ("game.py", ["game.py"], None),
    ("pythonista", ["pythonista", GAME], None),
    ("sleep", ["sleep", "60"], None),
    ("python3", [], None),
]


def at(text: str, here: Path) -> str:
    """Put the test's own folder in."""
    return text.replace(HERE, str(here))


@pytest.mark.parametrize(("program", "arguments", "expected"), ROWS)
def test_what_an_interpreter_runs(
    tmp_path: Path, program: str, arguments: list[str], expected: Script | None
) -> None:
    """Each row: interpreter, command line, and the script, module, class or Windows program."""
    for name in ("game.py", "game.exe", "game.jar", "folder/__main__.py", "package.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "riot" / "resources").mkdir(parents=True)
    (tmp_path / "riot" / "resources" / "app.asar").write_text("")
    drives = tmp_path / ".wine" / "dosdevices"
    drives.mkdir(parents=True)
    (drives / "z:").symlink_to("/")
    given = tuple(at(word, tmp_path) for word in arguments)
    found = script(f"/usr/bin/{program}", given, str(tmp_path), {"HOME": str(tmp_path)})
    if expected is not None:
        path, content = at(expected.path, tmp_path), at(expected.content, tmp_path)
        expected = replace(expected, path=path, content=content)
    assert found == expected


@pytest.mark.parametrize(
    ("exe", "hides"),
    [
        ("/usr/bin/python3.11", True),
        ("/home/minh/.pyenv/versions/3.12.1/bin/python3.12", True),
        ("/usr/lib/wine/wine64-preloader", True),
        ("/usr/lib/jvm/java-17-openjdk-amd64/bin/java", True),
        ("/usr/lib/electron28/electron", True),
        ("/tmp/.mount_TuxRacAbCdEf/usr/bin/tux", True),
        ("/usr/games/supertux2", False),
        ("/usr/lib/wine/wineserver64", False),
        ("/opt/Discord/Discord", False),
    ],
)
def test_whose_path_hides_what_runs(exe: str, hides: bool) -> None:
    """By the path alone: root asks this, and looks at nothing of the child's."""
    assert interprets(exe) is hides
