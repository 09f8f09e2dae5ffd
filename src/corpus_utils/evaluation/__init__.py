"""How well labels agree with a reader's."""
