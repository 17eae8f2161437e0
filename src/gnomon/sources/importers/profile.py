"""The profile of Parquet files: what all rows of each column say together.

Counts, extremes, means, deviations, histograms and the counts of top values are exact. Distinct counts are exact where
the engine can group the column cheaply, and otherwise estimates (HyperLogLog), marked as such. Quartiles are exact, and
estimates (t-digest) where a file has more than `EXACT_QUARTILES` rows. Numbers that are not finite count as values, but
stay out of extremes, means, quartiles and histograms.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gnomon.datasets.contracts import Column, ColumnProfile, ColumnType, HistogramBin, ProfileValue, TopValue
from gnomon.sources.importers import bins
from gnomon.sources.importers.sql import Connection, first_row, literal, name, names

EXACT_QUARTILES = 4_000_000
TOP_VALUES = 10
_GROUPED_TEXT = 500_000
_GROUPED_NUMBERS = 1_000
_FEW = 24
_PART = "profiled_part"
_COLUMNS_AT_ONCE = 50
_MAX_TEXT = 200
_SAFE_TO_SQUARE = 1e150

_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})
_MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIME})


@dataclass(frozen=True, slots=True)
class _Extent:
    """What the first pass says of a column."""

    count: int
    estimate: int
    low: Any
    high: Any


@dataclass(frozen=True, slots=True)
class _Groups:
    """The values of a column by how often they stand."""

    distinct: int | None
    """None where only the most frequent values were looked for."""
    top: tuple[TopValue, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the values of a column are spread."""

    mean: float | None = None
    stddev: float | None = None
    quartiles: tuple[ProfileValue | None, ProfileValue | None, ProfileValue | None] = (None, None, None)
    histogram: tuple[HistogramBin, ...] = ()


def profile_parquet(
    connection: Connection, paths: Sequence[Path], columns: Sequence[Column]
) -> tuple[ColumnProfile, ...]:
    """The profile of each column, over all rows of the files."""
    listed = ", ".join(literal(str(path)) for path in paths)
    relation = f"read_parquet([{listed}])"
    row_count = int(first_row(connection, f"SELECT count(*) FROM {relation}")[0])
    if len(columns) <= _COLUMNS_AT_ONCE:
        return _profiles(connection, relation, columns, row_count)
    profiles: list[ColumnProfile] = []
    for start in range(0, len(columns), _COLUMNS_AT_ONCE):
        part = columns[start : start + _COLUMNS_AT_ONCE]
        # Every look into a file of thousands of columns reads what it says of all of them, so look once for each part.
        selected = names([column.name for column in part])
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {_PART} AS SELECT {selected} FROM {relation}")
        profiles += _profiles(connection, _PART, part, row_count)
    connection.execute(f"DROP TABLE IF EXISTS {_PART}")
    return tuple(profiles)


def _profiles(
    connection: Connection, relation: str, columns: Sequence[Column], row_count: int
) -> tuple[ColumnProfile, ...]:
    extents = _extents(connection, relation, columns)
    groups = {c.name: _groups(connection, relation, c, extents[c.name]) for c in columns}
    shapes = _shapes(connection, relation, columns, extents, row_count)
    return tuple(_profile(c, row_count, extents[c.name], groups[c.name], shapes[c.name]) for c in columns)


def _profile(column: Column, row_count: int, extent: _Extent, groups: _Groups | None, shape: _Shape) -> ColumnProfile:
    distinct = groups.distinct if groups else None
    return ColumnProfile(
        name=column.name,
        type=column.type,
        row_count=row_count,
        null_count=row_count - extent.count,
        distinct_count=min(extent.estimate, extent.count) if distinct is None else distinct,
        is_distinct_exact=distinct is not None,
        min=_shown(column, extent.low),
        max=_shown(column, extent.high),
        mean=shape.mean,
        stddev=shape.stddev,
        q25=shape.quartiles[0],
        median=shape.quartiles[1],
        q75=shape.quartiles[2],
        histogram=shape.histogram,
        top_values=groups.top if groups else (),
    )


