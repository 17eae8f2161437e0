"""How much larger pictures stand in files than on screens."""

ZOOM = 1.5
"""A picture in a paper or on a slide is looked at from farther than a screen."""
