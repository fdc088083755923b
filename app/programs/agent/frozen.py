"""Whether a program of this user stands still at the service's word: read off its control group.

The service does not tell the child's session which programs it holds; the kernel does, to anyone.
"""

from __future__ import annotations

from pathlib import Path


def stands_still(pid: int) -> bool:
    """Whether this process is frozen or stopped; a process that is gone is not."""
    return _in_frozen_group(pid) or _state(pid) in ("T", "t")


def _in_frozen_group(pid: int) -> bool:
    # `frozen-NAME` is how the service names its folders; a scope frozen in place says so itself.
    place = _line(pid, "cgroup", "0::")
    if "/frozen-" in place:
        return True
    for mount in ("/sys/fs/cgroup", "/sys/fs/cgroup/unified"):
        try:
            events = Path(f"{mount}{place}/cgroup.events").read_text(encoding="ascii")
        except OSError:
            continue
        return "frozen 1" in events
    return False


def _state(pid: int) -> str:
    return _line(pid, "status", "State:").strip()[:1]


def _line(pid: int, name: str, start: str) -> str:
    """Give the rest of the first line that begins so, "" when there is none."""
    try:
        text = Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return next((ln[len(start) :] for ln in text.splitlines() if ln.startswith(start)), "")
