"""The agent: our part in a child's session, as the child. It observes and asks, and shows."""
