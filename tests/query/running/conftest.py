"""One house a module: starting it takes longer than asking it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from tests.query.running.house import LONG_TEXTS, House, open_house

from gnomon.datasets.contracts import DatasetId


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The application with an owner, an editor, a viewer and a stranger."""
    async with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def long_texts(house: House) -> DatasetId:
    """A dataset that takes its time."""
    return await house.store(LONG_TEXTS, "long_texts")
