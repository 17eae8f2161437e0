"""Lowering: nodes of a plan become SQL of the engine's dialect."""
