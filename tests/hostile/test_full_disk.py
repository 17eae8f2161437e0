"""A disk that is full: told as such, nothing half-written, and all is well again as soon as there is room.

The disk is full for one process: the kernel refuses every write beyond a file size, as it does where no block is left.
"""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.hostile.house import GOOD, House, open_house, refusal

FULL = (507, "UNAVAILABLE", "There is no room left on the server's disk, so nothing was saved.")
ROWS = b"day,region,units\n" + b"".join(b"2024-01-01,North %d,%d\n" % (n, n) for n in range(60_000))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server of its own: what it writes is cut short here."""
    with open_house(tmp_path_factory.mktemp("full")) as opened:
        before = opened.kept()
        opened.take_in_a_good_file()
        assert opened.kept_when_tidied(before) == before
        yield opened


@contextmanager
def room_for(house: House, file_bytes: int) -> Iterator[None]:
    """Let the server and the workers that it starts write files of so many bytes and no more."""
    _, most = house.process.rlimit(resource.RLIMIT_FSIZE)
    house.process.rlimit(resource.RLIMIT_FSIZE, (file_bytes, most))
    try:
        yield
    finally:
        house.process.rlimit(resource.RLIMIT_FSIZE, (most, most))


def test_during_an_upload(house: House) -> None:
    before = house.kept()
    with room_for(house, 1_000_000):
        answer = house.upload(ROWS)
    assert refusal(answer) == FULL
    assert answer.json()["error"]["hint"] == "Free some space or ask the administrator, then try again."
    assert house.kept_when_tidied(before) == before
    house.take_in_a_good_file()


def test_during_an_import_by_its_worker(tmp_path: Path) -> None:
    # A byte of this encoding becomes two when the worker writes the text anew.
    western = b"a,b\n" + b"\xe4,\xfc\n" * 900_000
    most = len(western) + 100_000
    with open_house(tmp_path) as house:
        before = house.kept()
        # A worker sets a limit of its own below the hard one, which cannot be raised again.
        house.process.rlimit(resource.RLIMIT_FSIZE, (most, most))
        answer = house.upload(western)
        assert refusal(answer) == FULL
        assert house.kept_when_tidied(before) == before


def test_during_a_write_of_metadata(house: House) -> None:
    before = house.kept()
    log = house.data_dir / "metadata.db-wal"
    with room_for(house, size_of(log)):
        answer = house.client.post("/dashboards", json={"name": "Sales", "description": "x" * 4000})
    status, code, _ = refusal(answer)
    assert (status, code) in {(507, "UNAVAILABLE"), (503, "UNAVAILABLE")}
    assert answer.json()["error"]["hint"]
    assert house.client.get("/dashboards").json()["total"] == 0
    assert house.client.post("/dashboards", json={"name": "Sales"}).status_code == 201
    assert house.kept_when_tidied(before) == before


def size_of(path: Path) -> int:
    """Bytes of a file."""
    return path.stat().st_size


def test_reading_goes_on(house: House) -> None:
    made = house.upload(GOOD).json()
    with room_for(house, 0):
        preview = house.client.get(f"/datasets/{made['id']}/preview")
        health = house.client.get(f"{house.url}/health/live")
    assert (preview.status_code, preview.json()["row_count"], health.status_code) == (200, 2, 200)
