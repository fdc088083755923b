"""The written form of names, and which of them belong to this network only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.site_names import is_local, normal, suffixes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("VNExpress.NET", "vnexpress.net"), (" a.vn. ", "a.vn"), ("_dmarc.a.vn", "_dmarc.a.vn"),
        ("tiếngviệt.vn", "xn--tingvit-5t4cyc.vn"), ("xn--zlo-6cd.com", "xn--zlo-6cd.com"),
        ("localhost", "localhost"), ("1.2.3.4.in-addr.arpa", "1.2.3.4.in-addr.arpa"),
    ],
)  # fmt: skip
def test_one_written_form(text: str, name: str) -> None:
    """However somebody types a name, it is written in one way."""
    assert normal(text) == name


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty"), (".", "empty"), ("1.2.3.4", "an address"), ("::1", "an address"),
        ("a" * 64 + ".vn", "too long"), ("a." * 130 + "vn", "too long"),
        ("a..vn", "not a name"), ("a b.vn", "not a name"), ("https://a.vn/x", "an address"),
        ("a/b.vn", "not a name"), ("-a.vn", "not a name"), ("tiếng..vn", "not a name"),
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused_with_the_reason(text: str, fault: str) -> None:
    """The reason helps whoever typed it."""
    with pytest.raises(ValueError, match=fault):
        normal(text)


def test_names_above() -> None:
    """From the name itself up to its top-level name."""
    assert list(suffixes("a.b.vn")) == ["a.b.vn", "b.vn", "vn"]


@pytest.mark.parametrize("name", ["printer", "nas.local", "x.home.arpa", "1.168.192.in-addr.arpa"])
def test_local_names(name: str) -> None:
    """Printers, routers and reverse look-ups."""
    assert is_local(name)


@pytest.mark.parametrize("name", ["a.vn", "local.vn", "nothome.arpa", "resolver.arpa"])
def test_names_of_the_world(name: str) -> None:
    """A name of the world does not become local by a word in it."""
    assert not is_local(name)


@given(st.text(max_size=40))
def test_the_written_form_is_its_own(text: str) -> None:
    """Whatever is typed, it is refused, or its written form is written the same again."""
    try:
        name = normal(text)
    except ValueError:
        return
    assert normal(name) == name
