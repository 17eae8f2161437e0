"""One house a module: starting it takes longer than asking it."""

from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from tests.query.running.house import LONG_TEXTS, House, open_house
from tests.query.running.repeating import SALES, Watch

from gnomon.datasets.contracts import DatasetId
from gnomon.query import log
from gnomon.query.caching import replies


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The application with an owner, an editor, a viewer and a stranger."""
    async with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def long_texts(house: House) -> DatasetId:
    """A dataset that takes its time."""
    return await house.store(LONG_TEXTS, "long_texts")


@pytest.fixture(scope="module")
def quiet_log() -> Iterator[None]:
    """Whatever is committed makes replies anew, the log of questions too: here it is written when a test says so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log, "FLUSH_SECONDS", 3_600.0)
        yield


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """A look at what is given again."""
    seen = Watch()
    whole = replies.repeated

    def noticed(*given: Any) -> bytes | None:
        body = whole(*given)
        seen.repeated.append(body is not None)
        return body

    monkeypatch.setattr("gnomon.api.middleware.repeated_replies.repeated", noticed)
    return seen


@pytest_asyncio.fixture(loop_scope="module")
async def sales(house: House) -> AsyncIterator[DatasetId]:
    yield await house.store(SALES, f"sales {uuid4().hex[:6]}")
