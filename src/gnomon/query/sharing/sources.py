"""Rows that several questions read of the same tables, each with the columns that it needs."""

from dataclasses import replace
from typing import TypeVar

from gnomon.query.plan import Computed, Exposed, Join, Relation, Scan, Source

Column = TypeVar("Column", bound=Exposed | Computed)


def joined(one: Source, other: Source) -> Source | None:
    """The same rows with the columns of both; None where they are not the same rows."""
    match one, other:
        case Scan(), Scan():
            if (one.table, one.row_filter) != (other.table, other.row_filter):
                return None
            return replace(one, fields=tuple(dict.fromkeys((*one.fields, *other.fields))))
        case Relation(), Relation():
            return _relations(one, other)
        case _:
            return None


def _relations(one: Relation, other: Relation) -> Relation | None:
    root = joined(one.root, other.root)
    joins = _joins(one.joins, other.joins)
    exposed, computed = _columns(one.exposed, other.exposed), _columns(one.computed, other.computed)
    if root is None or joins is None or exposed is None or computed is None or one.part != other.part:
        return None
    if {column.field.name for column in exposed} & {column.field.name for column in computed}:
        return None
    return Relation(root, one.part, joins, exposed, computed)


def _joins(some: tuple[Join, ...], others: tuple[Join, ...]) -> tuple[Join, ...] | None:
    if len(some) != len(others):
        return None
    made = []
    for one, other in zip(some, others, strict=True):
        source = joined(one.source, other.source)
        if source is None or replace(one, source=source) != replace(other, source=source):
            return None
        made.append(replace(one, source=source))
    return tuple(made)


def _columns(some: tuple[Column, ...], others: tuple[Column, ...]) -> tuple[Column, ...] | None:
    """The columns of both; None where one name stands for two of them."""
    columns = tuple(dict.fromkeys((*some, *others)))
    names = {column.field.name for column in columns}
    return columns if len(names) == len(columns) else None
