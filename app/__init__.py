"""Lũy Tre: facts come in, one pure mind judges them, acts go out, faces show it.

Imports run down only: programs > ui platforms store link web > guard > monitor enforce api >
rules disclosure reports words > model. `.importlinter` holds the walls and their reasons.
"""
