"""Whether columns of a dataset version identify its rows: measured once, over all rows, and remembered."""

from sqlglot import exp

from gnomon.datasets.contracts import DatasetTable
from gnomon.engine.contracts import Budget, Statement, TableFiles
from gnomon.query import arrow
from gnomon.query.cache import KeptResult, hashed
from gnomon.query.expressions import quoted
from gnomon.query.limits import is_light
from gnomon.query.runtime import QueryRuntime

FIRST_ROWS = 100_000
"""What repeats mostly does so soon: so many rows are looked at before all of them are."""
MEASURING_SECONDS = 10.0


async def is_unique(runtime: QueryRuntime, table: DatasetTable, columns: tuple[str, ...]) -> bool:
    """Whether no two rows of the version have the same values in these columns; no columns: whether it has one row.

    Rows with a null in one of the columns are left out, for nothing joins them. It is measured over all rows, whatever
    a principal may see of them. Raises what the engine raises: then nobody knows. It takes no place of the limits, so
    that whoever holds one can call it.
    """
    if not columns:
        return table.row_count <= 1
    fact = (table.version_id, tuple(sorted({column.lower() for column in columns})))
    known = runtime.key_facts.get(fact)
    if known is None:
        known = await _measure(runtime, table, fact[1])
        runtime.key_facts.put(fact, is_unique=known)
    return known


async def _measure(runtime: QueryRuntime, table: DatasetTable, columns: tuple[str, ...]) -> bool:
    if table.row_count > FIRST_ROWS and not await _ask(runtime, table, columns, FIRST_ROWS):
        return False
    return await _ask(runtime, table, columns, None)


async def _ask(runtime: QueryRuntime, table: DatasetTable, columns: tuple[str, ...], first_rows: int | None) -> bool:
    """Ask the engine; whoever wants to know the same at the same time waits for the one answer."""
    key = hashed(["unique", str(table.version_id), columns, first_rows])
    rows = table.row_count if first_rows is None else first_rows
    kept, _ = await runtime.flights.share(key, lambda: _run(runtime, table, question(table, columns, first_rows), rows))
    return not arrow.table_of(kept.ipc).column(0)[0].as_py()


async def _run(runtime: QueryRuntime, table: DatasetTable, sql: str, rows: int) -> KeptResult:
    paths = [await runtime.blobs.local_path(key) for key in table.file_keys]
    files = TableFiles(name=table.sql_name, paths=tuple(paths))
    settings = runtime.limits.settings
    budget = Budget(min(MEASURING_SECONDS, settings.query_seconds), settings.memory_limit, max_rows=1)
    result = await runtime.engine.run(Statement(sql, (), (files,), is_light=is_light(rows)), budget)
    return KeptResult(result.ipc, result.row_count, None)


def question(table: DatasetTable, columns: tuple[str, ...], first_rows: int | None) -> str:
    """Whether two of the rows have the same values in the columns, as SQL."""
    names = [exp.Column(this=quoted(column)) for column in columns]
    rows = exp.select(*names).from_(exp.Table(this=quoted(table.sql_name)))
    if first_rows is not None:
        rows = rows.limit(first_rows)
    whole = exp.and_(*(name.is_(exp.null()).not_() for name in names))
    twice = exp.Count(this=exp.Star()) > 1
    twins = exp.select("1").from_(rows.subquery("rows")).where(whole).group_by(*names).having(twice)
    return exp.select(exp.Exists(this=twins).as_("has_twins")).sql("duckdb")
