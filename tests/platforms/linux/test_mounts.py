"""Whose program path is his own invention."""

import os
import shutil

from app.enforce.choose import may_freeze
from app.platforms.linux.mounts import disguised
from tests.platforms.linux.child_account import Account, account, child, described, needs_root

__all__ = ["account", "child"]
pytestmark = needs_root
# What a child can do without any rights: a game in the place of the bus.
DISGUISE = "mount --bind {game} /usr/bin/dbus-daemon && exec /usr/bin/dbus-daemon 60"


def test_a_game_dressed_as_the_bus_is_seen(child: Account) -> None:
    """The kernel names the path of his own mounts; only the namespace gives him away."""
    game = child.home / "game"
    shutil.copy("/bin/sleep", game)
    os.chown(game, child.uid, child.gid)
    plain = child.start("/bin/sleep", "60")
    shell = child.popen("/usr/bin/unshare", "-Urm", "/bin/sh", "-c", DISGUISE.format(game=game))
    dressed = described(shell.pid, "/usr/bin/dbus-daemon")
    assert dressed.exe == "/usr/bin/dbus-daemon"
    assert disguised([plain, dressed]) == {dressed.pid}
    assert may_freeze([dressed], child.uid) == ()
    assert may_freeze([dressed], child.uid, disguised=disguised([dressed])) == (dressed,)


def test_a_leader_of_his_own_vouches_for_nobody(child: Account) -> None:
    """Only a session leader run by root may have other mounts, set up by PAM."""
    shell = child.popen("/usr/bin/unshare", "-Urm", "/bin/sleep", "60")
    hidden = described(shell.pid, "/bin/sleep")
    assert disguised([hidden], leaders=[hidden.pid]) == {hidden.pid}
    assert disguised([hidden], leaders=[os.getpid()]) == {hidden.pid}
