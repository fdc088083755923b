"""Settings: this window, password and codes, how the product runs, whose work it is."""
