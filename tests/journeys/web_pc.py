"""A family's PC on a fake internet: the whole service, two children with desktops, an adult, root.

Everything is as in a family: the resolver and the lists program run under users of their own, each
child reads the first page of its own agent. Only the network is a namespace, so that nothing of the
machine's own is touched, and the internet behind it is ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.api import parent as api
from app.api import parent_web as web_api
from app.api.child import ToChild
from app.platforms.linux import procfs
from tests.journeys.netns import Wired, wired
from tests.journeys.netns_answers import WEB4
from tests.journeys.rig import Rig, until
from tests.platforms.linux.desktop import Desktop, desktop
from tests.platforms.people import Person, _people

ASK = """
import sys, pathlib, msgspec
from app.api import child
from app.link.client import Client
asked = msgspec.json.decode(sys.argv[2], type=child.FromPublic)
with Client(pathlib.Path(sys.argv[1])) as client:
    sys.stdout.buffer.write(msgspec.json.encode(client.ask(asked)))
"""
POLICY = """schema = 1
zone = "{zone}"
language = "en"
[[child]]
id = "an"
name = "An"
birth = {young}
accounts = ["{an}"]
breaks = "none"
{for_an}
[[child]]
id = "binh"
name = "Binh"
birth = {older}
accounts = ["{binh}"]
breaks = "none"
{for_binh}
"""

# Where it is about noon now: the journey is about names, and nobody's bedtime.
NOON = f"Etc/GMT{time.gmtime().tm_hour - 12:+d}"


@dataclass(frozen=True)
class Home:
    """The PC. an is 8 years old, binh 14 (or what `rule` is told), adult is nobody's child."""

    net: Wired
    rig: Rig
    an: Person
    binh: Person
    adult: Person
    screens: tuple[Desktop, Desktop]

    # --- the parent -------------------------------------------------------------------------------

    def rule(self, for_an: str = "", for_binh: str = "", *, an: int = 8, binh: int = 14) -> None:
        """Put a policy in force for both."""
        now = time.gmtime()
        text = POLICY.format(
            zone=NOON,
            an=self.an.name,
            binh=self.binh.name,
            young=f"{now.tm_year - an}-01-01",
            older=f"{now.tm_year - binh}-01-01",
            for_an=for_an,
            for_binh=for_binh,
        )
        answer = self.rig.ask(api.PolicySet(text))
        assert not answer.problems, answer.problems
        off = ["web.on = false" in one for one in (for_an, for_binh)]
        wanted = tuple("off" if one else "on" for one in off)
        until(lambda: self.webs() == wanted, 10, "the names are not filtered")

    def webs(self) -> tuple[str, str]:
        """What a parent reads of both children's names: `on`, `off`, `lost`."""
        return self.sites("an").web, self.sites("binh").web

    def filtered(self) -> bool:
        """Whether both children's names are filtered."""
        return self.webs() == ("on", "on")

    def sites(self, subject: str) -> web_api.Sites:
        """What a parent sees of a child's sites."""
        found = self.rig.ask(web_api.SitesQ(subject))
        assert isinstance(found, web_api.Sites)
        return found

    def stops(self, subject: str) -> dict[str, int]:
        """What a parent sees of stopped names: how often each was stopped."""
        found: dict[str, int] = {}
        for line in self.sites(subject).stops:
            found[line.name] = found.get(line.name, 0) + line.stopped
        return found

    # --- the children -----------------------------------------------------------------------------

    def log_in(self) -> None:
        """Both desktops begin; each child reads its first page and says so."""
        for number, pair in enumerate(zip((self.an, self.binh), self.screens, strict=True), 1):
            self._read_first_page(*pair)
            self._wait_told(number)

    @staticmethod
    def _read_first_page(child: Person, screen: Desktop) -> None:
        screen.window_manager(child)
        screen.run(child, "xclock", stderr=subprocess.DEVNULL)
        page = until(lambda: screen.xdotool("search", "--name", "before we start"), 30, "no page")
        screen.xdotool("windowactivate", "--sync", page.split()[0])
        screen.xdotool("key", "Return")

    def _wait_told(self, number: int) -> None:
        until(lambda: self.rig.codes().count("told") == number, 10, "the page was not answered")

    def says(self, who: Person, message: Any) -> ToChild:
        """What the service answers a program of this person's on the public socket."""
        python = str(self.rig.prefix / "bin" / "python")
        words = (str(self.rig.socket), msgspec.json.encode(message).decode())
        done = self.net.run(who, python, "-I", "-c", ASK, *words, check=True)
        return msgspec.json.decode(done.stdout, type=ToChild)

    # --- names ------------------------------------------------------------------------------------

    def dig(self, who: Person | None, name: str, kind: str = "A", *words: str) -> str:
        """Ask for a name as somebody, one try; all that dig says."""
        return self.net.run(who, "dig", "+tries=1", "+timeout=2", name, kind, *words).stdout

    def resolves(self, who: Person | None, name: str, *words: str) -> bool:
        """Whether somebody gets the address of a name."""
        said = self.dig(who, name, "A", *words)
        return f"\t{WEB4}\n" in said

    def reach(self, name: str, *words: str) -> list[str]:
        """Who gets a name's address."""
        people = {"an": self.an, "binh": self.binh, "adult": self.adult, "root": None}
        return [who for who, one in people.items() if self.resolves(one, name, *words)]

    # --- programs of ours -------------------------------------------------------------------------

    def pids(self, module: str) -> list[int]:
        """Which processes of this copy of ours run a module."""
        wanted = (os.fsencode(f"{self.rig.prefix}/bin/python"), f"app.programs.{module}".encode())
        found = []
        for pid in procfs.pids():
            words = (procfs.read(pid, "cmdline") or b"").split(b"\0")
            if all(one in words for one in wanted) and b"-I" in words:
                found.append(pid)
        return found

    def table(self) -> str:
        """Our firewall table as it stands, "" while there is none."""
        mark = self.rig.mark.replace("-", "_")
        return self.net.run(None, "nft", "list", "table", "inet", mark).stdout

    def nothing_is_left(self) -> bool:
        """Whether names are as before us: nothing of ours runs, leads or was left closed."""
        modules = ("service", "agent", "resolver", "lists", "refuser")
        assert {one: self.pids(one) for one in modules} == {one: [] for one in modules}
        assert self.table() == ""
        assert not list(self.rig.run.glob("closed/*"))
        return True

    def ruleset(self) -> str:
        """All of the firewall."""
        return self.net.run(None, "nft", "list", "ruleset", check=True).stdout


