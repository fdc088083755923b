"""The law's sentence and the numbers to call: quoted whole, dated, with a source."""

from datetime import date

import pytest

from app.words import sources


def test_the_laws_sentence_is_quoted_whole() -> None:
    """Word for word, with its source, in both languages."""
    law = sources.law_sentence("play_180")
    assert law.text == "Chơi quá 180 phút một ngày sẽ ảnh hưởng xấu đến sức khỏe"
    assert law.text in sources.quoted_law("play_180", "vi")
    assert law.text in sources.quoted_law("play_180", "en")
    assert "147/2024" in sources.quoted_law("play_180", "vi")
    assert law.checked >= date(2026, 1, 1)


def test_help_numbers() -> None:
    """111 stands first, each number dials itself and has a source and a date."""
    found = sources.contacts()
    assert [c.number for c in found] == ["111", "113", "115"]
    for contact in found:
        assert contact.dial == f"tel:{contact.number}"
        assert contact.source
        assert contact.checked >= date(2026, 1, 1)
        assert contact.free


def test_an_unknown_sentence_raises() -> None:
    """Nobody quotes a law that is not in the file."""
    with pytest.raises(KeyError):
        sources.law_sentence("none")
