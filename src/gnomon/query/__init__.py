"""Query: from a QuerySpec through a plan and guarded SQL to an Arrow result."""
