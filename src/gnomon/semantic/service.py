"""What the members of a dataset mean."""

from collections import OrderedDict

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable, DatasetVersionId
from gnomon.identity.contracts import Principal
from gnomon.semantic.contracts import SemanticModel
from gnomon.semantic.inference import infer_model

MAX_KEPT_MODELS = 256

_kept: OrderedDict[DatasetVersionId, tuple[DatasetTable, SemanticModel]] = OrderedDict()


async def model_for(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> SemanticModel:
    """The model of a dataset's active version. Raises `NotFound` for a dataset of another workspace.

    Hidden members are in it, marked: hiding tidies lists and is no protection, so that charts made before still work.
    """
    return await model_of(session, principal, await datasets.get_table(session, principal, dataset_id))


async def model_of(session: AsyncSession, principal: Principal, table: DatasetTable) -> SemanticModel:
    """The model of a table that the caller has been given already."""
    kept = _kept.get(table.version_id)
    if kept is not None and kept[0] == table:
        _kept.move_to_end(table.version_id)
        return kept[1]
    model = infer_model(table, await datasets.stored_profile(session, principal, table.dataset_id))
    _kept[table.version_id] = (table, model)
    while len(_kept) > MAX_KEPT_MODELS:
        _kept.popitem(last=False)
    return model
