"""The way to a publisher, piece by piece."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.programs.lists.fetch import Known, Publishers, bounded, unpacked
from app.programs.lists.refused import ListRefused
from tests.programs.lists.publisher import Certificates, Page, Publisher
from tests.programs.lists.rig import clocks


@given(content=st.binary(max_size=2000), size=st.integers(1, 300))
def test_unpacking(content: bytes, size: int) -> None:
    """However the packed bytes are cut, the same comes out; one byte less allowed is refused."""
    packed = gzip.compress(content)
    cut = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert b"".join(unpacked(iter(cut), len(content))) == content
    if content:
        with pytest.raises(ListRefused, match="big"):
            list(unpacked(iter(cut), len(content) - 1))


def test_a_bomb_costs_no_memory() -> None:
    """200 MB of zeros in 200 kB: refused after the allowed bytes, a piece at a time in memory."""
    packed = gzip.compress(bytes(200 << 20))
    tracemalloc.start()
    with pytest.raises(ListRefused, match="big"):
        for _ in unpacked(iter([packed]), 8 << 20):
            pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 << 20


def test_bounded() -> None:
    """As many bytes as allowed, and not one more."""
    assert list(bounded(iter([b"ab", b"c"]), 3)) == [b"ab", b"c"]
    with pytest.raises(ListRefused, match="big"):
        list(bounded(iter([b"ab", b"cd"]), 3))


def test_what_a_publisher_is_told(papers: Certificates, publisher: Publisher) -> None:
    """He is given back what he said, nothing of a person, and answers with what is new."""
    publisher.pages["/list"] = Page(b"a.vn\n", etag='"7"', headers={"Last-Modified": "Sat"})
    publishers = Publishers(clocks().boot_ms, papers.ca)
    with publishers.fetch(publisher.address("/list"), Known(), 100) as answer:
        assert answer.pieces is not None
        assert b"".join(answer.pieces) == b"a.vn\n"
        assert answer.known == Known('"7"', "Sat")
    with publishers.fetch(publisher.address("/list"), answer.known, 100) as answer:
        assert answer.pieces is None
    publishers.close()


@pytest.mark.parametrize("behaviour", ["", "gzip"])
def test_progress_is_of_what_travels(
    papers: Certificates, publisher: Publisher, behaviour: str
) -> None:
    """Bytes as they come, packed or not, up to what was announced."""
    publisher.pages["/list"] = Page(b"a.vn\n" * 100, behaviour=behaviour)
    publishers = Publishers(clocks().boot_ms, papers.ca)
    told: list[tuple[int, int]] = []

    def came(done: int, of: int) -> None:
        told.append((done, of))

    with publishers.fetch(publisher.address("/list"), Known(), 1000, came) as answer:
        assert answer.pieces is not None
        assert len(b"".join(answer.pieces)) == 500
    publishers.close()
    done, of = told[-1]
    assert done == of
    assert (done == 500) is (behaviour == "")


def test_plain_addresses_are_not_asked(papers: Certificates) -> None:
    """An address without TLS is refused before anything is sent."""
    publishers = Publishers(clocks().boot_ms, papers.ca)
    with (
        pytest.raises(ListRefused, match="redirect"),
        publishers.fetch("http://localhost:1/list", Known(), 100),
    ):
        pass
    publishers.close()


def test_a_persons_settings_are_not_used(
    papers: Certificates, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy in the environment is not asked."""
    monkeypatch.setenv("HTTPS_PROXY", "http://localhost:1")
    publisher.pages["/list"] = Page(b"a.vn\n")
    publishers = Publishers(clocks().boot_ms, papers.ca)
    with publishers.fetch(publisher.address("/list"), Known(), 100) as answer:
        assert answer.pieces is not None
    publishers.close()
