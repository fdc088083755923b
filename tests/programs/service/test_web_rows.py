"""What the resolver says of stopped names is a claim of less than root."""

from __future__ import annotations

import pytest

from app.api.resolver import Stopped
from app.programs.service.web_rows import stopped_facts

LONGEST = ".".join(["a" * 61, "b" * 63, "c" * 63, "d" * 60, "vn"])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("bad.example", "bad.example"),
        ("xn--n1q.example", "xn--n1q.example"),
        ("_dmarc.bad.example", "_dmarc.bad.example"),
        (r"\000\127.bad.example", "bad.example"),
        ("a<b>.bad.example", "bad.example"),
        ("\u202eelpmaxe.bad.example", "bad.example"),
        ("x\x1b[2J.bad.example", "bad.example"),
        (LONGEST, LONGEST),
        ("x." + LONGEST, LONGEST),
    ],
)
def test_only_names_of_hosts_are_kept(name: str, kept: str) -> None:
    """Odd bytes, marks that turn text around and terminal orders go; the rest stays."""
    said = Stopped(1, name, "block", "site_category", rule="porn", category="porn")
    assert stopped_facts(said, frozenset())[0] == kept


@pytest.mark.parametrize(
    "said",
    [
        Stopped(1, "\n\x07", "block", "site_category"),
        Stopped(1, "", "block", "site_category"),
        Stopped(1, "192.0.2.1", "block", "site_category"),
        Stopped(1, "bad.example", "shout", "site_category"),
        Stopped(1, "bad.example", "block", "because"),
    ],
)
def test_what_is_no_stop_is_refused(said: Stopped) -> None:
    """No name in it at all, no verdict or reason of ours."""
    with pytest.raises(ValueError):
        stopped_facts(said, frozenset())
