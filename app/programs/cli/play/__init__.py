"""A written day on a virtual clock: read it, play it through the guard, tell what happened."""
