"""Before anybody is signed in: connecting, the service away, the password, a child's session."""
