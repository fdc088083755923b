"""Run as a program in the container: the service in small, leading and closing for the UIDs given.

Words: the folder in /run, then `UID:PORT` for each child. It says `ready`, then every leak and
everything else it is told; SIGTERM ends it as the service ends, SIGKILL as a crash does.
"""

import asyncio
import signal
import sys
from pathlib import Path

from app.enforce.ports import Leak, Redirect
from app.platforms.linux.name_daemons import LinuxNameDaemons
from app.platforms.linux.redirect import NftRedirector


def _leaks(leaks: tuple[Leak, ...]) -> None:
    print("leaks", *(f"{one.daemon}: {one.why}" for one in leaks), flush=True)


async def main(run: Path, children: dict[int, int]) -> None:
    """Do it until asked to end."""
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    redirector, daemons = NftRedirector("luytre"), LinuxNameDaemons(run)
    redirector.start(lambda told: print(told, flush=True))
    daemons.start(_leaks)
    led = tuple(Redirect(uid, port, quic=False) for uid, port in children.items())
    redirector.lead(led, frozenset())
    daemons.close(frozenset(children))
    print("ready", flush=True)
    await ended.wait()
    daemons.stop()
    redirector.stop()


if __name__ == "__main__":
    pairs = (word.split(":") for word in sys.argv[2:])
    asyncio.run(main(Path(sys.argv[1]), {int(uid): int(port) for uid, port in pairs}))
