"""Folds over the ledger: what a parent or a child may read of days, weeks and months."""
