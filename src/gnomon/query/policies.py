"""Which rows a principal may see: the one place where row policies enter."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetTable
from gnomon.identity.contracts import Principal
from gnomon.query.plan import UNRESTRICTED, RowFilter

RowPolicies: TypeAlias = Callable[[AsyncSession, Principal, DatasetTable], Awaitable[RowFilter]]


async def no_row_policies(_session: AsyncSession, _principal: Principal, _table: DatasetTable) -> RowFilter:
    """Whoever may read a dataset may read all of its rows."""
    return UNRESTRICTED
