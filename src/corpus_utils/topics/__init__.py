"""Topic models that may decline."""
