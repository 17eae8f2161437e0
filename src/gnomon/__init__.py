"""Gnomon: self-hosted business intelligence and event analytics."""

__version__ = "0.1.0"
