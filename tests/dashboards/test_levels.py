"""Filters of the whole dashboard, filters that must have a value, and values that follow other choices."""

from typing import Any

import duckdb
import httpx
import pytest
from tests.dashboards.pieces import BATCH, SALES, STORES, ask, create, frames_of, regions, spec_of, tile, upload
from tests.factories import Person, Team

CITIES = (
    "country,city,kind,amount,day,is_open\n"
    + "".join(
        f"{country},{city},{kind},{place * 3 - 4},2024-0{place % 3 + 1}-1{place % 9},{place % 2 == 1}\n"
        for place, (country, city, kind) in enumerate(
            (country, f"{country[:2]}-{number}", kind)
            for country in ("Chile", "Peru", "Bolivia")
            for number in range(4)
            for kind in ("shop", "depot")
        )
    )
    + ",,shop,7,2024-03-01,true\n"
)
NORTH = {"kind": "in", "member": "region", "values": ["North"]}


def filter_on(dataset_id: str, member: str, name: str | None = None, **more: Any) -> dict[str, Any]:
    """A filter of a page or a dashboard."""
    return {"id": name or member, "dataset_id": dataset_id, "member": member, "control": "list", **more}


def among(member: str, *values: Any) -> dict[str, Any]:
    return {"kind": "in", "member": member, "values": list(values)}


def chose(filter_id: str, wanted: dict[str, Any] | None) -> dict[str, Any]:
    return {"filter_id": filter_id, "filter": wanted}


