"""What the operating system starts: wiring and a loop each; only they name concrete parts."""
