"""Canaries behind links and embeds: a visitor sees what a viewer without attributes may see, and what locks leave."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pyarrow as pa
import pytest
from fastapi import FastAPI
from tests.factories import open_client
from tests.query.guard.paths import BINNED, X, Y, read
from tests.query.guard.policed import CASES, OWN, WITH_BOTH, WITH_ROWS, Case, make_given
from tests.query.guard.test_matrix import everything
from tests.query.running.house import House
from tests.sharing.embedding import PORTAL, signed

from gnomon.charts.sheets import Sheet
from gnomon.sharing.previews import Preview, Previews

pytestmark = pytest.mark.asyncio(loop_scope="module")

MINE = [{"member": "branch", "values": ["mine"]}]
DAYS = {"role": "dimension", "member": "day", "grain": "month"}
LEAST = {**Y, "aggregation": "max"}


@dataclass(frozen=True)
class Door:
    """Where the API answers for a link or an embed, and what its visitors send along."""

    address: str
    headers: Mapping[str, str]

    @asynccontextmanager
    async def opened(self, app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
        """Somebody signed out who comes by this door."""
        async with open_client(app) as visitor:
            visitor.headers.update(self.headers)
            yield visitor


async def by_link(house: House, dataset_id: str, locks: list[dict[str, Any]]) -> Door:
    """A link to a dashboard over the dataset."""
    return door_of(await share(house, dataset_id, locks))


async def by_embed(house: House, dataset_id: str, locks: list[dict[str, Any]]) -> Door:
    """An embed of a dashboard over the dataset, with a token that says which rows its visitor sees."""
    fields = [{"name": one["member"], "dataset_id": dataset_id, "member": one["member"]} for one in locks]
    body = {
        "dashboard_id": await make_dashboard(house, dataset_id),
        "name": "Portal",
        "origins": [PORTAL],
        "fields": fields,
    }
    made = await read(house.team.owner.client, "POST", "/embeds", body)
    token = signed(made, locks={one["member"]: one["values"] for one in locks})
    return Door(f"/public/embeds/{made['embed_id']}", {"X-Embed-Token": token})


DOORS: Mapping[str, Callable[[House, str, list[dict[str, Any]]], Awaitable[Door]]] = {
    "a link": by_link,
    "an embed": by_embed,
}


def door_of(link: dict[str, Any]) -> Door:
    """Where the API answers for a link."""
    path: str = link["path"]
    return Door(f"/public/shares/{path.removeprefix('/s/')}", {})


async def make_dashboard(house: House, dataset_id: str) -> str:
    """A dashboard over the dataset."""
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
    made = await read(house.team.owner.client, "POST", "/dashboards", {"name": "Canaries", "spec": {"pages": [page]}})
    made_id: str = made["id"]
    return made_id


async def share(house: House, dataset_id: str, locks: list[dict[str, Any]]) -> dict[str, Any]:
    """A link to a dashboard over the dataset."""
    locked = [one | {"dataset_id": dataset_id} for one in locks]
    body = {"dashboard_id": await make_dashboard(house, dataset_id), "locks": locked, "preview": True}
    link: dict[str, Any] = await read(house.team.owner.client, "POST", "/shares", body)
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
@pytest.mark.parametrize("door", DOORS)
async def test_policies_hold_for_visitors_who_have_no_attributes(door: str, name: str, house: House) -> None:
    found = await DOORS[door](house, await make_given(house, CASES[name]), [])
    async with found.opened(house.app) as visitor:
        assert not has_canaries(await seen(visitor, found.address))


@pytest.mark.parametrize("by", DOORS)
async def test_a_lock_leaves_what_it_says_and_without_the_guard_everything_shows(by: str, house: House) -> None:
    plain = str(await house.store(OWN, "with"))
    given = str(await house.store(WITH_ROWS, "with"))
    left, door = await DOORS[by](house, plain, MINE), await DOORS[by](house, given, MINE)
    async with left.opened(house.app) as other:
        wanted = await seen(other, left.address)
    async with door.opened(house.app) as visitor:
        found = await seen(visitor, door.address)
        shown = ("tiles", "linked", "values")
        assert {one: found[one] for one in shown} == {one: wanted[one] for one in shown}
        assert not has_canaries(found)
        assert found["tiles"][-1] == ("most", [[5]])
        with house.replaced("permissions", everything):
            unguarded = await seen(visitor, door.address)
        assert [one for one in shown if unguarded[one] == wanted[one]] == []
        again = await seen(visitor, door.address)
        for one in (again, found):
            one["dashboard"].pop("expires_in", None)
        assert again == found


@pytest.mark.parametrize("by", DOORS)
async def test_locks_and_policies_both_hold(by: str, house: House) -> None:
    case = Case(
        WITH_BOTH,
        row_policies=({"name": "small", "table": "orders", "formula": "number < 3 OR number > 100"},),
    )
    door = await DOORS[by](house, await make_given(house, case), MINE)
    async with door.opened(house.app) as visitor:
        found = await seen(visitor, door.address)
    assert found["tiles"][-1] == ("most", [[2]])
    assert found["values"] == [["item 0", 1], ["item 1", 1], ["item 2", 1]]


async def test_a_lock_of_another_dataset_does_not_open_this_one(house: House) -> None:
    given = str(await house.store(WITH_ROWS, "with"))
    other = str(await house.store(OWN, "with"))
    link = await share(house, given, [])
    changed = {"locks": [{"dataset_id": other, "member": "branch", "values": ["mine"]}]}
    await read(house.team.owner.client, "PATCH", f"/shares/{link['id']}", changed)
    door = door_of(link)
    async with door.opened(house.app) as visitor:
        found = await seen(visitor, door.address)
    assert {answer["code"] for _, answer in found["tiles"]} == {"FORBIDDEN"}
    assert not has_canaries(found)


async def test_a_token_without_the_lock_or_with_one_that_is_not_wanted_shows_nothing(house: House) -> None:
    given = str(await house.store(WITH_ROWS, "with"))
    door = await by_embed(house, given, MINE)
    open_door = await by_embed(house, given, [])
    for address, headers in ((door.address, open_door.headers), (open_door.address, door.headers), (door.address, {})):
        async with Door(address, headers).opened(house.app) as visitor:
            for method, path, body in (
                ("POST", "/results", {}),
                ("POST", "/filters/name/values", {}),
                ("GET", "", None),
            ):
                refused = await read(visitor, method, f"{address}{path}", body)
                assert refused["error"]["code"] == "EMBED_TOKEN_REFUSED"


@pytest.mark.parametrize("name", CASES)
async def test_policies_hold_for_the_picture_of_a_link(
    name: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = watched(monkeypatch)
    door = await by_link(house, await make_given(house, CASES[name]), [])
    async with door.opened(house.app) as visitor:
        assert (await visitor.get(f"/api/v1{door.address}/preview.png")).status_code == 200
    assert not has_canaries({"sheets": [drawn_on(one) for one in sheets]})


async def test_the_picture_of_a_link_follows_its_locks_and_without_the_guard_everything_shows(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = watched(monkeypatch)
    door = await by_link(house, str(await house.store(WITH_ROWS, "with")), MINE)
    async with door.opened(house.app) as visitor:
        address = f"/api/v1{door.address}/preview.png"
        first = await visitor.get(address)
        with house.replaced("permissions", everything):
            unguarded = await visitor.get(address)
        again = await visitor.get(address)
    assert (first.status_code, unguarded.status_code, again.status_code) == (200, 200, 200)
    assert again.headers["etag"] == first.headers["etag"] != unguarded.headers["etag"]
    kept, shown, kept_again = (drawn_on(one) for one in sheets)
    assert (has_canaries({"sheet": kept}), has_canaries({"sheet": shown})) == (False, True)
    assert (kept["most"], kept_again) == ([[5]], kept)


def watched(monkeypatch: pytest.MonkeyPatch) -> list[Sheet]:
    """The sheets that are asked for from now on; they are painted as ever."""
    sheets: list[Sheet] = []
    painted = Previews.painted

    async def watch(self: Previews, sheet: Sheet) -> Preview:
        sheets.append(sheet)
        return await painted(self, sheet)

    monkeypatch.setattr(Previews, "painted", watch)
    return sheets


def drawn_on(sheet: Sheet) -> dict[str, Any]:
    """The rows of each picture on a sheet, by the tiles of `make_dashboard`, and all that is said of it."""
    rows: dict[str, Any] = {
        name: None if part.drawn is None else rows_of(part.drawn.answer.ipc)
        for name, part in zip(("bars", "names", "days", "most"), sheet.parts, strict=True)
    }
    drawn = [part.drawn.drawing for part in sheet.parts if part.drawn is not None]
    return rows | {"said": [sheet.title, sheet.subtitle, [part.title for part in sheet.parts], drawn]}


def rows_of(ipc: bytes) -> list[list[object]]:
    """The rows of an Arrow stream."""
    table = pa.ipc.open_stream(ipc).read_all()
    return [list(row.values()) for row in table.to_pylist()]
