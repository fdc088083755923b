"""`python -I -m app.programs.resolver [--table FILE] [--resolv FILE]`: started by the service.

fd 3 is its line to the service (app.api.resolver); it ends when that line does. With `--bench` it
serves by itself, see app.programs.resolver.bench.
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path

_LINK = 3
_USAGE = 64  # sysexits.h, EX_USAGE


def main(words: list[str]) -> int:
    """Run until the service is gone; give the exit code."""
    options = _options(words)
    if options is None:
        print("luytre: resolver: options are --table --resolv --bench --upstream", file=sys.stderr)
        return _USAGE
    from app.programs.resolver import wiring

    table = Path(options.get("table", wiring.TABLE))
    if "bench" in options:
        from app.programs.resolver import bench

        upstream = options.get("upstream", "127.0.0.1:53")
        bench.run(int(options["bench"]), table, upstream, options.get("unknown", ""))
    with socket.socket(fileno=_LINK) as line:
        wiring.resolver(line, table, Path(options.get("resolv", wiring.RESOLV))).run()
    return 0


def _options(words: list[str]) -> dict[str, str] | None:
    """Read `--name value` pairs; argparse alone would take a tenth of the time to start."""
    known = ("--table", "--resolv", "--bench", "--upstream", "--unknown")
    if len(words) % 2 or any(word not in known for word in words[::2]):
        return None
    return {
        name.removeprefix("--"): value for name, value in zip(words[::2], words[1::2], strict=True)
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
