"""What the tiles of a page need while one of them is brushed."""

from typing import Any

from tests.dashboards.pieces import BATCH, SALES, STORES, ask, create, frames_of, spec_of, tile, upload
from tests.factories import Person

BY_REGION = ("region", "amount")
FEBRUARY = {"kind": "time_range", "member": "day", "start": "2024-02-01", "end": "2024-03-01"}


async def linked(person: Person, dashboard_id: str, **body: Any) -> dict[str, Any]:
    """The linked tiles, by tile."""
    answer = await person.client.post(f"/api/v1/dashboards/{dashboard_id}/cube", json=body)
    assert answer.status_code == 200, answer.text
    return {one["id"]: one for one in answer.json()["items"]}


def months(dataset_id: str, tile_id: str = "months") -> dict[str, Any]:
    """Amounts by month."""
    made = tile(tile_id, dataset_id, "day")
    made["chart"]["encodings"]["x"]["grain"] = "month"
    return made


async def test_the_tiles_that_a_brush_moves_come_by_its_steps_with_their_order(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(
        owner.client, spec_of(months(sales), tile("regions", sales, "region"), tile("all", sales, None))
    )
    found = await linked(owner, made["id"], brushed="months")
    assert list(found) == ["regions", "all"]
    assert found["regions"]["linked"]["sort"] == [
        {"by": "sum_amount", "descending": True},
        {"by": "region", "descending": False},
    ]
    assert found["regions"]["linked"]["slice"]["steps"]["grain"] == "month"
    assert found["regions"]["result"]["rows"][:2] == [
        ["2024-01-01", "North", 11.5],
        ["2024-01-01", "South", 12.5],
    ]
    assert [row[0] for row in found["all"]["result"]["rows"]] == [f"2024-{month:02d}-01" for month in range(1, 13)]


async def test_the_cells_of_the_brushed_steps_are_what_the_page_shows_when_the_brush_is_kept(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, spec_of(months(sales), tile("regions", sales, "region")))
    cells = (await linked(owner, made["id"], brushed="months"))["regions"]["result"]["rows"]
    brushed = sorted(row[1:] for row in cells if row[0] == "2024-02-01")
    selection = {"tile_id": "months", "dataset_id": sales, "filters": [FEBRUARY]}
    shown = (await ask(owner.client, made["id"], selections=[selection]))["regions"]["result"]["rows"]
    assert sorted(shown) == brushed == [["North", 21.5], ["South", 22.5]]


async def test_what_else_filters_the_page_filters_the_cells_but_the_brush_before_does_not(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(
        owner.client, spec_of(months(sales), tile("regions", sales, "region"), tile("days", sales, "day"))
    )
    north = [{"kind": "in", "member": "region", "values": ["North"]}]
    selections = [
        {"tile_id": "months", "dataset_id": sales, "filters": [FEBRUARY]},
        {"tile_id": "regions", "dataset_id": sales, "filters": north},
    ]
    found = await linked(owner, made["id"], brushed="months", selections=selections, tile_ids=["regions", "days"])
    steps = {name: {row[0] for row in one["result"]["rows"]} for name, one in found.items()}
    assert {name: len(months) for name, months in steps.items()} == {"regions": 12, "days": 12}
    assert len(found["days"]["result"]["rows"]) == 12, "the days of the North alone"


async def test_only_groups_of_the_same_data_are_linked(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    stores = await upload(owner.client, "stores.csv", STORES)
    rows = tile("rows", sales, "day", mark="table")
    rows["chart"]["encodings"]["y"] = []
    elsewhere = tile("elsewhere", sales, "region", time_zone="Asia/Tokyo")
    other = tile("other", stores, "region", measure="size")
    made = await create(owner.client, spec_of(months(sales), other, rows, elsewhere, tile("regions", sales, "region")))
    assert list(await linked(owner, made["id"], brushed="months")) == ["regions"]
    assert await linked(owner, made["id"], brushed="months", tile_ids=["other"]) == {}


async def test_a_tile_whose_figures_do_not_add_up_says_so(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    median = tile("median", sales, "region")
    median["chart"]["encodings"]["y"][0]["aggregation"] = "median"
    made = await create(owner.client, spec_of(months(sales), median))
    found = (await linked(owner, made["id"], brushed="months"))["median"]
    assert (found["linked"]["slice"]["verdict"], found["result"], found["error"]) == ("not_additive", None, None)
    assert "is a median" in found["linked"]["slice"]["reason"]


async def test_frames_say_the_same(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, spec_of(months(sales), tile("regions", sales, "region")))
    body = {"brushed": "months"}
    answer = await owner.client.post(f"/api/v1/dashboards/{made['id']}/cube", json=body, headers=BATCH)
    (header,) = frames_of(answer.content)
    plain = (await linked(owner, made["id"], **body))["regions"]
    packed = header["extra"]["slice"].pop("byte_size")
    assert packed == header["body_length"] <= plain["linked"]["slice"].pop("byte_size")
    assert (header["id"], header["extra"]) == ("regions", plain["linked"])


async def test_a_tile_along_which_nothing_runs_is_not_brushed(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(
        owner.client, spec_of(months(sales), tile("regions", sales, "region"), tile("all", sales, None))
    )
    for brushed in ("regions", "all", "gone"):
        answer = await owner.client.post(f"/api/v1/dashboards/{made['id']}/cube", json={"brushed": brushed})
        assert answer.status_code == 422
        assert answer.json()["error"]["hint"] == "Brush bars, lines or areas over time, or a histogram."
