"""Exports: what was asked becomes a file, in a job of its own, and is fetched once it is whole."""
