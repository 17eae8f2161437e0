"""PostgreSQL goes away under load and comes back: 503 in the meantime, and all is well by itself again."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from tests import postgres
from tests.flows.house import House, opened
from tests.flows.people import Json, answered, as_saved, browser, chart_of, new_dashboard, register, upload
from tests.flows.starter import Starter
from tests.schema import create_schema

SECONDS_AWAY = 1.5
SECONDS_TO_RECOVER = 10
SECONDS_FOR_AN_ANSWER = 10


@dataclass
class Visitor:
    """Somebody who asks one thing over and over, and counts how it was answered."""

    url: str
    token: str
    method: str
    path: str
    body: Json | None
    statuses: Counter[int] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    """Answers that are neither right nor an honest 503, and silences."""

    def ask_until(self, stop: threading.Event) -> None:
        """Ask again and again."""
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        with httpx.Client(base_url=self.url, timeout=SECONDS_FOR_AN_ANSWER, headers=headers) as client:
            while not stop.wait(0.02):
                self.ask(client)

    def ask(self, client: httpx.Client) -> None:
        """Ask once."""
        try:
            answer = client.request(self.method, self.path, json=self.body)
        except httpx.TransportError as error:
            self.odd.append(repr(error))
            return
        self.statuses[answer.status_code] += 1
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
        self.statuses[present.status_code] += 1
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


def all_answer(house: House, token: str) -> bool:
    """Whether the server is healthy and knows its people."""
    headers = {"authorization": f"Bearer {token}"}
    me = httpx.get(f"{house.url}/api/v1/auth/me", headers=headers, timeout=SECONDS_FOR_AN_ANSWER)
    health = httpx.get(f"{house.url}/health", timeout=SECONDS_FOR_AN_ANSWER)
    return (me.status_code, health.status_code) == (200, 200)


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
        time.sleep(1)
        database_server.control("stop", "-m", manner)
        time.sleep(SECONDS_AWAY)
        database_server.start()
        came_back = time.monotonic()
        while not all_answer(house, token):
            assert time.monotonic() - came_back < SECONDS_TO_RECOVER
            time.sleep(0.1)
        time.sleep(0.5)
        stop.set()
        for thread in threads:
            thread.join()

        assert [visitor.odd for visitor in visitors] == [[]] * len(visitors)
        for visitor in visitors:
            assert set(visitor.statuses) == {200, 503}, (visitor.path, visitor.statuses)
        if manner == "fast":
            revision = answered(client.get(f"/dashboards/{dashboard['id']}"))["revision"]
            assert revision >= saver.acknowledged > 1
        assert upload(client, b"day,amount\n2024-01-01,1\n", "after.csv")["status"] == "ready"
