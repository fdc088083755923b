"""Installing and taking back on a real Debian: nothing asked, nothing left, nothing lost."""

import pytest

from tests.container.conftest import CLONE, install
from tests.container.rig import Container
from tests.container.test_service import is_ready, main_pid

# What a running Debian changes by itself, or keeps about people who used sudo.
OF_THE_SYSTEM = (
    "/proc|/sys|/dev|/run|/tmp|/var/log|/var/tmp|/var/lib/systemd|/var/lib/sudo|/var/lib/lastlog"
    "|/etc/(passwd|shadow|group|gshadow)-"  # as they were before the last change of an account
    "|/wheels|/etc/.updated|/var/.updated|/var/cache/ldconfig|/var/cache/apt/[a-z]*.bin"
)
EVERYWHERE = f"find / -regextype posix-extended -regex '({OF_THE_SYSTEM})' -prune -o"
PICTURE = f"""
{EVERYWHERE} -printf '%p %y %m %u:%g %l\\n'
{EVERYWHERE} -type f -print0 | xargs -0 sha256sum
find /run /sys/fs/cgroup -xdev -name '*luytre*'
getent passwd; getent group
systemctl list-unit-files --no-legend --no-pager | grep -v transient
systemctl list-units --all --no-legend --no-pager | grep -i luytre
dpkg-query -W; apt-mark showauto
pgrep -af luytre | grep -v pgrep
"""


def picture(container: Container) -> set[str]:
    """Every file with its content, every account, unit, package, and all that bears our name."""
    return set(container.sh(PICTURE, check=False, timeout=120).splitlines())


def journal(container: Container) -> list[str]:
    """The names of the undo journal's entries."""
    return container.run("ls", "/var/lib/luytre/undo").split()


def test_uninstall_leaves_no_trace(plain: Container) -> None:
    """Installed, used, restarted and taken back: files, users, units and groups are as before."""
    before = picture(plain)
    assert len(before) > 5_000
    said = install(plain)
    assert "Lũy Tre will:" in said
    plain.log_in("child", "sleep 100", name="desktop")
    plain.run("kill", "-KILL", main_pid(plain))
    plain.wait_until(lambda: is_ready(plain), 10, "it did not come back")
    during = picture(plain)
    assert any("/etc/systemd/system/luytre.service" in line for line in during)
    plain.run("systemctl", "stop", "desktop")
    plain.run("sh", "/opt/luytre/release", "--uninstall")
    assert picture(plain) ^ before == set()


def test_uninstall_with_the_program_deleted(installed: Container) -> None:
    """Without the program folder the copy beside the store takes everything back as well."""
    installed.run("rm", "-rf", "/opt/luytre")
    installed.run("sh", "/var/lib/luytre/release", "--uninstall")
    assert not [line for line in picture(installed) if "luytre" in line and CLONE not in line]


def test_uninstall_on_a_full_disk(installed: Container) -> None:
    """No room where the store lies: everything is taken back all the same."""
    installed.sh("systemctl stop luytre && mv /var/lib/luytre /tmp/state && mkdir /var/lib/luytre")
    installed.sh("mount -t tmpfs -o size=2m,mode=0700 none /var/lib/luytre")
    installed.sh("cp -a /tmp/state/. /var/lib/luytre && rm -r /tmp/state && systemctl start luytre")
    installed.sh("cat /dev/zero >/var/lib/luytre/fill", check=False)
    said = installed.sh("sh /var/lib/luytre/release --uninstall 2>&1; umount /var/lib/luytre")
    assert "Lũy Tre is off this PC." in said
    left = {line for line in picture(installed) if "luytre" in line and CLONE not in line}
    assert {line.strip() for line in left} == {"/var/lib/luytre d 755 root:root"}  # where it was


@pytest.mark.deep
def test_records_can_stay(installed: Container) -> None:
    """With --keep-records the store's folder stays, root's alone, for the next installation."""
    installed.write("/var/lib/luytre/note", "kept", 0o600)
    installed.run("sh", "/opt/luytre/release", "--uninstall", "--keep-records")
    assert installed.sh("stat -c '%a %U' /var/lib/luytre").strip() == "700 root"
    install(installed)
    assert installed.run("cat", "/var/lib/luytre/note") == "kept"


def test_installing_again_is_quick_and_adds_nothing(installed: Container) -> None:
    """The same version again: the environment is taken over, the journal does not grow."""
    before, pid = journal(installed), main_pid(installed)
    said = install(installed)
    assert "environment is built" not in said
    assert journal(installed) == before
    assert main_pid(installed) not in (pid, "0")
    assert installed.sh("ls -d /opt/luytre.*", check=False) == ""


def test_a_new_version_that_does_not_start_is_taken_back(installed: Container) -> None:
    """The version before runs again, with its own unit, and the last words of the new are shown."""
    installed.sh(f"echo 'raise SystemExit(\"broken\")' >>{CLONE}/app/programs/__init__.py")
    installed.sh(
        f"sed -i 's/^WatchdogSec=10/WatchdogSec=11/' {CLONE}/installers/linux/luytre.service"
    )
    # Loading the modules is tried before anything is swapped.
    assert "broken" in install(installed, code=1)
    assert is_ready(installed)
    installed.sh(f"sed -i '$d' {CLONE}/app/programs/__init__.py")
    service = f"{CLONE}/app/programs/service/__main__.py"
    installed.sh(f"sed -i 's/sys.exit(main())/sys.exit(\"broken later\")/' {service}")
    said = install(installed, code=1)
    assert "The new version does not start; the one before it is back." in said
    assert "broken later" in said
    installed.wait_until(lambda: is_ready(installed), 10, "the old version does not run")
    assert "WatchdogSec=10" in installed.run("cat", "/etc/systemd/system/luytre.service")


def test_a_first_installation_that_fails_leaves_nothing(plain: Container) -> None:
    """No wheels can be had: the reason is shown and the PC is as before."""
    before = picture(plain)
    said = plain.sh(
        f"cd {CLONE} && PIP_NO_INDEX=1 ./run </dev/null 2>&1; echo code $?", timeout=120
    )
    assert "No matching distribution" in said
    assert said.endswith("code 1\n")
    assert picture(plain) ^ before == set()


@pytest.mark.parametrize("owner", ["parent", pytest.param("root", marks=pytest.mark.deep)])
def test_the_clone_stays_its_owners(plain: Container, owner: str) -> None:
    """Root writes nothing into the clone it installs from."""
    plain.run("chown", "-R", f"{owner}:", CLONE)
    install(plain)
    assert plain.sh(f"find {CLONE} ! -user {owner}") == ""
    assert plain.sh(f"find {CLONE} -name __pycache__ -o -name .venv") == ""
