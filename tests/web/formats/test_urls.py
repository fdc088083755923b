"""Addresses of pages."""

import pytest

from app.web.formats.lines import Tally
from app.web.formats.urls import urls


@pytest.mark.parametrize(
    ("line", "names", "garbage", "left_out"),
    [
        ("http://bad.vn", ["bad.vn"], 0, 0),
        ("https://bad.vn:8443/", ["bad.vn"], 0, 0),
        ("bad.vn/", ["bad.vn"], 0, 0),
        ("http://bank.vn@bad.vn/", ["bad.vn"], 0, 0),
        ("https://sites.google.com/view/x", [], 0, 1),
        ("https://google.com/?q=x", [], 0, 1),
        ("http://203.0.113.7/", [], 1, 0),
        ("http://[::1", [], 1, 0),
        ("http://", [], 1, 0),
        ("# http://bad.vn", [], 0, 0),
    ],
)
def test_urls(line: str, names: list[str], garbage: int, left_out: int) -> None:
    """A page on a shared site does not make the site bad."""
    tally = Tally()
    assert list(urls([line], tally)) == [(name, "") for name in names]
    assert tally == Tally(len(names), garbage, left_out)
