"""What a workspace holds under a name, read without the rest of it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, null, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from gnomon.foundation.kit.contract import Contract

MOST_NAMED = 20_000
"""So many of one kind are looked through, the latest changed first."""


class Named(Contract):
    """Something that people find by its name."""

    id: UUID
    name: str
    description: str | None
    updated_at: datetime
    folder_id: UUID | None = None
    """Where it is filed; nowhere, or in what has no folders."""


Column = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True, slots=True)
class NameColumns:
    """Where the names of a kind of thing stand."""

    id: Column
    name: Column
    description: Column
    updated_at: Column
    folder: Column = field(default_factory=null)


@dataclass(frozen=True, slots=True)
class Filed:
    """What lies in this very folder, or in none."""

    folder_id: UUID | None


async def named_among(
    session: AsyncSession,
    found: Select[Any],
    columns: NameColumns,
    ids: Collection[UUID] | None = None,
    filed: Filed | None = None,
) -> list[Named]:
    """The names of the rows found, the latest changed first; of these ids alone, and of one folder, if any is given."""
    if ids is not None and not ids:
        return []
    wanted = found if ids is None else found.where(columns.id.in_(ids))
    if filed is not None:
        is_there = columns.folder.is_(None) if filed.folder_id is None else columns.folder == filed.folder_id
        wanted = wanted.where(is_there)
    told = (columns.id, columns.name, columns.description, columns.updated_at, columns.folder.label("folder_id"))
    seen = wanted.with_only_columns(*told)
    in_order = seen.order_by(columns.updated_at.desc(), columns.id).limit(MOST_NAMED)
    rows = await session.execute(select(in_order.subquery()))
    return [Named(id=one[0], name=one[1], description=one[2], updated_at=one[3], folder_id=one[4]) for one in rows]
