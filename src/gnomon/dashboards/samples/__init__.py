"""Samples: bundled data and dashboards over it, for a first look."""
