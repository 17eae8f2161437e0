"""The last look at a statement: only what our compiler writes may run, and no table without its guard."""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from gnomon.query.barrier import BARRIER
from gnomon.query.errors import StatementRefused
from gnomon.query.formula_words import FORMULA_FUNCTIONS, FORMULA_NODES
from gnomon.query.plan import RowFilter, Scan, Unrestricted

ALLOWED_NODES: frozenset[type[exp.Expr]] = frozenset(
    {
        *(exp.Select, exp.From, exp.Where, exp.Group, exp.Having, exp.Order, exp.Ordered, exp.Limit, exp.Offset),
        *(exp.With, exp.CTE, exp.Subquery, exp.Table, exp.TableAlias, exp.Identifier, exp.Column, exp.Alias),
        *(exp.Literal, exp.Boolean, exp.Null, exp.Placeholder, exp.Star, exp.Paren, exp.Neg),
        *(exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.EQ, exp.LT, exp.LTE, exp.GT, exp.GTE),
        *(exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Cast, exp.DataType, exp.DataTypeParam),
        *(exp.Case, exp.If, exp.Filter, exp.Count, exp.Distinct, exp.Anonymous),
        *FORMULA_NODES,
        *(exp.Join, exp.Union, exp.NullSafeEQ, exp.Window, exp.WindowSpec, exp.GroupingSets, exp.Tuple),
    }
)
ALLOWED_FUNCTIONS = frozenset(
    {
        *FORMULA_FUNCTIONS,
        *("SUM", "AVG", "MIN", "MAX", "MEDIAN", "QUANTILE_CONT", "STDDEV_SAMP", "BOOL_AND"),
        *("DATE_TRUNC", "HOUR", "ISODOW", "MONTH", "TIMEZONE", "MAKE_TIMESTAMP", "EPOCH_US", "EPOCH"),
        *("TIME_BUCKET", "TO_SECONDS", "FLOOR", "ISFINITE", "HASH"),
        *("LOWER", "CONTAINS", "STARTS_WITH", "ENDS_WITH", "FROM_JSON", "UNNEST"),
        *("COALESCE", "ANY_VALUE", "GROUPING", BARRIER, "TRY"),
        *("TO_MONTHS", "TO_DAYS", "TO_HOURS", "TO_MINUTES", "TO_MICROSECONDS", "LEAST"),
        *("LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE", "RANK", "DENSE_RANK", "PERCENT_RANK"),
    }
)


def check(statement: exp.Expr, scans: Sequence[Scan]) -> None:
    """Raise `StatementRefused` unless the statement reads these tables, only through their guards, in known words."""
    if type(statement) is not exp.Select:
        raise StatementRefused("it is not one SELECT")
    groups = _names_of_ctes(statement)
    guards = _guards_of(scans)
    guarded_tables = 0
    for node in statement.walk():
        if type(node) not in ALLOWED_NODES:
            raise StatementRefused(f"{type(node).__name__} is nothing that a question needs")
        if type(node) is exp.Anonymous and node.name not in ALLOWED_FUNCTIONS:
            raise StatementRefused(f"the function {node.name} is nothing that a question needs")
        if type(node) is exp.Table:
            guarded_tables += _is_guarded(node, guards, groups)
    if guarded_tables == 0:
        raise StatementRefused("it reads no table")


def _guards_of(scans: Sequence[Scan]) -> Mapping[tuple[str | None, str], RowFilter]:
    guards: dict[tuple[str | None, str], RowFilter] = {}
    for scan in scans:
        row_filter = guards.setdefault((scan.table.schema, scan.table.name), scan.row_filter)
        if row_filter != scan.row_filter:
            raise StatementRefused("a table has two guards")
    return guards


def _names_of_ctes(statement: exp.Select) -> frozenset[str]:
    with_ = statement.args.get("with_")
    return frozenset() if with_ is None else frozenset(cte.alias for cte in with_.expressions)


def _is_guarded(table: exp.Table, guards: Mapping[tuple[str | None, str], RowFilter], groups: frozenset[str]) -> bool:
    """Whether this is a scanned table behind its guard; False for the groups that were made of them."""
    if not isinstance(table.this, exp.Identifier) or table.catalog:
        raise StatementRefused("a table has a name that no dataset has")
    row_filter = guards.get((table.db or None, table.name))
    if row_filter is None and table.name in groups and not table.db:
        return False
    if row_filter is None:
        raise StatementRefused(f"there is no table {table.name} in the question")
    source = table.parent
    select = source.parent if type(source) is exp.From else None
    if type(select) is not exp.Select or type(select.parent) is not exp.Subquery or select.args.get("joins"):
        raise StatementRefused("a table is read outside its guard")
    where = select.args.get("where")
    if type(where) is not exp.Where:
        raise StatementRefused("a table is read without its guard")
    is_open = type(where.this) is exp.Boolean and where.this.this is True
    if is_open and not isinstance(row_filter, Unrestricted):
        raise StatementRefused("a table is read without its row filter")
    return True
