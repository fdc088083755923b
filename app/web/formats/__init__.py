"""The forms lists come in: one parser a file, from lines of text to names in written form.

A parser goes on after a line it cannot read and counts it; whoever asked decides when a list is
more garbage than names. It yields (name, part): the part is the file or folder of lists that have
several, "" for the others.
"""
