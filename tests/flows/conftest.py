"""What the flows begin with: a starter of servers, and a house with one in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.flows.house import House, opened
from tests.flows.starter import Starter


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    """Starts servers quickly."""
    started = Starter()
    yield started
    started.close()


@pytest.fixture
def house(starter: Starter, tmp_path: Path, database_url: str) -> Iterator[House]:
    """A place with a server that runs."""
    with opened(starter, tmp_path, database_url) as house:
        yield house
