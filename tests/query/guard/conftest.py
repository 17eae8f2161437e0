"""One application for the tests of a module: each asks every path, of datasets of its own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from tests.query.running.house import House, open_house


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The application with its people."""
    async with open_house(tmp_path_factory.mktemp("guard")) as opened:
        yield opened
