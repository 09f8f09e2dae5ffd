"""Whose words a text holds: quotations, reported speech and speakers."""
