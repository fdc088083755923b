"""The real clocks of this machine, against the machine's own account of them."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.platforms.linux.clock import LinuxClock


def test_the_three_clocks_are_those_of_the_kernel() -> None:
    """Wall, boot and awake time agree with direct readings to a few milliseconds."""
    now = LinuxClock().now()
    assert abs(now.wall_ms - time.time() * 1_000) < 200
    assert abs(now.boot_ms - time.clock_gettime(time.CLOCK_BOOTTIME) * 1_000) < 200
    assert abs(now.awake_ms - time.monotonic() * 1_000) < 200


def test_the_boot_is_named_by_the_kernel() -> None:
    """The name of this boot is the kernel's."""
    kernels = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    assert LinuxClock().now().boot_id == kernels


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Etc/UTC", "UTC"])
def test_the_zone_is_where_the_link_points(tmp_path: Path, zone: str) -> None:
    """Absolute and relative links both give the zone's name."""
    for target in (f"/usr/share/zoneinfo/{zone}", f"../usr/share/zoneinfo/{zone}"):
        link = tmp_path / "localtime"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        assert LinuxClock(localtime=link).now().zone == zone


def test_a_copied_zone_file_is_named_by_the_text_beside_it(tmp_path: Path) -> None:
    """Where localtime is a copy, /etc/timezone knows the name."""
    (tmp_path / "localtime").write_bytes(b"TZif2")
    (tmp_path / "timezone").write_text("Asia/Bangkok\n")
    clock = LinuxClock(localtime=tmp_path / "localtime", timezone=tmp_path / "timezone")
    assert clock.now().zone == "Asia/Bangkok"


def test_no_zone_is_said_to_be_none(tmp_path: Path) -> None:
    """A machine without any zone gives an empty name, not a guess."""
    clock = LinuxClock(localtime=tmp_path / "none", timezone=tmp_path / "none")
    assert clock.now().zone == ""


def test_synced_is_what_the_kernel_says() -> None:
    """`synced` equals the kernel's own error bound, read by another program's struct layout."""
    read = (
        "import ctypes,sys\n"
        "buffer = ctypes.create_string_buffer(512)\n"
        "ctypes.CDLL(None).adjtimex(buffer)\n"
        "print(int.from_bytes(buffer.raw[24:32], sys.byteorder) < 16_000_000)\n"
    )
    told = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True)
    assert str(LinuxClock().now().synced) == told.stdout.strip()
