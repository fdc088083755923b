"""*Today*: requests first, then a card for each child."""