def _extents(connection: Connection, relation: str, columns: Sequence[Column]) -> dict[str, _Extent]:
    selected = ", ".join(
        f"count({name(c.name)}), approx_count_distinct({name(c.name)}), {_low(c)}, {_high(c)}" for c in columns
    )
    row = first_row(connection, f"SELECT {selected} FROM {relation}")
    return {column.name: _Extent(*row[index * 4 : index * 4 + 4]) for index, column in enumerate(columns)}


def _low(column: Column) -> str:
    return _comparable(column, "min")


def _high(column: Column) -> str:
    return _comparable(column, "max")


def _comparable(column: Column, aggregate: str) -> str:
    """The least or greatest value in the form in which `_shown` expects it."""
    text = name(column.name)
    match column.type:
        case ColumnType.FLOAT:
            return f"{aggregate}({text}) FILTER (isfinite({text}))"
        case ColumnType.DATE | ColumnType.DATETIME:
            return _micros(f"{aggregate}({text}) FILTER (isfinite({text}))")
        case ColumnType.TIME:
            return _micros(f"{aggregate}({text})")
        case ColumnType.INTEGER | ColumnType.DECIMAL | ColumnType.BOOLEAN:
            return f"{aggregate}({text})"
        case ColumnType.TEXT:
            return f"left({aggregate}({text}), {_MAX_TEXT})"
        case _:
            return "NULL"


def _micros(expression: str) -> str:
    """A moment as a number: days, nanoseconds and zones all become microseconds."""
    return f"epoch_us({expression})"


def _shown(column: Column, value: Any) -> ProfileValue | None:
    """A value as a profile carries it."""
    if value is None:
        return None
    match column.type:
        case ColumnType.DATE | ColumnType.DATETIME:
            return _moment(column, int(value))
        case ColumnType.TIME:
            return bins.clock_text(int(value))
        case ColumnType.INTEGER | ColumnType.DECIMAL:
            return _number(value)
        case ColumnType.FLOAT:
            return float(value) if math.isfinite(value) else str(float(value)).replace("inf", "Infinity")
        case ColumnType.BOOLEAN:
            return bool(value)
        case _:
            text = str(value)
            return text if len(text) < _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"


def _moment(column: Column, micros: int) -> str | None:
    try:
        return bins.moment_text(micros, is_day=column.type is ColumnType.DATE, is_zoned="ZONE" in column.engine_type)
    except OverflowError:
        return None


def _number(value: Any) -> ProfileValue:
    """A number where a double holds it, else its digits."""
    if isinstance(value, int):
        return value if abs(value) <= 2**53 else str(value)
    if value == value.to_integral_value() and abs(value) <= 2**53 and value.as_tuple().exponent == 0:
        return int(value)
    # Not by `normalize`, which rounds to 28 digits first.
    digits = "".join(map(str, value.as_tuple().digits)).strip("0")
    return float(value) if len(digits) <= 15 else str(value)


def _groups(connection: Connection, relation: str, column: Column, extent: _Extent) -> _Groups | None:
    """Distinct values and the most frequent of them, where a column is of the kind or size for it."""
    if extent.count == 0:
        return _Groups(0, ())
    is_number = column.type in _NUMBERS or column.type in _MOMENTS
    if extent.estimate > (_GROUPED_NUMBERS if is_number else _GROUPED_TEXT):
        return None if is_number else _frequent(connection, relation, column)
    text = name(column.name)
    shown = _micros("value_") if column.type in _MOMENTS else "value_"
    rows = connection.execute(
        f"SELECT {shown}, count_, count(*) OVER () FROM (SELECT {text} AS value_, count(*) AS count_ "
        f"FROM {relation} WHERE {text} IS NOT NULL GROUP BY 1) ORDER BY count_ DESC, value_ LIMIT {TOP_VALUES}"
    ).fetchall()
    distinct = int(rows[0][2]) if rows else 0
    has_top = not is_number or distinct <= _FEW
    return _Groups(distinct, _top(column, [(row[0], row[1]) for row in rows]) if has_top else ())


def _frequent(connection: Connection, relation: str, column: Column) -> _Groups:
    """The most frequent of very many texts: candidates from a sketch, counted exactly."""
    text = name(column.name)
    rows = connection.execute(
        f"SELECT {text}, count(*) FROM {relation} WHERE list_contains((SELECT approx_top_k({text}, {TOP_VALUES}) "
        f"FROM {relation}), {text}) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {TOP_VALUES}"
    ).fetchall()
    return _Groups(None, _top(column, [(row[0], row[1]) for row in rows if row[1] > 1]))


