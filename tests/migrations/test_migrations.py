"""Migrations make the tables that the code means, on both databases."""

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from gnomon.foundation.db.database import Database
from gnomon.migrations.runner import difference, heads, upgrade, with_connection
from gnomon.migrations.state import is_newest, newest_revisions


@pytest.fixture
def empty_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if database_kind == "postgres":
        server: Any = request.getfixturevalue("postgres_server")
        with server.temporary_database() as url:
            yield url
    else:
        yield f"sqlite:///{tmp_path / 'empty.db'}"


def test_there_is_one_newest_revision_and_both_ways_of_finding_it_agree() -> None:
    assert len(heads()) == 1
    assert newest_revisions() == set(heads())


async def test_an_empty_database_gets_exactly_the_tables_of_the_code(empty_url: str) -> None:
    assert not await is_newest(empty_url)
    await upgrade(empty_url)
    assert await difference(empty_url) == []
    assert await is_newest(empty_url)


async def test_every_migration_can_be_taken_back_and_done_again(empty_url: str) -> None:
    await upgrade(empty_url)
    await with_connection(empty_url, lambda config: command.downgrade(config, "base"))
    database = Database(empty_url)
    async with database.engine.connect() as connection:
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await database.close()
    assert tables == ["alembic_version"]
    await upgrade(empty_url)
    assert await difference(empty_url) == []


async def test_an_upgrade_that_fails_on_its_way_leaves_nothing_of_itself(empty_url: str) -> None:
    database = Database(empty_url)
    async with database.write() as session:
        await session.execute(text("CREATE TABLE dataset_origins (id INTEGER)"))
    with pytest.raises(DBAPIError, match="dataset_origins"):
        await upgrade(empty_url)
    async with database.engine.connect() as connection:
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await database.close()
    assert tables == ["dataset_origins"]


async def test_a_second_run_changes_nothing(empty_url: str) -> None:
    await upgrade(empty_url)
    await upgrade(empty_url)
    database = Database(empty_url)
    async with database.read() as session:
        assert (await session.scalars(text("SELECT version_num FROM alembic_version"))).all() == heads()
    await database.close()


async def test_servers_that_start_together_migrate_once(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-m", "gnomon", "migrate"]
    variables = {"PATH": os.environ["PATH"], "DATABASE_URL": empty_url, "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    servers = [await asyncio.create_subprocess_exec(*command, env=variables) for _ in range(3)]
    assert [await server.wait() for server in servers] == [0, 0, 0]
    assert await difference(empty_url) == []
