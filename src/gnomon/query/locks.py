"""Locks of a link: conditions on columns that hold whatever is asked; a table without one is not to be had."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from gnomon.datasets.contracts import DatasetTable
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import FieldLock, Locks
from gnomon.query.conditions import Scope, in_condition
from gnomon.query.contracts import InFilter
from gnomon.query.errors import UnknownMember
from gnomon.query.plan import Condition, Field

CLOCK_OF_LOCKS = ZoneInfo("UTC")
THE_PRESENT_DOES_NOT_MATTER = datetime(2000, 1, 1, tzinfo=UTC)


def lock_conditions(locks: Locks, table: DatasetTable) -> tuple[Condition, ...]:
    """What must hold of each row of a table.

    Raises `NotFound` for a table that no lock speaks about, `UnknownMember` for a column that is gone, and
    `WrongFilterValue` for a value that its column cannot hold.
    """
    if table.dataset_id not in locks:
        raise NotFound("dataset")
    return tuple(_condition(one, table) for one in locks[table.dataset_id])


def _condition(lock: FieldLock, table: DatasetTable) -> Condition:
    columns = {column.name: column for column in table.columns}

    def find(name: str) -> Field:
        if name not in columns:
            raise UnknownMember(name, ())
        return Field(name, columns[name].type, columns[name].engine_type)

    scope = Scope(find, CLOCK_OF_LOCKS, THE_PRESENT_DOES_NOT_MATTER, {})
    return in_condition(scope, InFilter(member=lock.column, values=lock.values))
