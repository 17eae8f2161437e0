"""How well the keys of two dataset versions fit together: measured over all rows, for those who may see all rows."""

from sqlglot import exp

from gnomon.datasets.contracts import DatasetTable
from gnomon.engine.contracts import Statement, TableFiles
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.cache import KeptResult, hashed
from gnomon.query.contracts import KeyMatch
from gnomon.query.expressions import quoted
from gnomon.query.key_facts import is_unique
from gnomon.query.limits import is_light
from gnomon.query.runtime import QueryRuntime

Key = tuple[DatasetTable, tuple[str, ...]]


async def match_of(runtime: QueryRuntime, principal: Principal, left: Key, right: Key) -> KeyMatch:
    """How two keys fit together. It looks at every row, whatever a principal may see; raises what the engine raises."""
    return KeyMatch(
        is_from_unique=await is_unique(runtime, *left),
        is_to_unique=await is_unique(runtime, *right),
        matched_share=await _matched_share(runtime, principal, left, right),
    )


async def _matched_share(runtime: QueryRuntime, principal: Principal, left: Key, right: Key) -> float | None:
    """The share of the left rows with a key that find one on the right."""
    fact = hashed(["matched", *((str(table.version_id), columns) for table, columns in (left, right))])
    kept = await runtime.cache.get(fact)
    if kept is None:
        kept, _ = await runtime.flights.share(fact, lambda: _run(runtime, principal, left, right, fact))
    row = arrow.table_of(kept.ipc)
    total, matched = row.column(0)[0].as_py(), row.column(1)[0].as_py()
    return None if not total else matched / total


async def _run(runtime: QueryRuntime, principal: Principal, left: Key, right: Key, fact: str) -> KeptResult:
    files = []
    for table in {left[0].sql_name: left[0], right[0].sql_name: right[0]}.values():
        paths = [await runtime.blobs.local_path(key) for key in table.file_keys]
        files.append(TableFiles(name=table.sql_name, paths=tuple(paths)))
    brief = is_light(left[0].row_count, right[0].row_count)
    async with runtime.limits.place(principal, is_light=brief) as budget:
        statement = Statement(question(left, right), (), tuple(files), is_light=brief)
        result = await runtime.engine.run(statement, budget)
    kept = KeptResult(result.ipc, result.row_count, None)
    runtime.cache.put(fact, kept)
    return kept


def question(left: Key, right: Key) -> str:
    """How many left rows have a key, and how many of them find it on the right, as SQL; each key is looked up once."""
    keys = _counted(left).subquery("own")
    others = _keys(right).distinct().subquery("others")
    names = [f"k{place}" for place in range(len(left[1]))]
    fits = exp.and_(*(_of("own", name).eq(_of("others", name)) for name in names))
    found = exp.Filter(
        this=exp.Sum(this=_of("own", "rows")),
        expression=exp.Where(this=_of("others", names[0]).is_(exp.null()).not_()),
    )
    zero = exp.Literal.number(0)
    return (
        exp.select(
            exp.Coalesce(this=exp.Sum(this=_of("own", "rows")), expressions=[zero]).as_("total"),
            exp.Coalesce(this=found, expressions=[zero]).as_("matched"),
        )
        .from_(keys)
        .join(others, on=fits, join_type="left")
        .sql("duckdb")
    )


def _counted(key: Key) -> exp.Select:
    """Every key of a table once, with the number of its rows."""
    names = [exp.column(f"k{place}", quoted=True) for place in range(len(key[1]))]
    return (
        exp.select(*names, exp.Count(this=exp.Star()).as_("rows")).from_(_keys(key).subquery("keys")).group_by(*names)
    )


def _keys(key: Key) -> exp.Select:
    """The keys of the rows that have one."""
    table, columns = key
    values = [exp.Column(this=quoted(column)) for column in columns]
    named = [value.as_(f"k{place}", quoted=True) for place, value in enumerate(values)]
    whole = exp.and_(*(value.copy().is_(exp.null()).not_() for value in values))
    return exp.select(*named).from_(exp.Table(this=quoted(table.sql_name))).where(whole)


def _of(table: str, column: str) -> exp.Column:
    return exp.column(column, table, quoted=True)
