"""The walls around a statement, each one tried with the others switched off."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine.budgets import ask, budget
from tests.engine.conftest import StartEngine, WriteTable
from tests.engine.rows import rows_of

from gnomon.engine import landlock, walls
from gnomon.engine.contracts import EngineError, QueryFailed

NO_WALL: frozenset[str] = frozenset()
SECRET = "the-secret-in-the-file"

has_landlock = pytest.mark.skipif(not landlock.is_available(), reason="this kernel has no Landlock")
as_root = pytest.mark.skipif(not walls.is_root(), reason="only root can become somebody else")


def readers(path: Path) -> list[str]:
    """Every spelling of “give me that file” that we know."""
    name, folder = str(path), str(path.parent)
    return [
        f"SELECT * FROM read_text('{name}')",
        f"SELECT * FROM read_blob('{name}')",
        f"SELECT * FROM read_csv('{name}')",
        f"SELECT * FROM read_csv('{name}', header = false, columns = {{'line': 'VARCHAR'}})",
        f"SELECT * FROM sniff_csv('{name}')",
        f"SELECT * FROM read_json('{name}')",
        f"SELECT * FROM read_parquet('{name}')",
        f"SELECT * FROM parquet_metadata('{name}')",
        f"SELECT * FROM glob('{folder}/*')",
        f"SELECT * FROM '{name}'",
        f'SELECT * FROM "{name}"',
        f'WITH "{name}" AS (SELECT * FROM "{name}") SELECT * FROM "{name}"',
        f"SELECT * FROM query('FROM read_text(''{name}'')')",
        f"SELECT * FROM query_table(['{name}'])",
        f"SELECT (SELECT content FROM read_text('{name}'))",
        f"SELECT * FROM read_text('{folder}/../{path.parent.name}/{path.name}')",
        f"SELECT * FROM read_text('file://{name}')",
        "SELECT * FROM read_text('/proc/self/environ')",
        "SELECT * FROM read_text('https://127.0.0.1:9/x')",
        "SELECT * FROM read_csv('s3://bucket/x.csv')",
        "SELECT getenv('PATH')",
    ]


def writers(path: Path) -> list[str]:
    """Ways to change a file or the engine, none of which is a SELECT to begin with."""
    return [
        f"COPY (SELECT 1) TO '{path}'",
        f"COPY (SELECT 1) TO '{path}' (FORMAT parquet, USE_TMP_FILE false)",
        f"EXPORT DATABASE '{path.parent}'",
        f"ATTACH '{path}' AS stolen",
        f"CALL enable_logging(storage = 'file', storage_config = {{'path': '{path}'}})",
        f"SET log_query_path = '{path}'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
    ]


def content_of(path: Path) -> str:
    """What a file says now."""
    return path.read_text()


@pytest.fixture
def secret(data_folder: Path) -> Iterator[Path]:
    """A file that is nobody's table."""
    path = data_folder.parent / f"{data_folder.name}-secret.csv"
    path.write_text(f"{SECRET}\n{SECRET}\n")
    path.chmod(0o644)
    yield path
    path.unlink()


async def test_the_engines_own_wall_alone_keeps_every_file_but_the_tables(
    start: StartEngine, secret: Path, write_table: WriteTable
) -> None:
    engine = start(walls=frozenset({"engine"}))
    table = write_table("t", "SELECT 1 AS n")
    for sql in [*readers(secret), *writers(secret)]:
        with pytest.raises(EngineError) as refused:
            await engine.run(ask(sql, tables=(table,)), budget())
        told = refused.value.message
        assert SECRET not in told, sql
        assert str(secret) not in told, sql
    assert content_of(secret) == f"{SECRET}\n{SECRET}\n"
    assert rows_of((await engine.run(ask("FROM t", tables=(table,)), budget())).ipc) == [[1]]


async def test_no_setting_or_secret_of_the_engine_tells_where_it_lives(start: StartEngine) -> None:
    engine = start()
    for sql in (
        "SELECT * FROM duckdb_secrets()",
        "SELECT path FROM duckdb_databases()",
        "SELECT value FROM duckdb_settings() WHERE name NOT LIKE 'allowed%'",
    ):
        told = str(rows_of((await engine.run(ask(sql), budget())).ipc))
        assert "/root" not in told
        assert "/home" not in told
        assert str(Path.cwd()) not in told


async def test_without_any_wall_the_same_statements_do_read_the_file(start: StartEngine, secret: Path) -> None:
    engine = start(walls=NO_WALL)
    told = rows_of((await engine.run(ask(f"SELECT content FROM read_text('{secret}')"), budget())).ipc)
    assert told == [[f"{SECRET}\n{SECRET}\n"]]


@has_landlock
async def test_the_wall_of_files_alone_keeps_every_file_outside_the_data_folder(
    start: StartEngine, secret: Path, write_table: WriteTable
) -> None:
    engine = start(walls=frozenset({"files"}))
    table = write_table("t", "SELECT 1 AS n")
    for path in (secret, Path("/etc/passwd"), Path("/etc/hostname")):
        with pytest.raises(QueryFailed):
            await engine.run(ask(f"SELECT * FROM read_text('{path}')"), budget())
    assert rows_of((await engine.run(ask("FROM t", tables=(table,)), budget())).ipc) == [[1]]


@as_root
async def test_the_wall_of_the_user_alone_keeps_what_is_roots(
    start: StartEngine, secret: Path, write_table: WriteTable
) -> None:
    engine = start(walls=frozenset({"user"}))
    table = write_table("t", "SELECT 1 AS n")
    os.chmod(secret, 0o600)  # noqa: PTH101
    with pytest.raises(QueryFailed):
        await engine.run(ask(f"SELECT * FROM read_text('{secret}')"), budget())
    assert rows_of((await engine.run(ask("FROM t", tables=(table,)), budget())).ipc) == [[1]]
    status = table.paths[0].stat()
    assert (status.st_uid, status.st_gid, oct(status.st_mode)) == (0, walls.WORKER_ID, "0o100440")
