"""Datasets in the real application, made of what a query gives."""

import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import pytest
from tests.factories import Person
from tests.query.harness import describe, profile_columns

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import CreateDataset, DatasetId, DatasetVersionId, NewVersion, RawFile
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import ids
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.query.runtime import QueryRuntime

MakeDataset = Callable[..., Awaitable[DatasetId]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden SQL files anew.")


def principal_of(person: Person, role: Role = Role.OWNER) -> Principal:
    """The person as the server knows them."""
    return Principal(PrincipalKind.USER, WorkspaceId(UUID(person.workspace_id)), role, UserId(UUID(person.user_id)))


@pytest.fixture
def questions(runtime: Runtime) -> QueryRuntime:
    """The running part of query."""
    return runtime.get(QueryRuntime)


@pytest.fixture
def make_dataset(runtime: Runtime, owner: Person, tmp_path: Path) -> MakeDataset:
    """Makes a dataset of what a query gives; a second version of it when its id is named."""

    async def make(query: str, name: str = "sales", dataset_id: DatasetId | None = None) -> DatasetId:
        return await store_dataset(runtime, owner, tmp_path, query, name, dataset_id)

    return make


async def store_dataset(
    runtime: Runtime, owner: Person, folder: Path, query: str, name: str, dataset_id: DatasetId | None
) -> DatasetId:
    """Store what a query gives as a version of a dataset, as an import does; a new dataset unless its id is named."""
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    database = runtime.get(Database)
    principal = principal_of(owner)
    version_id = ids.new(DatasetVersionId)
    path = folder / f"{version_id}.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"CREATE TABLE stored AS {query}")
        connection.execute(f"COPY stored TO '{path}' (FORMAT parquet)")
        columns = describe(connection, "stored")
        profile = profile_columns(connection, "stored", columns)
        rows = connection.execute("SELECT count(*) FROM stored").fetchall()[0][0]
    raw = RawFile(key=f"raw/{version_id}", sha256="0" * 64, byte_size=1, file_name="sales.csv")
    if dataset_id is None:
        async with database.write() as session:
            command = CreateDataset(name=name, import_id=ids.uuid7(), raw=raw)
            dataset_id = (await datasets.create_dataset(session, principal, command)).id
    blob = await blobs.put_file(f"datasets/{dataset_id}/{version_id}/0.parquet", path)
    new = NewVersion(
        version_id=version_id,
        columns=columns,
        file_keys=(blob.key,),
        row_count=rows,
        byte_size=blob.byte_size,
        content_hash=hashlib.sha256(bytes.fromhex(blob.sha256)).hexdigest(),
        rejected_rows=0,
        rejects_key=None,
        raw_key=None,
        raw_sha256=None,
        file_name="sales.csv",
        profile=profile,
    )
    async with database.write() as session:
        await datasets.add_version(session, principal, dataset_id, new)
    return dataset_id


def spec_of(dataset_id: DatasetId, **parts: Any) -> dict[str, Any]:
    """The JSON of a question."""
    return {"dataset_id": str(dataset_id), **parts}
