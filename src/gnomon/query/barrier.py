"""A function of the engine that keeps what hides rows before what is computed of them."""

BARRIER = "__internal_barrier"
"""Keeps an expression from being computed for rows that an operator leaves out, whatever the engine moves about."""
