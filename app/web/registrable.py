"""Which part of a name somebody owns: `m.vtv.vn` belongs to `vtv.vn`, `a.gov.vn` to nobody above.

From the Public Suffix List, which is inside the library and never fetched. Loading it takes some
70 ms and 6 MB, so it happens at the first question, and never in the resolver's hot path.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def registrable(name: str) -> str | None:
    """Give the name one label below a public suffix, None for a public suffix itself.

    Names under which everybody may publish (`blogspot.com`, `github.io`) count as suffixes.
    """
    owned = _everybodys().privatesuffix(name)
    return None if owned is None else str(owned)


def is_registry(name: str) -> bool:
    """Say whether names below are handed out by a registry: `com`, `com.vn`, `edu.vn`.

    A single label that is no top-level name (`localhost`) is none.
    """
    return _registries().publicsuffix(name) == name


def is_shared(name: str) -> bool:
    """Say whether many strangers publish under a name: a registry's, or `blogspot.com`."""
    return _everybodys().publicsuffix(name) == name


@cache
def _everybodys() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 loaded when first asked

    return PublicSuffixList()


@cache
def _registries() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 loaded when first asked

    return PublicSuffixList(only_icann=True, accept_unknown=False)
