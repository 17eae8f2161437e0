"""PostgreSQL goes away under load and comes back: 503 in the meantime, and all is well by itself again."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
import pytest
from tests import postgres
from tests.flows.house import House, opened
from tests.flows.people import Json, answered, as_saved, browser, chart_of, new_browser, new_dashboard, register, upload
from tests.flows.starter import Starter
from tests.schema import create_schema

SECONDS_TO_CHANGE = 30
SECONDS_FOR_AN_ANSWER = 10


@dataclass
class Visitor:
    """Somebody who asks one thing over and over, and counts how it was answered."""

    url: str
    token: str
    method: str
    path: str
    body: Json | None
    last: int = 0
    """The status of the latest answer."""
    odd: list[str] = field(default_factory=list)
    """Answers that are neither right nor an honest 503, and silences."""

    def ask_until(self, stop: threading.Event) -> None:
        """Ask again and again."""
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        with httpx.Client(base_url=self.url, timeout=SECONDS_FOR_AN_ANSWER, headers=headers) as client:
            while not stop.wait(0.05):
                self.ask(client)

    def ask(self, client: httpx.Client) -> None:
        """Ask once."""
        try:
            answer = client.request(self.method, self.path, json=self.body)
        except httpx.TransportError as error:
            self.odd.append(repr(error))
            return
        self.last = answer.status_code
        if not (answer.is_success or is_honest_503(answer) or self.path.startswith("/health")):
            self.odd.append(f"{self.path}: {answer.status_code} {answer.text}")


def is_honest_503(answer: httpx.Response) -> bool:
    """Whether an answer says in the one form of errors that it will be all right later, and when to try."""
    if answer.status_code != 503 or not answer.headers.get("retry-after", "").isdecimal():
        return False
    error: Json = answer.json()["error"]
    return error["code"] == "UNAVAILABLE" and bool(error["hint"])


class Saver(Visitor):
    """Somebody who saves a dashboard over and over."""

    acknowledged = 0

    def ask(self, client: httpx.Client) -> None:
        """Save once more, on top of what is there."""
        try:
            present = client.get(self.path)
            if present.is_success:
                saved = client.put(self.path, json=as_saved(present.json()))
                self.acknowledged = saved.json()["revision"] if saved.is_success else self.acknowledged
                present = saved
        except httpx.TransportError as error:
            self.odd.append(repr(error))
            return
        self.last = present.status_code
        if not (present.is_success or is_honest_503(present)):
            self.odd.append(f"{self.path}: {present.status_code} {present.text}")


@pytest.fixture(scope="module")
def database_server(request: pytest.FixtureRequest) -> Iterator[postgres.Server]:
    """A PostgreSQL server of our own, for we stop it."""
    if request.config.getoption("--database") == "sqlite":
        pytest.skip("PostgreSQL is asked for by --database")
    with postgres.running_server() as server:
        yield server


@pytest.fixture
def house(starter: Starter, tmp_path: Path, database_server: postgres.Server) -> Iterator[House]:
    """A place over that PostgreSQL server."""
    with database_server.temporary_database() as url:
        create_schema(url)
        with opened(starter, tmp_path, url) as house:
            yield house


def until_all_are_answered(visitors: list[Visitor], status: int) -> None:
    """Wait until the latest answer of everybody has this status."""
    deadline = time.monotonic() + SECONDS_TO_CHANGE
    while statuses := {visitor.path: visitor.last for visitor in visitors if visitor.last != status}:
        assert time.monotonic() < deadline, statuses
        time.sleep(0.05)


@pytest.mark.timeout(200)
@pytest.mark.parametrize("manner", ["fast", "immediate"])
def test_everything_says_503_while_the_database_is_away_and_recovers_alone(
    house: House, database_server: postgres.Server, manner: str
) -> None:
    person = register(house)
    with browser(house, person) as client:
        dataset = upload(client)
        dashboard = new_dashboard(client)
        token = client.headers["authorization"].removeprefix("Bearer ")
        api = f"{house.url}/api/v1"
        spec = chart_of(dataset["id"])
        saver = Saver(api, token, "PUT", f"/dashboards/{dashboard['id']}", None)
        visitors = [
            saver,
            Visitor(api, token, "GET", "/dashboards", None),
            Visitor(api, token, "POST", "/charts/preview", {"spec": spec}),
            Visitor(api, "", "POST", "/auth/login", person),
            Visitor(house.url, "", "GET", "/health", None),
        ]
        stop = threading.Event()
        threads = [threading.Thread(target=visitor.ask_until, args=(stop,)) for visitor in visitors]
        for thread in threads:
            thread.start()
        until_all_are_answered(visitors, 200)
        database_server.control("stop", "-m", manner)
        until_all_are_answered(visitors, 503)
        database_server.start()
        until_all_are_answered(visitors, 200)
        stop.set()
        for thread in threads:
            thread.join()

        assert [visitor.odd for visitor in visitors] == [[]] * len(visitors)
        if manner == "fast":
            revision = answered(client.get(f"/dashboards/{dashboard['id']}"))["revision"]
            assert revision >= saver.acknowledged > 1
        assert upload(client, b"day,amount\n2024-01-01,1\n", "after.csv")["status"] == "ready"


@contextmanager
def frozen(server: postgres.Server) -> Iterator[None]:
    """Let the server hold its connections and say nothing, as behind a network that swallows everything."""
    first = psutil.Process(int((server.folder / "data" / "postmaster.pid").read_text().split()[0]))
    processes = [first, *first.children(recursive=True)]
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            process.resume()


@pytest.mark.timeout(150)
def test_a_database_that_falls_silent_is_not_waited_for(house: House, database_server: postgres.Server) -> None:
    with new_browser(house) as client:
        assert client.get("/dashboards").status_code == 200
        with frozen(database_server):
            assert is_honest_503(client.get("/dashboards"))
            health = httpx.get(f"{house.url}/health", timeout=30)
            assert (health.status_code, health.json()["database"]) == (503, "disconnected")
            assert httpx.get(f"{house.url}/health/live", timeout=30).status_code == 200
        assert client.get("/dashboards").status_code == 200
