"""One house a module, in which small tables are shared as large ones are."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from tests.query.running.house import House, open_house
from tests.query.sharing.together import whatever_it_costs


@pytest.fixture
def shares_small_tables() -> Iterator[None]:
    """Share whatever can be shared."""
    with whatever_it_costs():
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The application with an owner, an editor, a viewer and a stranger."""
    async with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened
