"""What tests of the lists program share: certificates, a publisher, a shelf, the real seed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.programs.lists.shelf import Shelf
from app.web import seed
from app.web.seed import Seed
from tests.programs.lists.publisher import Certificates, Publisher, certificates, publishing
from tests.programs.lists.rig import Work


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates of publishers, made once."""
    return certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def publisher(papers: Certificates) -> Iterator[Publisher]:
    """An honest publisher with nothing published yet."""
    with publishing(papers.good, papers.ca) as running:
        yield running


@pytest.fixture(scope="session")
def our_seed() -> Seed:
    """The real seed."""
    return seed.load()


@pytest.fixture
def work(tmp_path: Path, our_seed: Seed, papers: Certificates) -> Work:
    """An empty shelf and the real seed."""
    return Work(Shelf(tmp_path), our_seed, papers.ca)
