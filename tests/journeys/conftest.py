"""Every journey has a PC of its own."""

from collections.abc import Iterator

import pytest

from tests.journeys.rig import Rig, rig


@pytest.fixture
def pc() -> Iterator[Rig]:
    """A PC on which nothing of ours runs yet."""
    with rig() as made:
        yield made
