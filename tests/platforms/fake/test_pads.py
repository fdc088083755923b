"""The fake pad."""

from app.platforms.fake.pads import FakePads


def test_a_pad_nobody_watches_moves_unheard() -> None:
    """Before `start` and after `stop` nobody is told."""
    fake, told = FakePads(), []
    fake.move()
    fake.start(lambda: told.append(1))
    fake.move()
    fake.stop()
    fake.move()
    assert told == [1]
