"""The tables of every room in an empty database."""

import asyncio

from gnomon.foundation.db.database import Database
from gnomon.migrations.schema import metadata


def create_schema(url: str) -> None:
    """Create every table."""
    asyncio.run(_create(url))


async def _create(url: str) -> None:
    database = Database(url)
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(metadata().create_all)
    finally:
        await database.close()
