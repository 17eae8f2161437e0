"""API: assembles the routers of the rooms into one application."""
