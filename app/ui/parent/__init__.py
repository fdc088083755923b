"""The parent's window: asks the service, shows what it answered, decides nothing."""
