"""Resolve: names become fields, words become types, filters become conditions."""

from dataclasses import replace

from gnomon.datasets.contracts import ROWS, ColumnType
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.bounds import Subject
from gnomon.query.conditions import Scope, condition_of, range_condition
from gnomon.query.contracts import (
    MAX_DIMENSIONS,
    ColumnRole,
    MeasureFilter,
    MeasureRef,
    QueryColumn,
    QueryMode,
    Sort,
    TextOperator,
)
from gnomon.query.dimensions import Resolver
from gnomon.query.draft import Draft, Question, Resolved
from gnomon.query.engine_types import is_zoned, written_as
from gnomon.query.errors import QuestionRefused, UnknownResultColumn
from gnomon.query.measures import label_of, output_of, total_of
from gnomon.query.plan import (
    AsText,
    Condition,
    Field,
    Order,
    Output,
    Shown,
    TextMatch,
    Total,
    Value,
    WallClock,
)


def resolve(draft: Draft) -> Draft:
    """Find every member that the question names and read its filters by their types."""
    question = draft.question
    resolver = Resolver(question)
    if question.spec.mode is QueryMode.ROWS:
        return replace(draft, resolved=_resolve_rows(question, resolver))
    return replace(draft, resolved=_resolve_groups(question, resolver))


def _resolve_groups(question: Question, resolver: Resolver) -> Resolved:
    spec = question.spec
    if len(spec.dimensions) > MAX_DIMENSIONS:
        raise QuestionRefused(
            f"A question may group by {MAX_DIMENSIONS} members; this one groups by {len(spec.dimensions)}.",
            "Leave some out, or ask for rows instead of groups.",
        )
    if not spec.dimensions and not spec.measures:
        raise QuestionRefused("The question asks for nothing.", "Name a dimension, a measure, or both.")
    dimensions = [resolver.dimension(ref) for ref in spec.dimensions]
    measures = [_measure(question, resolver, ref) for ref in spec.measures]
    columns = (*(column for _, _, column in dimensions), *(column for _, _, _, column in measures))
    _refuse_twins([column.name for column in columns])
    outputs = tuple(output for _, output, _, _ in measures)
    groups = tuple(group for group, _, _ in dimensions)
    by_name: dict[str, Value] = {shown.name: shown.value for _, shown, _ in dimensions}
    by_name |= {output.name: output for output in outputs}
    return Resolved(
        fields=tuple(resolver.fields.values()),
        groups=groups,
        totals=tuple(total for total, _, _, _ in measures),
        outputs=outputs,
        conditions=_conditions(question, resolver.scope),
        group_conditions=_group_conditions(question, resolver.scope, {output.name: output for output in outputs}),
        order=_with_tie_break(_order(spec.sort, by_name), [by_name[group.name] for group in groups]),
        shown=(*(shown for _, shown, _ in dimensions), *(shown for _, _, shown, _ in measures)),
        columns=columns,
    )


def _measure(question: Question, resolver: Resolver, ref: MeasureRef) -> tuple[Total, Output, Shown, QueryColumn]:
    dimension = None if ref.member == ROWS else resolver.member(ref.member)
    total = total_of(ref, None if dimension is None else resolver.fields[ref.member])
    output = output_of(total, dimension, question.table.row_count)
    zoned = output.type is ColumnType.DATETIME and is_zoned(output.engine_type)
    value: Value = WallClock(output, resolver.scope.zone_name) if zoned else output
    cast, is_text_encoded = written_as(output.type, "TIMESTAMP" if zoned else output.engine_type)
    column = QueryColumn(
        name=total.name,
        label=label_of(ref, "Rows" if dimension is None else dimension.label),
        role=ColumnRole.MEASURE,
        type=output.type,
        member=ref.member,
        aggregation=ref.aggregation,
        grain=None,
        bin_width=None,
        is_text_encoded=is_text_encoded,
    )
    return total, output, Shown(total.name, value, cast), column


def _resolve_rows(question: Question, resolver: Resolver) -> Resolved:
    spec = question.spec
    if spec.measures or any(isinstance(one, MeasureFilter) for one in spec.filters):
        raise QuestionRefused("Rows have no measures.", "Ask for groups, or leave the measures out.")
    dimensions = [resolver.shown_row(ref) for ref in spec.dimensions] or resolver.visible_rows()
    if not dimensions:
        raise QuestionRefused("Every column of the dataset is hidden.", "Name the columns that you want to see.")
    _refuse_twins([column.name for _, _, column in dimensions])
    sortable: dict[str, Value] = {column.name: value for value, _, column in dimensions}
    for name, value in resolver.visible_values().items() if spec.sort else ():
        sortable.setdefault(name, value)
    return Resolved(
        fields=tuple(resolver.fields.values()),
        groups=(),
        totals=(),
        outputs=(),
        conditions=_conditions(question, resolver.scope),
        group_conditions=(),
        order=_order(spec.sort, sortable),
        shown=tuple(shown for _, shown, _ in dimensions),
        columns=tuple(column for _, _, column in dimensions),
    )


def _refuse_twins(names: list[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        if name.casefold() in seen:
            raise QuestionRefused(
                f"Two result columns are called “{name}”.",
                "Give one of them another `name`; letter case does not count.",
            )
        seen[name.casefold()] = name


def _order(sorts: tuple[Sort, ...], by_name: dict[str, Value]) -> tuple[Order, ...]:
    for sort in sorts:
        if sort.by not in by_name:
            raise UnknownResultColumn(sort.by, list(by_name), near_misses(sort.by, by_name))
    return tuple(Order(by_name[sort.by], sort.descending) for sort in sorts)


def _with_tie_break(order: tuple[Order, ...], values: list[Value]) -> tuple[Order, ...]:
    """Groups differ in their dimensions, so that these settle what the asked order leaves open."""
    sorted_by = {key.by for key in order}
    return (*order, *(Order(value, False) for value in values if value not in sorted_by))


def _conditions(question: Question, scope: Scope) -> tuple[Condition, ...]:
    conditions = [condition_of(scope, one) for one in question.spec.filters if not isinstance(one, MeasureFilter)]
    if question.search is not None:
        field = scope.subject(question.search.member).value
        written: Value = field
        if isinstance(field, Field) and field.engine_type != "VARCHAR":
            zoned = field.type is ColumnType.DATETIME and is_zoned(field.engine_type)
            written = AsText(WallClock(field, scope.zone_name) if zoned else field)
        conditions.append(TextMatch(written, TextOperator.CONTAINS, question.search.text, False))
    return tuple(conditions)


def _group_conditions(question: Question, scope: Scope, outputs: dict[str, Output]) -> tuple[Condition, ...]:
    conditions = []
    for one in question.spec.filters:
        if isinstance(one, MeasureFilter):
            output = outputs.get(one.measure)
            if output is None:
                raise UnknownResultColumn(one.measure, list(outputs), near_misses(one.measure, outputs))
            conditions.append(
                range_condition(scope, Subject(output.name, output.type, output.engine_type, output), one)
            )
    return tuple(conditions)
