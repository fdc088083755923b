"""Command lines of interpreters, and what runs in them."""

from pathlib import Path

import pytest

from app.platforms.linux.scripts import Script, script

HERE = "{here}"
GAME = "{here}/game.py"
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
    (tmp_path / "game.py").write_text("")
    given = tuple(at(word, tmp_path) for word in arguments)
    found = script(f"/usr/bin/{program}", given, str(tmp_path))
    if expected is not None and expected.path:
        expected = Script(at(expected.path, tmp_path))
    assert found == expected
