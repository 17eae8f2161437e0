"""Queries: what people keep of hand-written SQL, their runs and their saved queries."""
