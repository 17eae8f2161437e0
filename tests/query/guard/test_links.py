"""Canaries behind share links: a visitor sees what a viewer of whom nothing is known may see, and what locks leave."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from tests.factories import open_client
from tests.query.guard.paths import BINNED, X, Y, read
from tests.query.guard.policed import CASES, OWN, WITH_BOTH, WITH_ROWS, Case, make_given
from tests.query.guard.test_matrix import everything
from tests.query.running.house import House

pytestmark = pytest.mark.asyncio(loop_scope="module")

MINE = [{"member": "branch", "values": ["mine"]}]
DAYS = {"role": "dimension", "member": "day", "grain": "month"}
LEAST = {**Y, "aggregation": "max"}


async def make_link(house: House, dataset_id: str, locks: list[dict[str, Any]]) -> str:
    """A link to a dashboard over the dataset: the address at which the API answers for it."""
    return address_of(await share(house, dataset_id, locks))


def address_of(link: dict[str, Any]) -> str:
    """Where the API answers for a link."""
    path: str = link["path"]
    return f"/public/shares/{path.removeprefix('/s/')}"


async def share(house: House, dataset_id: str, locks: list[dict[str, Any]]) -> dict[str, Any]:
    """A link to a dashboard over the dataset."""
    layout = {"x": 0, "y": 0, "width": 6, "height": 6}
    encodings: Mapping[str, Any] = {
        "bars": {"x": BINNED, "y": [Y]},
        "names": {"x": X, "y": [Y]},
        "days": {"x": DAYS, "y": [Y]},
        "most": {"y": [LEAST]},
    }
    tiles = [
        {"kind": "chart", "id": name, "layout": layout, "chart": {"dataset_id": dataset_id, "encodings": one}}
        for name, one in encodings.items()
    ]
    by_name = {"id": "name", "dataset_id": dataset_id, "member": "name", "control": "list"}
    page = {"id": "page-1", "title": "Page", "tiles": tiles, "filters": [by_name]}
    owner = house.team.owner.client
    made = await read(owner, "POST", "/dashboards", {"name": "Canaries", "spec": {"pages": [page]}})
    locked = [one | {"dataset_id": dataset_id} for one in locks]
    link: dict[str, Any] = await read(owner, "POST", "/shares", {"dashboard_id": made["id"], "locks": locked})
    return link


async def seen(visitor: httpx.AsyncClient, address: str) -> dict[str, Any]:
    """What a visitor is answered on every path of a link, by tile."""
    tiles = (await read(visitor, "POST", f"{address}/results", {}))["items"]
    linked = [
        one
        for brushed in ("bars", "days")
        for one in (await read(visitor, "POST", f"{address}/cube", {"brushed": brushed})).get("items", [])
    ]
    values = await read(visitor, "POST", f"{address}/filters/name/values", {})
    return {
        "tiles": [(one["id"], one["error"] or one["result"]["rows"]) for one in tiles],
        "linked": [(one["id"], one["error"] or one["result"]["rows"]) for one in linked],
        "values": values.get("rows", values.get("error")),
        "drawn": [one["drawing"] for one in tiles],
        "dashboard": await read(visitor, "GET", address),
    }


def has_canaries(found: dict[str, Any]) -> bool:
    """Whether a hidden row shows in a name, a number or a moment."""
    text = repr(found)
    return any(sign in text for sign in ("CANARY", "987654321", "1975308642", "2099", "2100"))


@pytest.mark.parametrize("name", CASES)
async def test_policies_hold_for_visitors_who_have_no_attributes(name: str, house: House) -> None:
    address = await make_link(house, await make_given(house, CASES[name]), [])
    async with open_client(house.app) as visitor:
        assert not has_canaries(await seen(visitor, address))


async def test_a_lock_leaves_what_it_says_and_without_the_guard_everything_shows(house: House) -> None:
    plain = str(await house.store(OWN, "with"))
    given = str(await house.store(WITH_ROWS, "with"))
    async with open_client(house.app) as visitor:
        wanted = await seen(visitor, await make_link(house, plain, MINE))
        address = await make_link(house, given, MINE)
        found = await seen(visitor, address)
        shown = ("tiles", "linked", "values")
        assert {one: found[one] for one in shown} == {one: wanted[one] for one in shown}
        assert not has_canaries(found)
        assert found["tiles"][-1] == ("most", [[5]])
        with house.replaced("permissions", everything):
            unguarded = await seen(visitor, address)
        assert [one for one in shown if unguarded[one] == wanted[one]] == []
        assert await seen(visitor, address) == found


async def test_locks_and_policies_both_hold(house: House) -> None:
    case = Case(
        WITH_BOTH,
        row_policies=({"name": "small", "table": "orders", "formula": "number < 3 OR number > 100"},),
    )
    address = await make_link(house, await make_given(house, case), MINE)
    async with open_client(house.app) as visitor:
        found = await seen(visitor, address)
    assert found["tiles"][-1] == ("most", [[2]])
    assert found["values"] == [["item 0", 1], ["item 1", 1], ["item 2", 1]]


async def test_a_lock_of_another_dataset_does_not_open_this_one(house: House) -> None:
    given = str(await house.store(WITH_ROWS, "with"))
    other = str(await house.store(OWN, "with"))
    link = await share(house, given, [])
    changed = {"locks": [{"dataset_id": other, "member": "branch", "values": ["mine"]}]}
    await read(house.team.owner.client, "PATCH", f"/shares/{link['id']}", changed)
    async with open_client(house.app) as visitor:
        found = await seen(visitor, address_of(link))
    assert {answer["code"] for _, answer in found["tiles"]} == {"FORBIDDEN"}
    assert not has_canaries(found)
