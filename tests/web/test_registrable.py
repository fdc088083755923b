"""Who owns which part of a name."""

import subprocess
import sys

import pytest

from app.web import registrable


@pytest.mark.parametrize(
    ("name", "owned"),
    [
        ("m.vtv.vn", "vtv.vn"),
        ("vtv.vn", "vtv.vn"),
        ("www.moet.gov.vn", "moet.gov.vn"),
        ("gov.vn", None),
        ("com", None),
        ("me.blogspot.com", "me.blogspot.com"),
        ("blogspot.com", None),
        ("a.b.example.co.uk", "example.co.uk"),
    ],
)
def test_registrable(name: str, owned: str | None) -> None:
    """The part somebody owns is one label below a suffix."""
    assert registrable.registrable(name) == owned


@pytest.mark.parametrize(
    ("name", "registry", "shared"),
    [
        ("com", True, True),
        ("com.vn", True, True),
        ("edu.vn", True, True),
        ("blogspot.com", False, True),
        ("vtv.vn", False, False),
        ("localhost", False, True),
    ],
)
def test_suffixes_of_registries_and_of_platforms(name: str, registry: bool, shared: bool) -> None:
    """A registry's suffix is no site; a platform's is one, of many strangers."""
    assert registrable.is_registry(name) is registry
    assert registrable.is_shared(name) is shared


def test_nothing_is_loaded_before_the_first_question() -> None:
    """Importing the module does not load the list, which takes tens of milliseconds."""
    code = "import sys, app.web.registrable; print('publicsuffixlist' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr
