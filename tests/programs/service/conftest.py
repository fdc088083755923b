"""A real account for what asks the user database."""

from tests.platforms.people import child_fixture

__all__ = ["child_fixture"]
