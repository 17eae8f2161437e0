"""What a worker writes: rows, stored once as Parquet, as a file of one format. No module here is heavy to import."""
