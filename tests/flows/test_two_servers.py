"""Two servers over one database and one folder: the same answers, and what is done at one is seen at the other."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from tests.flows.house import House, opened
from tests.flows.kept import let_leases_run_out, stray_and_missing
from tests.flows.people import (
    Json,
    answered,
    as_saved,
    browser,
    chart_of,
    chart_tile,
    ended_import,
    new_dashboard,
    register,
    save,
    until,
    upload,
)
from tests.flows.starter import Starter

ROWS = 60_000
LARGE = b"region,amount\n" + (b"North%090d,1.5\n" % 0) * ROWS
STALE_SECONDS = 10
"""Within five seconds a session that has ended is refused everywhere; a busy machine may take longer."""


@pytest.fixture
def second(house: House, starter: Starter) -> Iterator[House]:
    """Another server over the same database and folder."""
    with opened(starter, house.folder, house.database_url) as second:
        yield second


@contextmanager
def the_same_person_at(house: House, client: httpx.Client) -> Iterator[httpx.Client]:
    """A client that carries the token of another server's client."""
    headers = {"authorization": client.headers["authorization"]}
    with httpx.Client(base_url=f"{house.url}/api/v1", headers=headers, timeout=30) as there:
        yield there


def rows(client: httpx.Client, dashboard_id: str) -> list[Any]:
    """The rows of the dashboard's tiles, or why there are none."""
    tiles = answered(client.post(f"/dashboards/{dashboard_id}/results", json={}))["items"]
    return [tile["result"]["rows"] if tile["result"] else tile["error"]["code"] for tile in tiles]


@pytest.mark.timeout(150)
def test_what_is_done_at_one_server_is_seen_at_the_other(house: House, second: House) -> None:
    with browser(house, register(house)) as here, the_same_person_at(second, here) as there:
        dataset = upload(here, b"region,amount\nNorth,1\nNorth,2\nSouth,5\n", "sales.csv")
        tile = chart_tile("bar", chart_of(dataset["id"]), 0, 0)
        dashboard = new_dashboard(here, "Shared", tile)
        for path in ("", "/profile", "/model", "/versions", "/raw"):
            assert (
                here.get(f"/datasets/{dataset['id']}{path}").content
                == there.get(f"/datasets/{dataset['id']}{path}").content
            )
        assert rows(here, dashboard["id"]) == rows(there, dashboard["id"]) == [[["South", 5], ["North", 3]]]

        saved = save(here, dashboard, name="From here")
        assert answered(there.get(f"/dashboards/{dashboard['id']}")) == saved
        stale = there.put(f"/dashboards/{dashboard['id']}", json=as_saved(dashboard))
        assert (stale.status_code, stale.json()["error"]["details"]) == (409, {"revision": 2, "base": 1})
        assert answered(here.get(f"/dashboards/{dashboard['id']}")) == saved

        upload(there, b"region,amount\nNorth,7\n", "sales.csv", dataset_id=dataset["id"])
        assert rows(here, dashboard["id"]) == rows(there, dashboard["id"]) == [[["North", 7]]]
        assert here.delete(f"/datasets/{dataset['id']}").status_code == 204
        assert rows(there, dashboard["id"]) == ["NOT_FOUND"]

        assert here.post("/auth/logout").is_success
        left_at = time.monotonic()
        while there.get("/auth/me").status_code != 401:
            assert time.monotonic() - left_at < STALE_SECONDS
            time.sleep(0.2)


@pytest.mark.timeout(150)
def test_a_server_that_starts_or_ends_leaves_the_work_of_the_other_alone(house: House, starter: Starter) -> None:
    with browser(house, register(house)) as here:
        made = upload(here, LARGE, "large.csv")
        until(is_running, lambda: answered(here.get(f"/imports/{made['import_id']}")))
        with opened(starter, house.folder, house.database_url) as second, the_same_person_at(second, here) as there:
            assert ended_import(there, made["import_id"])["status"] == "ready"
            assert answered(there.get(f"/datasets/{made['id']}"))["row_count"] == ROWS

            cancelled = upload(here, LARGE, "cancelled.csv")
            until(is_running, lambda: answered(there.get(f"/imports/{cancelled['import_id']}")))
            assert there.delete(f"/imports/{cancelled['import_id']}").is_success
            assert there.get(f"/datasets/{cancelled['id']}").status_code == 404
            assert stray_and_missing(house) == (set(), set())

            orphan = upload(here, LARGE, "orphan.csv")
            until(is_running, lambda: answered(there.get(f"/imports/{orphan['import_id']}")))
            house.kill()
            let_leases_run_out(house)
            assert ended_import(there, orphan["import_id"])["status"] == "ready"
            house.start()
            assert stray_and_missing(house) == (set(), set())


def is_running(found: Json) -> bool:
    """Whether an import is being worked on."""
    return bool(found["status"] == "running")
