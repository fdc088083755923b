"""Tests mirror `app/`; `contracts/` runs on fake and real alike, `journeys/` on a real desktop."""
