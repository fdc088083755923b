"""Senses and hands of each operating system, twin modules of the same shape."""
