"""What the operating system starts: wiring and a loop each, the only places naming concrete parts."""
