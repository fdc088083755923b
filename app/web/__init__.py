"""The web by name: the resolver's core, the table of names, the forms lists come in, the seed."""
