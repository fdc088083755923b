"""Folders of categories."""

from app.web.formats.lines import Tally
from app.web.formats.ut1 import ut1


def test_only_domains_of_wanted_folders() -> None:
    """Pages, patterns, prose and other folders are left alone."""
    files = [
        ("blacklists/gambling/domains", ["bet.com", "1.2.3.4"]),
        ("gambling/domains", ["win.com"]),
        ("blacklists/gambling/urls", ["good.com/bet"]),
        ("blacklists/gambling/usage", ["black"]),
        ("blacklists/press/domains", ["news.com"]),
        ("domains", ["stray.com"]),
    ]
    tally = Tally()
    assert list(ut1(files, {"gambling"}, tally)) == [
        ("bet.com", "gambling"),
        ("win.com", "gambling"),
    ]
    assert tally == Tally(2, 1, 0)
