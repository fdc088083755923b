"""The installed service under a real systemd: starts, holds, comes back, lets go when it must."""

import time

import pytest

from tests.container.rig import Container

UNIT = "luytre.service"
HELD = "/sys/fs/cgroup/luytre/frozen-child"


def main_pid(container: Container) -> str:
    """The service's process as the container numbers it; "0" when there is none."""
    return container.run("systemctl", "show", "-p", "MainPID", "--value", UNIT).strip()


def shown(container: Container, *names: str) -> dict[str, str]:
    """Properties of the unit."""
    text = container.run("systemctl", "show", "-p", ",".join(names), UNIT)
    return dict(line.split("=", 1) for line in text.splitlines())


def is_ready(container: Container) -> bool:
    """Whether the service said that it is ready and nothing ended it since."""
    return shown(container, "ActiveState")["ActiveState"] == "active"


def back_after(container: Container, pid: str, seconds: float = 20) -> float:
    """Wait until another service than `pid` is ready; give the seconds that none was."""
    container.wait_until(
        lambda: is_ready(container) and main_pid(container) not in (pid, "0"),
        seconds,
        "the service did not come back",
    )
    ends = ("ActiveExitTimestampMonotonic", "ActiveEnterTimestampMonotonic")
    gone, ready = (int(shown(container, end)[end]) for end in ends)
    return (ready - gone) / 1_000_000


def freeze_something(container: Container) -> str:
    """Freeze a program of the child in a folder of ours, as the service does; give its pid."""
    container.sh(f"mkdir -p {HELD} && echo 1 >{HELD}/cgroup.freeze")
    container.run("systemd-run", "--unit=game", "--property=User=child", "sleep", "1000")
    pid = container.run("systemctl", "show", "-p", "MainPID", "--value", "game").strip()
    container.sh(f"echo {pid} >{HELD}/cgroup.procs && mkdir -p /run/luytre")
    started = f"$(cut -d' ' -f22 /proc/{pid}/stat)"
    container.sh(f"echo {pid} {started} /system.slice/game.service >/run/luytre/frozen")
    return pid


def is_frozen(container: Container) -> bool:
    """Whether that program stands still."""
    return "frozen 1" in container.sh(f"cat {HELD}/cgroup.events 2>/dev/null", check=False)


def told(container: Container) -> str:
    """What a person reads who logs in on a terminal, by the real login program and PAM."""
    return container.sh("echo exit | script -qc 'login -f parent' /dev/null", timeout=20)


def test_it_runs_from_the_start_of_the_pc(installed: Container) -> None:
    """Switched on, it is active without anybody's doing, beside a real log-in of the child."""
    installed.wait_until(lambda: is_ready(installed), 10, "it did not start")
    session = installed.log_in("child", "sleep 100", name="desktop")
    facts = installed.run("loginctl", "show-session", session, "-pName", "-pActive", "-pType")
    assert {"Name=child", "Active=yes", "Type=x11"} == set(facts.split())
    assert is_ready(installed)
    assert "OFF" not in told(installed)


def test_a_killed_service_is_back_within_a_second(installed: Container) -> None:
    """SIGKILL: back in less than a second, what was frozen stays frozen, nobody is let go."""
    for _ in range(3):
        pid = main_pid(installed)
        installed.run("kill", "-KILL", pid)
        assert back_after(installed, pid) < 1.0
    assert shown(installed, "NRestarts")["NRestarts"] == "3"
    assert installed.sh("ls -d /run/luytre-off 2>/dev/null", check=False) == ""
    assert "luytre-release" not in installed.run("journalctl", "-q", "-u", "luytre-release")


def test_a_crash_frees_nobody(installed: Container) -> None:
    """From the crash until the service runs again, a frozen program does not move."""
    freeze_something(installed)
    pid = main_pid(installed)
    script = (
        f"kill -KILL {pid}; for i in 1 2 3 4 5 6; do cat {HELD}/cgroup.events; sleep 0.02; done"
    )
    # The restart waits 200 ms: all six looks are made while no service runs.
    assert installed.sh(script).count("frozen 1") == 6
    back_after(installed, pid)


def test_a_stopped_service_is_started_again(installed: Container) -> None:
    """SIGSTOP: the watchdog notices within its ten seconds and another one runs."""
    pid = main_pid(installed)
    installed.run("kill", "-STOP", pid)
    took = installed.wait_until(
        lambda: main_pid(installed) not in (pid, "0"), 20, "it stays silent"
    )
    assert 4 < took < 13
    assert "Watchdog timeout" in installed.run("journalctl", "-q", "-u", UNIT)


