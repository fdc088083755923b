"""The hint beside a password: a table, because a formula can be gamed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.parent.setup.strength import FAIR, GOOD, NONE, SHORT, SHORTEST, WEAK, strength

TABLE = [
    ("", NONE), ("a", SHORT), ("tre", SHORT), ("12345", SHORT),
    ("123456", WEAK), ("aaaaaaaaaaaa", WEAK), ("password", WEAK), ("matkhau123", WEAK),
    ("Mật khẩu", WEAK), ("qwertyuiop", WEAK), ("minh2016", WEAK), ("anh yêu em", WEAK),
    ("tre xanh 1", FAIR), ("conmeoden", FAIR),
    ("con mèo đen ngủ", GOOD), ("Tre-xanh-2026!", GOOD), ("mưa rơi trên mái nhà", GOOD),
]  # fmt: skip


@pytest.mark.parametrize(("secret", "level"), TABLE)
def test_how_hard_it_is_to_guess(secret: str, level: int) -> None:
    """Runs, repetitions and what everybody tries first count for little; length counts most."""
    assert strength(secret) == level


@given(st.text(max_size=60))
def test_it_never_fails_and_knows_the_shortest(secret: str) -> None:
    """Whatever is typed has a level, and what the service would refuse is SHORT."""
    level = strength(secret)
    assert level in range(NONE, GOOD + 1)
    assert (level in (NONE, SHORT)) == (len(secret) < SHORTEST)


@given(st.text(min_size=8, max_size=30))
def test_a_longer_one_is_never_weaker(secret: str) -> None:
    """A sentence more helps."""
    assert strength(secret + " bảy cây tre ngoài ngõ") >= strength(secret)
