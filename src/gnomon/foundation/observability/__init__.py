"""Observability: structured logs, metrics and health."""
