"""The benchmark: Gnomon over HTTP against DuckDB on the same files, in the same run."""
