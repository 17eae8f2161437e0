"""Resolving: names of a question become columns, formulas become aggregates, each in its context."""
