"""Layers as they come over HTTP: worked out by a worker, for members and for visitors, and not in files of data."""

from typing import Any

import pytest
from fastapi import FastAPI
from tests.charts.published_series import AIR_PASSENGERS
from tests.charts.test_routes import BATCH, frames_of, upload
from tests.exports.pieces import file_of
from tests.factories import Person, open_client
from tests.sharing.test_links import public, share

from gnomon.charts.forecasts.fitting import foretell

MONTHS = [f"{1949 + at // 12}-{at % 12 + 1:02d}-01,{value:g}" for at, value in enumerate(AIR_PASSENGERS)]
CSV = "month,passengers\n" + "\n".join(MONTHS) + "\n"
NOTE = {"kind": "point", "text": "A strike", "x": "1958-07-01"}
OUTSIDE = {"kind": "point", "text": "The secret merger", "x": "1999-07-01"}


def spec_of(dataset_id: str, **options: Any) -> dict[str, Any]:
    encodings = {
        "x": {"role": "dimension", "member": "month", "grain": "month"},
        "y": [{"role": "measure", "member": "passengers", "aggregation": "sum"}],
    }
    return {"dataset_id": dataset_id, "mark": "line", "encodings": encodings, "options": options}


async def test_a_worker_foretells_what_the_library_foretells(owner: Person) -> None:
    spec = spec_of(await upload(owner, "air.csv", CSV), forecast={"periods": 12, "interval": 95})
    answer = await owner.client.post("/api/v1/charts/preview", json={"spec": spec})
    assert answer.status_code == 200, answer.text
    forecast = answer.json()["drawing"]["forecast"]
    told = foretell(AIR_PASSENGERS, 12, 12, 95).ahead
    assert [one["start"] for one in forecast["periods"]][::11] == ["1961-01-01T00:00:00", "1961-12-01T00:00:00"]
    assert [one["expected"] for one in forecast["periods"]] == pytest.approx(told.expected)
    assert [one["high"] for one in forecast["periods"]] == pytest.approx(told.high)
    assert len(answer.json()["result"]["rows"]) == 144


async def test_a_forecast_that_cannot_be_breaks_no_picture(owner: Person) -> None:
    short = "\n".join(CSV.splitlines()[:20])
    spec = spec_of(await upload(owner, "short.csv", short), forecast={})
    answer = (await owner.client.post("/api/v1/charts/preview", json={"spec": spec})).json()
    assert "forecast" not in answer["drawing"]
    assert answer["drawing"]["notes"][0].startswith("No forecast: it needs 24 months")
    assert len(answer["result"]["rows"]) == 19


@pytest.mark.parametrize(
    "fault",
    [
        {"forecast": {"periods": 61}},
        {"forecast": {"periods": 0}},
        {"forecast": {"interval": 90}},
        {"gaps": "bridge"},
        {"annotations": [{"kind": "height", "text": "No amount"}]},
    ],
)
async def test_what_no_picture_takes_is_refused(owner: Person, fault: dict[str, Any]) -> None:
    answer = await owner.client.post(
        "/api/v1/charts/preview", json={"spec": spec_of("0" * 8 + "-0000-7000-8000-" + "0" * 12, **fault)}
    )
    assert answer.status_code == 422


