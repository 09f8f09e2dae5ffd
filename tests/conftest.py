"""Settings that all tests share."""

from hypothesis import settings

# The same examples on every run, and no failure because a machine is slow.
settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")
