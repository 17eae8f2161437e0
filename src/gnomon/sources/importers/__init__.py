"""Importers: read one uploaded file, in a worker, into typed Parquet, rejects and a profile."""
