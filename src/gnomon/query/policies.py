"""What a principal may see of the tables of a model: the one place where row and column policies enter."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from gnomon.datasets.contracts import Column, DatasetTable
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query.engine_types import is_zoned
from gnomon.query.locks import lock_conditions
from gnomon.query.plan import (
    UNRESTRICTED,
    All,
    Field,
    Formula,
    Holds,
    Restricted,
    RowFilter,
    Unrestricted,
    Value,
    WallClock,
)
from gnomon.query.resolving.trees import columns_of
from gnomon.semantic import service as semantic
from gnomon.semantic.contracts import CheckedModel, ColumnRef, Expression

CLOCK_OF_POLICIES = "UTC"
"""What the wall shows a policy; the time zone of a question would let whoever asks move the limit."""


@dataclass(frozen=True, slots=True)
class Permission:
    """The rows and the columns of a table that a principal may see."""

    row_filter: RowFilter
    hidden: frozenset[str] = frozenset()


WHOLE = Permission(UNRESTRICTED)

Permissions: TypeAlias = Callable[[Principal, CheckedModel], Mapping[str, Permission | AppError]]
"""For every table of a model: what may be seen of it, or why nothing may."""


def model_permissions(principal: Principal, checked: CheckedModel) -> Mapping[str, Permission | AppError]:
    """What the model's own policies, and the locks of a link, leave of its tables."""
    definition = checked.definition
    if not definition.row_policies and not definition.column_policies and principal.locks is None:
        return dict.fromkeys(checked.tables, WHOLE)
    return {name: _permission(principal, checked, name) for name in checked.tables}


def _permission(principal: Principal, checked: CheckedModel, name: str) -> Permission | AppError:
    try:
        limits = semantic.limits_of(checked, name, principal)
        locked = () if principal.locks is None else lock_conditions(principal.locks, checked.tables[name])
    except AppError as broken:
        return broken
    columns = {column.name: column for column in checked.tables[name].columns}
    conditions = (*(Holds(_formula(one, columns)) for one in limits.conditions), *locked)
    row_filter: RowFilter = UNRESTRICTED
    if conditions:
        row_filter = Restricted(conditions[0] if len(conditions) == 1 else All(conditions))
    return Permission(row_filter, limits.hidden)


def _formula(expression: Expression, columns: Mapping[str, Column]) -> Formula:
    named: dict[ColumnRef, Value] = {ref: _value(columns[ref.column]) for ref in columns_of(expression)}
    return Formula(expression, tuple(named.items()), ())


def _value(column: Column) -> Value:
    field = Field(column.name, column.type, column.engine_type)
    return WallClock(field, CLOCK_OF_POLICIES) if is_zoned(column.engine_type) else field


def policy_hash(read: Iterable[tuple[DatasetTable, RowFilter]]) -> str | None:
    """A stable hash of everything that limits what may be seen of some tables; None where nothing does."""
    limits = sorted(
        [str(table.dataset_id), repr(row_filter), list(table.withheld)]
        for table, row_filter in read
        if table.withheld or not isinstance(row_filter, Unrestricted)
    )
    return hashlib.sha256(json.dumps(limits).encode()).hexdigest() if limits else None
