"""The matrix of a result: the engine groups the rows of the statement, and every total is its own."""

import asyncio
from dataclasses import dataclass

import orjson

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChannelBinding, Drawing, FieldRef, FieldRole, Mark
from gnomon.charts.drawing import title_of
from gnomon.charts.fields import Field
from gnomon.charts.registry import VISUALS
from gnomon.charts.results.fields import KINDS, MAX_LABEL
from gnomon.datasets.contracts import ROWS, ColumnType
from gnomon.foundation.kit.contract import Contract
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.contracts import PIVOT_LIMIT, PivotMeasure, PivotSql, SqlColumn, SqlResult
from gnomon.query.replies import LONG_RESULT_ROWS, sql_json
from gnomon.semantic.contracts import DimensionKind


class PivotedResult(Contract):
    """A matrix of a statement's rows.

    Its result has a column `c` and a place for each one that groups, `m` and a number for each figure, and `__level`,
    which tells the cells (0) from the totals that the drawing names.
    """

    drawing: Drawing
    result: SqlResult


@dataclass(frozen=True, slots=True)
class PivotAnswer:
    """A matrix, and the rows that it is drawn of."""

    drawing: Drawing
    answer: query.SqlAnswer


async def pivot_result(runtime: query.QueryRuntime, principal: Principal, pivot: PivotSql) -> PivotAnswer:
    """Ask for the cells and totals, and say how they are shown. Raises what `query.service.pivot_sql` raises."""
    pivoted = await query.pivot_sql(runtime, principal, pivot)
    return PivotAnswer(_drawing(pivot, pivoted), pivoted.answer)


async def pivoted_json(made: PivotAnswer) -> bytes:
    """The matrix as `PivotedResult`."""
    is_long = made.answer.meaning.row_count > LONG_RESULT_ROWS
    return await asyncio.to_thread(_json, made) if is_long else _json(made)


def _json(made: PivotAnswer) -> bytes:
    drawing = made.drawing.model_dump(mode="json")
    return orjson.dumps({"drawing": drawing, "result": orjson.Fragment(sql_json(made.answer))})


def _drawing(pivot: PivotSql, pivoted: query.Pivoted) -> Drawing:
    made = Arrangement(
        mark=Mark.MATRIX,
        x=None if pivot.across is None else _group(pivot.across, pivoted.columns),
        detail=tuple(_group(place, pivoted.columns) for place in pivot.rows),
        y=tuple(_figure(number, one, pivoted.columns) for number, one in enumerate(pivot.measures)),
        limit=PIVOT_LIMIT,
    )
    title = title_of(made, "the result")
    meaning = pivoted.answer.meaning
    cut = (
        f"{meaning.row_count:,} of {meaning.total_rows:,} cells and totals; the totals count what is not shown as well."
    )
    return Drawing(
        title=title,
        mark=Mark.MATRIX,
        reason="A matrix of all rows that the statement gives; every total is worked out of the rows themselves.",
        alternatives=(),
        vega_lite=None,
        bindings=tuple(ChannelBinding(channel=channel, column=one.column) for channel, one in made),
        totals=tuple(tuple(f"c{place}" for place in one) for one in pivoted.sets[1:]),
        description=f"{VISUALS[Mark.MATRIX].word}: {title}.",
        notes=(*((cut,) if meaning.truncated else ()), *meaning.warnings),
    )


def _name(place: int, columns: tuple[SqlColumn, ...]) -> str:
    return columns[place].name.strip() or f"Column {place + 1}"


def _group(place: int, columns: tuple[SqlColumn, ...]) -> Field:
    name = _name(place, columns)
    return Field(
        channel="",
        ref=FieldRef(role=FieldRole.DIMENSION, member=f"c{place}", label=name[:MAX_LABEL]),
        column=f"c{place}",
        label=name,
        type=columns[place].type,
        kind=KINDS.get(columns[place].type, DimensionKind.CATEGORICAL),
        aggregation=None,
    )


def _figure(number: int, one: PivotMeasure, columns: tuple[SqlColumn, ...]) -> Field:
    return Field(
        channel="y",
        ref=FieldRef(
            role=FieldRole.MEASURE,
            member=ROWS if one.place is None else f"c{one.place}",
            aggregation=one.aggregation,
        ),
        column=f"m{number}",
        label="" if one.place is None else _name(one.place, columns),
        type=ColumnType.INTEGER if one.place is None else columns[one.place].type,
        kind=None,
        aggregation=one.aggregation,
    )
