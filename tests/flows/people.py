"""People who work over HTTP, and what they do."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from tests.factories import PASSWORD, new_email
from tests.flows.house import SECONDS_FOR_AN_ANSWER, House

Json = dict[str, Any]

UNDER_WAY = ("queued", "running")
SALES = b"day,region,amount\n" + b"".join(
    b"2024-%02d-%02d,%s,%d.50\n" % (month, day, region, month * 10 + day)
    for month in range(1, 13)
    for day, region in ((1, b"North"), (2, b'"South, far"'))
)


@contextmanager
def browser(house: House, person: Json) -> Iterator[httpx.Client]:
    """A client that has just signed in."""
    with httpx.Client(base_url=f"{house.url}/api/v1", timeout=SECONDS_FOR_AN_ANSWER) as client:
        tokens = answered(client.post("/auth/login", json=person))
        client.headers["authorization"] = f"Bearer {tokens['access_token']}"
        yield client


def register(house: House) -> Json:
    """Open an account; answers what one signs in with."""
    person = {"email": new_email("flow"), "password": PASSWORD}
    assert httpx.post(f"{house.url}/api/v1/auth/register", json=person, timeout=30).status_code == 201
    return person


@contextmanager
def new_browser(house: House) -> Iterator[httpx.Client]:
    """A client of somebody new."""
    with browser(house, register(house)) as client:
        yield client


def answered(answer: httpx.Response) -> Json:
    """What was answered, after a look that it went well."""
    assert answer.status_code in (200, 201), answer.text
    body: Json = answer.json()
    return body


def upload(client: httpx.Client, content: bytes = SALES, file_name: str = "sales.csv", **fields: str) -> Json:
    """Send a file as a browser does; answers the dataset."""
    return answered(client.post("/datasets/upload", files={"file": (file_name, content)}, data=fields))


def until(is_so: Callable[[Json], bool], look: Callable[[], Json], seconds: float = 40) -> Json:
    """Look again and again until something is so; answers what was seen then."""
    deadline = time.monotonic() + seconds
    while not is_so(found := look()):
        assert time.monotonic() < deadline, found
        time.sleep(0.02)
    return found


def ended_import(client: httpx.Client, import_id: str) -> Json:
    """An import once it is no longer under way."""
    return until(lambda found: found["status"] not in UNDER_WAY, lambda: answered(client.get(f"/imports/{import_id}")))


def chart_of(dataset_id: str, **changes: Any) -> Json:
    """A picture: the sum of `amount` by `region`."""
    encodings = {
        "x": {"role": "dimension", "member": "region"},
        "y": [{"role": "measure", "member": "amount", "aggregation": "sum"}],
    }
    return {"dataset_id": dataset_id, "encodings": encodings, **changes}


def new_dashboard(client: httpx.Client, name: str = "Sales", *tiles: Json) -> Json:
    """Make a dashboard of one page."""
    spec = {"pages": [{"id": "page-1", "title": "Page 1", "tiles": list(tiles), "filters": []}]}
    return answered(client.post("/dashboards", json={"name": name, "spec": spec}))


def text_tile(tile_id: str, markdown: str, y: int = 0) -> Json:
    """Words on a page."""
    return {"kind": "text", "id": tile_id, "layout": layout(0, y), "markdown": markdown}


def chart_tile(tile_id: str, chart: Json, x: int, y: int) -> Json:
    """A picture on a page."""
    return {"kind": "chart", "id": tile_id, "layout": layout(x, y), "title": None, "chart": chart}


def layout(x: int, y: int) -> Json:
    """A place on a page."""
    return {"x": x, "y": y, "width": 6, "height": 6}


def as_saved(dashboard: Json, **changes: Any) -> Json:
    """A dashboard as it is sent to be saved."""
    return {key: dashboard[key] for key in ("revision", "name", "description", "spec")} | changes


def save(client: httpx.Client, dashboard: Json, **changes: Any) -> Json:
    """Save a state made from the one that is shown."""
    return answered(client.put(f"/dashboards/{dashboard['id']}", json=as_saved(dashboard, **changes)))
