"""Themes: the palettes, letters, corners and density that a workspace gives to its pictures and dashboards."""
