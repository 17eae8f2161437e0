"""What the members of a dataset mean."""

from collections import OrderedDict

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetTable, DatasetVersionId
from gnomon.identity.contracts import Principal
from gnomon.semantic.contracts import SemanticModel
from gnomon.semantic.graph import Reachable, address_of, find_path, reachable, resolve_address
from gnomon.semantic.inference import infer_model
from gnomon.semantic.paths import Path, Step

__all__ = [
    "Path",
    "Reachable",
    "Step",
    "address_of",
    "find_path",
    "model_of",
    "model_without_values",
    "reachable",
    "resolve_address",
]

MAX_KEPT_MODELS = 256

_kept: OrderedDict[DatasetVersionId, tuple[DatasetTable, SemanticModel]] = OrderedDict()


async def model_of(session: AsyncSession, principal: Principal, table: DatasetTable) -> SemanticModel:
    """The model of a dataset's active version, with what the import learnt from all of its rows.

    Hidden members are in it, marked: hiding tidies lists and is no protection, so that charts made before still work.
    """
    kept = _kept.get(table.version_id)
    if kept is not None and kept[0] == table:
        _kept.move_to_end(table.version_id)
        return kept[1]
    model = infer_model(table, await datasets.stored_profile(session, principal, table.dataset_id))
    _kept[table.version_id] = (table, model)
    while len(_kept) > MAX_KEPT_MODELS:
        _kept.popitem(last=False)
    return model


def model_without_values(table: DatasetTable) -> SemanticModel:
    """The model as names and types alone tell it, for those who may not see every row."""
    return infer_model(table, None).model_copy(update={"row_count": 0})