async def test_visitors_see_the_layers_and_nothing_of_a_note_that_is_not_drawn(owner: Person, app: FastAPI) -> None:
    dataset_id = await upload(owner, "air.csv", CSV)
    chart = spec_of(dataset_id, forecast={"periods": 3}, annotations=[NOTE, OUTSIDE])
    tile = {"kind": "chart", "id": "t1", "layout": {"x": 0, "y": 0, "width": 6, "height": 4}, "chart": chart}
    body = {"name": "Air", "spec": {"pages": [{"id": "p1", "title": "P", "tiles": [tile]}]}}
    dashboard = (await owner.client.post("/api/v1/dashboards", json=body)).json()
    link = await share(owner, dashboard)
    async with open_client(app) as visitor:
        shown = await visitor.get(public(link))
        answer = await visitor.post(public(link, "/results"), json={}, headers=BATCH)
    assert (shown.status_code, answer.status_code) == (200, 200), answer.text
    [(header, _)] = frames_of(answer.content)
    mine = await owner.client.post(f"/api/v1/dashboards/{dashboard['id']}/results", json={}, headers=BATCH)
    [(own, _)] = frames_of(mine.content)
    assert header["extra"]["forecast"] == own["extra"]["forecast"]
    assert len(header["extra"]["forecast"]["periods"]) == 3
    assert b"A strike" in answer.content
    assert b"secret merger" not in answer.content
    assert "secret merger" not in shown.text
    assert "1 note lies outside of what is drawn." in header["extra"]["notes"]


SALES = "region,is_new,amount\nNorth,true,1\nNorth,,2\nSouth,false,4\n,true,8\n,,16\n"


async def test_groups_without_a_value_are_a_group_or_left_out_of_everything_that_is_counted(owner: Person) -> None:
    encodings = {
        "x": {"role": "dimension", "member": "region"},
        "y": [{"role": "measure", "member": "amount", "aggregation": "sum"}],
    }
    spec = {"dataset_id": await upload(owner, "sales.csv", SALES), "mark": "bar", "encodings": encodings}

    async def drawn(**more: Any) -> tuple[Any, Any]:
        body = {"spec": spec | {"options": {"hides_absent": True}} | more}
        answer = (await owner.client.post("/api/v1/charts/preview", json=body)).json()
        return sorted(answer["result"]["rows"], key=str), answer["drawing"]["notes"]

    assert await drawn(options={}) == ([["North", 3], ["South", 4], [None, 24]], [])
    assert await drawn() == ([["North", 3], ["South", 4]], ["Rows without region are left out."])
    by_both = encodings | {"color": {"role": "dimension", "member": "is_new"}}
    rows = [["North", True, 1], ["South", False, 4]]
    assert await drawn(encodings=by_both) == (rows, ["Rows without region and is new are left out."])
    pie = await drawn(mark="pie", encodings={"color": encodings["x"], "y": encodings["y"]})
    assert pie[0] == [["North", 3], ["South", 4]]
    assert await drawn(mark="kpi", encodings={"y": encodings["y"]}) == ([[31]], [])


async def test_an_empty_text_is_no_value_either(owner: Person) -> None:
    rows = '[{"name": "", "n": 1}, {"name": "A", "n": 2}, {"name": null, "n": 4}]'
    files = {"file": ("names.json", rows.encode(), "application/json")}
    dataset = (await owner.client.post("/api/v1/datasets/upload", files=files)).json()
    encodings = {
        "x": {"role": "dimension", "member": "name"},
        "y": [{"role": "measure", "member": "n", "aggregation": "sum"}],
    }
    spec = {"dataset_id": dataset["id"], "mark": "bar", "encodings": encodings, "options": {"hides_absent": True}}
    answer = (await owner.client.post("/api/v1/charts/preview", json={"spec": spec})).json()
    assert answer["result"]["rows"] == [["A", 2]]


async def test_files_of_the_picture_hold_the_layers_and_files_of_the_data_none_of_them(owner: Person) -> None:
    dataset_id = await upload(owner, "air.csv", CSV)
    plain = {"kind": "chart", "spec": spec_of(dataset_id)}
    layered = {"kind": "chart", "spec": spec_of(dataset_id, forecast={"periods": 12}, annotations=[NOTE])}
    picture = (await file_of(owner.client, layered, "svg")).text
    assert "A strike" in picture
    assert "Forecast of the next 12 months by exponential smoothing" in picture
    # Both the line that is known and the one that is foretold.
    assert "stroke-dasharray" in picture
    assert "1961" in picture
    rows = [(await file_of(owner.client, one, "csv")).text for one in (plain, layered)]
    assert rows[0] == rows[1]
    assert "1961" not in rows[1]
