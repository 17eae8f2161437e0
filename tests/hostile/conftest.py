"""One real server for everything hostile: what breaks it for one test breaks it for all."""

from collections.abc import Iterator

import pytest
from tests.hostile.house import House, open_house


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server with its database and files in a folder of its own."""
    with open_house(tmp_path_factory.mktemp("house"), MAX_FILE_SIZE="20000000") as opened:
        yield opened


@pytest.fixture
def unharmed(house: House) -> Iterator[House]:
    """The server, which must keep after the test what it kept before, and still take in a good file."""
    before = house.kept()
    yield house
    assert house.kept_when_tidied(before) == before
    house.take_in_a_good_file()
    assert house.kept_when_tidied(before) == before
