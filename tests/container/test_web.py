"""The web of an installed product on a real Debian: the unit's walls, name daemons, and the undo.

The PC has systemd-resolved, avahi and nscd. Its name server gives every name one address, so a
child who gets that address for a name the rules stop has found a way around them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from tests.container import rig
from tests.container.conftest import CLONE, install, prepare
from tests.container.rig import Container
from tests.container.test_name_daemons import (
    INTERNET,
    NETWORK,
    PACKAGES,
    TRICKS,
    VARLINK,
    all_open,
    got,
    wait_for_answer,
    ways,
)
from tests.container.test_service import is_ready, main_pid

GAMBLING, SCHOOL = "getent ahostsv4 bet365.com", "getent ahostsv4 khanacademy.org"
POLICY = f"""schema = 1
zone = "Etc/UTC"
language = "en"
[[child]]
id = "minh"
name = "Minh"
birth = {date.today().year - 8}-01-01
accounts = ["child"]
"""
# All that makes up how names are looked up on this PC.
NAMES = """
cat /etc/resolv.conf /etc/nsswitch.conf /etc/hosts /etc/systemd/resolved.conf.d/*
getfacl -cpn /run/systemd/resolve/io.systemd.Resolve /run/nscd/socket
nft list ruleset
ls -l /etc/dbus-1/system.d
ls -d /var/lib/luytre* /run/luytre* /sys/fs/cgroup/luytre*
getent passwd | grep luytre
"""
LISTS = """
import sys
from pathlib import Path
import msgspec, time
from app.api import parent as api
from app.link.client import Client
with Client(Path("/run/luytre/service.sock")) as client:
    client.ask(api.ListsDo("update"))
    while (found := client.ask(api.ListsQ())).busy:
        time.sleep(0.1)
    sys.stdout.buffer.write(msgspec.json.encode(found))
"""


CATALOGUE = """
[[list]]
id = "own"
title = "A list"
publisher = "Somebody"
home = "https://example.org/"
licence = "MIT"
credit = "Somebody"
address = "https://198.51.100.77/own"
form = "plain"
on = true
categories = ["gambling"]
least = 1
most = 10
most_mb = 1
"""
# As docs/architecture.md tells root to do it.
DROP_IN = """[Service]
ExecStart=
ExecStart=/opt/luytre/bin/python -I -m app.programs.service --catalogue /etc/lists.toml
"""


@pytest.fixture(scope="module", name="pc")
def pc_fixture() -> Iterator[Container]:
    """A Debian with name daemons, on which a parent installs and sets a policy for one child."""
    if why := rig.missing():
        pytest.skip(why)
    with rig.booted(*PACKAGES) as container:
        prepare(container)
        container.sh(NETWORK)
        container.write("/opt/varlink.py", VARLINK)
        server = f"{CLONE}/tests/container/names_server.py"
        container.sh(f"systemd-run -q --unit=internet python3 {server} 198.51.100.53 53 {INTERNET}")
        wait_for_answer(container)
        container.write("/opt/before", container.sh(NAMES, check=False))
        install(container)
        container.write("/root/policy.toml", POLICY)
        container.run("luytre", "policy", "set", "/root/policy.toml")
        container.wait_until(lambda: is_filtered(container), 30, "names are not filtered")
        yield container


def is_filtered(pc: Container) -> bool:
    """Whether the child gets what is allowed and not what is stopped."""
    return (got(pc, "child", SCHOOL), got(pc, "child", GAMBLING)) == (INTERNET, "")


def limits(pc: Container) -> list[str]:
    """What the product says that it cannot do on this PC."""
    said = json.loads(pc.run("luytre", "status", "--json"))["limits"]
    return [one.partition(":")[0] for one in said]


def journal(pc: Container) -> str:
    """What the service and its programs said."""
    return pc.run("journalctl", "-q", "--no-pager", "-o", "cat", "-u", "luytre.service")


def pids(pc: Container, module: str) -> list[str]:
    """The processes of ours that run a module, as the container numbers them."""
    pattern = f"^/opt/luytre/bin/python.* -m app.programs.{module}"
    return pc.sh(f"pgrep -f '{pattern}'", check=False).split()


def test_the_units_walls_do_not_stand_in_the_way(pc: Container) -> None:
    """A resolver under its own user and group, nothing said to be missing, no fault."""
    [resolver] = pids(pc, "resolver")
    status = pc.sh(f"cat /proc/{resolver}/status")
    facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    uid = pc.run("id", "-u", "luytre-resolver").strip()
    assert facts["Uid"].split() == [uid] * 4
    assert (facts["NoNewPrivs"], facts["Seccomp"], facts["CapEff"]) == ("1", "2", "0" * 16)
    group = pc.sh(f"grep ^0:: /proc/{resolver}/cgroup").strip()
    assert group.startswith("0::/luytre/resolver"), group
    assert not {"no_filter", "no_resolver", "no_lists", "table", "name_daemons"} & set(limits(pc))
    assert "Traceback" not in journal(pc) and "denied" not in journal(pc).lower()
    table = pc.run("systemd-analyze", "security", "--no-pager", "luytre.service")
    assert float(table.rpartition("luytre.service: ")[2].split()[0]) <= 4.0


def test_no_way_to_ask_gives_a_child_a_stopped_name(pc: Container) -> None:
    """Each daemon and each server; the parent and root lose none."""
    assert {name: got(pc, "child", TRICKS[name]) for name in ways(pc)} == dict.fromkeys(
        ways(pc), ""
    )
    assert all_open(pc, "parent") and all_open(pc, "root")
    assert is_filtered(pc)


def test_lists_are_asked_for_under_their_own_user(pc: Container) -> None:
    """Without a network: each says that its publisher cannot be reached; the seed serves on."""
    pc.run("ip", "route", "delete", "default")
    said = pc.run("/opt/luytre/bin/python", "-I", "-c", LISTS, timeout=60)
    pc.sh("ip route add default via 198.51.100.1 dev v0")
    lists = json.loads(said)["lists"]
    assert {one["state"] for one in lists if one["on"]} == {"unreachable"}
    assert pc.sh("stat -c %U /var/lib/luytre-lists/state.json").strip() == "luytre-lists"
    assert pids(pc, "lists") == []
    assert is_filtered(pc)
    assert "Traceback" not in journal(pc)


def test_root_names_other_lists(pc: Container) -> None:
    """By a drop-in of his own; a catalogue that others may write is refused with the reason."""
    folder = "/etc/systemd/system/luytre.service.d"
    pc.write("/etc/lists.toml", CATALOGUE, 0o644)
    pc.sh(f"mkdir -p {folder}")
    pc.write(f"{folder}/lists.conf", DROP_IN)
    pc.sh("systemctl daemon-reload && systemctl restart luytre", timeout=60)
    pc.wait_until(lambda: is_filtered(pc), 20, "it does not filter again")
    said = pc.run("/opt/luytre/bin/python", "-I", "-c", LISTS, timeout=60)
    assert [(one["key"], one["state"]) for one in json.loads(said)["lists"]] == [
        ("own", "unreachable")
    ]
    pc.run("chmod", "o+w", "/etc/lists.toml")
    assert "1" in pc.sh("systemctl restart luytre; echo $?", timeout=60)
    assert "/etc/lists.toml: may be written by others" in journal(pc)
    pc.sh(f"rm -r {folder} /etc/lists.toml; systemctl daemon-reload; systemctl reset-failed luytre")
    pc.sh("systemctl restart luytre", timeout=60)
    pc.wait_until(lambda: is_filtered(pc), 20, "it does not filter again")


def test_killed_and_back(pc: Container) -> None:
    """The resolver, then the service: the child's names come back filtered, by themselves."""
    for victim in (pids(pc, "resolver")[0], main_pid(pc)):
        pc.run("kill", "-KILL", victim)
        assert got(pc, "child", GAMBLING) == ""
        pc.wait_until(lambda: is_filtered(pc), 10, "names do not come back")
    assert is_ready(pc)
    assert got(pc, "child", TRICKS["resolvectl"]) == ""


def test_stopped_and_released(pc: Container) -> None:
    """Everything resolves as before, by every way; a start filters again."""
    for end in ("systemctl stop luytre", "sh /opt/luytre/release"):
        pc.sh(end, timeout=60)
        assert got(pc, "child", GAMBLING) == INTERNET
        assert all_open(pc, "child")
        assert pc.sh("nft list ruleset; ls /run/luytre/closed 2>/dev/null", check=False) == ""
        assert pids(pc, "resolver") == pids(pc, "lists") == []
        pc.run("systemctl", "start", "luytre")
        pc.wait_until(lambda: is_filtered(pc), 20, "it does not filter again")


def test_uninstall_leaves_names_as_they_were(pc: Container) -> None:
    """Files, access lists, firewall, accounts and groups are those of before."""
    pc.sh("sh /opt/luytre/release --uninstall", timeout=120)
    assert pc.sh(NAMES, check=False) == pc.run("cat", "/opt/before")
    assert got(pc, "child", GAMBLING) == INTERNET
    assert all_open(pc, "child")
