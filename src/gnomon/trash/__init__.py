"""Trash: what was thrown away in any room, had back or removed for good."""
