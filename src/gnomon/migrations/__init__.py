"""Migrations: the history of the metadata database's schema."""
