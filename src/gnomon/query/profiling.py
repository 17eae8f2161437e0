"""A profile of the rows that a principal may see, asked as questions like any other."""

import asyncio
from typing import Any

from gnomon.datasets.contracts import ColumnProfile, HistogramBin, Profile, TopValue
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.answering import answer_spec
from gnomon.query.answers import QueryAnswer
from gnomon.query.contracts import Bins, DimensionRef, MeasureRef, QuerySpec, Sort
from gnomon.query.engine_types import MOMENTS, NUMERIC
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import Subject
from gnomon.semantic.contracts import AGGREGATIONS, Aggregation, Dimension

HISTOGRAM_BINS = 24
TOP_VALUES = 10

_SUMMARY = (
    Aggregation.COUNT,
    Aggregation.COUNT_DISTINCT,
    Aggregation.MIN,
    Aggregation.MAX,
    Aggregation.AVG,
    Aggregation.STDDEV,
)
_QUARTILES = (0.25, 0.5, 0.75)


async def ask_profile(runtime: QueryRuntime, principal: Principal, subject: Subject) -> Profile:
    """Every column, each by a few questions."""
    own = (dimension for dimension in subject.model.dimensions if dimension.formula is None)
    columns = await asyncio.gather(*(_profile_of(runtime, principal, subject, dimension) for dimension in own))
    return Profile(
        dataset_id=subject.table.dataset_id,
        version_id=subject.table.version_id,
        row_count=columns[0].row_count if columns else 0,
        columns=tuple(columns),
    )


async def _profile_of(
    runtime: QueryRuntime, principal: Principal, subject: Subject, dimension: Dimension
) -> ColumnProfile:
    async def ask(**parts: Any) -> list[list[Any]]:
        spec = QuerySpec(dataset_id=subject.table.dataset_id, **parts)
        answer = await answer_spec(runtime, principal, subject, spec, log=False)
        return _rows(answer)

    known = dict(zip(_names(dimension), (await ask(measures=_measures(dimension)))[0], strict=True))
    rows = known["rows"]
    count = MeasureRef(aggregation=Aggregation.COUNT, name="count")
    histogram: tuple[HistogramBin, ...] = ()
    if dimension.type in NUMERIC | MOMENTS:
        histogram = await _histogram(ask, dimension, count)
    top: tuple[TopValue, ...] = ()
    if dimension.type not in MOMENTS:
        listed = await ask(
            dimensions=(DimensionRef(member=dimension.name, name="value"),),
            measures=(count,),
            sort=(Sort(by="count", descending=True),),
            limit=TOP_VALUES + 1,
        )
        values = [TopValue(value=value, count=number) for value, number in listed if value is not None]
        top = tuple(values[:TOP_VALUES])
    return ColumnProfile(
        name=dimension.name,
        type=dimension.type,
        row_count=rows,
        null_count=rows - known["count"],
        distinct_count=known["count_distinct"],
        is_distinct_exact=True,
        min=known.get("min"),
        max=known.get("max"),
        mean=known.get("avg"),
        stddev=known.get("stddev"),
        q25=known.get("q0.25"),
        median=known.get("q0.5"),
        q75=known.get("q0.75"),
        histogram=histogram,
        top_values=top,
    )


def _rows(answer: QueryAnswer) -> list[list[Any]]:
    return arrow.rows_of(answer.ipc, answer.meaning.columns)


def _summaries(dimension: Dimension) -> list[Aggregation]:
    return [aggregation for aggregation in _SUMMARY if aggregation in AGGREGATIONS[dimension.type]]


def _names(dimension: Dimension) -> list[str]:
    quartiles = [f"q{quantile:g}" for quantile in _QUARTILES] if dimension.type in NUMERIC else []
    return ["rows", *(aggregation.value for aggregation in _summaries(dimension)), *quartiles]


def _measures(dimension: Dimension) -> tuple[MeasureRef, ...]:
    member = dimension.name
    measures = [MeasureRef(aggregation=Aggregation.COUNT, name="rows")]
    measures += [MeasureRef(member=member, aggregation=one, name=one.value) for one in _summaries(dimension)]
    if dimension.type in NUMERIC:
        measures += [
            MeasureRef(member=member, aggregation=Aggregation.QUANTILE, quantile=quantile, name=f"q{quantile:g}")
            for quantile in _QUARTILES
        ]
    return tuple(measures)


async def _histogram(ask: Any, dimension: Dimension, count: MeasureRef) -> tuple[HistogramBin, ...]:
    ref = DimensionRef(member=dimension.name, name="low", bins=Bins(at_most=HISTOGRAM_BINS))
    counted = await ask(dimensions=(ref,), measures=(count,))
    bins = [(low, number) for low, number in counted if low is not None]
    return tuple(
        HistogramBin(low=low, high=bins[position + 1][0] if position + 1 < len(bins) else low, count=number)
        for position, (low, number) in enumerate(bins)
    )
