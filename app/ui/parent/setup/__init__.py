"""Set-up: language, the parent's password, codes, the child; and adding another child later."""
