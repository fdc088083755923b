"""Fetches the lists and makes the table: a user of its own, no rights, no knowledge of any child.

It is the only program of ours that reads what strangers on the network wrote. Whatever it is sent,
it answers with a table that was read back and checked, or with a refusal that has a name; the last
good copy of a list and the last good table stay in use.
"""
