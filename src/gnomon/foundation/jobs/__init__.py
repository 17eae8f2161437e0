"""Jobs: a durable queue on the metadata database, and its worker."""
