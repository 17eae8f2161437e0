"""Partial aggregation: what rows are aggregated by and to first, so that the groups of that make the wanted ones."""
