"""Figures of the study: one message each, saved with their data and alternative text."""
