"""Visuals: pictures that plug-ins of the administrator's folder draw, checked before anybody sees them."""
