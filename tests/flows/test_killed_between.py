"""The server is killed while things are made, thrown away and removed: each is as before or as after, never between."""

import itertools
import random
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import httpx
import pytest
from tests.flows.house import House
from tests.flows.kept import counts, let_leases_run_out, let_uploads_grow_old, stray_and_missing, waiting_jobs
from tests.flows.people import Json, answered, browser, ended_import, new_dashboard, register, upload

KILLS = 3
THERE, TRASHED, GONE = "there", "trashed", "gone"
STEPS = {
    THERE: (("DELETE", "/{kind}s/{id}", TRASHED),),
    TRASHED: (
        ("POST", "/trash/{kind}/{id}/restore", THERE),
        ("DELETE", "/trash/{kind}/{id}", GONE),
    ),
}
"""What can be done with a thing in each state, and the state after it."""
MANY = 60


@dataclass
class Keeper:
    """Somebody who makes things of one kind and moves them about, and remembers what the server acknowledged."""

    kind: str
    client: httpx.Client
    chance: random.Random
    states: dict[str, str] = field(default_factory=dict)
    """The acknowledged state of each thing, by its id."""
    under_way: tuple[str, str] | None = None
    """A thing, and the state that it is being brought into."""
    being_made: str | None = None
    """The name of a thing that is being made."""
    done: int = 0
    names: Iterator[int] = field(default_factory=itertools.count)

    def work_until_killed(self) -> None:
        """Make and move things until nobody answers."""
        with suppress(httpx.TransportError):
            while True:
                movable = [thing for thing, state in self.states.items() if state != GONE]
                if not movable or self.chance.random() < 0.2:
                    self.make()
                else:
                    self.move(self.chance.choice(movable))
                self.done += 1

    def make(self) -> None:
        """Make one more thing."""
        self.being_made = f"{self.kind} {next(self.names):03}"
        made = self._made(self.being_made)
        self.states[made["id"]], self.being_made = THERE, None

    def _made(self, name: str) -> Json:
        if self.kind == "dashboard":
            return new_dashboard(self.client, name)
        dataset = upload(self.client, b"day,amount\n2024-01-01,1\n", "small.csv", name=name)
        assert (dataset["status"], dataset["row_count"]) == ("ready", 1)
        return dataset

    def move(self, thing: str) -> None:
        """Throw a thing away, have it back, or remove it for good."""
        method, path, state = self.chance.choice(STEPS[self.states[thing]])
        self.under_way = (thing, state)
        answer = self.client.request(method, path.format(kind=self.kind, id=thing))
        assert answer.is_success, answer.text
        self.states[thing], self.under_way = state, None

    def look_again(self) -> None:
        """See that every thing is as it was left, or as it was about to be, and take that as its state."""
        listed = answered(self.client.get(f"/{self.kind}s", params={"limit": 200}))["items"]
        trashed = {thing["id"] for thing in answered(self.client.get("/trash"))["items"]}
        self.states |= {thing["id"]: THERE for thing in listed if thing["name"] == self.being_made}
        there = {thing["id"] for thing in listed}
        assert there <= set(self.states)
        for thing, expected in list(self.states.items()):
            found = THERE if thing in there else TRASHED if thing in trashed else GONE
            assert found == expected or (thing, found) == self.under_way
            self.states[thing] = found
        if self.under_way is not None:
            thing, _ = self.under_way
            answer = self.client.get(f"/{self.kind}s/{thing}")
            assert answer.status_code == (200 if self.states[thing] == THERE else 404)
        self.under_way = self.being_made = None

    def kept(self) -> set[str]:
        """The things that are not gone."""
        return {thing for thing, state in self.states.items() if state != GONE}

    def of(self, state: str) -> set[str]:
        """The things in one state."""
        return {thing for thing, now in self.states.items() if now == state}


def kill_while_they_work(house: House, keepers: list[Keeper], seconds: float) -> None:
    """Let everybody do something, kill the server some seconds later, and start another one."""
    before = [keeper.done for keeper in keepers]
    threads = [threading.Thread(target=keeper.work_until_killed) for keeper in keepers]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 30
    while any(keeper.done == done for keeper, done in zip(keepers, before, strict=True)):
        assert time.monotonic() < deadline, "nothing was done in time"
        time.sleep(0.02)
    time.sleep(seconds)
    house.kill()
    for thread in threads:
        thread.join()
    let_leases_run_out(house)
    let_uploads_grow_old(house)
    house.start()


def datasets_are_whole(client: httpx.Client, dataset_ids: set[str]) -> None:
    """Each has its one row, whose file can be read."""
    for dataset_id in dataset_ids:
        assert answered(client.get(f"/datasets/{dataset_id}/preview"))["rows"] == [["2024-01-01", 1]]
        assert answered(client.get(f"/datasets/{dataset_id}/profile"))["row_count"] == 1


@pytest.mark.timeout(200)
def test_things_are_as_before_or_as_after_and_nothing_of_them_lies_about(house: House) -> None:
    person = register(house)
    with browser(house, person) as first, browser(house, person) as second:
        dashboards = Keeper("dashboard", first, random.Random(1))
        datasets = Keeper("dataset", second, random.Random(2))
        chance = random.Random(3)
        datasets.make()
        for _ in range(KILLS):
            kill_while_they_work(house, [dashboards, datasets], chance.uniform(0.3, 1.5))
            for one in answered(first.get("/imports"))["items"]:
                assert ended_import(first, one["id"])["status"] == "ready"
            dashboards.look_again()
            datasets.look_again()
            datasets_are_whole(first, datasets.of(THERE))
            assert counts(house) == {
                "dataset_versions": len(datasets.kept()),
                "dataset_profiles": len(datasets.kept()),
                "dataset_files": len(datasets.kept()),
                "dashboard_revisions": len(dashboards.kept()),
            }
            assert set(waiting_jobs(house, "dashboards.purge")) == dashboards.of(TRASHED)
            assert set(waiting_jobs(house, "datasets.purge")) == datasets.of(TRASHED)
            assert stray_and_missing(house) == (set(), set())
        assert min(dashboards.done, datasets.done) >= KILLS
        assert house.tracebacks() == []


def throw_away_many(client: httpx.Client) -> None:
    """Fill the trash."""
    for number in range(MANY):
        dashboard = new_dashboard(client, f"Old {number}")
        assert client.delete(f"/dashboards/{dashboard['id']}").status_code == 204


def empty_trash(client: httpx.Client) -> None:
    """Ask for the trash to be emptied; nobody need answer."""
    with suppress(httpx.TransportError):
        client.delete("/trash")


@pytest.mark.timeout(150)
def test_the_trash_is_emptied_whole_or_not_at_all(house: House) -> None:
    with browser(house, register(house)) as client:
        throw_away_many(client)
        begun = time.monotonic()
        empty_trash(client)
        whole_time, left = time.monotonic() - begun, 0
        for part in (0.3, 0.5, 0.7):
            if not left:
                throw_away_many(client)
            emptying = threading.Thread(target=empty_trash, args=(client,))
            emptying.start()
            time.sleep(part * whole_time)
            house.strike()
            house.kill()
            emptying.join()
            house.start()
            left = answered(client.get("/trash"))["total"]
            assert left in (0, MANY)
            assert counts(house)["dashboard_revisions"] == left
            assert len(waiting_jobs(house, "dashboards.purge")) == left
