"""What links and embeds open with: the state of a bookmark, as far as a visitor may choose it, and nothing else."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4, uuid5

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import SALES, create, spec_of, tile, upload
from tests.factories import Person, Team, open_client
from tests.sharing import embedding
from tests.sharing.test_links import SHARES, public, share


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


def chose(filter_id: str, *values: str, member: str = "region") -> dict[str, Any]:
    return {"filter_id": filter_id, "filter": {"kind": "in", "member": member, "values": list(values)}}


def state(*choices: dict[str, Any], **more: Any) -> dict[str, Any]:
    """As the address of the dashboard holds it."""
    return {"filters": {one["filter_id"]: one["filter"] for one in choices}, **more}


async def board(person: Person) -> dict[str, Any]:
    """Sales by region on one page, by day on another, under a filter by region."""
    sales = await upload(person.client, "sales.csv", SALES)
    spec = spec_of(tile("bars", sales, "region"), tile("total", sales, None))
    spec["pages"].append({"id": "page-2", "title": "Days", "tiles": [tile("days", sales, "day")]})
    spec["filters"] = [{"id": "region", "dataset_id": sales, "member": "region", "control": "list"}]
    return await create(person.client, spec)


def sales_of(dashboard: dict[str, Any]) -> str:
    dataset_id: str = dashboard["spec"]["pages"][0]["tiles"][0]["chart"]["dataset_id"]
    return dataset_id


async def keep(person: Person, dashboard: dict[str, Any], kept: dict[str, Any], *, is_shared: bool = True) -> str:
    body = {"name": "Secret plan", "state": kept, "is_shared": is_shared}
    answer = await person.client.post(f"/api/v1/dashboards/{dashboard['id']}/bookmarks", json=body)
    assert answer.status_code == 201, answer.text
    bookmark_id: str = answer.json()["id"]
    return bookmark_id


async def save(person: Person, dashboard: dict[str, Any], spec: dict[str, Any]) -> None:
    seen = (await person.client.get(f"/api/v1/dashboards/{dashboard['id']}")).json()
    body = {"revision": seen["revision"], "name": seen["name"], "spec": spec}
    answer = await person.client.put(f"/api/v1/dashboards/{dashboard['id']}", json=body)
    assert answer.status_code == 200, answer.text


async def seen(visitor: httpx.AsyncClient, link: dict[str, Any]) -> dict[str, Any]:
    answer = await visitor.get(public(link))
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


def begun(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The filters that a visitor begins with."""
    chosen: list[dict[str, Any]] = shown["opening"]["choices"]["chosen"]
    return [{"filter_id": one["filter_id"], "values": one["filter"]["values"]} for one in chosen]


NORTH = [{"filter_id": "region", "values": ["North"]}]
SOUTH = [{"filter_id": "region", "values": ["South"]}]


