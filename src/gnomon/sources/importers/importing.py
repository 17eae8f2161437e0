"""From a table to typed Parquet, rejects and a profile: the way of every file."""

from collections.abc import Mapping, Sequence

from gnomon.datasets.contracts import MAX_COLUMNS, Column, Reject
from gnomon.engine.contracts import ROW_GROUP_ROWS, STORED_AS, WorkerContext
from gnomon.sources.contracts import MAX_LISTED_REJECTS, ImportStage, ReadOptions, ReadOutcome
from gnomon.sources.importers import refusals
from gnomon.sources.importers.column_typing import TypedColumn, type_columns
from gnomon.sources.importers.guessing import Taste
from gnomon.sources.importers.profile import profile_parquet
from gnomon.sources.importers.rejects import RejectList, shortened
from gnomon.sources.importers.sql import Connection, literal, name, names
from gnomon.sources.importers.tables import FileTable

PARQUET_NAME = "data.parquet"
WIDE_NAME = "wide.parquet"
_MANY_COLUMNS = 200
_SMALLEST_ROW_GROUP = 8_192
_CELLS_AT_ONCE = 25_000_000
_SAMPLE_VALUES = 200_000
_SAMPLE_ROWS = (50, 2_000)


def import_table(
    context: WorkerContext,
    table: FileTable,
    tastes: Mapping[str, Taste],
    options: ReadOptions,
    delimiter: str | None = None,
) -> ReadOutcome:
    """Type the columns of a table by all of its rows, write it, and say what is in it."""
    if len(table.names) > MAX_COLUMNS:
        raise refusals.too_many_columns(len(table.names))
    connection: Connection = context.connection
    context.progress(ImportStage.TYPING, fraction=0.1)
    columns = _typed(context, table, tastes, options)
    context.progress(ImportStage.WRITING, fraction=0.4)
    row_count = _write(context, table.relation(keeps_rejects=True), columns)
    rejects = RejectList()
    left_out = table.collect_rejects(connection, rejects)
    _add_misfits(connection, table, columns, rejects, left_out)
    context.progress(ImportStage.PROFILING, rows=row_count, fraction=0.7)
    described = _describe(columns, table.source_names)
    profile = profile_parquet(connection, [context.output_dir / PARQUET_NAME], described)
    context.progress(ImportStage.PROFILING, rows=row_count, fraction=1.0)
    return ReadOutcome(
        columns=described,
        row_count=row_count,
        rejected_rows=rejects.total,
        parquet_files=(PARQUET_NAME,),
        rejects_file=rejects.write(context.output_dir),
        profile=profile,
        encoding=table.encoding,
        delimiter=delimiter,
        header_line=table.header_line,
        warnings=table.warnings,
    )


def check_forced(columns: Sequence[str], options: ReadOptions) -> None:
    """Refuse a type for a column that is not there."""
    unknown = [wanted for wanted in options.types if wanted not in columns]
    if unknown:
        raise refusals.wrong_option(f"There is no column “{unknown[0]}” whose type could be set.")


def _typed(
    context: WorkerContext, table: FileTable, tastes: Mapping[str, Taste], options: ReadOptions
) -> list[TypedColumn]:
    connection: Connection = context.connection
    texts = [column for column in table.names if column not in table.natives]
    relation = _staged(context, table) if len(texts) > _MANY_COLUMNS else table.relation()
    samples = _samples(connection, relation, texts) if texts else {}
    typed = {c.name: c for c in type_columns(connection, relation, samples, tastes, options.day_first)}
    for column, native in table.natives.items():
        notes = (native.note,) if native.note else ()
        typed[column] = TypedColumn(column, None, notes, native=native)
    return [typed[column] for column in table.names]


def _staged(context: WorkerContext, table: FileTable) -> str:
    """The text of a wide table by columns, so that looking at some of them does not mean reading all."""
    staged = literal(str(context.output_dir / WIDE_NAME))
    connection: Connection = context.connection
    connection.execute(f"COPY (SELECT * FROM {table.relation()}) TO {staged} (FORMAT parquet, COMPRESSION snappy)")
    return f"read_parquet({staged})"


def _samples(connection: Connection, relation: str, columns: Sequence[str]) -> dict[str, list[str]]:
    """The values of the first rows, by column, without those that are absent."""
    low, high = _SAMPLE_ROWS
    limit = min(high, max(low, _SAMPLE_VALUES // len(columns)))
    rows = connection.execute(f"SELECT {names(columns)} FROM {relation} LIMIT {limit}").fetchall()
    return {column: [row[index] for row in rows if row[index] is not None] for index, column in enumerate(columns)}


def _write(context: WorkerContext, relation: str, columns: Sequence[TypedColumn]) -> int:
    """Write the typed columns in the order of the rows; returns how many rows there are."""
    selected = ", ".join(f"{column.value} AS {name(column.name)}" for column in columns)
    target = literal(str(context.output_dir / PARQUET_NAME))
    row_group = max(_SMALLEST_ROW_GROUP, min(ROW_GROUP_ROWS, _CELLS_AT_ONCE // len(columns)))
    connection: Connection = context.connection
    row = connection.execute(
        f"COPY (SELECT {selected} FROM {relation}) TO {target} ({STORED_AS}, ROW_GROUP_SIZE {row_group})"
    ).fetchone()
    return int(row[0]) if row else 0


def _describe(columns: Sequence[TypedColumn], source_names: Sequence[str]) -> tuple[Column, ...]:
    """The columns in the words of datasets."""
    return tuple(
        Column(
            name=column.name,
            source_name=source_name,
            type=column.type,
            engine_type=column.engine_type,
            position=position,
            label=None,
            description=None,
            is_hidden=False,
            notes=column.notes,
        )
        for position, (column, source_name) in enumerate(zip(columns, source_names, strict=True))
    )


def _add_misfits(
    connection: Connection,
    table: FileTable,
    columns: Sequence[TypedColumn],
    rejects: RejectList,
    left_out: frozenset[int],
) -> None:
    """List the values that do not fit the types of their columns."""
    with_misfits = {column.name: column for column in columns if column.misfits}
    if not with_misfits:
        return
    tests = {column.name: column.is_misfit for column in with_misfits.values()}
    listed = (
        Reject(
            line=line,
            column=column,
            value=shortened(value),
            reason=f"The value is not of the type {with_misfits[column].type}.",
        )
        for line, column, value in table.locate(connection, tests, left_out, MAX_LISTED_REJECTS)
    )
    rejects.add_uncounted(listed, sum(column.misfits for column in with_misfits.values()))
