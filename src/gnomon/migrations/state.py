"""Whether a metadata database has the newest schema, told without loading the machinery that migrates."""

import re
from pathlib import Path

from sqlalchemy import inspect, text

from gnomon.foundation.db.database import Database

VERSIONS = Path(__file__).parent / "versions"
REVISION = re.compile(r"^revision: str = [\"'](\w+)[\"']", re.MULTILINE)
PREVIOUS = re.compile(r"^down_revision: str \| None = [\"'](\w+)[\"']", re.MULTILINE)


def newest_revisions() -> set[str]:
    """The revisions that no other one follows."""
    sources = [path.read_text(encoding="utf-8") for path in VERSIONS.glob("*.py")]
    known = {found for source in sources for found in REVISION.findall(source)}
    return known - {found for source in sources for found in PREVIOUS.findall(source)}


async def is_newest(url: str) -> bool:
    """Whether there is nothing to migrate."""
    newest = newest_revisions()
    database = Database(url)
    try:
        async with database.engine.connect() as connection:
            if not await connection.run_sync(lambda known: inspect(known).has_table("alembic_version")):
                return False
            present = set(await connection.scalars(text("SELECT version_num FROM alembic_version")))
    finally:
        await database.close()
    return bool(newest) and present == newest
