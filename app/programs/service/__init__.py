"""The service: root's part. It watches, judges, locks, remembers, answers; it draws nothing."""
