"""`./run` itself: its options, and the display of whoever called sudo."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ./run from a folder that is not its own."""
    return subprocess.run([ROOT / "run", *arguments], cwd="/", capture_output=True, text=True)


def function(call: str, **environment: str) -> str:
    """Call one function of ./run in an environment; give what it printed."""
    text = (ROOT / "run").read_text(encoding="utf-8").partition("\ncase ${1:-} in")[0]
    script = "\n".join(line for line in text.splitlines() if not line.startswith("cd "))
    environment = {"PATH": os.environ["PATH"]} | environment
    command = ["bash", "-c", f"{script}\n{call}", "run"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.stdout


def test_help_tells_both_ways() -> None:
    """--help prints what the head of the file says."""
    done = run("--help")
    assert done.returncode == 0
    assert "sudo ./run" in done.stdout
    assert "advice mode" in done.stdout


def test_a_wrong_option_is_named() -> None:
    """An option ends with code 2 and words, before anything is built or installed."""
    done = run("--install")
    assert done.returncode == 2
    assert "unknown option --install" in done.stderr


def test_only_the_display_is_taken_over() -> None:
    """Of the caller's environment what shows windows and chooses words, and nothing else."""
    said = function(
        "their_environment 4294967294",  # nobody above us: what sudo kept counts alone
        DISPLAY=":3",
        WAYLAND_DISPLAY="",
        XDG_RUNTIME_DIR="/run/user/7",
        LD_PRELOAD="",
        PYTHONPATH="/evil",
        LC_TIME="vi_VN.UTF-8",
        MULTI="a\nDISPLAY",
    )
    assert set(said.split()) >= {"DISPLAY=:3", "XDG_RUNTIME_DIR=/run/user/7", "LC_TIME=vi_VN.UTF-8"}
    assert not {"PYTHONPATH=/evil", "WAYLAND_DISPLAY=", "LD_PRELOAD="} & set(said.split())


@pytest.mark.parametrize(
    ("environment", "opens"),
    [
        ({}, False),  # a log-in as root: nobody to open a window for
        ({"SUDO_USER": "root", "SUDO_UID": "0", "DISPLAY": ":3"}, False),
        ({"SUDO_USER": "nobody", "SUDO_UID": "65534"}, False),  # no display
        ({"SUDO_USER": "nobody", "SUDO_UID": "0", "DISPLAY": ":3"}, False),
        ({"SUDO_USER": "nobody", "SUDO_UID": "7", "DISPLAY": ":3"}, False),  # not his number
        ({"SUDO_USER": "nobody", "SUDO_UID": "65534", "DISPLAY": ":3"}, True),
    ],
)
def test_the_window_is_never_roots(environment: dict[str, str], opens: bool) -> None:
    """It is opened for who called sudo with a display, with that user's rights, or not at all."""
    said = function('find_window; printf "%s\\n" "${window[@]}"', **environment).split()
    assert bool(said) is opens
    if opens:
        assert said[:2] == ["setpriv", "--reuid=65534"]
        assert "--init-groups" in said
        assert "DISPLAY=:3" in said
        assert said[-4:] == ["/opt/luytre/bin/python3", "-I", "-m", "app.programs.console"]