def pages_of(dataset_id: str, *filters: dict[str, Any], own: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """Two pages of one tile each under the same filters, of which the first has some of its own."""
    pages = [
        {"id": f"page-{number}", "title": "Page", "tiles": [tile(f"tile-{number}", dataset_id, "region")]}
        for number in (1, 2)
    ]
    return {"pages": [pages[0] | {"filters": list(own)}, pages[1]], "filters": list(filters)}


async def values_of(client: httpx.AsyncClient, dashboard_id: str, filter_id: str, **body: Any) -> list[list[Any]]:
    """What a filter offers, in order."""
    answer = await client.post(f"/api/v1/dashboards/{dashboard_id}/filters/{filter_id}/values", json=body)
    assert answer.status_code == 200, answer.text
    rows: list[list[Any]] = answer.json()["rows"]
    return rows


def by_hand(question: str) -> list[list[Any]]:
    """What DuckDB answers about the cities."""
    with duckdb.connect() as engine:
        engine.execute("create table cities (country text, city text, kind text, amount int, day date, is_open bool)")
        rows = [line.split(",") for line in CITIES.splitlines()[1:]]
        engine.executemany(
            "insert into cities values (?, ?, ?, ?, ?, ?)", [[cell or None for cell in row] for row in rows]
        )
        return [list(row) for row in engine.execute(question).fetchall()]


async def test_a_filter_of_the_dashboard_reaches_every_page_and_one_of_a_page_its_own(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    spec = pages_of(sales, filter_on(sales, "region"), own=(filter_on(sales, "day", control="date"),))
    made = await create(owner.client, spec)
    assert made["spec"]["filters"] == [
        filter_on(sales, "region", label=None, default=None, is_required=False, is_cascading=True)
    ]
    chosen = [
        chose("region", NORTH),
        chose("day", {"kind": "time_range", "member": "day", "start": "2024-01-01", "end": "2024-02-01"}),
    ]
    first = (await ask(owner.client, made["id"], chosen=chosen))["tile-1"]
    second = (await ask(owner.client, made["id"], chosen=chosen, page_id="page-2"))["tile-2"]
    assert first["result"]["rows"] == [["North", 11.5]]
    assert second["result"]["rows"] == [["North", sum(month * 10 + 1.5 for month in range(1, 13))]]


async def test_a_default_of_the_dashboard_holds_until_something_is_chosen(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, pages_of(sales, filter_on(sales, "region", default=NORTH)))
    found = [
        regions((await ask(owner.client, made["id"], chosen=chosen))["tile-1"])
        for chosen in ([], [chose("region", among("region", "South"))], [chose("region", None)])
    ]
    assert found == [["North"], ["South"], ["North", "South"]]


async def test_a_filter_that_stands_on_both_levels_counts_once_as_the_dashboards(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    twice = filter_on(sales, "day", "region", default={"kind": "time_range", "member": "day", "end": "2000-01-01"})
    made = await create(owner.client, pages_of(sales, filter_on(sales, "region", default=NORTH), own=(twice,)))
    assert regions((await ask(owner.client, made["id"]))["tile-1"]) == ["North"]


@pytest.mark.parametrize(
    "empty",
    [
        None,
        among("region"),
        {"kind": "text", "member": "region", "operator": "contains", "value": ""},
        {"kind": "range", "member": "region"},
        {"kind": "time_range", "member": "region"},
        {"kind": "any", "filters": [among("region")]},
    ],
)
async def test_tiles_wait_for_a_filter_that_must_have_a_value_and_others_do_not(
    owner: Person, empty: dict[str, Any] | None
) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    stores = await upload(owner.client, "stores.csv", STORES)
    other = await upload(owner.client, "other.csv", "name,size\nA,1\n")
    must = filter_on(sales, "region", label="Region", is_required=True)
    tiles = (tile("a", sales, "region"), tile("b", stores, "region", "size"), tile("c", other, "name", "size"))
    made = await create(owner.client, spec_of(*tiles, filters=(must,)))
    needed = {
        "code": "FILTER_NEEDED",
        "kind": "invalid",
        "message": "Choose a value for “Region”.",
        "hint": "What stands here is shown for the chosen value.",
        "details": {"filter_id": "region", "name": "Region"},
    }
    for chosen in ([], [chose("region", empty)]):
        found = await ask(owner.client, made["id"], chosen=chosen)
        assert {name: one["error"] for name, one in found.items()} == {"a": needed, "b": needed, "c": None}
    found = await ask(owner.client, made["id"], chosen=[chose("region", NORTH)])
    assert {name: one["error"] for name, one in found.items()} == {"a": None, "b": None, "c": None}
    assert regions(found["a"]) == regions(found["b"]) == ["North"]


async def test_a_default_is_a_value_and_whoever_clears_it_is_asked_for_another(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    must = filter_on(sales, "region", is_required=True, default=NORTH)
    made = await create(owner.client, spec_of(tile("a", sales, "region"), filters=(must,)))
    assert regions((await ask(owner.client, made["id"]))["a"]) == ["North"]
    answer = await owner.client.post(
        f"/api/v1/dashboards/{made['id']}/results", json={"chosen": [chose("region", None)]}, headers=BATCH
    )
    assert [(one["id"], one["error"]["code"]) for one in frames_of(answer.content)] == [("a", "FILTER_NEEDED")]


@pytest.mark.parametrize(
    ("control", "wrong"),
    [
        ("single", among("region", "North", "South")),
        ("single", among("region", "North") | {"exclude": True}),
        ("single", {"kind": "text", "member": "region", "operator": "contains", "value": "o"}),
        ("toggle", among("region", "North")),
        ("list", among("day", "2024-01-01")),
        ("list", {"kind": "any", "filters": [NORTH, among("day", "2024-01-01")]}),
    ],
)
async def test_a_choice_that_its_control_cannot_make_is_refused(
    owner: Person, control: str, wrong: dict[str, Any]
) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, pages_of(sales, filter_on(sales, "region", control=control, label="Region")))
    asked = {"chosen": [chose("region", wrong)]}
    answer = await owner.client.post(f"/api/v1/dashboards/{made['id']}/results", json=asked)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"] == "What was chosen for “Region” does not belong to it."


async def test_one_value_is_one_value(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, pages_of(sales, filter_on(sales, "region", control="single")))
    assert regions((await ask(owner.client, made["id"], chosen=[chose("region", NORTH)]))["tile-1"]) == ["North"]


GROUPS = "select {0}, count(*) from cities where {1} group by 1 order by 2 desc, 1 nulls last"


@pytest.mark.parametrize(
    ("chosen", "condition"),
    [
        ([], "true"),
        ([chose("country", among("country", "Peru"))], "country = 'Peru'"),
        ([chose("country", among("country", "Peru", None))], "country = 'Peru' or country is null"),
        ([chose("country", among("country", "Peru") | {"exclude": True})], "country is distinct from 'Peru'"),
        (
            [
                chose("country", among("country", "Peru")),
                chose("amount", {"kind": "range", "member": "amount", "max": 30}),
            ],
            "country = 'Peru' and amount < 30",
        ),
        (
            [chose("amount", {"kind": "range", "member": "amount", "min": -4, "max": -1, "include_max": True})],
            "amount <= -1",
        ),
        ([chose("country", among("country", "Atlantis"))], "false"),
        ([chose("city", among("city", "Pe-1"))], "true"),
        ([chose("is_open", among("is_open", True))], "is_open"),
        ([chose("day", {"kind": "time_range", "member": "day", "start": "2024-02-01"})], "day >= '2024-02-01'"),
    ],
)
async def test_the_values_of_a_filter_follow_what_is_chosen_in_the_others(
    owner: Person, chosen: list[dict[str, Any]], condition: str
) -> None:
    cities = await upload(owner.client, "cities.csv", CITIES)
    kinds = {"amount": "range", "day": "date", "is_open": "toggle"}
    filters = [
        filter_on(cities, name, control=kinds.get(name, "list")) for name in ("city", "amount", "day", "is_open")
    ]
    spec = spec_of(tile("a", cities, "city"), filters=tuple(filters)) | {"filters": [filter_on(cities, "country")]}
    made = await create(owner.client, spec)
    listed = await values_of(owner.client, made["id"], "city", chosen=chosen, limit=100)
    assert sorted(listed, key=repr) == sorted(by_hand(GROUPS.format("city", condition)), key=repr)
    assert [count for _, count in listed] == sorted((count for _, count in listed), reverse=True)


async def test_values_stay_as_they_are_where_a_filter_does_not_follow(owner: Person) -> None:
    cities = await upload(owner.client, "cities.csv", CITIES)
    filters = (filter_on(cities, "country"), filter_on(cities, "kind", is_cascading=False))
    made = await create(owner.client, spec_of(tile("a", cities, "city"), filters=filters))
    chosen = [chose("country", among("country", "Peru")), chose("kind", among("kind", "shop"))]
    assert await values_of(owner.client, made["id"], "kind", chosen=chosen) == [["shop", 13], ["depot", 12]]
    assert await values_of(owner.client, made["id"], "country", chosen=chosen, limit=2, search="i") == [
        ["Bolivia", 4],
        ["Chile", 4],
    ]


async def test_values_follow_fields_of_the_same_name_and_type_in_other_data(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    stores = await upload(owner.client, "stores.csv", STORES)
    filters = (filter_on(sales, "region"), filter_on(stores, "size"), filter_on(sales, "day"))
    made = await create(owner.client, spec_of(tile("a", sales, "region"), filters=filters))
    chosen = [chose("region", NORTH), chose("day", among("day", "2024-01-01"))]
    assert await values_of(owner.client, made["id"], "size", chosen=chosen) == [[10, 1]]


async def test_the_ends_of_a_range_are_those_of_the_data_under_the_other_choices(owner: Person) -> None:
    cities = await upload(owner.client, "cities.csv", CITIES)
    filters = (
        filter_on(cities, "country"),
        filter_on(cities, "amount", control="range"),
        filter_on(cities, "day", control="date"),
    )
    made = await create(owner.client, spec_of(tile("a", cities, "city"), filters=filters))
    chosen = [
        chose("country", among("country", "Peru")),
        chose("amount", {"kind": "range", "member": "amount", "min": 50}),
    ]
    ends = by_hand("select min(amount), max(amount) from cities where country = 'Peru'")
    assert await values_of(owner.client, made["id"], "amount", chosen=chosen) == ends
    days = by_hand("select min(day)::text, max(day)::text from cities where country = 'Peru' and amount >= 50")
    assert await values_of(owner.client, made["id"], "day", chosen=chosen) == days
    nowhere = [chose("country", among("country", "Atlantis"))]
    assert await values_of(owner.client, made["id"], "amount", chosen=nowhere) == [[None, None]]


async def test_which_chosen_values_still_occur_can_be_asked(owner: Person) -> None:
    cities = await upload(owner.client, "cities.csv", CITIES)
    made = await create(
        owner.client,
        spec_of(tile("a", cities, "city"), filters=(filter_on(cities, "country"), filter_on(cities, "city"))),
    )
    chosen = [chose("country", among("country", "Peru"))]
    known = await values_of(owner.client, made["id"], "city", chosen=chosen, among=["Pe-1", "Ch-1", None])
    assert known == [["Pe-1", 2]]


async def test_values_of_a_filter_are_asked_of_the_page_that_it_stands_on(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, pages_of(sales, own=(filter_on(sales, "region"),)))
    assert len(await values_of(owner.client, made["id"], "region")) == 2
    for body in ({"page_id": "page-2"}, {"page_id": "page-9"}):
        answer = await owner.client.post(f"/api/v1/dashboards/{made['id']}/filters/region/values", json=body)
        assert answer.status_code == 404


async def test_only_those_who_may_read_a_dashboard_list_its_values(team: Team, stranger: Person) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    made = await create(team.owner.client, pages_of(sales, filter_on(sales, "region")))
    address = f"/api/v1/dashboards/{made['id']}/filters/region/values"
    found = [
        (await client.post(address, json=body)).status_code
        for client, body in (
            (team.viewer.client, {}),
            (team.viewer.client, {"draft": made["spec"]}),
            (team.editor.client, {"draft": made["spec"]}),
            (stranger.client, {}),
        )
    ]
    assert found == [200, 403, 200, 404]
