"""Row filters in the place of a model's policies, for tests that are about something else than policies."""

from collections.abc import Callable

from gnomon.datasets.contracts import DatasetTable
from gnomon.identity.contracts import Principal
from gnomon.query.plan import RowFilter
from gnomon.query.policies import Permission, Permissions
from gnomon.semantic.contracts import CheckedModel


def limiting(filter_of: Callable[[Principal, DatasetTable], RowFilter]) -> Permissions:
    """What may be seen of each table where this decides."""

    def permissions(principal: Principal, checked: CheckedModel) -> dict[str, Permission]:
        return {name: Permission(filter_of(principal, table)) for name, table in checked.tables.items()}

    return permissions
