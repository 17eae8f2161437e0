"""The server is killed while two people save one dashboard as fast as they can: what was acknowledged is there."""

import itertools
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import httpx
import pytest
from tests.flows.house import House
from tests.flows.people import Json, answered, as_saved, browser, new_dashboard, register, text_tile

KILLS = 4
WRITERS = ("ada", "ben")


@dataclass
class Writer:
    """Somebody who counts in a tile of their own, and never goes on before a count is acknowledged."""

    name: str
    client: httpx.Client
    dashboard_id: str
    acknowledged: int = 0
    sent: int = 0
    revisions: list[int] = field(default_factory=list)
    """Every revision number that the server gave this writer."""
    base: int = 0
    """The revision that the last save was made from."""

    def write_until_killed(self, on_saved: Callable[[], None]) -> None:
        """Count up, save, count up, save, until nobody answers."""
        with suppress(httpx.TransportError):
            present = self.look()
            while True:
                present = self.save(present, on_saved) or self.look()

    def look(self) -> Json:
        """The dashboard as the server has it."""
        return answered(self.client.get(f"/dashboards/{self.dashboard_id}"))

    def save(self, present: Json, on_saved: Callable[[], None]) -> Json | None:
        """Save the next count over the present state; none if somebody else was faster."""
        self.sent, self.base = self.acknowledged + 1, present["revision"]
        spec = with_count(present["spec"], self.name, self.sent)
        answer = self.client.put(f"/dashboards/{self.dashboard_id}", json=as_saved(present, spec=spec))
        if answer.status_code == 409:
            return None
        on_saved()
        saved = answered(answer)
        assert saved["spec"] == spec
        self.acknowledged = self.sent
        self.revisions.append(saved["revision"])
        return saved

    def take_up(self, count: int) -> None:
        """Go on from what is there after a kill."""
        assert count in (self.acknowledged, self.sent), (self.name, count, self.acknowledged, self.sent)
        self.acknowledged = count


def with_count(spec: Json, name: str, count: int) -> Json:
    """The same dashboard with one tile saying another number."""
    page = spec["pages"][0]
    tiles = [{**tile, "markdown": str(count)} if tile["id"] == name else tile for tile in page["tiles"]]
    return {**spec, "pages": [{**page, "tiles": tiles}]}


def counts_in(spec: Json) -> dict[str, int]:
    """What each tile says."""
    return {tile["id"]: int(tile["markdown"]) for tile in spec["pages"][0]["tiles"]}


def kill_while_they_write(house: House, writers: list[Writer], saves: int) -> None:
    """Let everybody write, kill the server the instant so many saves are acknowledged, and start another one."""
    numbers = itertools.count(1)

    def strike_at_the_last() -> None:
        if next(numbers) == saves:
            house.strike()

    threads = [threading.Thread(target=writer.write_until_killed, args=(strike_at_the_last,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    house.kill()
    house.start()


def gaps(writers: list[Writer], last: int) -> set[int]:
    """The revisions up to the last one whose maker never heard of them."""
    return set(range(2, last + 1)) - {number for writer in writers for number in writer.revisions}


@pytest.mark.timeout(150)
def test_every_acknowledged_save_is_there_and_every_revision_has_one_maker(house: House) -> None:
    chance = random.Random(20)
    person = register(house)
    with browser(house, person) as first, browser(house, person) as second:
        tiles = [text_tile(name, "0", y) for y, name in zip((0, 6), WRITERS, strict=True)]
        made = new_dashboard(first, "Counted", *tiles)
        writers = [Writer(name, client, made["id"]) for name, client in zip(WRITERS, (first, second), strict=True)]
        unheard: set[int] = set()
        present = made
        for _ in range(KILLS):
            kill_while_they_write(house, writers, chance.randint(2, 40))
            present = writers[0].look()
            for writer in writers:
                writer.take_up(counts_in(present["spec"])[writer.name])
            new_gaps = gaps(writers, present["revision"]) - unheard
            assert new_gaps <= {writer.base + 1 for writer in writers}
            unheard |= new_gaps

            history = answered(first.get(f"/dashboards/{made['id']}/revisions"))["items"]
            numbers = [revision["revision"] for revision in history]
            assert numbers == sorted(set(numbers), reverse=True)
            assert (numbers[0], numbers[-1]) == (present["revision"], 1)
            latest = answered(first.get(f"/dashboards/{made['id']}/revisions/{numbers[0]}"))
            assert latest == present

        given = [number for writer in writers for number in writer.revisions]
        assert len(given) == len(set(given))
        assert sum(counts_in(present["spec"]).values()) == present["revision"] - 1
        assert house.tracebacks() == []