@contextmanager
def home() -> Iterator[Home]:
    """The PC with nothing of ours running yet; taken apart again whatever happened on it."""
    with ExitStack() as stack:
        net = stack.enter_context(wired())
        an, binh, adult = (stack.enter_context(contextmanager(_people)()) for _ in range(3))
        base = Path(tempfile.mkdtemp(prefix="luytre-t-web-"))
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        base.chmod(0o755)
        stack.enter_context(net.inside())
        screens = (stack.enter_context(desktop(None)), stack.enter_context(desktop(None)))
        rig = Rig(base, an, screens[0])
        rig.kept, rig.run = Path("/var/lib") / rig.mark, Path("/run") / rig.mark
        lists, off = rig.kept.with_name(f"{rig.mark}-lists"), rig.run.with_name(f"{rig.mark}-off")
        for kept in (rig.kept, rig.run, lists, off):
            stack.callback(shutil.rmtree, kept, ignore_errors=True)
        stack.callback(_forget_motd, rig.mark)
        stack.callback(rig.clean)  # before the folders go: the service still writes there
        rig.socket = rig.run / "service.sock"
        rig.enter = tuple(net._enter(net._pc))
        rig.make_users()
        # What answers names on the machine itself is not this PC's, and is left alone.
        for folder in ("/run/systemd/resolve", "/run/nscd"):
            if Path(folder).is_dir():
                net.run(None, "mount", "-t", "tmpfs", "none", folder, check=True)
        yield Home(net, rig, an, binh, adult, screens)


def _forget_motd(mark: str) -> None:
    """Take away what the release script says at each log-in."""
    said = Path("/run/motd.d") / mark
    if said.exists():
        said.unlink()
        with suppress(OSError):  # others say something there too
            said.parent.rmdir()
