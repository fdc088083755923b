"""What a line of the record says, as the bytes that are sealed.

The content is one JSON list, the subject first, so that a subject's lines can be found without a
column that would outlive them. The kind is not in it: that stays when the content goes.
"""

from __future__ import annotations

import json
import secrets

from app.model.action import Record, RecordKind
from app.store import chain
from app.store.port import WIPED, Line, plain


def to_content(record: Record) -> bytes:
    """Write what a line says."""
    facts = [(plain(name), plain(value)) for name, value in record.facts]
    parts = [plain(record.subject), plain(record.code), facts, record.tell]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def to_line(row: chain.Row) -> Line:
    """Read a kept row back."""
    kind = RecordKind(row.kind)
    if row.content is None:
        return Line(row.seq, row.at_ms, Record("", kind, WIPED))
    subject, code, facts, tell = json.loads(row.content)
    pairs = tuple((name, value) for name, value in facts)
    return Line(row.seq, row.at_ms, Record(subject, kind, code, pairs, tell))


def new_salt() -> bytes:
    """Make the salt of one line."""
    return secrets.token_bytes(chain.SALT_BYTES)