async def test_a_link_opens_with_its_bookmark_and_tells_neither_its_id_nor_its_name(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    made = await board(team.owner)
    pick = {"tile_id": "bars", "dataset_id": sales_of(made), "filters": [chose("", "North")["filter"]]}
    kept = await keep(team.owner, made, state(chose("region", "North"), page="page-2", picked=[pick]))
    link = await share(team.editor, made, opening=kept)
    assert (link["opening"], "opening_is_gone" in link) == (kept, False)
    shown = await visitor.get(public(link))
    opening = shown.json()["opening"]
    stand_in = str(uuid5(UUID(link["id"]), sales_of(made)))
    assert (opening["page_id"], begun(shown.json())) == ("page-2", NORTH)
    assert [(one["tile_id"], one["dataset_id"]) for one in opening["choices"]["selections"]] == [("bars", stand_in)]
    for hidden in (kept, "Secret plan", sales_of(made)):
        assert hidden not in shown.text
    # What it begins with can be asked as it is told.
    body = {"page_id": "page-1", **opening["choices"]}
    answer = await visitor.post(public(link, "/results"), json=body)
    assert answer.status_code == 200
    rows = {one["id"]: one["result"]["rows"] for one in answer.json()["items"]}
    north = sum(month * 10 + 1.5 for month in range(1, 13))
    assert rows["total"] == [[north]]


async def test_what_a_visitor_may_not_choose_is_left_out(team: Team, visitor: httpx.AsyncClient) -> None:
    made = await board(team.owner)
    sales = sales_of(made)
    hidden = {"kind": "in", "member": "day", "values": ["2024-01-01"]}
    kept = await keep(
        team.owner,
        made,
        state(
            chose("region", "North"),
            {"filter_id": "gone", "filter": hidden},
            picked=[
                {"tile_id": "total", "dataset_id": sales, "filters": [hidden]},
                {"tile_id": "bars", "dataset_id": str(uuid4()), "filters": [chose("", "North")["filter"]]},
                {"tile_id": "nowhere", "dataset_id": sales, "filters": []},
                "nonsense",
            ],
            changes=[{"tile_id": "bars", "dataset_id": sales, "kept": [hidden]}],
            through={"from": "page-1", "to": "page-2", "dataset_id": sales, "filters": [hidden]},
            set={"growth": 3},
            page="elsewhere",
            other=[1, {"deep": "x"}],
        ),
    )
    shown = await seen(visitor, await share(team.owner, made, opening=kept))
    assert begun(shown) == NORTH
    choices = shown["opening"]["choices"]
    assert "page_id" not in shown["opening"]
    assert {name: choices[name] for name in ("selections", "changes", "parameters", "carried")} == {
        "selections": [],
        "changes": [],
        "parameters": [],
        "carried": None,
    }


@pytest.mark.parametrize(
    "wanted",
    [
        {"kind": "in", "member": "amount", "values": [1]},
        {"kind": "path", "levels": [{"member": "region"}], "paths": [["North"]]},
        {"kind": "measure", "measure": "amount", "min": 3},
        {"kind": "top", "member": "region", "count": 2, "by": "x"},
        "North",
        {"kind": "in"},
    ],
)
async def test_a_choice_that_the_filter_cannot_make_is_left_out(
    team: Team, visitor: httpx.AsyncClient, wanted: Any
) -> None:
    made = await board(team.owner)
    kept = await keep(team.owner, made, {"filters": {"region": wanted}})
    assert begun(await seen(visitor, await share(team.owner, made, opening=kept))) == []


async def test_the_lock_of_a_link_wins_over_its_bookmark(team: Team, visitor: httpx.AsyncClient) -> None:
    made = await board(team.owner)
    pick = {"tile_id": "bars", "dataset_id": sales_of(made), "filters": [chose("", "South")["filter"]]}
    kept = await keep(team.owner, made, state(chose("region", "South"), picked=[pick]))
    lock = {"dataset_id": sales_of(made), "member": "region", "values": ["North"]}
    link = await share(team.owner, made, opening=kept, locks=[lock])
    shown = await visitor.get(public(link))
    assert (begun(shown.json()), shown.json()["opening"]["choices"]["selections"]) == ([], [])
    assert "South" not in shown.text


async def test_a_link_without_one_opens_as_the_dashboard_and_falls_back_to_it(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    made = await board(team.owner)
    first = await keep(team.owner, made, state(chose("region", "North")))
    other = await keep(team.owner, made, state(chose("region", "South")))
    plain = await share(team.owner, made)
    assert "opening" not in await seen(visitor, plain)
    await save(team.owner, made, made["spec"] | {"opening": first})
    link = await share(team.owner, made, opening=other)
    assert (begun(await seen(visitor, plain)), begun(await seen(visitor, link))) == (NORTH, SOUTH)
    where = f"/api/v1/dashboards/{made['id']}/bookmarks/{other}"
    assert (await team.owner.client.patch(where, json={"is_shared": False})).status_code == 200
    assert begun(await seen(visitor, link)) == NORTH
    listed = (await team.editor.client.get(SHARES, params={"dashboard_id": made["id"]})).json()["items"]
    told = {one["id"]: (one.get("opening"), one.get("opening_is_gone")) for one in listed}
    assert told == {plain["id"]: (None, None), link["id"]: (other, True)}
    assert (await team.owner.client.patch(where, json={"is_shared": True})).status_code == 200
    assert begun(await seen(visitor, link)) == SOUTH
    assert (await team.owner.client.delete(where)).status_code == 204
    assert begun(await seen(visitor, link)) == NORTH
    changed = await team.owner.client.patch(f"{SHARES}/{link['id']}", json={"opening": None})
    assert (changed.status_code, "opening" in changed.json(), "opening_is_gone" in changed.json()) == (
        200,
        False,
        False,
    )


async def test_only_shared_bookmarks_of_the_dashboard_can_be_opened_with(team: Team) -> None:
    made, another = await board(team.owner), await create(team.owner.client)
    link, frame = await share(team.owner, made), await embedding.embed(team.owner, made)
    mine = await keep(team.editor, made, state(), is_shared=False)
    elsewhere = await keep(team.editor, another, state())
    for wanted in (mine, elsewhere, str(uuid4())):
        body = {"dashboard_id": made["id"], "opening": wanted}
        site = {"name": "Site", "origins": [embedding.PORTAL]}
        answers = [
            await team.editor.client.post(SHARES, json=body),
            await team.editor.client.post(embedding.EMBEDS, json=body | site),
            await team.editor.client.patch(f"{SHARES}/{link['id']}", json={"opening": wanted}),
            await team.editor.client.patch(f"{embedding.EMBEDS}/{frame['id']}", json={"opening": wanted}),
        ]
        assert [(one.status_code, one.json()["error"]["details"]["field"]) for one in answers] == [(422, "opening")] * 4


async def test_pages_begin_with_bookmarks_of_their_own(team: Team, visitor: httpx.AsyncClient) -> None:
    made = await board(team.owner)
    kept = await keep(team.owner, made, state(chose("region", "South")))
    pages = [made["spec"]["pages"][0], made["spec"]["pages"][1] | {"opening": kept}]
    await save(team.owner, made, made["spec"] | {"pages": pages})
    link = await share(team.owner, made)
    shown = await visitor.get(public(link))
    chosen = shown.json()["page_openings"]["page-2"]["chosen"]
    assert [(one["filter_id"], one["filter"]["values"]) for one in chosen] == [("region", ["South"])]
    assert (kept in shown.text, "opening" in shown.json()) == (False, False)
    again = await team.owner.client.get(f"/api/v1/dashboards/{made['id']}")
    assert [one.get("opening") for one in again.json()["spec"]["pages"]] == [None, kept]


async def test_an_embed_opens_with_its_bookmark_unless_filters_are_closed_or_the_token_sets_them(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    made = await board(team.owner)
    kept = await keep(team.owner, made, state(chose("region", "North")))

    async def opened(frame: dict[str, Any], **claims: Any) -> Any:
        headers = embedding.with_token(embedding.signed(frame, **claims))
        answer = await visitor.get(embedding.public(frame), headers=headers)
        assert answer.status_code == 200, answer.text
        assert kept not in answer.text
        return begun(answer.json())

    frame = await embedding.embed(team.owner, made, opening=kept)
    assert frame["opening"] == kept
    assert await opened(frame) == NORTH
    assert await opened(frame, filters={"region": ["South"]}) == []
    assert await opened(await embedding.embed(team.owner, made, opening=kept, open_filters=[])) == []
    where = f"/api/v1/dashboards/{made['id']}/bookmarks/{kept}"
    assert (await team.owner.client.delete(where)).status_code == 204
    listed = await team.owner.client.get(embedding.EMBEDS, params={"dashboard_id": made["id"]})
    assert {one["opening_is_gone"] for one in listed.json()["items"]} == {True}
