"""A machine that does exactly what it is told: for simulated days and for tests, never for a child.

A fake fails loudly: what nobody set cannot be asked, what was not started cannot happen.
"""
