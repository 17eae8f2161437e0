"""From the text of a table to typed Parquet, rejects and a profile: the way of every file whose values are text."""

from collections.abc import Sequence
from pathlib import Path

from gnomon.datasets.contracts import Column, Reject
from gnomon.engine.contracts import WorkerContext
from gnomon.sources.contracts import MAX_LISTED_REJECTS, ImportStage, ReadOptions, ReadOutcome, ReadRequest
from gnomon.sources.importers import delimited, refusals
from gnomon.sources.importers.column_typing import TypedColumn, type_columns
from gnomon.sources.importers.guessing import Taste
from gnomon.sources.importers.profile import profile_parquet
from gnomon.sources.importers.rejects import RejectList, shortened
from gnomon.sources.importers.sql import Connection, is_engine_refusal, literal, name

PARQUET_NAME = "data.parquet"
_ROW_GROUP = 122_880
_SAMPLE_VALUES = 200_000
_SAMPLE_ROWS = (50, 2_000)


def import_delimited(context: WorkerContext, request: ReadRequest) -> ReadOutcome:
    """Read a CSV or TSV file."""
    context.progress(ImportStage.READING, fraction=0.0)
    connection: Connection = context.connection
    table = delimited.open_delimited(request, context.output_dir)
    try:
        return _import(context, connection, table, request.options)
    except Exception as error:
        if not is_engine_refusal(error):
            raise
        raise refusals.unreadable(
            "The file cannot be read as a table: its quotes and delimiters do not go together.",
            hint="Choose the delimiter by hand, or save the file again.",
        ) from error
    finally:
        for path in (context.output_dir / "source.txt", context.output_dir / "body.txt"):
            path.unlink(missing_ok=True)


def _import(
    context: WorkerContext, connection: Connection, table: delimited.DelimitedTable, options: ReadOptions
) -> ReadOutcome:
    context.progress(ImportStage.TYPING, fraction=0.1)
    columns = type_columns(
        connection,
        table.relation(),
        sample_columns(connection, table.relation(), table.names),
        tastes(table.names, options, prefers_decimal_comma=table.dialect.delimiter == ";"),
        options.day_first,
    )
    context.progress(ImportStage.WRITING, fraction=0.4)
    row_count = write_parquet(connection, table.relation(keeps_rejects=True), columns, context.output_dir)
    rejects = RejectList()
    left_out = delimited.collect_rejects(connection, table, rejects)
    _add_misfits(connection, table, columns, rejects, left_out)
    context.progress(ImportStage.PROFILING, rows=row_count, fraction=0.7)
    described = describe(columns, table.source_names)
    profile = profile_parquet(connection, [context.output_dir / PARQUET_NAME], described)
    return ReadOutcome(
        columns=described,
        row_count=row_count,
        rejected_rows=rejects.total,
        parquet_files=(PARQUET_NAME,),
        rejects_file=rejects.write(context.output_dir),
        profile=profile,
        encoding=table.encoding,
        delimiter=table.dialect.delimiter,
        header_line=table.header_line,
        warnings=table.warnings,
    )


def tastes(names: Sequence[str], options: ReadOptions, *, prefers_decimal_comma: bool) -> dict[str, Taste]:
    """What is known about each column before its values are looked at."""
    unknown = [wanted for wanted in options.types if wanted not in names]
    if unknown:
        raise refusals.wrong_option(f"There is no column “{unknown[0]}” whose type could be set.")
    return {column: Taste(options.decimal_comma, prefers_decimal_comma, options.types.get(column)) for column in names}


def sample_columns(connection: Connection, relation: str, names: Sequence[str]) -> dict[str, list[str]]:
    """The values of the first rows, by column, without those that are absent."""
    low, high = _SAMPLE_ROWS
    limit = min(high, max(low, _SAMPLE_VALUES // len(names)))
    rows = connection.execute(f"SELECT * FROM {relation} LIMIT {limit}").fetchall()
    return {column: [row[index] for row in rows if row[index] is not None] for index, column in enumerate(names)}


def write_parquet(connection: Connection, relation: str, columns: Sequence[TypedColumn], output_dir: Path) -> int:
    """Write the typed columns in the order of the rows; returns how many rows there are."""
    selected = ", ".join(f"{column.value} AS {name(column.name)}" for column in columns)
    target = literal(str(output_dir / PARQUET_NAME))
    row = connection.execute(
        f"COPY (SELECT {selected} FROM {relation}) TO {target} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP})"
    ).fetchone()
    return int(row[0]) if row else 0


def describe(columns: Sequence[TypedColumn], source_names: Sequence[str]) -> tuple[Column, ...]:
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
    table: delimited.DelimitedTable,
    columns: Sequence[TypedColumn],
    rejects: RejectList,
    left_out: frozenset[int],
) -> None:
    """List the values that do not fit the types of their columns."""
    with_misfits = {column.name: column for column in columns if column.misfits}
    if not with_misfits:
        return
    tests = {column.name: column.is_misfit for column in with_misfits.values()}
    found = delimited.misfits(connection, table, tests, MAX_LISTED_REJECTS)
    lines = delimited.lines_of_rows(table, left_out, frozenset(row for row, _column, _value in found))
    listed = (
        Reject(
            line=lines[row],
            column=column,
            value=shortened(value),
            reason=f"The value is not of the type {with_misfits[column].type}.",
        )
        for row, column, value in found
    )
    rejects.add_uncounted(listed, sum(column.misfits for column in with_misfits.values()))
