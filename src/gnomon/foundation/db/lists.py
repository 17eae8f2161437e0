"""Lists of rows: in the order that was asked for, a page at a time."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

Row = TypeVar("Row")


def in_order(orders: Mapping[str, ColumnElement[Any]], sort: str) -> ColumnElement[Any]:
    """The order that a list is asked for by name; a minus turns it round."""
    order = orders[sort.removeprefix("-")]
    return order.desc() if sort.startswith("-") else order.asc()


async def some_of(
    session: AsyncSession,
    found: Select[Row],
    *order: ColumnElement[Any] | InstrumentedAttribute[Any],
    offset: int,
    limit: int,
) -> tuple[list[Row], int]:
    """Some of the rows found, in order, and how many there are in all."""
    total = await session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = (await session.scalars(found.order_by(*order).offset(offset).limit(limit))).all()
    return list(rows), total
