"""Pictures of rows that somebody already has: values as they are, nothing asked and nothing added up."""
