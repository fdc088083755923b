"""Catalogues of lists: ours, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli_w

from app.model.web import Category as C
from app.web import seed
from app.web.subscriptions import CatalogueRefused, load

# Licences that let anybody use a list for anything: what is on by itself has one of them.
FREE = {"MIT", "BSD-3-Clause", "Unlicense"}
ONE: dict[str, Any] = {
    **dict.fromkeys(("title", "publisher", "home", "licence", "credit"), "x"),
    **{"id": "one", "address": "https://lists.example/one", "form": "plain"},
    **{"categories": ["porn"], "least": 1, "most": 2, "most_mb": 1},
}


def write(folder: Path, *lists: dict[str, Any]) -> Path:
    """Write a catalogue."""
    (folder / "lists.toml").write_text(tomli_w.dumps({"list": list(lists)}), encoding="utf-8")
    return folder / "lists.toml"


def test_ours() -> None:
    """What is fetched without asking is free to use; everybody is credited; services exist."""
    found = load()
    assert len(found) >= 25
    assert {one.licence for one in found if one.on} <= FREE
    assert {one.licence for one in found} - FREE == {"GPL-3.0", "CC BY-SA 4.0"}
    services = {one.key for one in seed.load().services}
    for one in found:
        for part in one.meaning.values():
            assert part.services <= services, one.id
        assert one.packed is (one.form in ("v2fly", "ut1"))
        credit = one.credited(7, 8)
        assert (credit.id, credit.names, credit.fetched_ms) == (one.id, 7, 8)
        assert credit.licence == one.licence
    on = {kind for one in found if one.on for p in one.meaning.values() for kind in p.categories}
    assert {C.PORN, C.GAMBLING, C.PHISHING, C.SCAM, C.BYPASS, C.DRUGS, C.GORE, C.DATING} <= on


def test_what_a_part_means(tmp_path: Path) -> None:
    """A list of one piece has one part; only some kinds restrict."""
    (one,) = load(write(tmp_path, ONE))
    assert one.meaning[""].categories == {C.PORN}
    assert one.meaning[""].restricts
    (kind,) = load(write(tmp_path, {**ONE, "categories": ["learning"]}))
    assert not kind.meaning[""].restricts
    parts = {"roblox": {"services": ["roblox"]}}
    more = {**ONE, "form": "v2fly", "categories": [], "parts": parts}
    (brand,) = load(write(tmp_path, more))
    assert not brand.meaning["roblox"].restricts


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"address": "http://lists.example/one"}, "address"),
        ({"id": "../etc"}, "id"),
        ({"licence": ""}, "licence"),
        ({"credit": ""}, "credit"),
        ({"form": "csv"}, "form"),
        ({"categories": ["nonsense"]}, "categories"),
        ({"categories": []}, "says nothing"),
        ({"least": 3}, "least"),
        ({"most_mb": 4096}, "most_mb"),
        ({"surprise": 1}, "surprise"),
        ({"form": "ut1"}, "parts"),
        ({"parts": {"x": {"categories": ["porn"]}}}, "parts"),
        ({"form": "ut1", "parts": {"x": {}}}, "says nothing"),
    ],
)
def test_what_is_refused(tmp_path: Path, change: dict[str, Any], why: str) -> None:
    """Nothing unlicensed, unbounded, insecure or meaningless is subscribed to."""
    with pytest.raises(CatalogueRefused, match=why):
        load(write(tmp_path, {**ONE, **change}))


def test_a_file_that_is_no_catalogue(tmp_path: Path) -> None:
    """A missing file, other text, and two lists of one name."""
    with pytest.raises(CatalogueRefused, match="No such file"):
        load(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff = 1")
    with pytest.raises(CatalogueRefused, match=r"odd\.toml"):
        load(tmp_path / "odd.toml")
    with pytest.raises(CatalogueRefused, match="taken"):
        load(write(tmp_path, ONE, ONE))