def _top(column: Column, rows: Sequence[tuple[Any, int]]) -> tuple[TopValue, ...]:
    shown = ((_shown(column, value), count) for value, count in rows)
    return tuple(TopValue(value=value, count=count) for value, count in shown if value is not None)


def _shapes(
    connection: Connection, relation: str, columns: Sequence[Column], extents: dict[str, _Extent], row_count: int
) -> dict[str, _Shape]:
    """Means, quartiles and histograms of every column that has an order of its own, in one pass."""
    shapes = {column.name: _Shape() for column in columns}
    quantile = "quantile_disc" if row_count <= EXACT_QUARTILES else "approx_quantile"
    asked: list[tuple[Column, list[Any]]] = []
    selected: list[str] = []
    for column in columns:
        extent = extents[column.name]
        if extent.low is None or column.type not in _NUMBERS | _MOMENTS:
            continue
        edges = _edges(column, extent)
        asked.append((column, edges))
        selected += _shape_aggregates(column, extent, edges, quantile)
    if not asked:
        return shapes
    ordered = ", ".join(_ordered(column) for column, _column_edges in asked)
    row = first_row(connection, f"SELECT {', '.join(selected)} FROM (SELECT {ordered} FROM {relation})")
    position = 0
    for column, edges in asked:
        inner = max(len(edges) - 2, 0)
        mean, stddev, quartiles, finite, *below = row[position : position + 4 + inner]
        position += 4 + inner
        low, middle, high = (_shown(column, value) for value in quartiles or (None, None, None))
        counts = bins.counted(edges, below, finite) if edges else []
        shapes[column.name] = _Shape(mean, stddev, (low, middle, high), _histogram(column, edges, counts))
    return shapes


def _ordered(column: Column) -> str:
    """The finite values of a column as numbers, under its own name."""
    text = name(column.name)
    match column.type:
        case ColumnType.FLOAT:
            return f"CASE WHEN isfinite({text}) THEN {text} END AS {text}"
        case ColumnType.DATE | ColumnType.DATETIME:
            return f"CASE WHEN isfinite({text}) THEN {_micros(text)} END AS {text}"
        case ColumnType.TIME:
            return f"{_micros(text)} AS {text}"
        case _:
            return text


def _shape_aggregates(column: Column, extent: _Extent, edges: Sequence[Any], quantile: str) -> list[str]:
    text = name(column.name)
    is_averaged = column.type in _NUMBERS and max(abs(extent.low), abs(extent.high)) < _SAFE_TO_SQUARE
    average = f"CAST(avg({text}) AS DOUBLE)" if is_averaged else "NULL"
    deviation = f"stddev_samp(CAST({text} AS DOUBLE))" if is_averaged else "NULL"
    below = [f"count_if({text} < {_edge_literal(column, edge)})" for edge in edges[1:-1]]
    return [average, deviation, f"{quantile}({text}, [0.25, 0.5, 0.75])", f"count({text})", *below]


def _edges(column: Column, extent: _Extent) -> list[Any]:
    try:
        match column.type:
            case ColumnType.DATE | ColumnType.DATETIME:
                return bins.moment_edges(int(extent.low), int(extent.high), is_day=column.type is ColumnType.DATE)
            case ColumnType.TIME:
                return bins.clock_edges(int(extent.low), int(extent.high))
            case _:
                return bins.number_edges(
                    float(extent.low), float(extent.high), is_whole=column.type is ColumnType.INTEGER
                )
    except OverflowError:
        return []


def _edge_literal(column: Column, edge: Any) -> str:
    if column.type is ColumnType.FLOAT:
        return f"CAST({literal(str(edge))} AS DOUBLE)"
    return str(edge) if isinstance(edge, int) else format(edge, "f")


def _histogram(column: Column, edges: Sequence[Any], counts: Sequence[int]) -> tuple[HistogramBin, ...]:
    shown = [_shown(column, float(edge) if column.type is ColumnType.FLOAT else edge) for edge in edges]
    return tuple(
        HistogramBin(low=low, high=high, count=count)
        for low, high, count in zip(shown, shown[1:], counts, strict=False)
        if low is not None and high is not None
    )
