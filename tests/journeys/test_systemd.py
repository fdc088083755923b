"""What systemd gives the service and hears of it: a line that stays true, spared memory."""

import socket
from pathlib import Path

from tests.journeys.rig import Rig, until


class Listener:
    """Whoever started the service, listening where `NOTIFY_SOCKET` says."""

    def __init__(self, path: Path) -> None:
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.line.bind(str(path))
        self.line.setblocking(False)
        self.heard: list[str] = []

    def status(self) -> str:
        """The line as it stands."""
        while True:
            try:
                self.heard += self.line.recv(4096).decode().splitlines()
            except BlockingIOError:
                break
        said = [line for line in self.heard if line.startswith("STATUS=")]
        return said[-1].removeprefix("STATUS=") if said else ""


def test_the_line_is_true_and_agents_are_not_spared(pc: Rig) -> None:
    """It follows the PC's state; an agent is to the kernel a program like any other."""
    listener = Listener(pc.base / "notify")
    pc.environment["NOTIFY_SOCKET"] = str(pc.base / "notify")
    pc.start()
    assert pc.service is not None
    spared = Path(f"/proc/{pc.service.pid}/oom_score_adj")
    try:
        spared.write_text("-500")  # OOMScoreAdjust= of the unit
    except PermissionError:  # no CAP_SYS_RESOURCE here: what is inherited shows the other way too
        spared.write_text("300")
    ours = spared.read_text()
    assert ours != "0\n"
    until(lambda: listener.status() == "Chưa có con nào được thêm.", 5, listener.status())
    pc.rule()
    until(lambda: listener.status() == "Minh: open", 5, listener.status())
    pc.log_in()
    assert spared.read_text() == ours
    assert Path(f"/proc/{pc.agent()}/oom_score_adj").read_text() == "0\n"
    pc.pause_for(5)
    until(lambda: listener.status().startswith("Minh: closed ("), 20, listener.status())
    assert listener.status().endswith("The pause ends)")
    pc.resume()
    until(lambda: listener.status() == "Minh: open", 5, listener.status())
    assert pc.stop() == 0
    listener.status()
    assert listener.heard[-1] == "STOPPING=1"
    listener.line.close()
