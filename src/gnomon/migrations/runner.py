"""Brings a metadata database to the newest schema."""

from collections.abc import Callable
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from gnomon.foundation.db.database import async_url, make_engine
from gnomon.migrations.schema import metadata

FILE_TEMPLATE = "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s"


class BrokenReferences(Exception):
    """A migration left rows that point at nothing."""


async def upgrade(url: str, revision: str = "head") -> None:
    """Run the migrations that this database has not seen."""
    await with_connection(url, lambda config: command.upgrade(config, revision))


async def draft(url: str, message: str) -> None:
    """Write a migration file from the difference between this database and the tables; a person reads it before use."""
    await with_connection(url, lambda config: command.revision(config, message, autogenerate=True))


async def difference(url: str) -> list[Any]:
    """What the tables have that this database has not, and the other way round."""
    found: list[Any] = []

    def compare(config: Config) -> None:
        connection = config.attributes["connection"]
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found.extend(compare_metadata(context, metadata()))

    await with_connection(url, compare)
    return found


async def with_connection(url: str, work: Callable[[Config], object]) -> None:
    """Run an Alembic command on one connection, and look for broken references before it is committed."""
    engine = make_engine(async_url(url), checks_foreign_keys=False)
    try:
        async with engine.connect() as connection:
            options = {"sqlite_begin": "IMMEDIATE"} if engine.dialect.name == "sqlite" else {}
            await connection.execution_options(**options)
            await connection.run_sync(_run, work)
            await connection.commit()
    finally:
        await engine.dispose()


def make_config() -> Config:
    """Alembic's configuration; it lives in the package, so that a wheel can migrate."""
    config = Config()
    config.set_main_option("script_location", "gnomon:migrations")
    config.set_main_option("file_template", FILE_TEMPLATE)
    return config


def heads() -> list[str]:
    """The newest revisions; there must be one."""
    return ScriptDirectory.from_config(make_config()).get_heads()


def _run(connection: Connection, work: Callable[[Config], object]) -> None:
    config = make_config()
    config.attributes["connection"] = connection
    work(config)
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise BrokenReferences("The migration left rows that point at nothing; nothing was changed.")
