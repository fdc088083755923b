"""The texts themselves, one file an area, merged by `words.catalogue`.

Each file holds TEXTS: key -> voice -> (Vietnamese, English). Voices: `0-6`, `7-9`, `7-12`, `13-15`,
`16-17`, `parent`, and the wider `13+`, `7+`, `child`, `all`. Words for a child are *đóng, nghỉ, giữ
lại, chưa được*; no blame, and from 13 up no exclamation mark (looks.md 1 and 8).
"""

from __future__ import annotations

Texts = dict[str, dict[str, tuple[str, str]]]
