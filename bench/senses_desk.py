"""What the agent's senses cost: a look at the desktop, recognising a program, asking for sound.

Run `python bench/senses_desk.py` as any user, with Xvfb, openbox, xterm and PulseAudio installed.
Prints processor time per act (median of its repeats), and the share of a core that a quiet desktop
takes with the desk read every five seconds, over twenty seconds.
"""

import os
import select
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.platforms.linux.desk_x11 import X11Desk
from app.platforms.linux.installed import Installed
from app.platforms.linux.recognise import Recogniser
from app.platforms.linux.scan_sessions import ScanSessions
from app.platforms.linux.sound import Sound
from app.platforms.linux.x11_screen import X11Screen
from tests.platforms.xserver import xvfb

QUIET_S = 20.0


def cost(act: Callable[[], object], times: int) -> float:
    """Give the processor time of an act in milliseconds, median of `times`."""
    spent = []
    for _ in range(times):
        before = time.process_time()
        act()
        spent.append(time.process_time() - before)
    return statistics.median(spent) * 1_000


def line(name: str, milliseconds: float) -> None:
    """Print one row."""
    print(f"  {name:48} {milliseconds:9.3f} ms")


def fresh(pid: int) -> Callable[[], object]:
    """Recognise with nothing kept: menu, packages, content."""
    return lambda: Recogniser(Installed("vi"), "vi", ours=lambda _: False)(pid)


def desk_rows(display: str, pid: int) -> None:
    """Looks at the desktop."""
    screen = X11Screen(display)
    line("look, window known", cost(screen.look, 200))

    def anew() -> None:
        screen._known = None
        screen.look()

    line("look, window new", cost(anew, 50))
    line("idle time", cost(screen.idle_ms, 200))
    screen.close()
    known = Recogniser(Installed("vi"), "vi", ours=lambda _: False)
    known(pid)
    line("recognise, never seen, machine unread", cost(fresh(pid), 9))
    line("recognise, seen before", cost(lambda: known(pid), 200))
    scan = ScanSessions(frozenset)
    scan._look()
    line("scan of sessions without logind", cost(scan._look, 50))


def quiet_share(display: str) -> float:
    """Give the share of a core, in per cent, of a desk on a quiet desktop."""
    desk = X11Desk(display, lambda _: None, lambda _: frozenset())
    desk.start(lambda: None)
    before, began = time.process_time(), time.monotonic()
    due = began
    while time.monotonic() < began + QUIET_S:
        due += 5
        while (left := due - time.monotonic()) > 0:
            if select.select([desk.fileno()], [], [], left)[0]:
                desk.ready()
        desk.read()
        desk.ready()
    share = 100 * (time.process_time() - before) / (time.monotonic() - began)
    desk.stop()
    return share


def sound_row(folder: Path) -> None:
    """Ask a sound server on which one program plays."""
    if shutil.which("pulseaudio") is None or os.geteuid() == 0:
        print("  sound: run as an ordinary user with pulseaudio installed")
        return
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    command = ["pulseaudio", "-n", "--exit-idle-time=-1", "-L", "module-null-sink"]
    command += ["-L", "module-native-protocol-unix"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    time.sleep(2)
    noise = folder / "noise"
    noise.write_bytes(os.urandom(4_000_000))
    player = subprocess.Popen(["pacat", "--raw", str(noise)], env=environment)
    time.sleep(1)
    sound = Sound(f"{folder}/pulse/native")
    found = sound.signs(player.pid)
    line(f"ask for sound ({', '.join(found) or 'none heard'})", cost(lambda: sound.signs(1), 50))
    for one in (player, server):
        one.terminate()
        one.wait()


def main() -> None:
    """Measure and print."""
    with xvfb() as display, tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DISPLAY": display}
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        manager = subprocess.Popen(["openbox", "--sm-disable"], env=environment, **silent)
        time.sleep(1)
        program = subprocess.Popen(["xterm"], env=environment, **silent)
        time.sleep(1)
        print("processor time per act, median")
        desk_rows(display, program.pid)
        sound_row(Path(folder))
        print(f"a quiet desktop, read every 5 s: {quiet_share(display):.3f} % of a core")
        for one in (program, manager):
            one.terminate()
            one.wait()


if __name__ == "__main__":
    main()
