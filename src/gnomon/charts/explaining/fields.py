"""Over which fields a difference is taken apart, and why not over the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gnomon.charts.explaining.bases import member_of
from gnomon.charts.explaining.contracts import FieldLeftOut, FieldToAsk
from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts import InFilter, RowFilterSpec
from gnomon.semantic.contracts import Dimension, DimensionKind, RelatedTable, SemanticModel

MAX_VALUES = 1_000
"""A field with more is told of by none of them."""
KINDS = frozenset({DimensionKind.CATEGORICAL, DimensionKind.BOOLEAN, DimensionKind.GEO})
UNTOLD = frozenset({ColumnType.GEO, ColumnType.JSON, ColumnType.DURATION})
MANY_ROWS = 50
"""Of fewer, nobody can tell whether each has a value of its own for good."""


def candidates(model: SemanticModel) -> tuple[Dimension, ...]:
    """All fields that group without steps, those of the dataset itself first; hidden ones are left to themselves."""
    return tuple(one for one, _ in _all(model) if not one.is_hidden and one.kind in KINDS and one.type not in UNTOLD)


def sorted_out(
    model: SemanticModel, mark: Sequence[RowFilterSpec], filters: Iterable[object], repeated: Mapping[str, str]
) -> tuple[tuple[FieldToAsk, ...], tuple[FieldLeftOut, ...]]:
    """The fields to ask, and those that are left out."""
    fixed = {*_fixed(filters), *(one for one in map(member_of, mark) if one is not None)}
    tables = {one.name: table for one, table in _all(model)}
    asked, left_out = [], []
    for one in candidates(model):
        reason = _why_not(one, tables[one.name], model.row_count, fixed) or repeated.get(one.name)
        if reason is None:
            asked.append(FieldToAsk(member=one.name, label=one.label))
        else:
            left_out.append(FieldLeftOut(member=one.name, label=one.label, reason=reason))
    return tuple(asked), tuple(left_out)


def _all(model: SemanticModel) -> Iterator[tuple[Dimension, RelatedTable | None]]:
    yield from ((one, None) for one in model.dimensions)
    yield from ((one, table) for table in model.related for one in table.dimensions)


def _fixed(filters: Iterable[object]) -> Iterator[str]:
    """The fields of which there is one value only."""
    for one in filters:
        if isinstance(one, InFilter) and not one.exclude and len(one.values) <= 1:
            yield one.member


def _why_not(one: Dimension, table: RelatedTable | None, row_count: int, fixed: set[str]) -> str | None:
    if one.name in fixed:
        return "The mark, or a filter, is about one value of it."
    if table is not None and table.is_many:
        return f"One row may have several of “{table.label}”, so that parts would be counted twice."
    if one.distinct_count is None:
        return None
    if one.distinct_count > MAX_VALUES:
        return too_many(one.distinct_count)
    if table is None and row_count > MANY_ROWS and one.distinct_count * 2 > row_count:
        return "Nearly every row has a value of its own."
    return None


NOT_SHARED = "None of its values stands on both sides."


def too_many(count: int) -> str:
    """Why a field with so many values is left out."""
    return f"It has {count:,} values, too many to be told apart."
