"""`luytre run`: advice mode in a terminal: the service as yourself, with one line about it."""

from __future__ import annotations

import signal
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from types import FrameType
from typing import NoReturn

from app.api.parent import Status, StatusQ
from app.link.client import Client, Unreachable
from app.programs.cli.codes import NOT_RUNNING, OK, Stopped
from app.programs.cli.talk import socket_path
from app.words.catalogue import say

LOOK_S = 2.0
START_S = 15.0  # how long a cold start on a slow disk may take
STOP_S = 10.0


def run(options: Namespace) -> int:
    """Show how it runs until Ctrl+C; start it first where it does not run yet."""
    options.socket = None
    signal.signal(signal.SIGTERM, _end)
    started = None if _status() else _start()
    try:
        return _show(options, started)
    except KeyboardInterrupt:
        return OK
    finally:
        if started is not None:
            _stop(started)
        print(flush=True)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Leave in good order, so that the service is stopped too."""
    raise KeyboardInterrupt


def _start() -> subprocess.Popen[bytes]:
    """Start the service as ourselves, from `/`, where no folder called `app` is in the way."""
    command = [sys.executable, "-I", "-m", "app.programs.service", "--advice"]
    return subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, start_new_session=True)


def _stop(service: subprocess.Popen[bytes]) -> None:
    service.terminate()
    try:
        service.wait(STOP_S)
    except subprocess.TimeoutExpired:
        service.kill()
        service.wait()


def _show(options: Namespace, started: subprocess.Popen[bytes] | None) -> int:
    """Keep the line up to date; end when the service does."""
    shown, silent_s = "", 0.0
    while True:
        status = _status()
        silent_s = 0.0 if status else silent_s + LOOK_S
        if silent_s > START_S:
            raise _gone(options)
        line = _line(status, options.lang) if status else shown
        if line != shown:
            _print(line)
            shown = line
        if _ended_within(started, LOOK_S):
            raise _gone(options)


def _gone(options: Namespace) -> Stopped:
    return Stopped(NOT_RUNNING, say("verb.run.gone", options.lang, "parent"), reason="not_running")


def _ended_within(started: subprocess.Popen[bytes] | None, seconds: float) -> bool:
    """Wait; True when the service that we started has ended meanwhile."""
    if started is None:
        signal.sigtimedwait((), seconds)
        return False
    try:
        started.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _status() -> Status | None:
    """Ask how it runs; None when nobody answers."""
    try:
        with Client(socket_path(None), wait_s=LOOK_S) as client:
            answer = client.ask(StatusQ())
    except Unreachable:
        return None
    return answer if isinstance(answer, Status) else None


def _line(status: Status, lang: str) -> str:
    """Put the state of every child on one line."""
    words = [
        say("verb.screen", lang, "parent", name=one.name, screen=_screen(one.screen, lang))
        for one in status.subjects
    ]
    if not words:
        words = [say("line.status.none", lang, "parent"), f"{_own_command()} setup"]
    if not status.synced:
        words.append(say("verb.unsynced", lang, "parent"))
    return "Lũy Tre: " + " · ".join(words)


def _own_command() -> str:
    """Give what to type for the command line: in a clone it is not among the system's commands."""
    beside = Path(sys.executable).with_name("luytre")
    here = Path.cwd()
    return str(beside.relative_to(here)) if beside.is_relative_to(here) else str(beside)


def _screen(screen: int, lang: str) -> str:
    return say(f"line.screen.{screen}", lang, "parent")


def _print(line: str) -> None:
    if not sys.stdout.isatty():
        print(line, flush=True)
        return
    from shutil import get_terminal_size

    room = get_terminal_size().columns - 1
    print(f"\r\x1b[K{line if len(line) <= room else line[: room - 1] + '…'}", end="", flush=True)
