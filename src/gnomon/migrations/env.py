"""Run by Alembic for each command: on the connection that the caller has opened."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection

from gnomon.foundation.db.types import UtcDateTime
from gnomon.migrations.schema import metadata

LOCK_TIMEOUT = "10s"


def render_item(kind: str, thing: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    """How our own column types are written in a migration."""
    if kind == "type" and isinstance(thing, UtcDateTime):
        autogenerate.imports.add("from gnomon.foundation.db.types import UtcDateTime")
        return "UtcDateTime()"
    if kind == "type" and isinstance(thing, JSON):
        autogenerate.imports.add("from gnomon.foundation.db.base import JsonDocument")
        return "JsonDocument"
    return False


def migrate() -> None:
    """Run the migrations that the command asks for, in one transaction."""
    connection: Connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=render_item,
        # SQLite can take back a change of the schema, though Alembic would commit after each migration: servers that
        # start together would then find the work of the first one half done.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            # One server migrates; others that start at the same moment wait here and then find nothing to do.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7105463011)")
        context.run_migrations()


migrate()
