"""A listener between a program and its X server: what is asked, request by request.

It forwards every byte both ways and notes the number of each request; for GetProperty also which
property, by the name the server gave the atom. Used to prove what our desk never asks for.
"""

import selectors
import socket
import struct
import threading
from pathlib import Path

from Xlib.display import Display

GET_PROPERTY = 20


class Overheard:
    """One display more, which passes everything on to a real one."""

    def __init__(self, real: str, number: int) -> None:
        """Listen as display `:number` for one connection to `real`."""
        self.name = f":{number}"
        self.requests: list[int] = []
        self.properties: set[int] = set()
        self._real = f"/tmp/.X11-unix/X{real.removeprefix(':')}"
        self._path = Path(f"/tmp/.X11-unix/X{number}")
        self._path.unlink(missing_ok=True)  # of a run that was cut off
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(self._path))
        self._server.listen()
        self._path.chmod(0o777)
        self._thread = threading.Thread(target=self._pass_on, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wait until the program has hung up, then forget the display."""
        self._thread.join(10)
        self._server.close()
        self._path.unlink()

    def names(self, real: str) -> set[str]:
        """The names of the properties that were asked for."""
        display = Display(real)
        found = {display.get_atom_name(atom) for atom in self.properties}
        display.close()
        return found

    def _pass_on(self) -> None:
        client, _ = self._server.accept()
        with client, socket.socket(socket.AF_UNIX) as server, selectors.DefaultSelector() as both:
            server.connect(self._real)
            both.register(client, selectors.EVENT_READ, server)
            both.register(server, selectors.EVENT_READ, client)
            asked = bytearray()
            while True:
                for key, _ in both.select():
                    one = key.fileobj
                    assert isinstance(one, socket.socket)
                    data = one.recv(65_536)
                    if not data:
                        self._note(asked)
                        return
                    key.data.sendall(data)
                    if one is client:
                        asked += data

    def _note(self, asked: bytearray) -> None:
        """Cut the whole conversation into requests (X11 protocol, little endian)."""
        name, data = struct.unpack_from("<HH", asked, 6)
        at = 12 + (name + 3 & ~3) + (data + 3 & ~3)
        while at + 4 <= len(asked):
            opcode, length = asked[at], struct.unpack_from("<H", asked, at + 2)[0]
            self.requests.append(opcode)
            if opcode == GET_PROPERTY:
                self.properties.add(struct.unpack_from("<I", asked, at + 8)[0])
            at += 4 * length
