"""The public model around a dataset, as one principal may know it."""

from collections import OrderedDict
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId
from gnomon.semantic.contracts import CheckedModel, SemanticModel
from gnomon.semantic.view import model_view

MAX_KEPT_VIEWS = 256

_Key = tuple[UUID, str, frozenset[DatasetId], frozenset[tuple[str, str]]]
_kept: OrderedDict[_Key, tuple[CheckedModel, SemanticModel]] = OrderedDict()


async def view_of(
    session: AsyncSession, checked: CheckedModel, anchor: str, hidden: frozenset[DatasetId]
) -> SemanticModel:
    """What may be named around a table, without what the import learnt of datasets that are hidden in part."""
    key = (checked.model_id or checked.tables[anchor].dataset_id, anchor, hidden, checked.withheld)
    kept = _kept.get(key)
    if kept is not None and kept[0] is checked:
        _kept.move_to_end(key)
        return kept[1]
    open_tables = [table for table in checked.tables.values() if table.dataset_id not in hidden]
    profiles = await datasets.stored_profiles(session, open_tables)
    view = model_view(checked, anchor, profiles)
    _kept[key] = (checked, view)
    while len(_kept) > MAX_KEPT_VIEWS:
        _kept.popitem(last=False)
    return view
