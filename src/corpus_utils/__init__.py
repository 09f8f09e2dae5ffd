"""Compare how sides write and speak: from raw characters to honest numbers."""
