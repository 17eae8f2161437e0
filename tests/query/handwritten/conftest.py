"""One house for each module of statements, with the small tables in it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.query.handwritten.plain_engine import PlainEngine
from tests.query.handwritten.tables import TABLES
from tests.query.running.house import House, open_house

from gnomon.datasets.contracts import DatasetId


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The application with an owner, an editor, a viewer and a stranger."""
    async with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def datasets(house: House) -> dict[str, DatasetId]:
    """The small tables as datasets."""
    return {name: await house.store(query, name) for name, query in TABLES.items()}


@pytest.fixture(scope="module")
def plain(house: House, datasets: dict[str, DatasetId]) -> Iterator[PlainEngine]:
    """A plain engine over the very files of the datasets."""
    engine = PlainEngine({name: file_of(house, dataset_id) for name, dataset_id in datasets.items()})
    yield engine
    engine.close()


def file_of(house: House, dataset_id: DatasetId) -> Path:
    """The one file of a dataset with one version."""
    (found,) = house.folder.glob(f"**/datasets/{dataset_id}/*/0.parquet")
    return found
