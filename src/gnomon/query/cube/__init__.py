"""Cubes: linked pictures aggregated beforehand by what will be brushed."""
