"""Fixtures for the tests of senses and hands."""

from tests.platforms.people import child_fixture, sister_fixture

__all__ = ["child_fixture", "sister_fixture"]
