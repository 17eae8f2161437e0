"""Rows that were shown beside rows that were found: exact types exactly, floats to a stated tolerance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from gnomon.datasets.contracts import ColumnType
from gnomon.query.arrow import TypedColumn as Typed
from gnomon.query.contracts import TOLERANCE, ValueDifference

MAX_TOLD = 20

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs."""

    compared_values: int
    difference_count: int
    differences: tuple[ValueDifference, ...]
    """The first of them."""
    is_reordered: bool = False
    """Whether the rows stand in another order, which a statement without ORDER BY may give them."""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return self.difference_count == 0


def compared(columns: Sequence[Typed], shown: Rows, found: Rows, row_count: int) -> Comparison:
    """Every value that was shown beside the one that was found; of a row too many, or too few, each is another one.

    `shown` may be the first of the `row_count` rows that there were.
    """
    is_prefix = len(shown) < row_count
    places = len(shown) if is_prefix else max(len(shown), len(found))
    told: list[ValueDifference] = []
    count = abs(row_count - len(found)) if is_prefix else 0
    for place in range(places):
        left = shown[place] if place < len(shown) else None
        right = found[place] if place < len(found) else None
        for position, column in enumerate(columns):
            was, now = _cell(left, position), _cell(right, position)
            if left is not None and right is not None and is_same(column.type, was, now):
                continue
            count += 1
            if len(told) < MAX_TOLD:
                told.append(ValueDifference(row=place, column=column.name, shown=was, found=now))
    return Comparison(len(shown) * len(columns), count, tuple(told))


def compared_unordered(columns: Sequence[Typed], shown: Rows, found: Rows, row_count: int) -> Comparison:
    """The same, where rows may stand in any order, as long as all of them were shown."""
    plain = compared(columns, shown, found, row_count)
    if plain.is_same or len(shown) < row_count:
        return plain
    left, right = (sorted(rows, key=lambda row: _order(columns, row)) for rows in (shown, found))
    reordered = compared(columns, left, right, row_count)
    return replace(reordered, is_reordered=True) if reordered.is_same else plain


def _order(columns: Sequence[Typed], row: Sequence[Any]) -> list[str]:
    """Something to sort rows by that spells one value in one way, exact columns first."""
    cells = [
        (column.type is ColumnType.FLOAT, _spelled(column.type, _cell(row, place)))
        for place, column in enumerate(columns)
    ]
    return [text for _, text in sorted(cells, key=lambda cell: cell[0])]


def _spelled(type_: ColumnType, value: Any) -> str:
    match type_:
        case ColumnType.FLOAT if _is_number(value):
            return f"{value:.6g}"
        case ColumnType.INTEGER | ColumnType.DECIMAL:
            exact = _exact(value)
            return repr(value) if exact is None else str(exact.normalize())
        case ColumnType.DATE | ColumnType.DATETIME | ColumnType.TIME:
            return str(_moment(value) or value)
        case _:
            return repr(value)


def _cell(row: Sequence[Any] | None, position: int) -> Any:
    return None if row is None or position >= len(row) else row[position]


def is_same(type_: ColumnType, shown: Any, found: Any) -> bool:
    """Whether two values of a column are one, however JSON has spelled them."""
    if shown is None or found is None:
        return shown is found
    match type_:
        case ColumnType.FLOAT:
            return _is_number(shown) and math.isclose(float(shown), float(found), rel_tol=TOLERANCE, abs_tol=0.0)
        case ColumnType.INTEGER | ColumnType.DECIMAL:
            left, right = _exact(shown), _exact(found)
            return left is not None and left == right
        case ColumnType.DATE | ColumnType.DATETIME | ColumnType.TIME:
            return bool(shown == found) or _moment(shown) == _moment(found) is not None
        case _:
            return type(shown) is type(found) and bool(shown == found)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _exact(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _moment(value: Any) -> datetime | time | None:
    for read in (datetime.fromisoformat, time.fromisoformat):
        try:
            return read(str(value))
        except ValueError:
            continue
    return None
