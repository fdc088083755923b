"""The fake inhibitors count how often they were taken."""

import pytest

from app.platforms.fake.inhibitors import FakeInhibitors


def test_two_inhibitors_need_two_givings_back() -> None:
    """As long as one of two is held, it is held; giving back what nobody took is a mistake."""
    fake = FakeInhibitors()
    fake.take(1)
    fake.take(1)
    fake.give_back(1)
    assert fake.held(1)
    fake.give_back(1)
    assert not fake.held(1)
    with pytest.raises(ValueError, match="not in list"):
        fake.give_back(1)
