"""The pieces the parent's pages are made of: painted, named, reachable by keyboard."""
