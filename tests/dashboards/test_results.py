"""The answers of a page: in one batch, each tile for itself."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.dashboards.pieces import BATCH, SALES, STORES, ask, create, frames_of, regions, spec_of, tile, upload
from tests.factories import Person, Team
from tests.query.conftest import store_dataset
from tests.query.running.house import LONG_TEXTS, SOON, slow, until

from gnomon.engine.contracts import Engine
from gnomon.foundation.kit.runtime import Runtime
from gnomon.query import log, preparing
from gnomon.query.caching.replies import repeated
from gnomon.query.pipeline import compile_query

NORTH = [{"kind": "in", "member": "region", "values": ["North"]}]


async def test_all_tiles_come_in_one_batch_and_in_json(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, spec_of(tile("number", sales, None), tile("bars", sales, "region")))
    found = await ask(owner.client, made["id"])
    assert list(found) == ["number", "bars"]
    assert {name: (one["drawing"]["mark"], one["error"]) for name, one in found.items()} == {
        "number": ("kpi", None),
        "bars": ("bar", None),
    }
    assert regions(found["bars"]) == ["North", "South"]
    answer = await owner.client.post(f"/api/v1/dashboards/{made['id']}/results", json={}, headers=BATCH)
    headers = {one["id"]: one for one in frames_of(answer.content)}
    assert {name: one["extra"] for name, one in headers.items()} == {
        name: one["drawing"] for name, one in found.items()
    }


async def test_only_the_wanted_tiles_are_answered_in_the_wanted_order(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    spec = spec_of(tile("a", sales, "region"), tile("b", sales, "day"), tile("c", sales, None))
    made = await create(owner.client, spec)
    assert list(await ask(owner.client, made["id"], tile_ids=["c", "a"])) == ["c", "a"]


async def test_without_a_wish_the_tiles_come_in_the_order_of_the_page(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    names = ["broken" if place == 4 else f"tile-{place}" for place in range(9)]
    fields = ["regoin" if name == "broken" else ("region", "day", None)[place % 3] for place, name in enumerate(names)]
    made = await create(owner.client, spec_of(*(tile(name, sales, x) for name, x in zip(names, fields, strict=True))))
    assert [list(await ask(owner.client, made["id"], skip_cache=True)) for _ in range(3)] == [names] * 3


async def test_one_broken_tile_never_breaks_the_others(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    spec = spec_of(
        tile("good", sales, "region"),
        tile("misspelt", sales, "regoin"),
        tile("foreign", str(uuid4()), "region"),
        tile("impossible", sales, None, mark="pie"),
        tile("wrong", sales, "region", filters=[{"kind": "in", "member": "day", "values": ["soon"]}]),
    )
    made = await create(owner.client, spec)
    found = await ask(owner.client, made["id"], tile_ids=["good", "misspelt", "foreign", "impossible", "wrong", "gone"])
    assert {name: one["error"] and one["error"]["message"] for name, one in found.items()} == {
        "good": None,
        "misspelt": "This dataset has no field “regoin”.",
        "foreign": "There is no such dataset.",
        "impossible": "A pie needs a field whose values are the slices.",
        "wrong": found["wrong"]["error"]["message"],
        "gone": "This tile is no longer on the page.",
    }
    assert "day" in found["wrong"]["error"]["message"]
    assert regions(found["good"]) == ["North", "South"]


async def test_a_page_filter_reaches_other_data_with_the_same_field(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    stores = await upload(owner.client, "stores.csv", STORES)
    page_filter = {
        "id": "where",
        "label": "Region",
        "dataset_id": sales,
        "member": "region",
        "control": "list",
        "default": NORTH[0],
    }
    day = {"id": "when", "label": "Day", "dataset_id": sales, "member": "day", "control": "date"}
    tiles = (tile("sales", sales, "region"), tile("stores", stores, "region", "size"))
    made = await create(owner.client, spec_of(*tiles, filters=(page_filter, day)))
    found = await ask(owner.client, made["id"])
    assert (regions(found["sales"]), regions(found["stores"])) == (["North"], ["North"])
    cleared = await ask(owner.client, made["id"], chosen=[{"filter_id": "where", "filter": None}])
    assert regions(cleared["stores"]) == ["North", "South", "West"]
    when = {"kind": "time_range", "member": "day", "start": "2024-06-01", "end": None}
    dated = await ask(owner.client, made["id"], chosen=[{"filter_id": "when", "filter": when}])
    assert dated["sales"]["drawing"]["notes"] == []
    assert dated["stores"]["drawing"]["notes"] == ["Not filtered by Day: this data has no such field."]


async def test_pointing_at_a_tile_filters_the_others(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, spec_of(tile("mine", sales, "region"), tile("other", sales, "region")))
    selection = {"tile_id": "mine", "dataset_id": sales, "filters": NORTH}
    found = await ask(owner.client, made["id"], selections=[selection])
    assert (regions(found["mine"]), regions(found["other"])) == (["North", "South"], ["North"])


async def test_tiles_that_ask_the_same_share_one_question(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    titles = ("one", "two", "three")
    made = await create(owner.client, spec_of(*(tile(name, sales, "region", title=name) for name in titles)))
    asked: list[Any] = []

    def counting(question: Any) -> Any:
        asked.append(question)
        return compile_query(question)

    monkeypatch.setattr(preparing, "compile_query", counting)
    found = await ask(owner.client, made["id"])
    assert {name: one["drawing"]["title"] for name, one in found.items()} == {name: name for name in titles}
    assert len(asked) == 1


async def test_a_page_that_is_given_again_shows_whatever_was_changed_meanwhile(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, spec_of(tile("bars", sales, "region"), tile("number", sales, None)))
    address = f"/api/v1/dashboards/{made['id']}"
    given: list[bool] = []
    # Whatever is committed makes replies anew, the log of questions too.
    monkeypatch.setattr(log, "FLUSH_SECONDS", 3_600.0)

    def noticed(*parts: Any) -> bytes | None:
        body = repeated(*parts)
        given.append(body is not None)
        return body

    monkeypatch.setattr("gnomon.api.middleware.repeated_replies.repeated", noticed)

    async def titles() -> list[str]:
        answer = await owner.client.post(f"{address}/results", json={}, headers=BATCH)
        frames = sorted(frames_of(answer.content), key=lambda one: str(one["id"]))
        assert [one["error"] for one in frames] == [None] * len(frames)
        return [one["extra"]["title"] for one in frames]

    shown = [await titles() for _ in range(3)]
    assert (shown[0], given) == (shown[2], [True])
    bars = tile("bars", sales, "region")
    bars["chart"]["title"] = "Where we sell"
    body = {"revision": made["revision"], "spec": spec_of(bars)}
    saved = await owner.client.put(address, json={"name": made["name"], **body})
    assert saved.status_code == 200, saved.text
    assert (await titles(), given) == (["Where we sell"], [True])


async def test_a_draft_is_answered_for_editors_only(team: Team) -> None:
    sales = await upload(team.owner.client, "sales.csv", SALES)
    made = await create(team.owner.client, spec_of())
    draft = spec_of(tile("new", sales, "region"))
    assert regions((await ask(team.editor.client, made["id"], draft=draft))["new"]) == ["North", "South"]
    address = f"/api/v1/dashboards/{made['id']}/results"
    assert (await team.viewer.client.post(address, json={"draft": draft})).status_code == 403


async def test_a_page_that_is_not_there_is_not_found(owner: Person) -> None:
    made = await create(owner.client)
    address = f"/api/v1/dashboards/{made['id']}/results"
    assert (await owner.client.post(address, json={"page_id": "page-9"})).status_code == 404
    assert (await owner.client.post(address, json={})).json() == {"items": []}


async def test_moments_are_cut_in_the_time_zone_of_the_viewer(owner: Person) -> None:
    logins = "at,user\n2024-01-01T23:30:00Z,1\n2024-01-02T01:00:00Z,2\n"
    dataset = await upload(owner.client, "logins.csv", logins)
    x = {"role": "dimension", "member": "at", "grain": "day"}
    count = {"role": "measure", "member": "*", "aggregation": "count"}
    chart = tile("days", dataset, None) | {"chart": {"dataset_id": dataset, "encodings": {"x": x, "y": [count]}}}
    made = await create(owner.client, spec_of(chart))
    here = (await ask(owner.client, made["id"]))["days"]["result"]["rows"]
    berlin = (await ask(owner.client, made["id"], time_zone="Europe/Berlin"))["days"]["result"]["rows"]
    assert (len(here), len(berlin)) == (2, 1)


async def test_a_refresh_by_hand_asks_anew(owner: Person) -> None:
    sales = await upload(owner.client, "sales.csv", SALES)
    made = await create(owner.client, spec_of(tile("bars", sales, "region")))
    found = [(await ask(owner.client, made["id"], skip_cache=skip))["bars"] for skip in (False, False, True)]
    assert [one["result"]["receipt"]["is_cached"] for one in found] == [False, True, False]


async def test_a_page_is_cancelled_by_its_run_and_its_questions_end_in_the_engine(
    owner: Person, runtime: Runtime, tmp_path: Path
) -> None:
    texts = str(await store_dataset(runtime, owner, tmp_path, LONG_TEXTS, "texts", None))
    count = [{"role": "measure", "member": "*", "aggregation": "count"}]
    whole = {"dataset_id": texts, "encodings": {"x": None, "y": count}}
    tiles = [
        tile(name, texts, None) | {"chart": {**whole, "filters": slow(name)["filters"]}} for name in ("one", "two")
    ]
    made = await create(owner.client, spec_of(*tiles))
    engine = runtime.get(Engine)  # type: ignore[type-abstract]
    run_id = str(uuid4())
    asking = asyncio.create_task(ask(owner.client, made["id"], run_id=run_id))
    # The only worker runs one tile while the other waits for it.
    await until(lambda: (engine.stats().busy, engine.stats().queued) == (1, 1))
    assert (await owner.client.delete(f"/api/v1/query-runs/{run_id}")).status_code == 204
    assert await until(lambda: (engine.stats().busy, engine.stats().queued) == (0, 0)) < SOON
    found = await asking
    assert {name: one["error"]["code"] for name, one in found.items()} == dict.fromkeys(
        ("one", "two"), "QUERY_CANCELLED"
    )
