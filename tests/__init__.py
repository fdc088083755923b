"""Tests mirror `app/`; `contracts/` runs one test on fake and real, `journeys/` on a real desktop."""
