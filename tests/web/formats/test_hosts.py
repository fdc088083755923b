"""The form of /etc/hosts."""

import pytest

from app.web.formats.hosts import hosts
from app.web.formats.lines import Tally


@pytest.mark.parametrize(
    ("line", "names", "garbage"),
    [
        ("0.0.0.0 bad.vn", ["bad.vn"], 0),
        ("127.0.0.1\tbad.vn worse.vn # both", ["bad.vn", "worse.vn"], 0),
        (":: bad.vn", ["bad.vn"], 0),
        ("127.0.0.1 localhost", [], 0),
        ("fe80::1%lo0 localhost", [], 0),
        ("::1 ip6-localhost ip6-loopback", [], 0),
        ("0.0.0.0 0.0.0.0", [], 0),
        ("0.0.0.0 localhost bad.vn", ["bad.vn"], 0),
        ("0.0.0.0", [], 1),
        ("203.0.113.7 bank.vn", [], 1),
        ("bad.vn", [], 1),
        ("0.0.0.0 <b>", [], 1),
        ("# 0.0.0.0 bad.vn", [], 0),
        ("", [], 0),
    ],
)
def test_hosts(line: str, names: list[str], garbage: int) -> None:
    """Only names that are led nowhere are listed."""
    tally = Tally()
    assert list(hosts([line], tally)) == [(name, "") for name in names]
    assert tally == Tally(len(names), garbage, 0)
