"""The words around a statement that group its rows, with a total at every level.

Columns of the statement are called by their place, so that no name of theirs is ever part of it: two may share a name,
and any may be a word of the language. Totals are GROUPING SETS over the very rows: an average of a total is that of its
rows, and a distinct value counts once in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts.pivoting import PIVOT_LIMIT, PivotMeasure, PivotSort, PivotSql
from gnomon.query.handwritten.columns import column_type
from gnomon.query.handwritten.outgoing import NESTED, ZONED
from gnomon.semantic.contracts import Aggregation
from gnomon.semantic.contracts.engine_types import is_wide

LEVEL = "__level"
ADDED_UP = frozenset({Aggregation.SUM, Aggregation.AVG, Aggregation.MEDIAN})
NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})
_FUNCTIONS = {
    Aggregation.SUM: "SUM",
    Aggregation.AVG: "AVG",
    Aggregation.MIN: "MIN",
    Aggregation.MAX: "MAX",
    Aggregation.COUNT: "COUNT",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before a statement and behind it."""

    before: str
    behind: str


def sets_of(pivot: PivotSql) -> tuple[tuple[int, ...], ...]:
    """The places by which each level is grouped: the cells first, then the finest totals, the whole at the end."""
    across = () if pivot.across is None else (pivot.across,)
    depths = reversed(range(len(pivot.rows) + 1))
    return tuple(
        dict.fromkeys(part for depth in depths for part in ((*pivot.rows[:depth], *across), pivot.rows[:depth]))
    )


def around(pivot: PivotSql, engine_types: Sequence[str], time_zone: str, *, limit: int | None = PIVOT_LIMIT) -> Around:
    """The words that make groups of the statement's rows; without a limit they count the groups instead."""
    groups = pivot.groups
    values = dict.fromkeys(one.place for one in pivot.measures if one.place is not None)
    inner = [f"{_shown(f'c{place}', engine_types[place], time_zone)} AS c{place}" for place in groups]
    inner += [f"c{place} AS v{place}" for place in values]
    names = ", ".join(f"c{place}" for place in range(max((*groups, *values)) + 1))
    sets = ", ".join(f"({', '.join(f'c{place}' for place in one)})" for one in sets_of(pivot))
    grouped = f"\n) AS answer({names})) AS named GROUP BY GROUPING SETS ({sets}) HAVING COUNT(*) > 0"
    source = f"FROM (SELECT {', '.join(inner)} FROM (\n"  # noqa: S608
    if limit is None:
        return Around(f"SELECT COUNT(*) FROM (SELECT 1 {source}", f"{grouped}) AS counted")  # noqa: S608
    figures = [f"{_figure(one, engine_types)} AS m{number}" for number, one in enumerate(pivot.measures)]
    shown = ", ".join([*(f"c{place}" for place in groups), *figures, f"{_level(pivot)} AS {LEVEL}"])
    order = ", ".join([f"{LEVEL} DESC", *_order(pivot, engine_types)])
    return Around(f"SELECT {shown} {source}", f"{grouped} ORDER BY {order} LIMIT {limit}")


def _shown(value: str, engine_type: str, time_zone: str) -> str:
    """The value as people see it: what looks the same to them is one group."""
    if engine_type in ZONED:
        return _in_calendar(f"timezone('{time_zone}', {value})")
    if NESTED.fullmatch(engine_type):
        return f"CAST(to_json({value}) AS VARCHAR)"
    if engine_type == "DATE":
        return _in_calendar(value)
    if engine_type.startswith("TIMESTAMP"):
        return _in_calendar(f"CAST({value} AS TIMESTAMP)")
    if engine_type in {"FLOAT", "DOUBLE"}:
        return f"CASE WHEN isfinite({value}) THEN {value} END"
    return value


def _in_calendar(value: str) -> str:
    return f"CASE WHEN {value} >= DATE '0001-01-01' AND {value} < DATE '10000-01-01' THEN {value} END"


def _figure(one: PivotMeasure, engine_types: Sequence[str]) -> str:
    if one.place is None:
        return "COUNT(*)"
    value = f"v{one.place}"
    match one.aggregation:
        case Aggregation.COUNT_DISTINCT:
            return f"COUNT(DISTINCT {value})"
        case Aggregation.MEDIAN:
            return f"MEDIAN(CAST({value} AS DOUBLE))"
        case Aggregation.AVG if is_wide(engine_types[one.place]):
            return f"AVG(CAST({value} AS DOUBLE))"
        case aggregation:
            return f"{_FUNCTIONS[aggregation]}({value})"


def _level(pivot: PivotSql) -> str:
    """Which of the sets a row belongs to: GROUPING sets a bit for each column that the row is not grouped by."""
    groups = pivot.groups
    bits: Mapping[int, int] = {place: 1 << position for position, place in enumerate(reversed(groups))}
    cases = " ".join(
        f"WHEN {sum(bits[place] for place in groups if place not in one)} THEN {level}"
        for level, one in enumerate(sets_of(pivot))
    )
    return f"CAST(CASE GROUPING({', '.join(f'c{place}' for place in groups)}) {cases} END AS INTEGER)"


def _order(pivot: PivotSql, engine_types: Sequence[str]) -> list[str]:
    down = [f"c{place} NULLS LAST" for place in pivot.rows]
    across = [] if pivot.across is None else [f"c{pivot.across} NULLS LAST"]
    match pivot.sort:
        case PivotSort.LABEL:
            return [*down, *across]
        case PivotSort.LABEL_DESCENDING:
            backward = [f"c{place} DESC NULLS LAST" for place in pivot.rows]
            return [*backward, *across]
        case PivotSort.VALUE | PivotSort.VALUE_DESCENDING:
            by = f"m0{' DESC' if pivot.sort is PivotSort.VALUE_DESCENDING else ''} NULLS LAST"
            is_named = pivot.across is not None and column_type(engine_types[pivot.across]) is ColumnType.TEXT
            # Columns that run forward do so whatever the rows do.
            return [by, *down, *across] if is_named or not across else [*across, by, *down]
