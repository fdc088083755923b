"""What use is called where single programs are not told apart (rules/visibility.py)."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "category.games": {"all": ("Trò chơi", "Games")},
    "category.learning": {"all": ("Học bài", "Study")},
    "category.other": {"all": ("Giải trí khác", "Other leisure")},
    "category.use": {"all": ("Dùng máy", "Time on the PC")},
}
