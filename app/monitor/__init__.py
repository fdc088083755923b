"""Senses: the ports through which facts arrive, and the merging of facts into observations."""
