"""Marks: one small function each, from arranged fields to the inner part of a Vega-Lite spec."""
