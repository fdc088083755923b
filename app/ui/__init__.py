"""Faces: they draw and ask; rules, threads and the network are elsewhere."""
