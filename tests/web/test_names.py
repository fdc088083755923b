"""Names as people write them and as they travel, beside dnspython's reading."""

import dns.name
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web import names

LABEL = st.from_regex(r"[a-z0-9_](?:[a-z0-9_-]{0,20}[a-z0-9_])?", fullmatch=True)
NAME = st.builds(
    lambda labels, top: ".".join([*labels, top]),
    st.lists(LABEL, max_size=6),
    st.from_regex(r"[a-z]{1,10}", fullmatch=True),
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("VTV.vn", "vtv.vn"),
        ("  vtv.vn.\n", "vtv.vn"),
        ("đồ-chơi.vn", "xn---chi-zua18fy80m.vn"),
        ("Bücher.de", "xn--bcher-kva.de"),
        ("a。b.com", "a.b.com"),
        ("163.com", "163.com"),
        ("_dmarc.example.com", "_dmarc.example.com"),
        ("xn--p1ai", "xn--p1ai"),
        ("a" * 63 + ".vn", "a" * 63 + ".vn"),
        ("x.0a", "x.0a"),
    ],
)
def test_written_form(typed: str, name: str) -> None:
    """What people and lists write becomes one form."""
    assert names.normal(typed) == name
    assert names.normal(name) == name


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "empty"),
        (".", "empty"),
        ("a" * 64 + ".vn", "too long"),
        ("a.b" + ".c" * 126, "too long"),
        ("1.2.3.4", "an address"),
        ("2001:db8::1", "an address"),
        ("360", "an address"),
        ("a..vn", "not a name"),
        (".vn", "not a name"),
        ("-a.vn", "not a name"),
        ("a-.vn", "not a name"),
        ("a.-vn", "not a name"),
        ("a b.vn", "not a name"),
        ("https://vtv.vn/", "an address"),
        ("vtv.vn/tin", "not a name"),
        ("💩.la", "not a name"),
        ("a\0.vn", "not a name"),
        ("\u202evtv.vn", "not a name"),
    ],
)
def test_what_is_no_name(typed: str, why: str) -> None:
    """What is no name is refused with the reason."""
    with pytest.raises(ValueError, match=why):
        names.normal(typed)


@given(NAME)
def test_wire_form_is_that_of_dnspython(name: str) -> None:
    """Both ways between the forms agree with dnspython."""
    assert names.normal(name.upper()) == name
    assert names.wire(name) + b"\0" == dns.name.from_text(name).to_wire()
    assert names.from_wire(names.wire(name)) == name


@given(st.lists(st.binary(min_size=1, max_size=63), max_size=3))
def test_any_bytes_are_shown_without_doubt(labels: list[bytes]) -> None:
    """Labels of any bytes are escaped, so that reading them back gives the same bytes."""
    wire = b"".join(bytes((len(label),)) + label for label in labels)
    shown = names.from_wire(wire)
    assert names.from_wire(wire + b"\0") == shown
    assert shown.isascii()
    assert not labels or dns.name.from_text(shown).to_wire() == wire + b"\0"


@pytest.mark.parametrize("broken", [b"\x05abc", b"\x40" + b"a" * 64, b"\xc0\x0c", b"\x01a\x09"])
def test_broken_wire_forms(broken: bytes) -> None:
    """A length that lies is refused."""
    with pytest.raises(ValueError, match="add up"):
        names.from_wire(broken)


def test_suffixes() -> None:
    """A name and all names above it, the nearest first."""
    assert list(names.suffixes("m.vtv.vn")) == ["m.vtv.vn", "vtv.vn", "vn"]
    assert list(names.suffixes("")) == []
    assert names.wire("") == b""
