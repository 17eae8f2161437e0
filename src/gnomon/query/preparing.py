"""What a question cannot be compiled without: extents of members, first values, facts about keys."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from gnomon.foundation.kit import clock
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import (
    DimensionRef,
    InFilter,
    MeasureFilter,
    MeasureRef,
    QueryMode,
    QuerySpec,
    Sort,
    TopGroups,
)
from gnomon.query.draft import Extent, Question, Search, Top
from gnomon.query.errors import QuestionRefused, UnknownResultColumn
from gnomon.query.extents import extents_in_model, members_with_extent
from gnomon.query.measures import name_of
from gnomon.query.pipeline import Compiled, compile_query
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import Subject, with_measured_keys
from gnomon.semantic.contracts import Aggregation

AskRows: TypeAlias = Callable[[QuerySpec], Awaitable[list[list[Any]]]]
"""Asks a companion question as the same principal, so that it knows only the permitted rows."""


async def make_question(
    principal: Principal, subject: Subject, spec: QuerySpec, search: Search | None, ask: AskRows
) -> Question:
    """The question with everything that it cannot be compiled without."""
    spec, tops = await _with_tops(spec, ask)
    return Question(
        spec=spec,
        principal=principal,
        model=subject.model,
        # What one question wants to know of keys is not what others do that share the subject.
        world=replace(subject.world, unmeasured=set()),
        now=subject.now or clock.now(),
        extents=await _extents(subject, spec, ask),
        search=search,
        tops=tops,
    )


async def compile_measured(runtime: QueryRuntime, question: Question) -> tuple[Question, Compiled]:
    """The statement of a question, after whatever it wants to know of keys has been measured."""
    compiled = compile_query(question)
    while question.world.unmeasured:
        question = replace(question, world=await with_measured_keys(runtime, question.world))
        compiled = compile_query(question)
    return question, compiled


async def _extents(subject: Subject, spec: QuerySpec, ask: AskRows) -> Mapping[str, Extent]:
    wanted = members_with_extent(spec)
    known = extents_in_model(subject.model, wanted)
    names = {one.name for one in subject.model.dimensions}
    names |= {one.name for table in subject.model.related for one in table.dimensions}
    missing = [member for member in wanted if member not in known and member in names]
    if not missing:
        return known
    measures = [
        MeasureRef(member=member, aggregation=aggregation, name=f"{aggregation.value}{position}")
        for position, member in enumerate(missing)
        for aggregation in (Aggregation.MIN, Aggregation.MAX)
    ]
    companion = QuerySpec(dataset_id=spec.dataset_id, measures=tuple(measures), time_zone=spec.time_zone)
    values = (await ask(companion))[0]
    asked = {member: Extent(values[2 * place], values[2 * place + 1]) for place, member in enumerate(missing)}
    return {**known, **asked}


async def _with_tops(spec: QuerySpec, ask: AskRows) -> tuple[QuerySpec, dict[int, Top]]:
    """The first values of dimensions by a measure; what is left out is filtered, what is folded is told apart."""
    tops: dict[int, Top] = {}
    filters = list(spec.filters)
    for position, ref in enumerate(spec.dimensions):
        if ref.top is None or spec.mode is QueryMode.ROWS:
            continue
        if ref.bins is not None:
            raise QuestionRefused(f"“{ref.member}” has both bins and a top.", "Leave one of them out.")
        values = [row[0] for row in await ask(_first(spec, ref, ref.top))]
        if ref.top.other is None:
            filters.append(InFilter(member=ref.member, values=tuple(values), grain=ref.grain))
        else:
            tops[position] = Top(tuple(str(one) for one in values if one is not None), None in values)
    return spec.model_copy(update={"filters": tuple(filters)}), tops


def _first(spec: QuerySpec, ref: DimensionRef, top: TopGroups) -> QuerySpec:
    """The question for the first values of one dimension, over all others."""
    measure = next((one for one in spec.measures if name_of(one) == top.by), None)
    if measure is None:
        names = [name_of(one) for one in spec.measures]
        raise UnknownResultColumn(top.by, names, near_misses(top.by, names))
    return QuerySpec(
        dataset_id=spec.dataset_id,
        dimensions=(ref.model_copy(update={"top": None, "name": "value"}),),
        measures=(measure.model_copy(update={"name": "measure"}),),
        filters=tuple(one for one in spec.filters if not isinstance(one, MeasureFilter)),
        parameters=spec.parameters,
        sort=(Sort(by="measure", descending=top.descending),),
        limit=top.count,
        time_zone=spec.time_zone,
    )
