"""Make everything again from the raw files, put it in its place whole, and compare it."""
