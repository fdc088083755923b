"""Texts of the parent's windows and of what both faces share with a parent's voice."""

from __future__ import annotations

from app.words.texts import Texts

TEXTS: Texts = {
    "console.title": {"parent": ("Lũy Tre", "Lũy Tre")},
    "console.running": {"parent": ("Quy tắc đang chạy", "Rules are running")},
}
