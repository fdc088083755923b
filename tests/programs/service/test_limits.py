"""Limits: kept by code, in the order they were found."""

from app.programs.service.limits import Limits


def test_limits_come_and_go() -> None:
    """A code set again replaces its parameter; one that is cleared is none."""
    limits = Limits()
    limits.set("no_pads", "forbidden")
    limits.set("store", "store_full")
    limits.set("no_pads")
    assert limits.all() == ("no_pads", "store: store_full")
    limits.clear("store")
    limits.clear("never_there")
    assert limits.all() == ("no_pads",)
