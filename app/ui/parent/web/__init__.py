"""The page *Web*: what holds of sites for a child, and one click that changes it."""
