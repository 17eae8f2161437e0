"""Shared passes: questions of one batch that look at the same rows have them read once."""
