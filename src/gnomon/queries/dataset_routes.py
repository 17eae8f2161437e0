"""The HTTP of datasets that are made of queries: make one, make it again, and what one was made of."""

from uuid import UUID

from fastapi import APIRouter

from gnomon.datasets.contracts import Dataset, DatasetId
from gnomon.identity.contracts import Action, Limit
from gnomon.identity.deps import CurrentPrincipal, ReadDb, Running, allow, rate_limited
from gnomon.queries import service
from gnomon.queries.contracts import DatasetOrigins, MakeDataset

router = APIRouter(tags=["queries"])

READ = [allow(Action.DATASET_READ)]
MAKE = [allow(Action.DATASET_WRITE), rate_limited(Limit.UPLOADS)]


@router.post("/queries/{query_id}/dataset", dependencies=MAKE, status_code=201)
async def make_dataset(query_id: UUID, body: MakeDataset, who: CurrentPrincipal, running: Running) -> Dataset:
    """Make a dataset of a run of the caller or of a saved query; `dataset_id` makes a new version of one instead.

    The answer comes before the statement has run: `/imports/{import_id}` tells how far it is, and can end it.
    """
    return await service.make_dataset(running, who, query_id, body)


@router.get("/queries/of-dataset/{dataset_id}", dependencies=READ)
async def list_origins(dataset_id: UUID, who: CurrentPrincipal, db: ReadDb) -> DatasetOrigins:
    """The statements that the versions of a dataset were made of."""
    return await service.list_origins(db, who, DatasetId(dataset_id))


@router.post("/queries/of-dataset/{dataset_id}/refresh", dependencies=MAKE, status_code=201)
async def refresh(dataset_id: UUID, who: CurrentPrincipal, running: Running) -> Dataset:
    """Run the statement behind the active version of a dataset again, into a new version."""
    return await service.refresh_dataset(running, who, DatasetId(dataset_id))
