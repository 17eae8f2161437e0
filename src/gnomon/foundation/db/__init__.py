"""Database: the metadata database's engine, session and column types."""
