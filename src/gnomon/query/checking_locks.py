"""Whether the locks of a link fit the data, as whoever makes the link may see it."""

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Locks, Principal
from gnomon.query.locks import lock_conditions
from gnomon.query.runtime import QueryRuntime
from gnomon.query.subjects import load_readable


async def check_locks(runtime: QueryRuntime, principal: Principal, locks: Locks) -> None:
    """See that every lock fits what its author may see. Raises `NotFound`, `UnknownMember` and `WrongFilterValue`."""
    async with runtime.database.read() as session:
        found = await load_readable(runtime, session, principal, tuple(map(DatasetId, locks)))
    for readable in found.values():
        if isinstance(readable, AppError):
            raise readable
        lock_conditions(locks, readable.table)
