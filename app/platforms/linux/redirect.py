"""The Redirector with nftables: one table of ours, watched over and put back when it is gone.

Another firewall that is reloaded often begins with `flush ruleset`, which takes our table too. The
kernel tells of it at once; every two seconds we look besides at what no firewall tells: log-ins
that came (a new cgroup), accounts or subordinate UIDs that were added, proxies that were started.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from app.enforce.ports import Redirect
from app.model.errors import Unsupported
from app.platforms.linux import cgroup, local_daemons, nft, nft_table, subordinates
from app.platforms.linux.passwd import PASSWD, uids_of

_LOOK_S = 2.0
_SOON_S = 0.05  # after news: a reload is often several transactions
_NFT_CGROUPS = Path("/sys/fs/cgroup")  # where nft looks for a cgroup's path
RESTORED = "restored"

_Signs = tuple[tuple[str, int, int], ...]


class NftRedirector:
    """Everything happens on the loop that called start, in the network namespace it runs in."""

    def __init__(
        self, table: str = "luytre", *, passwd: Path = PASSWD, subuid: Path = subordinates.SUBUID
    ) -> None:
        """Use `table` of the family inet; tests use other names and other files of accounts."""
        self._table = table
        self._passwd = passwd
        self._subuid = subuid
        self._redirects: tuple[Redirect, ...] = ()
        self._refused: frozenset[str] = frozenset()
        self._listed = ""
        self._signs: _Signs = ()
        self._trouble = ""
        self._news: nft.News | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._soon: asyncio.TimerHandle | None = None
        self._disturbed: Callable[[str], None] = _nobody

    def start(self, disturbed: Callable[[str], None]) -> None:
        """Begin to watch. Raises Unsupported with words for people; then nothing was changed."""
        nft.run(nft_table.probe(f"{self._table}_probe"))
        self._loop = asyncio.get_running_loop()
        self._news = nft.News(self._table)
        self._disturbed = disturbed
        self._loop.add_reader(self._news.fileno(), self._heard)
        self._timer = self._loop.call_later(_LOOK_S, self._look)

    def lead(self, redirects: tuple[Redirect, ...], refused: frozenset[str]) -> None:
        """Replace all of it at once. ValueError, Unsupported: see the port.

        Addresses that are nobody's on the Internet (0.0.0.0, a house's own) are not refused.
        """
        nft_table.check(redirects, refused)
        public = frozenset(each for each in refused if ipaddress.ip_network(each).is_global)
        before = self._redirects, self._refused
        # The same once more is in force already, or is being put back by whoever watches.
        same = before == (redirects, public) and not self._trouble
        if same and redirects and self._news is not None:
            return
        self._redirects, self._refused = redirects, public
        try:
            self._apply()
        except Unsupported:
            self._redirects, self._refused = before
            raise

    def stop(self) -> None:
        """Take everything away and stop watching."""
        for timer in (self._timer, self._soon):
            if timer is not None:
                timer.cancel()
        self._timer = self._soon = None
        if self._news is not None:
            self._loop.remove_reader(self._news.fileno())
            self._news.close()
            self._news = None
        self._disturbed = _nobody
        self._redirects = ()
        self._apply()

    # --- putting it in force ----------------------------------------------------------------------

    def _apply(self) -> None:
        if not self._redirects:
            self._listed, self._signs = "", ()
            if nft.listing(self._table):
                nft.run(nft_table.removal(self._table))
            return
        # Looked at before what they stand for is read: a change in between is seen next time.
        signs = self._signs_now()
        content = self._content()
        try:
            nft.run(nft_table.text(self._table, content))
        except Unsupported:
            if not content.slices:
                raise
            # A log-in that ended meanwhile, or a kernel that cannot tell cgroups: by UID alone.
            nft.run(nft_table.text(self._table, replace(content, slices=())))
        self._signs = signs
        self._listed = nft.listing(self._table)
        self._trouble = ""

    def _content(self) -> nft_table.Content:
        accounts = uids_of(self._passwd)
        borrowed = subordinates.ranges((one.uid for one in self._redirects), self._subuid)
        spans = nft_table.spans(
            self._redirects, ((one.first, one.last, one.uid) for one in borrowed), accounts
        )
        daemons = local_daemons.listening()
        return nft_table.Content(spans, tuple(self._slices()), accounts, self._refused, daemons)

    def _slices(self) -> Iterator[nft_table.Slice]:
        """Give the log-ins there are now, by their cgroups (systemd's names for them)."""
        try:
            mount = cgroup.find_mount()
        except Unsupported:
            return
        if not mount.is_relative_to(_NFT_CGROUPS):
            return
        for one in self._redirects:
            path = mount / "user.slice" / f"user-{one.uid}.slice"
            if path.is_dir():
                level = len(path.relative_to(mount).parts)
                yield nft_table.Slice(path.relative_to(_NFT_CGROUPS).as_posix(), level, one)

    def _signs_now(self) -> _Signs:
        """Give what changes when the table's content has to."""
        paths = [self._passwd, self._subuid]
        paths += [_NFT_CGROUPS / one.path for one in self._slices()]
        daemons = sorted(local_daemons.listening())
        return (*(_sign(path) for path in paths), *(("port", port, 0) for port in daemons))

    # --- watching over it -------------------------------------------------------------------------

    def _heard(self) -> None:
        if self._news is not None and self._news.ready() and self._soon is None:
            self._soon = self._loop.call_later(_SOON_S, self._verify)

    def _look(self) -> None:
        self._timer = self._loop.call_later(_LOOK_S, self._look)
        if self._redirects and (self._trouble or self._signs != self._signs_now()):
            self._again(RESTORED if self._trouble else "")

    def _verify(self) -> None:
        self._soon = None
        if self._redirects and nft.listing(self._table) != self._listed:
            self._again(RESTORED)

    def _again(self, told: str) -> None:
        """Put everything in force again and say so; what fails is tried again at the next look."""
        try:
            self._apply()
        except Unsupported as error:
            if self._trouble != str(error):
                self._trouble = str(error)
                self._disturbed(self._trouble)
            return
        if told:
            self._disturbed(told)


def _sign(path: Path) -> tuple[str, int, int]:
    try:
        facts = os.stat(path)
    except OSError:
        return (str(path), 0, 0)
    # A cgroup's times say nothing; that it is another one with the same name, its number does.
    return (str(path), facts.st_ino, 0 if path.is_dir() else facts.st_mtime_ns)


def _nobody(told: str) -> None:
    """Hears news before the start and after the stop."""
