"""What the programs say to each other: one file per who-speaks-to-whom, and the wire below."""
