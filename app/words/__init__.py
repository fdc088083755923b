"""What people read, by key, language and bracket. Start at `catalogue.say`."""
