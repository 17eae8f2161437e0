"""Templates: dashboards to begin with, of the workspace and built in, and what becomes of them on use."""
