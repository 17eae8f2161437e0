"""Resolve: names become columns, words become types, filters become conditions, formulas become aggregates."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.bounds import Subject
from gnomon.query.conditions import Scope, condition_of, range_condition
from gnomon.query.contracts import (
    MAX_DIMENSIONS,
    ColumnRole,
    DimensionRef,
    MeasureFilter,
    QueryColumn,
    QueryMode,
    Sort,
)
from gnomon.query.draft import Draft, Resolved
from gnomon.query.errors import QuestionRefused, UnknownResultColumn
from gnomon.query.plan import LEVEL, Condition, Field, Filter, Order, Output, Scattered, Shown, Value
from gnomon.query.resolving.cells import Asked
from gnomon.query.resolving.dimensions import Dimensions
from gnomon.query.resolving.hiding import check_asked, hiding
from gnomon.query.resolving.homes import HomeReader
from gnomon.query.resolving.measures import MeasureBuilder
from gnomon.query.resolving.members import Members
from gnomon.query.resolving.parameters import values_of
from gnomon.query.resolving.routes import require_single
from gnomon.query.resolving.search import search_condition


def resolve(draft: Draft) -> Draft:
    """Find every member that the question names, read its filters by their types, and take its measures apart."""
    question = draft.question
    members = Members(question.world, question.model)
    asked = Asked(question, members, Dimensions(question, members), values_of(question))
    if question.spec.mode is QueryMode.ROWS:
        return replace(draft, resolved=_resolve_rows(asked))
    return replace(draft, resolved=_resolve_groups(asked))


def _resolve_groups(asked: Asked) -> Resolved:
    spec = asked.question.spec
    if len(spec.dimensions) > MAX_DIMENSIONS:
        raise QuestionRefused(
            f"A question may group by {MAX_DIMENSIONS} members; this one groups by {len(spec.dimensions)}.",
            "Leave some out, or ask for rows instead of groups.",
        )
    if not spec.dimensions and not spec.measures:
        raise QuestionRefused("The question asks for nothing.", "Name a dimension, a measure, or both.")
    dimensions = _dimensions(asked)
    groups = tuple(output for output, _, _ in dimensions)
    levels = _levels(spec.totals, [group.name for group in groups])
    if spec.is_sample:
        raise QuestionRefused("Groups are not sampled, for each would be too small.", "Ask for rows instead.")
    if spec.hides_small is not None:
        check_asked(spec)
    builder = MeasureBuilder(asked, groups, levels)
    measures = [builder.measure(ref) for ref in spec.measures]
    records = None if spec.hides_small is None else builder.records()
    columns = (*(column for _, _, column in dimensions), *(column for _, _, column in measures))
    _refuse_twins([column.name for column in columns])
    outputs = {output.name: output for output, _, _ in measures}
    by_name: dict[str, Value] = {output.name: output for output, _, _ in dimensions}
    by_name.update(outputs)
    has_totals = len(levels) > 1
    order = _with_tie_break(_order(spec.sort, by_name), [by_name[group.name] for group in groups])
    resolved = Resolved(
        rows=None,
        cells=builder.cells(),
        groups=groups,
        sets=levels if has_totals else (),
        added=tuple(map(tuple, builder.layers)),
        counts=frozenset(builder.counts),
        group_conditions=_group_conditions(asked, outputs),
        order=(Order(LEVEL, True), *order) if has_totals else order,
        shown=(
            *(shown for _, shown, _ in dimensions),
            *(shown for _, shown, _ in measures),
            *([Shown(LEVEL.name, LEVEL, None)] if has_totals else []),
        ),
        columns=(*columns, *([_level_column()] if has_totals else [])),
        warnings=builder.warnings(),
    )
    if spec.hides_small is None or records is None:
        return resolved
    return hiding(resolved, spec, spec.hides_small, records)


def _dimensions(asked: Asked) -> list[tuple[Output, Shown, QueryColumn]]:
    """The result columns of the dimensions; each home finds their members on its own."""
    made = []
    for position, ref in enumerate(asked.dimension_refs):
        field = Field(asked.question.spec.dimensions[position].member, ref.of.type, ref.of.engine_type)
        made.append(asked.dimensions.shown(position, field))
    return made


def _level_column() -> QueryColumn:
    return QueryColumn(
        name=LEVEL.name,
        label="Total",
        role=ColumnRole.DIMENSION,
        type=ColumnType.INTEGER,
        member=LEVEL.name,
        aggregation=None,
        grain=None,
        bin_width=None,
        is_text_encoded=False,
    )


def _levels(totals: tuple[tuple[str, ...], ...], names: list[str]) -> tuple[tuple[int, ...], ...]:
    """The positions of the dimensions of the question, then of each of its totals."""
    levels = [tuple(range(len(names)))]
    for total in totals:
        for name in total:
            if name not in names:
                raise UnknownResultColumn(name, names, near_misses(name, names))
        level = tuple(place for place, name in enumerate(names) if name in total)
        if level in levels:
            listed = ", ".join(f"“{name}”" for name in total) or "everything"
            raise QuestionRefused(f"The total by {listed} is asked for twice.", "Ask for each total once.")
        levels.append(level)
    return tuple(levels)


def _resolve_rows(asked: Asked) -> Resolved:
    spec, world = asked.question.spec, asked.question.world
    if spec.measures or any(isinstance(one, MeasureFilter) for one in spec.filters):
        raise QuestionRefused("Rows have no measures.", "Ask for groups, or leave the measures out.")
    if spec.totals:
        raise QuestionRefused("Rows have no totals.", "Ask for groups, or leave the totals out.")
    if spec.hides_small is not None:
        raise QuestionRefused("Rows are single records, which cannot be hidden as small groups.", "Ask for groups.")
    if spec.is_sample and (spec.sort or spec.offset):
        raise QuestionRefused("A sample has no order and no pages.", "Leave `sort` and `offset` out, or the sample.")
    reader = HomeReader(world, world.anchor, asked.parameters, asked.dimensions.time_zone.key)

    def find(member: str) -> Field:
        spot = reader.spot(asked.members.ref(member))
        require_single(world, world.anchor, spot.steps)
        return reader.column(spot)

    rows = [_row(asked, ref, find) for ref in spec.dimensions] or [
        asked.dimensions.row(one.name, one.name, find(one.name)) for one in asked.members.own
    ]
    if not rows:
        raise QuestionRefused("Every column of the dataset is hidden.", "Name the columns that you want to see.")
    _refuse_twins([column.name for _, _, column in rows])
    scope = asked.dimensions.scope(find)
    conditions: list[Condition] = [condition_of(scope, one) for one in asked.filters]
    if asked.question.search is not None:
        conditions.append(search_condition(scope, asked.question.search))
    sortable: dict[str, Value] = {column.name: value for value, _, column in rows}
    not_shown = [one.name for one in asked.members.own if one.name not in sortable]
    sortable |= {sort.by: find(sort.by) for sort in spec.sort if sort.by in not_shown}
    order = _order(spec.sort, sortable, also=not_shown)
    if spec.is_sample:
        order = (Order(Scattered(reader.row()), False),)
    if order:
        order = (*order, Order(reader.row(), False))
    return Resolved(
        rows=Filter(reader.source(), tuple(conditions)),
        cells=(),
        groups=(),
        sets=(),
        added=(),
        counts=frozenset(),
        group_conditions=(),
        order=order,
        shown=tuple(shown for _, shown, _ in rows),
        columns=tuple(column for _, _, column in rows),
    )


def _row(asked: Asked, ref: DimensionRef, find: Callable[[str], Field]) -> tuple[Value, Shown, QueryColumn]:
    if ref.grain is not None or ref.bins is not None or ref.top is not None:
        raise QuestionRefused("Rows are shown as they are, without grains and bins.", "Ask for groups instead.")
    return asked.dimensions.row(ref.member, ref.name or ref.member, find(ref.member))


def _refuse_twins(names: list[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        if name.casefold() in seen:
            raise QuestionRefused(
                f"Two result columns are called “{name}”.",
                "Give one of them another `name`; letter case does not count.",
            )
        seen[name.casefold()] = name


def _order(sorts: tuple[Sort, ...], by_name: Mapping[str, Value], also: list[str] | None = None) -> tuple[Order, ...]:
    for sort in sorts:
        if sort.by not in by_name:
            known = [*by_name, *(also or [])]
            raise UnknownResultColumn(sort.by, known, near_misses(sort.by, known))
    return tuple(Order(by_name[sort.by], sort.descending) for sort in sorts)


def _with_tie_break(order: tuple[Order, ...], values: list[Value]) -> tuple[Order, ...]:
    """Groups differ in their dimensions, so that these settle what the asked order leaves open."""
    sorted_by = {key.by for key in order}
    return (*order, *(Order(value, False) for value in values if value not in sorted_by))


def _group_conditions(asked: Asked, outputs: Mapping[str, Output]) -> tuple[Condition, ...]:
    conditions = []
    scope: Scope = asked.dimensions.scope(_no_member)
    for one in asked.question.spec.filters:
        if isinstance(one, MeasureFilter):
            output = outputs.get(one.measure)
            if output is None:
                raise UnknownResultColumn(one.measure, list(outputs), near_misses(one.measure, outputs))
            conditions.append(
                range_condition(scope, Subject(output.name, output.type, output.engine_type, output), one)
            )
    return tuple(conditions)


def _no_member(name: str) -> Field:
    raise TypeError(f"{name} is a member, and measures are filtered here")
