"""Texts with numbers, buttons, shapes: what they may hold, what they answer, and what visitors are told of them."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from pydantic import ValidationError
from tests.dashboards.images import png
from tests.dashboards.pieces import BATCH, SALES, STORES, ask, create, frames_of, spec_of, tile, upload
from tests.factories import Person, Team, open_client

from gnomon.dashboards.contracts import ButtonTile, OpenAddress, ShapeTile, TextTile

LAYOUT = {"x": 0, "y": 0, "width": 6, "height": 3}
NORTH = {"kind": "in", "member": "region", "values": ["North"]}
TOTAL = {"role": "measure", "member": "amount", "aggregation": "sum"}
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


def figure(name: str, dataset_id: str, measure: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A number inside of words."""
    return {"name": name, "dataset_id": dataset_id, "measure": measure or TOTAL} | more


def text(tile_id: str, *figures: dict[str, Any], markdown: str = "Sold: {total}") -> dict[str, Any]:
    """Words on a page."""
    return {"kind": "text", "id": tile_id, "layout": LAYOUT, "markdown": markdown, "figures": list(figures)}


def button(tile_id: str, action: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A button on a page."""
    return {"kind": "button", "id": tile_id, "layout": LAYOUT, "words": "Go", "action": action} | more


def values(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The value of each answer, or the code of its error."""
    return {
        name: one["error"]["code"] if one["error"] else [row[0] for row in one["result"]["rows"]]
        for name, one in found.items()
    }


async def test_figures_are_answered_one_by_one_under_the_filters_of_the_page(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    stores = await upload(owner.client, "stores.csv", STORES)
    words = text(
        "words",
        figure("total", sales),
        figure("north", sales, filters=[NORTH]),
        figure("rows", sales, {"role": "measure", "member": "*"}),
        figure("best", sales, {"role": "measure", "member": "amount", "aggregation": "max"}),
        figure("size", stores, {"role": "measure", "member": "size", "aggregation": "avg"}, number_format=",.2f"),
    )
    by_region = {"id": "region", "dataset_id": sales, "member": "region", "control": "list"}
    made = await create(owner.client, spec_of(words, tile("bars", sales, "region"), filters=(by_region,)))
    amounts = {region: [month * 10 + day + 0.5 for month in range(1, 13)] for region, day in (("N", 1), ("S", 2))}
    north, all_of_them = sum(amounts["N"]), sum(amounts["N"] + amounts["S"])
    found = await ask(owner.client, made["id"], tile_ids=["words"])
    assert values(found) == {
        "words.total": [all_of_them],
        "words.north": [north],
        "words.rows": [24],
        "words.best": [122.5],
        "words.size": [20.0],
    }
    assert {name: one["drawing"]["number_format"] for name, one in found.items()} == {
        "words.total": None,
        "words.north": None,
        "words.rows": None,
        "words.best": None,
        "words.size": ",.2f",
    }
    chosen = [{"filter_id": "region", "filter": NORTH}]
    filtered = values(await ask(owner.client, made["id"], tile_ids=["words"], chosen=chosen))
    assert filtered == {
        "words.total": [north],
        "words.north": [north],
        "words.rows": [12],
        "words.best": [121.5],
        "words.size": [10.0],
    }
    pointed = [{"tile_id": "bars", "dataset_id": sales, "filters": [NORTH]}]
    found = await ask(owner.client, made["id"], selections=pointed)
    assert set(found) == {"bars", *filtered}
    assert values(found)["words.total"] == [north]


async def test_one_broken_figure_never_breaks_the_others(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    wrong = {"role": "measure", "member": "amuont", "aggregation": "sum"}
    nothing = {"kind": "in", "member": "region", "values": ["Nowhere"]}
    words = text(
        "words",
        figure("total", sales),
        figure("wrong", sales, wrong),
        figure("foreign", str(uuid4())),
        figure("none", sales, filters=[nothing]),
    )
    made = await create(owner.client, spec_of(words, text("plain")))
    assert values(await ask(owner.client, made["id"], tile_ids=["words", "plain"])) == {
        "words.total": [1608.0],
        "words.wrong": "VALIDATION_ERROR",
        "words.foreign": "NOT_FOUND",
        "words.none": [None],
        "plain": "NOT_FOUND",
    }


async def test_a_figure_keeps_its_receipt_for_members(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, spec_of(text("words", figure("total", sales))))
    found = (await ask(owner.client, made["id"]))["words.total"]
    receipt = found["result"]["receipt"]
    assert (receipt["dataset_id"], receipt["row_count"]) == (sales, 1)
    assert "sum" in receipt["sql"].lower()


async def test_a_visitor_gets_the_value_of_a_figure_and_not_its_question(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    secret = {"kind": "in", "member": "region", "values": ["North", "SECRET VALUE"]}
    words = text("words", figure("total", sales, filters=[secret], number_format=",.0f"))
    board = await create(team.owner.client, spec_of(words, tile("days", sales, "day", "*")))
    link = await shared(team.owner, board)
    told = [(await visitor.get(link)).text]
    answer = await visitor.post(f"{link}/results", json={"tile_ids": ["words"]})
    told.append(answer.text)
    (found,) = answer.json()["items"]
    assert (found["id"], found["result"]["rows"]) == ("words.total", [[798.0]])
    assert found["result"]["columns"] == [{"name": "value", "type": "decimal", "label": "", "role": "measure"}]
    assert found["drawing"]["number_format"] == ",.0f"
    framed = await visitor.post(f"{link}/results", json={"tile_ids": ["words"]}, headers=BATCH)
    (header,) = frames_of(framed.content)
    (column,) = header["meaning"]["columns"]
    assert (column["name"], column["label"], column["member"], column["aggregation"]) == ("value", "", "", None)
    told.append(framed.content.decode(errors="replace"))
    for one in told:
        hidden = ("amount", "region", "SECRET VALUE", sales, "SUM(")
        assert [word for word in hidden if word in one] == []


async def test_a_visitor_asks_for_the_figures_of_the_page_only(team: Team, visitor: httpx.AsyncClient) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    board = await create(team.owner.client, spec_of(text("words", figure("total", sales)), text("plain")))
    link = await shared(team.owner, board)
    for tile_id in ("plain", "elsewhere"):
        assert (await visitor.post(f"{link}/results", json={"tile_ids": [tile_id]})).status_code == 403
    draft = {"draft": spec_of(text("words", figure("probe", sales)))}
    assert (await visitor.post(f"{link}/results", json=draft)).status_code == 403
    pointed = {"tile_id": "words", "dataset_id": sales, "filters": [NORTH]}
    assert (await visitor.post(f"{link}/results", json={"selections": [pointed]})).status_code == 403


async def test_a_figure_follows_the_locks_of_a_link(team: Team, visitor: httpx.AsyncClient) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    board = await create(team.owner.client, spec_of(text("words", figure("total", sales))))
    lock = {"dataset_id": sales, "member": "region", "values": ["North"]}
    link = await shared(team.owner, board, locks=[lock])
    (found,) = (await visitor.post(f"{link}/results", json={})).json()["items"]
    assert found["result"]["rows"] == [[798.0]]


async def test_a_brush_asks_for_no_figures(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    tiles = (text("words", figure("total", sales)), tile("days", sales, "day"), tile("bars", sales, "region"))
    made = await create(owner.client, spec_of(*tiles))
    answer = await owner.client.post(f"/api/v1/dashboards/{made['id']}/cube", json={"brushed": "days"})
    assert [one["id"] for one in answer.json()["items"]] == ["bars"]


async def test_a_visitor_is_told_of_no_other_dashboard_and_no_hidden_choice(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    other = await create(team.owner.client, name="Other")
    by_region = {"id": "region", "dataset_id": sales, "member": "region", "control": "list"}
    pointed = {"tile_id": "bars", "dataset_id": sales, "filters": [NORTH]}
    probing = {"tile_id": "bars", "dataset_id": sales, "filters": [{**NORTH, "member": "day", "values": ["SECRET"]}]}
    tiles = (
        tile("bars", sales, "region"),
        button("other", {"kind": "dashboard", "dashboard_id": other["id"]}),
        button("page", {"kind": "page", "page_id": "page-1"}),
        button("clear", {"kind": "clear"}),
        button("out", {"kind": "address", "address": "https://example.org/a?b=c#d"}),
        button("north", {"kind": "choices", "choices": {"chosen": [{"filter_id": "region", "filter": NORTH}]}}),
        button("marks", {"kind": "choices", "choices": {"selections": [pointed]}}),
        button("probe", {"kind": "choices", "choices": {"selections": [probing]}}),
        button("gone", {"kind": "choices", "choices": {"chosen": [{"filter_id": "gone", "filter": NORTH}]}}),
    )
    board = await create(team.owner.client, spec_of(*tiles, filters=(by_region,)))
    link = await shared(team.owner, board)
    answer = await visitor.get(link)
    shown = {one["id"]: one for one in answer.json()["spec"]["pages"][0]["tiles"]}
    assert list(shown) == ["bars", "page", "clear", "out", "north", "marks"]
    assert [word for word in (other["id"], sales, "SECRET") if word in answer.text] == []
    choices = shown["marks"]["action"]["choices"]
    kept = {name: choices[name] for name in ("chosen", "selections", "parameters")}
    found = await visitor.post(f"{link}/results", json={"tile_ids": ["bars"], **kept})
    assert found.status_code == 200
    assert choices["selections"][0]["dataset_id"] == shown["bars"]["chart"]["dataset_id"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "http://example.org",
        "//example.org",
        "/dashboards",
        "https:",
        "https:///path",
        "https://",
        "https://user:secret@example.org",
        "https://good.example@evil.example",
        "https://example.org\\@evil.example",
        "https://example.org:port",
        "https://[::1",
        "https://example.org/\u202egnp.exe",
        "https://example.org/a b",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://example.org/x",
        "",
        "https://example.org/" + "a" * 2_000,
    ],
)
def test_a_button_leads_out_by_https_only(address: str) -> None:
    with pytest.raises(ValidationError):
        OpenAddress(address=address)


@pytest.mark.parametrize(
    "address", ["https://example.org", "https://exämple.org/pfad?a=1&b=%20#c", "HTTPS://example.org:8443/"]
)
def test_an_address_by_https_is_taken_as_it_is(address: str) -> None:
    assert OpenAddress(address=address).address == address


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Total"},
        {"name": "a-b"},
        {"name": "1a"},
        {"name": ""},
        {"name": "a" * 41},
        {"name": "a.b"},
        {"measure": {"role": "dimension", "member": "region"}},
        {"number_format": "alert(1)"},
        {"filters": [{"kind": "measure", "measure": "x"}]},
        {"filters": [NORTH] * 21},
        {"formula": "sum(amount)"},
    ],
)
def test_a_figure_is_a_named_measure_and_no_code(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TextTile.model_validate(text("words", figure("total", NOBODY) | wrong))


def test_figures_of_one_text_have_names_of_their_own() -> None:
    with pytest.raises(ValidationError, match="a name of its own"):
        TextTile.model_validate(text("words", figure("total", NOBODY), figure("total", NOBODY)))
    with pytest.raises(ValidationError):
        TextTile.model_validate(text("words", *(figure(f"f{place}", NOBODY) for place in range(21))))


@pytest.mark.parametrize(
    "wrong",
    [
        {"fill": "#ff0000"},
        {"fill": "url(https://evil.example)"},
        {"stroke": "var(--x)"},
        {"thickness": 0},
        {"thickness": 25},
        {"opacity": 0},
        {"opacity": 101},
        {"form": "star"},
        {"direction": "sideways"},
        {"style": "position: fixed"},
    ],
)
def test_a_shape_has_colours_of_the_theme_and_nothing_of_its_own(wrong: dict[str, Any]) -> None:
    shape = {"kind": "shape", "id": "a", "layout": LAYOUT}
    assert ShapeTile.model_validate(shape).fill == "sunken"
    with pytest.raises(ValidationError):
        ShapeTile.model_validate(shape | wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": ""},
        {"words": "x" * 101},
        {"look": "huge"},
        {"action": {"kind": "run"}},
        {"action": {}},
        {"onclick": "x"},
    ],
)
def test_a_button_does_what_is_known_and_nothing_else(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ButtonTile.model_validate(button("a", {"kind": "clear"}) | wrong)


async def test_elements_are_saved_and_copied_whole(owner: Person) -> None:
    answer = await owner.client.post("/api/v1/dashboard-images", params={"name": "a.png"}, content=png())
    sales = await upload(owner.client, "sales.csv", SALES)
    tiles = [
        text("words", figure("total", sales)),
        {"kind": "image", "id": "logo", "layout": LAYOUT, "asset_id": answer.json()["id"], "alt": "", "fit": "cover"},
        {"kind": "shape", "id": "shape", "layout": LAYOUT, "form": "arrow", "fill": None, "stroke": "category_3"},
        button("go", {"kind": "clear"}, look="quiet"),
    ]
    made = await create(owner.client, spec_of(*tiles))
    copy = (await owner.client.post(f"/api/v1/dashboards/{made['id']}/duplicate")).json()
    assert copy["spec"] == made["spec"]
    kept = made["spec"]["pages"][0]["tiles"]
    assert [
        {name: one[name] for name in given if name != "figures"} for given, one in zip(tiles, kept, strict=True)
    ] == [{name: value for name, value in given.items() if name != "figures"} for given in tiles]


async def shared(person: Person, dashboard: dict[str, Any], **more: Any) -> str:
    """Where the API answers for a new link to a dashboard."""
    answer = await person.client.post("/api/v1/shares", json={"dashboard_id": dashboard["id"], **more})
    assert answer.status_code == 201, answer.text
    return "/api/v1/public/shares/" + str(answer.json()["path"]).removeprefix("/s/")


async def test_a_figure_shows_no_row_and_no_column_that_a_policy_hides(team: Team, visitor: httpx.AsyncClient) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    definition = {
        "tables": [{"name": "sales", "dataset_id": sales}],
        "row_policies": [{"name": "north", "table": "sales", "formula": "region = 'North'"}],
        "column_policies": [{"name": "no days", "table": "sales", "columns": ["day"]}],
    }
    model = {"name": "Sales", "definition": definition}
    answer = await team.owner.client.post("/api/v1/models", json=model)
    assert answer.status_code == 201, answer.text
    latest = {"role": "measure", "member": "day", "aggregation": "max"}
    in_may = {"kind": "time_range", "member": "day", "start": "2024-05-01", "end": "2024-06-01"}
    words = text("words", figure("total", sales), figure("last", sales, latest), figure("may", sales, filters=[in_may]))
    board = await create(team.owner.client, spec_of(words))
    assert values(await ask(team.viewer.client, board["id"])) == {
        "words.total": [798.0],
        "words.last": "VALIDATION_ERROR",
        "words.may": "VALIDATION_ERROR",
    }
    link = await shared(team.owner, board)
    found = (await visitor.post(f"{link}/results", json={})).json()["items"]
    assert {one["id"]: one["error"] and one["error"]["code"] for one in found} == {
        "words.total": None,
        "words.last": "FORBIDDEN",
        "words.may": "FORBIDDEN",
    }
    assert [word for word in ("day", "2024") if any(word in str(one["error"]) for one in found)] == []
