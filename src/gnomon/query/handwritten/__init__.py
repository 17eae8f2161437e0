"""Hand-written SQL: read by the engine's own parser, put behind the guard, run and answered."""
