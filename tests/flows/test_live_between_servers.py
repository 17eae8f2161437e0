"""Two servers over one database: who listens at one learns of what is committed at the other."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from tests.flows.house import House, opened
from tests.flows.people import Json, browser, chart_of, chart_tile, new_dashboard, register, save, upload
from tests.flows.starter import Starter

SOON_SECONDS = 10.0
"""Told within a second; a busy machine may take longer."""


@contextmanager
def listening(house: House, client: httpx.Client, query: str) -> Iterator[Iterator[Json]]:
    """The states that a stream tells, one after the other."""
    headers = {"authorization": client.headers["authorization"]}
    with (
        httpx.Client(timeout=SOON_SECONDS, headers=headers) as reader,
        reader.stream("GET", f"{house.url}/api/v1/live?{query}") as response,
    ):
        assert response.status_code == 200
        yield (json.loads(line[6:]) for line in response.iter_lines() if line.startswith("data: "))


@pytest.mark.timeout(150)
def test_what_is_committed_at_one_server_is_told_at_the_other(house: House, starter: Starter) -> None:
    with opened(starter, house.folder, house.database_url) as second, browser(house, register(house)) as here:
        dataset = upload(here, b"region,amount\nNorth,1\n", "sales.csv")
        dashboard = new_dashboard(here, "Shared", chart_tile("bar", chart_of(dataset["id"]), 0, 0))
        query = f"dashboard={dashboard['id']}&dataset={dataset['id']}"
        with listening(second, here, query) as there:
            first = next(there)
            assert first["datasets"] == {dataset["id"]: dataset["active_version_id"]}

            again = upload(here, b"region,amount\nNorth,7\n", "sales.csv", dataset_id=dataset["id"])
            told = next(there)
            assert told["datasets"] == {dataset["id"]: again["active_version_id"]} != first["datasets"]

            save(here, dashboard, name="From here")
            assert next(there)["dashboards"] != told["dashboards"]


@pytest.mark.timeout(150)
def test_a_server_that_is_to_stop_lets_go_of_its_listeners(house: House) -> None:
    with browser(house, register(house)) as here, listening(house, here, "") as told:
        next(told)
        began = time.monotonic()
        assert house.stop() == 0
        assert time.monotonic() - began < SOON_SECONDS
        assert list(told) == []
