"""Names for people, read from the reviewed list."""

import pytest

from app.programs.service import proper_names
from app.web.seed import load


@pytest.mark.parametrize(
    ("match", "name"),
    [
        ("service:youtube", "YouTube"), ("service:fptplay", "FPT Play"),
        ("service:new_thing", "New thing"), ("truyen.example", "truyen.example"),
    ],
)  # fmt: skip
def test_what_a_rule_names_is_called_by_its_name(match: str, name: str) -> None:
    """A service of a newer list by its key, a site as it is."""
    assert proper_names.matched(match) == name


def test_every_brand_and_service_has_one() -> None:
    """The same as the whole list says; a brand that is none has none."""
    seed = load()
    assert all(proper_names.service(one.key) == one.name for one in seed.services)
    assert all(proper_names.brand(one.key) for one in seed.brands.all)
    assert proper_names.brand("nobody") == ""
    assert proper_names.brand("about") == ""
