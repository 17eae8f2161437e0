"""Jobs: a durable queue on the metadata database, its worker and its clock."""
