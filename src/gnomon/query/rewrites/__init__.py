"""Rewrites: improvements of a plan, one a file."""
