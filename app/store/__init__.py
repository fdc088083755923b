"""Memory: what is kept between two starts, encrypted, in one file that a power cut cannot spoil.

`port.py` says what memory can do; `store.py` does it on the disk, `memory.py` without one. A room
that decides nothing: how long things live and who may see them are the caller's numbers.
"""
