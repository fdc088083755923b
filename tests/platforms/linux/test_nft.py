"""nft gets whole transactions and its words reach people; news is heard of our table alone."""

import select
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.errors import Unsupported
from app.platforms.linux import nft
from tests.journeys.netns import Wired, wired


@pytest.fixture(scope="module")
def net() -> Iterator[Wired]:
    """A network of its own, so that the machine's firewall is never touched."""
    with wired() as made:
        yield made


def test_a_transaction_is_whole_or_not_at_all(net: Wired) -> None:
    """One wrong line and nothing of it is there; the reason is the first line nft says."""
    with net.inside():
        with pytest.raises(Unsupported, match="refuses our rules: .*syntax error"):
            nft.run("add table inet luytre_t_a\nadd no_such_word\n")
        assert nft.listing("luytre_t_a") == ""
        nft.run("add table inet luytre_t_a\n")
        assert "luytre_t_a" in nft.listing("luytre_t_a")
        nft.run("delete table inet luytre_t_a\n")


def test_an_nft_that_does_not_run_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing, broken or silent: words, never an exception nobody expects."""
    monkeypatch.setattr(nft, "PATH", str(tmp_path))
    with pytest.raises(Unsupported, match="not installed"):
        nft.run("")
    program = tmp_path / "nft"
    program.write_bytes(b"\x7fELF nothing")
    program.chmod(0o755)
    with pytest.raises(Unsupported, match="does not run"):
        nft.run("")
    program.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(Unsupported, match="ended with 3"):
        nft.run("")
    program.write_text("#!/bin/sh\nexec /bin/sleep 9\n")
    monkeypatch.setattr(nft, "_PATIENCE_S", 0.2)
    with pytest.raises(Unsupported, match="does not run"):
        nft.run("")


def test_only_what_concerns_our_table_is_news(net: Wired) -> None:
    """Other tables come and go unheard, also those whose names begin like ours."""
    with net.inside():
        news = nft.News("luytre_t_n")
        try:
            nft.run("add table inet luytre_t_na\ndelete table inet luytre_t_na\n")
            assert not news.ready()
            for change in ("add table", "add chain", "delete table"):
                chain = " some" if "chain" in change else ""
                nft.run(f"{change} inet luytre_t_n{chain}\n")
                assert select.select([news.fileno()], [], [], 2)[0]
                assert news.ready(), change
                assert not news.ready()
        finally:
            news.close()


def test_news_that_was_lost_counts_as_news(net: Wired) -> None:
    """More changes than the kernel keeps for us: ours may have been among them."""
    with net.inside():
        news = nft.News("luytre_t_n")
        try:
            chains = "".join(f"add chain ip theirs c{number}\n" for number in range(4_000))
            nft.run(f"add table ip theirs\n{chains}")
            nft.run("delete table ip theirs\n")
            assert news.ready()
            assert not news.ready()
        finally:
            news.close()
