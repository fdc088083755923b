"""What the operating system starts: wiring and a loop each, the only places that name concrete parts."""
