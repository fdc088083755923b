"""Texts by key, language and bracket."""
