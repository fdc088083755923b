"""The week: seven bars with their limits, study beside them, and what was used most."""
