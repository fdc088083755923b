"""Texts as they are kept: whole where UTF-8 can hold them, as escapes where it cannot."""

from hypothesis import given
from hypothesis import strategies as st

from app.store.port import plain


@given(st.text())
def test_ordinary_text_is_kept_as_it_is(text: str) -> None:
    """What UTF-8 can hold is not touched."""
    assert plain(text) == text


@given(st.text(st.characters()))
def test_any_text_can_be_kept(text: str) -> None:
    """Whatever comes, it can be encoded, and doing it twice changes nothing."""
    assert plain(text).encode().decode() == plain(text)
    assert plain(plain(text)) == plain(text)


def test_what_it_looks_like() -> None:
    """A byte of a path that is no UTF-8 stays readable."""
    assert plain("b\udce1o") == "b\\udce1o"
