"""Dashboards as files: what they hold and need, carried from one workspace to another."""