def test_a_service_that_cannot_start_lets_go_and_says_so(installed: Container) -> None:
    """Five crashes in a minute: thawed, every log-in is told since when, and healed by a start."""
    freeze_something(installed)
    installed.run("mv", "/opt/luytre/lib", "/opt/luytre/gone")
    installed.run("kill", "-KILL", main_pid(installed))
    installed.wait_until(
        lambda: (
            shown(installed, "ActiveState")["ActiveState"] == "failed"
            and not is_frozen(installed)
            and "let go" in installed.run("journalctl", "-q", "-u", "luytre-release").lower()
        ),
        20,
        "it did not let go",
    )
    place = installed.sh("grep ^0:: /proc/$(pgrep -x sleep)/cgroup").strip()
    assert place == "0::/system.slice/game.service"
    for words in (
        "các quy định giờ giấc đang TẮT từ",
        "the rules are OFF since",
        "could not start",
    ):
        assert words in told(installed)
    assert installed.sh('date -d "$(cat /var/lib/luytre/off)" +%s').strip().isdecimal()
    installed.run("mv", "/opt/luytre/gone", "/opt/luytre/lib")
    installed.run("systemctl", "reset-failed", UNIT)
    installed.run("systemctl", "start", UNIT)
    assert "OFF" not in told(installed)


def test_release_with_the_program_deleted(installed: Container) -> None:
    """All of /opt/luytre is gone and the service killed: the copy beside the store works."""
    freeze_something(installed)
    installed.run("rm", "-rf", "/opt/luytre")
    installed.run("kill", "-KILL", main_pid(installed))
    said = installed.run("sh", "/var/lib/luytre/release")
    assert "The rules are off until: sudo systemctl start luytre" in said
    assert not is_frozen(installed)
    assert "rules are OFF" in told(installed)


def test_release_by_hand_stops_the_service_first(installed: Container) -> None:
    """Otherwise it would freeze again at once; nothing of ours runs afterwards."""
    freeze_something(installed)
    installed.run("sh", "/opt/luytre/release")
    assert not is_frozen(installed)
    assert not is_ready(installed)
    assert installed.sh("pgrep -f '^/opt/luytre/bin/'", check=False) == ""
    time.sleep(1)
    assert not is_ready(installed)


def test_hardening(installed: Container) -> None:
    """systemd's own measure of what the service could do stands at 4.0 or less."""
    table = installed.run("systemd-analyze", "security", "--no-pager", UNIT)
    assert installed.sh(f"systemd-analyze verify {UNIT} luytre-release.service 2>&1") == ""
    score = float(table.rpartition("exposure level for luytre.service: ")[2].split()[0])
    assert score <= 4.0


@pytest.mark.parametrize(
    "attempt",
    [
        "kill -KILL {pid}",
        "systemctl stop luytre.service",
        "touch /opt/luytre/bin/x",
        "ls /var/lib/luytre",
        "rm -rf /run/luytre/x && touch /run/luytre/x",
        "sh /opt/luytre/release",
        "echo 0 >/sys/fs/cgroup/luytre/frozen-child/cgroup.freeze",
    ],
)
def test_a_child_can_do_nothing_to_it(installed: Container, attempt: str) -> None:
    """What belongs to root answers a child with a refusal, and goes on."""
    freeze_something(installed)
    pid = main_pid(installed)
    line = attempt.format(pid=pid)
    outcome = installed.sh(f"runuser -u child -- sh -c '{line}' >/dev/null 2>&1; echo $?")
    assert outcome.strip() != "0"
    assert main_pid(installed) == pid
    assert is_frozen(installed)


def test_a_child_can_run_what_he_is_meant_to_run(installed: Container) -> None:
    """The agent's interpreter starts for the child, and takes no module from where he stands."""
    installed.sh("runuser -u child -- sh -c 'mkdir -p ~/app && echo x=1 >~/app/__init__.py'")
    where = installed.sh(
        "cd /home/child && runuser -u child -- "
        "/opt/luytre/bin/python -I -c 'import app; print(app.__file__)'"
    )
    assert where.strip() == "/opt/luytre/app/__init__.py"


def test_a_child_cannot_look_into_what_runs_for_him(installed: Container) -> None:
    """From its first moment a program on our interpreter is closed to others of the same child."""
    nap = "import time; time.sleep(60)"
    installed.sh(
        f"runuser -u child -- /opt/luytre/bin/python -I -c '{nap}' >/dev/null 2>&1 & "
        "until pgrep -fx '.*time.sleep.60.' -u child >/dev/null; do sleep 0.05; done"
    )
    pid = installed.sh("pgrep -f 'time.sleep.60' -u child").split()[0]
    looks = f"cat /proc/{pid}/environ || cat /proc/{pid}/mem || ls /proc/{pid}/fd"
    outcome = installed.sh(f"runuser -u child -- sh -c '{looks}' 2>&1; echo $?")
    assert outcome.count("Permission denied") == 3
    assert outcome.strip().endswith("2")
