"""The floors of memory's figures, held by `./check --deep`."""

from pathlib import Path

from bench.store_year import measure

# hazards.md, Figures for the faces: a month report, drawn, within 150 ms. Memory may take a tenth.
MONTH_MS = 15.0
SAVE_MS = 50.0  # one synced write on a slow disk; a tick must not be held up by more
YEAR_MB = 5.0


def test_a_year_is_reported_in_time(tmp_path: Path) -> None:
    """A week and a month stay far below what a parent would notice; a year fits in little room."""
    figures = measure(tmp_path)
    for name, figure in figures.items():
        print(f"{name:32} {figure:9.2f}")
    assert figures["week, one child"] <= figures["month, one child"] <= MONTH_MS
    assert figures["save, one heartbeat"] <= SAVE_MS
    assert figures["file, MB"] <= YEAR_MB
