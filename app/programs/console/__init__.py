"""The console: the parent's window, in any account but a managed child's."""
