"""The resolver as the service sees it: what each message does, and what is told in return."""

from __future__ import annotations

import socket
from pathlib import Path

from app.api.child import PROTOCOL_VERSION, Hello
from app.api.resolver import (
    Clock,
    Close,
    FromService,
    LabelsQ,
    Open,
    Reload,
    Serving,
    TableIs,
    Trouble,
    WebRulesRow,
)
from app.programs.resolver import rows
from app.programs.resolver.line import Line
from app.rules.content import ClassVerdict
from app.rules.lookalike import Brands
from app.web.loop import Loop
from app.web.port import World
from app.web.safe_search import SafeNames
from app.web.serve import Server
from app.web.table import Table, TableRefused
from app.web.upstreams import ResolvConf, Upstreams


class Resolver:
    """One server and the line it is told by; it ends when the line does."""

    def __init__(
        self,
        loop: Loop,
        line: socket.socket,
        table: Path,
        resolv: Path,
        brands: Brands,
        safe: SafeNames,
    ) -> None:
        """Open the table; one that cannot be used is told of, and nothing is answered with."""
        self._loop = loop
        self._path = table
        self._line = Line(loop, line, self._heard, self._gone)
        self._versions: dict[int, int] = {}  # of rules, by port
        self._serving: dict[int, int] = {}  # what was told of them
        self.ended = ""  # why; "" while it runs
        self._world = World(self._tell, brands, safe)
        self._line.send(Hello(PROTOCOL_VERSION))
        self._server = Server(self._world, loop, Upstreams(), ResolvConf(resolv), self._trouble)
        self._load()

    def run(self) -> None:
        """Serve until the service is gone."""
        while not self.ended:
            self._server.turn()
        self._server.shut()

    # --- what the service says ----------------------------------------------------------------

    def _heard(self, message: FromService) -> None:
        """Do what a message says; one that cannot be right ends the line, and so the resolver."""
        try:
            self._obey(message)
        except (LookupError, ValueError):
            self._gone("unknown")

    def _obey(self, message: FromService) -> None:
        server = self._server
        match message:
            case Hello(version=version):
                if version != PROTOCOL_VERSION:
                    self._gone("version")
            case Open(port=port, v6=v6):
                server.open(port, self._line.take_sockets(4 if v6 else 2))
                self._serving.pop(port, None)
            case Close(port=port):
                server.close(port)
                self._serving.pop(port, None)
            case WebRulesRow(port=port):
                server.obey(port, rows.rules_of(message), message.open)
                self._versions[port] = message.version
            case Clock(trusted_ms=trusted_ms, boot_ms=boot_ms):
                server.tell_time(trusted_ms, boot_ms)
            case Reload():
                self._load()
            case LabelsQ(n=n, names=names):
                self._line.send(rows.labels(n, names, self._world.table))
        self._say_serving()

    def _load(self) -> None:
        """Answer from the table at its place; a bad one changes nothing."""
        try:
            table = Table.open(self._path)
        except TableRefused as error:
            self._line.send(Trouble("table_damaged", error.code))
            return
        self._server.use(table)
        lists = tuple(one.id for one in table.lists)
        self._line.send(TableIs(table.built_ms, table.names, lists))
        self._say_serving()

    def _say_serving(self) -> None:
        for number, port in self._server.ports.items():
            version = self._versions.get(number)
            if version is not None and port.ready and self._serving.get(number) != version:
                self._serving[number] = version
                self._line.send(Serving(number, version))

    def _gone(self, why: str) -> None:
        self.ended = self.ended or why

    # --- what it is told ----------------------------------------------------------------------

    def _tell(self, port: int, name: bytes, found: ClassVerdict) -> None:
        self._line.send(rows.stopped(port, name, found, self._world.table))

    def _trouble(self, code: str) -> None:
        self._line.send(Trouble(code))
