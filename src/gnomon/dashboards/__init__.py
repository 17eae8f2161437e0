"""Dashboards: pages of tiles and filters, their revisions and their results."""
