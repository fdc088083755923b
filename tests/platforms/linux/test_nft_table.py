"""Who is led where, told without overlaps, and never the system."""

import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enforce.ports import Redirect
from app.platforms.linux import nft, nft_table
from app.platforms.linux.nft_table import Content, Slice, spans

UIDS = st.integers(1_000, 1_010)
RANGES = st.tuples(st.integers(0, 4_000), st.integers(0, 900), UIDS).map(
    lambda one: (one[0], one[0] + one[1], one[2])
)


@given(st.frozensets(UIDS, min_size=1, max_size=4), st.lists(RANGES, max_size=6), st.data())
def test_spans_never_overlap_and_never_touch_others(
    uids: frozenset[int], borrowed: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """Every child is in, nobody twice, no system user and no other account at all."""
    accounts = uids | data.draw(st.frozensets(st.integers(1_000, 5_000), max_size=4))
    redirects = [Redirect(uid, 20_000 + uid) for uid in sorted(uids)]
    made = spans(redirects, borrowed, accounts)
    assert {(one.first, one.redirect.uid) for one in made if one.first in uids} == {
        (uid, uid) for uid in uids
    }
    for one, following in zip(made, made[1:], strict=False):
        assert one.last < following.first
    for one in made:
        assert one.first <= one.last
        assert not nft_table.is_system(one.first, one.last)
        inside = {uid for uid in accounts if one.first <= uid <= one.last}
        assert inside <= {one.redirect.uid}
        allowed = [(f, t) for f, t, uid in borrowed if uid == one.redirect.uid]
        assert one.first == one.redirect.uid or any(
            f <= one.first and one.last <= t for f, t in allowed
        )


@given(st.lists(RANGES, min_size=1, max_size=6))
def test_of_a_sound_file_nothing_is_lost(borrowed: list[tuple[int, int, int]]) -> None:
    """Every UID of a range that holds no account and no system user is led somewhere."""
    redirects = [Redirect(uid, 20_000) for uid in range(1_000, 1_011)]
    accounts = frozenset(range(1_000, 1_011))
    made = spans(redirects, borrowed, accounts)
    for first, last, _ in borrowed:
        if nft_table.is_system(first, last) or any(first <= uid <= last for uid in accounts):
            continue
        for uid in (first, (first + last) // 2, last):
            assert any(one.first <= uid <= one.last for one in made)


def _in_a_network_of_its_own(text: str, after: str = "list ruleset") -> str:
    command = ["unshare", "--net", "sh", "-c", f"nft -f - && nft -s {after}"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return done.stdout


def _works() -> bool:
    """Whether this machine can have tables at all."""
    tried = subprocess.run(["unshare", "--net", "nft", "list", "tables"], capture_output=True)
    return tried.returncode == 0


needs_nft = pytest.mark.skipif(not _works(), reason="needs root, nft and a kernel with nftables")


@needs_nft
def test_every_rule_says_what_it_is_for() -> None:
    """Whoever lists his firewall reads why each line is there."""
    both = (Redirect(1_001, 20_001, quic=False), Redirect(1_002, 20_002))
    led = spans(both, [(100_000, 165_535, 1_001)], frozenset([1_001, 1_002, 1_003]))
    text = nft_table.text(
        "luytre_t", Content(led, (), frozenset([1_003]), frozenset(["8.8.8.8", "2620:fe::fe"]))
    )
    lines = _in_a_network_of_its_own(text).splitlines()
    within = False
    rules = []
    for line in lines:
        within = line.startswith("\tchain ") or (within and line != "\t}")
        if within and not line.startswith("\tchain ") and "type " not in line:
            rules.append(line.strip())
    assert len(rules) > 15
    assert [rule for rule in rules if 'comment "' not in rule] == []
    assert "flush" not in text


@needs_nft
def test_replacing_keeps_one_table_and_removal_leaves_none() -> None:
    """Twice the same is once; taking away what is not there is fine; others stay."""
    one = Content(spans((Redirect(1_001, 20_001),), (), frozenset()), (), frozenset(), frozenset())
    text = nft_table.text("luytre_t", one)
    assert _in_a_network_of_its_own(text + text, "list tables") == "table inet luytre_t\n"
    other = "add table inet other\n"
    removal = nft_table.removal("luytre_t")
    for before in (text, ""):
        assert _in_a_network_of_its_own(other + before + removal, "list tables") == (
            "table inet other\n"
        )


@needs_nft
def test_the_probe_leaves_nothing() -> None:
    """It needs every part of the kernel that the table needs."""
    assert _in_a_network_of_its_own(nft_table.probe("luytre_t_probe")) == ""


def test_a_log_in_is_told_by_path_and_depth() -> None:
    """In all three chains and at the port, each time without those who are spared."""
    redirect = Redirect(1_001, 20_001)
    content = Content(
        spans((redirect,), (), frozenset()),
        (Slice("user.slice/user-1001.slice", 2, redirect),),
        frozenset([1_001, 1_002]),
        frozenset(),
    )
    text = nft_table.text("luytre_t", content)
    match = 'socket cgroupv2 level 2 "user.slice/user-1001.slice" meta skuid != @spared'
    assert len(re.findall(re.escape(match), text)) == 4
    assert "elements = { 0-999, 61184-65535, 1001, 1002 }" in text


def test_a_listing_is_the_same_with_and_without_the_log_in() -> None:
    """A cgroup that ended is listed by its number; that is no sign of a stranger's hand."""
    there = nft._CGROUP.sub(r"\1", 'socket cgroupv2 level 2 "user.slice/user-1.slice" meta')
    gone = nft._CGROUP.sub(r"\1", "socket cgroupv2 level 2 597290 meta")
    assert there == gone
