"""Small tables in an in-process DuckDB, and questions about them that go through the whole pipeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
from arro3.core import RecordBatchReader
from arro3.io import write_ipc_stream

from gnomon.datasets.contracts import (
    Column,
    ColumnProfile,
    ColumnType,
    DatasetId,
    DatasetTable,
    DatasetVersionId,
    Profile,
)
from gnomon.engine.contracts import (
    Budget,
    EngineResult,
    EngineStats,
    QueryFailed,
    QueryTooLarge,
    ResultColumn,
    RunId,
    Statement,
)
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.query import arrow
from gnomon.query.contracts import QuerySpec
from gnomon.query.draft import Extent, Question, Search
from gnomon.query.extents import extents_in_model, members_with_extent
from gnomon.query.pipeline import Compiled, compile_query
from gnomon.query.plan import UNRESTRICTED, RowFilter
from gnomon.query.world import World
from gnomon.semantic.contracts import CheckedModel, ModelDefinition, ModelTable, SemanticModel
from gnomon.semantic.inference import infer_model

WORKSPACE = WorkspaceId(UUID(int=1))
PRINCIPAL = Principal(PrincipalKind.USER, WORKSPACE, Role.EDITOR, UserId(UUID(int=2)))
DATASET = DatasetId(UUID(int=3))
VERSION = DatasetVersionId(UUID(int=4))
MADE_AT = datetime(2024, 6, 1, tzinfo=UTC)
NOW = datetime(2024, 6, 15, 12, 30, tzinfo=UTC)
COLUMNS_AT_ONCE = 20

_TYPES = {
    "BOOLEAN": ColumnType.BOOLEAN,
    "DATE": ColumnType.DATE,
    "TIME": ColumnType.TIME,
    "INTERVAL": ColumnType.DURATION,
    "JSON": ColumnType.JSON,
    "VARCHAR": ColumnType.TEXT,
    "DOUBLE": ColumnType.FLOAT,
    "FLOAT": ColumnType.FLOAT,
}


def column_type(engine_type: str) -> ColumnType:
    """The column type that an engine type stands for."""
    if engine_type in _TYPES:
        return _TYPES[engine_type]
    if engine_type.startswith("DECIMAL"):
        return ColumnType.DECIMAL
    if engine_type.startswith("TIMESTAMP"):
        return ColumnType.DATETIME
    if engine_type.endswith("INT") or engine_type == "INTEGER":
        return ColumnType.INTEGER
    raise ValueError(engine_type)


def describe(connection: duckdb.DuckDBPyConnection, source: str) -> tuple[Column, ...]:
    """The columns of a query or a table."""
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    return tuple(
        Column(
            name=name,
            source_name=name,
            type=column_type(engine_type),
            engine_type=engine_type,
            position=position,
            label=None,
            description=None,
            is_hidden=False,
            notes=(),
        )
        for position, (name, engine_type, *_) in enumerate(described)
    )


def profile_columns(
    connection: duckdb.DuckDBPyConnection, source: str, columns: Sequence[Column]
) -> tuple[ColumnProfile, ...]:
    """Just enough of a profile: counts, least and greatest values."""
    found: list[ColumnProfile] = []
    # The engine takes a minute for thousands of aggregates at once, and a second for them one after the other.
    for start in range(0, len(columns), COLUMNS_AT_ONCE):
        part = columns[start : start + COLUMNS_AT_ONCE]
        wanted = ", ".join(map(_known_of, part))
        rows, *known = connection.execute(f"SELECT count(*), {wanted} FROM {source}").fetchall()[0]
        found += [_profile(column, rows, *known[4 * place : 4 * place + 4]) for place, column in enumerate(part)]
    return tuple(found)


def _known_of(column: Column) -> str:
    name = '"' + column.name.replace('"', '""') + '"'
    return f"count({name}), count(DISTINCT {name}), min({name})::VARCHAR, max({name})::VARCHAR"


def _profile(column: Column, rows: int, present: int, distinct: int, low: Any, high: Any) -> ColumnProfile:
    number = {ColumnType.INTEGER: int, ColumnType.FLOAT: float}.get(column.type)
    if column.type in {ColumnType.JSON, ColumnType.DURATION}:
        low = high = None
    return ColumnProfile(
        name=column.name,
        type=column.type,
        row_count=rows,
        null_count=rows - present,
        distinct_count=distinct,
        is_distinct_exact=True,
        min=number(low) if number and low is not None else low,
        max=number(high) if number and high is not None else high,
        mean=None,
        stddev=None,
        q25=None,
        median=None,
        q75=None,
        histogram=(),
        top_values=(),
    )


@dataclass(frozen=True)
class Answered:
    """An answer in Python values, with the statement that gave it."""

    names: list[str]
    types: list[str]
    rows: list[list[Any]]
    total_rows: int | None
    compiled: Compiled


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory, set as the engine is."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def world_of(table: DatasetTable, row_filter: RowFilter) -> World:
    """A dataset that nobody has said anything about."""
    only = ModelTable.model_construct(name=table.sql_name, dataset_id=table.dataset_id)
    definition = ModelDefinition.model_construct(tables=(only,))
    checked = CheckedModel(
        model_id=None,
        revision=0,
        definition=definition,
        tables={table.sql_name: table},
        calculated={},
        measures={},
        row_policies={},
        problems=(),
    )
    return World(checked, table.sql_name, {table.sql_name: row_filter})


class SmallTable:
    """A table in memory that can be asked.

    Connecting takes longer than asking: whoever needs one table after the other hands in a connection, whose former
    table is then gone.
    """

    def __init__(
        self,
        query: str,
        *,
        name: str = "sales",
        hidden: Sequence[str] = (),
        connection: duckdb.DuckDBPyConnection | None = None,
    ) -> None:
        self.connection = connection or connect()
        self.connection.execute(f"CREATE OR REPLACE TABLE stored AS {query}")
        columns = describe(self.connection, "stored")
        self.columns = tuple(column.model_copy(update={"is_hidden": column.name in hidden}) for column in columns)
        quoted = '"' + name.replace('"', '""') + '"'
        self.connection.execute(f'CREATE OR REPLACE VIEW {quoted} AS SELECT *, rowid AS "__row" FROM stored')
        rows = self.connection.execute("SELECT count(*) FROM stored").fetchall()[0][0]
        self.table = DatasetTable(
            dataset_id=DATASET,
            workspace_id=WORKSPACE,
            name=name,
            sql_name=name,
            version_id=VERSION,
            version_number=1,
            content_hash="hash",
            row_count=rows,
            columns=self.columns,
            file_keys=("datasets/one/0.parquet",),
            created_at=MADE_AT,
        )
        profile = profile_columns(self.connection, "stored", self.columns)
        self.model: SemanticModel = infer_model(
            self.table, Profile(dataset_id=DATASET, version_id=VERSION, row_count=rows, columns=profile)
        )

    def spec(self, **parts: Any) -> QuerySpec:
        """A question about this table, from plain words."""
        return QuerySpec.model_validate({"dataset_id": str(DATASET), **parts})

    def question(
        self,
        spec: QuerySpec,
        *,
        row_filter: RowFilter = UNRESTRICTED,
        now: datetime = NOW,
        search: Search | None = None,
        extents: Mapping[str, Extent] | None = None,
    ) -> Question:
        """The question with what it needs."""
        if extents is None:
            extents = extents_in_model(self.model, members_with_extent(spec))
        return Question(spec, PRINCIPAL, self.model, world_of(self.table, row_filter), now, extents, search)

    def run(self, compiled: Compiled) -> tuple[bytes, int]:
        """The Arrow stream of a compiled question, and how many rows it has."""
        lowered = compiled.lowered
        relation = self.connection.sql(lowered.sql, params=list(lowered.parameters) or None)
        return stream_of(relation)

    def ask(self, spec: QuerySpec | None = None, *, limit_numbers: bool = True, **parts: Any) -> Answered:
        """The answer to a question, in plain values."""
        options = {key: parts.pop(key) for key in ("row_filter", "now", "search", "extents") if key in parts}
        asked = spec or self.spec(**parts)
        compiled = compile_query(self.question(asked, **options))
        ipc, count = self.run(compiled)
        total = None
        if compiled.lowered.total_column is not None:
            ipc, total = arrow.without_total(ipc, count)
        return Answered(
            names=[column.name for column in compiled.columns],
            types=[column.type.value for column in compiled.columns],
            rows=arrow.rows_of(ipc, compiled.columns, limit_numbers=limit_numbers),
            total_rows=total,
            compiled=compiled,
        )

    def rows(self, **parts: Any) -> list[list[Any]]:
        """Just the rows of the answer."""
        return self.ask(**parts).rows


def stream_of(relation: Any) -> tuple[bytes, int]:
    """A DuckDB relation as an Arrow IPC stream, and how many rows it has."""
    import io

    table = RecordBatchReader.from_arrow(relation).read_all()
    written = io.BytesIO()
    write_ipc_stream(table, written, compression=None)
    return written.getvalue(), table.num_rows


class InProcessEngine:
    """Runs statements here and now; for tests that are not about the engine."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []

    async def run(self, statement: Statement, budget: Budget, *, run_id: RunId | None = None) -> EngineResult:
        """Run one statement over its files."""
        self.statements.append(statement)
        with duckdb.connect() as connection:
            connection.execute("SET TimeZone = 'UTC'")
            for table in statement.tables:
                create_view(connection, table.name, table.paths, table.row_number)
            try:
                relation = connection.sql(statement.sql, params=list(statement.parameters) or None)
                ipc, rows = stream_of(relation)
            except duckdb.Error as error:
                raise QueryFailed(str(error)) from error
            columns = tuple(map(ResultColumn, relation.columns, map(str, relation.types)))
        if rows > budget.max_rows:
            raise QueryTooLarge(budget.max_rows)
        return EngineResult(ipc, columns, rows, 0.0)

    async def cancel(self, run_id: RunId) -> bool:
        """Nothing runs for long enough."""
        return False

    def stats(self) -> EngineStats:
        """There are no workers."""
        return EngineStats(workers=0, busy=0, queued=0, tasks=0, restarts=0)

    async def close(self) -> None:
        """There is nothing to end."""


def create_view(
    connection: duckdb.DuckDBPyConnection, name: str, paths: Sequence[Path], row_number: str | None
) -> None:
    """Let a name stand for Parquet files, as the engine does."""
    files = ", ".join(f"'{path}'" for path in paths)
    extra = "" if row_number is None else f', file_row_number AS "{row_number}"'
    connection.execute(f'CREATE VIEW "{name}" AS SELECT *{extra} FROM read_parquet([{files}])')
