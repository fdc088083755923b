"""Lines of the record in words, and what a check of it found."""

from __future__ import annotations

from app.api.parent import RecordRow, Records, Verified
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import Checked, RecordLine, RecordValue
from app.words import forms, rows

# Kind of a record (model.RecordKind) -> glyph, and the tone of its ground.
GLYPHS = {
    "rules": "list",
    "grant": "clock",
    "hold": "lock",
    "request": "chat",
    "consent": "people",
    "clock": "history",
    "tamper": "shield_warn",
    "health": "info",
    "bracket": "calendar",
    "account": "person",
}
_TONES = {"grant": "bamboo", "hold": "night", "tamper": "sun", "request": "leaf"}


def line_of(row: RecordRow, lang: str) -> str:
    """The sentence of one line; a wiped line says only that it was one."""
    return rows.record_line(row.kind, row.code, dict(row.facts), lang)


def record(pages: list[Records], names: dict[str, str], speak: Spoken, count: int) -> RecordValue:
    """Read the pages asked for so far; a page shorter than `count` is the last."""
    lines = [_line(row, names, speak) for page in pages for row in page.rows]
    return RecordValue(tuple(lines), bool(pages) and len(pages[-1].rows) >= count)


def _line(row: RecordRow, names: dict[str, str], speak: Spoken) -> RecordLine:
    day = forms.local(row.at_ms, speak.zone).date()
    if row.code == "wiped":
        said = speak.say("console.record.wiped")
    else:
        said = line_of(row, speak.lang)
    return RecordLine(
        seq=row.seq,
        day=speak.say("nav.today") if day == speak.today() else forms.long_date(day, speak.lang),
        clock=forms.clock(row.at_ms, speak.zone),
        glyph=GLYPHS.get(row.kind, "info"),
        tone=_TONES.get(row.kind, "quiet"),
        who=names.get(row.subject, ""),
        said=said,
    )


def checked(answer: Verified) -> Checked:
    """Read the answer to VerifyQ."""
    return Checked(answer.lines, answer.problems)
