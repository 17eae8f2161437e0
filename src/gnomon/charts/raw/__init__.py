"""Vega-Lite that people write themselves: checked against its schema, and against what a picture may do here."""
