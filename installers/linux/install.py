"""Installs Lũy Tre on this PC, or brings an installation up to date. Called by `sudo ./run`.

    /usr/bin/python3 -I -B installers/linux/install.py [--mark NAME] [--no-start]

Only Python's own library is used, since no environment exists yet. Every step can be repeated;
a step that fails leaves what ran before it running. Exit codes: 0 installed (and started, where
systemd is the init), 1 failed and taken back, 2 not possible on this machine.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
sys.dont_write_bytecode = True  # a clone is its owner's: root leaves no files in it

from installers.linux import packages, product, system  # noqa: E402 (only now can they be found)
from installers.linux.journal import Journal  # noqa: E402
from installers.linux.place import Place  # noqa: E402
from installers.linux.speech import Impossible, complain, say  # noqa: E402

OLDEST_PYTHON = (3, 11)


def check_machine() -> None:
    """Impossible where root's rights, Debian's packages or a new enough Python are missing."""
    if os.geteuid() != 0:
        raise Impossible("To install, run: sudo ./run", "Để cài đặt, hãy chạy: sudo ./run")
    facts = os_release(Path("/etc/os-release"))
    kin = {facts.get("ID", ""), *facts.get("ID_LIKE", "").split()}
    if not kin & {"debian", "ubuntu"}:
        name = facts.get("PRETTY_NAME", "this system")
        raise Impossible(
            f"{name} is not Debian or Ubuntu, and nothing else was tried yet.",
            f"{name} không phải Debian hay Ubuntu; hệ khác chưa được thử.",
        )
    if sys.version_info < OLDEST_PYTHON or Path(sys.executable).resolve().parent != Path(
        "/usr/bin"
    ):
        raise Impossible(
            f"Needed: /usr/bin/python3 of version 3.11 or newer; this is {sys.executable} "
            f"{sys.version.split()[0]}.",
            f"Cần /usr/bin/python3 từ 3.11 trở lên; đây là {sys.executable} "
            f"{sys.version.split()[0]}.",
        )


def os_release(path: Path) -> dict[str, str]:
    """The facts of /etc/os-release (os-release(5)), unquoted; empty when there is none."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def announce(place: Place, missing: list[str]) -> None:
    """Say what will be done, before anything is."""
    say("Lũy Tre will:", "Lũy Tre sẽ:")
    if missing:
        say(
            f"  - install these Debian packages: {' '.join(missing)}",
            f"  - cài các gói Debian: {' '.join(missing)}",
        )
    say(
        f"  - put the program into {place.product}, owned by root",
        f"  - đặt chương trình vào {place.product}, thuộc root",
    )
    say(
        f"  - keep its records in {place.state}, readable to root alone",
        f"  - giữ hồ sơ trong {place.state}, chỉ root đọc được",
    )
    say(
        f"  - make two users without rights, {' and '.join(place.users)}, who read the Internet",
        f"  - tạo hai người dùng không có quyền, {' và '.join(place.users)}, để đọc từ Internet",
    )
    if system.runs_systemd():
        say(
            f"  - start the service {place.unit}, now and at every start of the PC",
            f"  - chạy dịch vụ {place.unit}, ngay bây giờ và mỗi lần bật máy",
        )
    say(
        f"To take all of it back: sudo {place.mark} uninstall",
        f"Gỡ toàn bộ: sudo {place.mark} uninstall",
    )


def install(place: Place, *, start: bool) -> None:
    """Do all of it. Raises Impossible when it failed; what ran before runs on."""
    product.recover(place)
    was_there = place.product.exists()
    missing = packages.missing()
    announce(place, missing)
    steps = product.SOURCE / product.STEPS
    system.make_state(place, steps)
    journal = Journal(place.undo)
    try:
        if missing:
            packages.install(journal, missing)
        system.make_users(place, journal)
        product.build(place)
    except Impossible:
        if not was_there:
            system.release(place, "--uninstall", "--keep-records")
        raise
    product.swap(place)
    system.furnish(place, journal, steps)
    if start and not system.start(place):
        give_up(place, journal)
    product.settle(place)
    say("Installed.", "Đã cài xong.")


def give_up(place: Place, journal: Journal) -> None:
    """The new product does not run: back to the one before it, or to no product at all."""
    words = system.last_words(place)
    if product.roll_back(place):
        steps = place.product / product.STEPS
        system.make_state(place, steps)
        system.furnish(place, journal, steps)
        system.start(place)
        raise Impossible(
            f"The new version does not start; the one before it is back.\n{words}",
            f"Bản mới không chạy được; đã trở lại bản trước.\n{words}",
        )
    system.release(place, "--uninstall", "--keep-records")
    raise Impossible(
        f"The service does not start; everything was taken back.\n{words}",
        f"Dịch vụ không chạy được; đã gỡ lại tất cả.\n{words}",
    )


def main() -> int:
    """Read the options, install, and give the exit code."""
    parser = argparse.ArgumentParser(description="Install Lũy Tre.")
    parser.add_argument("--mark", default="luytre", help="its name, for a second copy beside it")
    parser.add_argument("--no-start", action="store_true", help="install only")
    options = parser.parse_args()
    os.umask(0o022)
    try:
        check_machine()
    except Impossible as problem:
        complain(problem)
        return 2
    try:
        place = Place(options.mark)
        install(place, start=system.runs_systemd() and not options.no_start)
    except Impossible as problem:
        complain(problem)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
