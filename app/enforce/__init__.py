"""Hands: the ports through which limits take effect, and the ladder that leads there kindly."""
