"""The editions of a dashboard's document: old ones are read, newer ones refused, faults pointed at."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import update
from tests.dashboards.pieces import create, spec_of, tile
from tests.factories import Person

from gnomon.dashboards import editions
from gnomon.dashboards.contracts import CreateDashboard, DashboardSpec
from gnomon.dashboards.tables import DashboardRevisionRow, DashboardRow
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime

FIRST = json.loads((Path(__file__).parent / "golden" / "edition_1.json").read_text())
DATASET = "01900000-0000-7000-8000-000000000000"


def holds(whole: Any, part: Any) -> bool:
    """Whether everything that the part says stands in the whole, in its place."""
    match part:
        case dict():
            return all(name in whole and holds(whole[name], value) for name, value in part.items())
        case list():
            return len(whole) == len(part) and all(map(holds, whole, part))
        case _:
            return bool(whole == part)


def test_a_document_of_the_first_edition_says_the_same_in_the_present_one() -> None:
    read = DashboardSpec.model_validate(FIRST).model_dump(mode="json")
    assert read["version"] == editions.PRESENT_EDITION == 2
    assert holds(read, {**FIRST, "version": 2})
    assert DashboardSpec.model_validate(read).model_dump(mode="json") == read


def test_a_document_without_an_edition_is_of_the_present_one() -> None:
    pages = ({"id": "a", "title": "A"},)
    assert DashboardSpec.model_validate({"pages": pages}).version == 2


def test_every_step_is_gone_from_the_edition_of_the_document_on(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = tuple(lambda document, n=n: {**document, "steps": [*document["steps"], n]} for n in (1, 2, 3))
    monkeypatch.setattr(editions, "STEPS", steps)
    monkeypatch.setattr(editions, "PRESENT_EDITION", 4)
    gone = {
        edition: editions.in_present_edition({"version": edition, "steps": []})["steps"] for edition in (1, 2, 3, 4)
    }
    assert gone == {1: [1, 2, 3], 2: [2, 3], 3: [3], 4: []}


@pytest.mark.parametrize("edition", [0, -1, "2", True, None, 1.5])
def test_what_is_no_edition_is_refused(edition: Any) -> None:
    with pytest.raises(ValidationError, match="number of an edition, 1 to 2"):
        DashboardSpec.model_validate({**FIRST, "version": edition})


async def test_a_newer_document_is_refused_in_one_clear_word_whatever_else_is_new_in_it(editor: Person) -> None:
    newer = {"version": 3, "pages": [{"id": "a", "title": "A", "unheard": 1}], "of": "this"}
    answer = await editor.client.post("/api/v1/dashboards", json={"name": "Newer", "spec": newer})
    assert (answer.status_code, answer.json()["error"]["details"]["fields"]) == (
        422,
        [
            {
                "field": "spec",
                "place": "body",
                "message": "The document is of edition 3, and this server knows editions up to 2. "
                "It was written by a newer one: upgrade this server.",
                "hint": None,
            }
        ],
    )


async def test_old_documents_are_taken_where_they_come_in(runtime: Runtime, editor: Person) -> None:
    made = await create(editor.client, FIRST)
    assert holds(made["spec"], {**FIRST, "version": 2})
    address = f"/api/v1/dashboards/{made['id']}"
    kept = {name: made[name] for name in ("revision", "name", "description")}
    assert (await editor.client.put(address, json={**kept, "spec": FIRST})).json()["spec"] == made["spec"]
    async with runtime.get(Database).write() as session:
        # As a server of the first edition has left them.
        await session.execute(update(DashboardRow).values(spec=FIRST))
        await session.execute(update(DashboardRevisionRow).values(spec=FIRST))
    assert (await editor.client.get(address)).json()["spec"] == made["spec"]
    assert (await editor.client.get(f"{address}/revisions/1")).json()["spec"] == made["spec"]
    told = (await editor.client.get(f"{address}/revisions/2/compare?with=1")).json()
    assert told["is_same"]
    assert (await editor.client.post(f"{address}/revisions/1/restore")).json()["spec"] == made["spec"]
    asked = await editor.client.post(f"{address}/results", json={"draft": FIRST, "page_id": "empty"})
    assert (asked.status_code, asked.json()["items"]) == (200, [])


def faulty(tile_changes: dict[str, Any]) -> dict[str, Any]:
    good = spec_of(tile("good", DATASET, "region"))["pages"][0]
    tiles = [tile(f"t{number}", DATASET, "region") for number in range(3)]
    bad = {**tile("bad", DATASET, "region"), **tile_changes}
    return {"pages": [good, {"id": "second", "title": "Second", "tiles": [*tiles, bad]}]}


NULL = {"kind": "null", "member": "region"}
CHART = tile("bad", DATASET, "region")["chart"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"chart": {**CHART, "encodings": {"x": "region"}}}, "chart.encodings.x"),
        ({"chart": {**CHART, "encodings": {"x": {"role": "odd", "member": "a"}}}}, "chart.encodings.x.role"),
        ({"chart": {**CHART, "encodings": {"y": [{"role": "measure"}]}}}, "chart.encodings.y[0].member"),
        ({"chart": {**CHART, "encodings": {"z": None}}}, "chart.encodings.z"),
        ({"chart": {**CHART, "filters": [{"kind": "in", "member": "a", "values": 1}]}}, "chart.filters[0].values"),
        (
            {"chart": {**CHART, "filters": [{"kind": "any", "filters": [NULL, {"kind": "null"}]}]}},
            "chart.filters[0].filters[1].member",
        ),
        ({"chart": {**CHART, "filters": [{"kind": "odd"}]}}, "chart.filters[0]"),
        ({"layout": {"x": 0, "y": 0, "width": "wide", "height": 1}}, "layout.width"),
        ({"layout": {"x": 20, "y": 0, "width": 6, "height": 1}}, "layout"),
        ({"title": 5}, "title"),
        ({"colour": "red"}, "colour"),
        ({"kind": "odd"}, ""),
    ],
)
async def test_a_fault_is_named_by_its_place_however_deep_it_lies(
    changes: dict[str, Any], field: str, editor: Person
) -> None:
    answer = await editor.client.post("/api/v1/dashboards", json={"name": "Sales", "spec": faulty(changes)})
    place = f"spec.pages[1].tiles[3].{field}".removesuffix(".")
    error = answer.json()["error"]
    assert (answer.status_code, [one["field"] for one in error["details"]["fields"]]) == (422, [place])
    assert error["message"].startswith(f"“{place}”: ")


async def test_a_field_that_is_not_there_is_answered_with_those_beside_it(editor: Person) -> None:
    spec = faulty({"chart": {**CHART, "marc": "bar"}})
    answer = await editor.client.post("/api/v1/dashboards", json={"name": "Sales", "spec": spec})
    [fault] = answer.json()["error"]["details"]["fields"]
    assert (fault["field"], fault["hint"]) == ("spec.pages[1].tiles[3].chart.marc", "Did you mean “mark”?")


def test_the_edition_that_is_written_is_the_present_one() -> None:
    assert CreateDashboard.model_validate({"name": "A", "spec": FIRST}).model_dump()["spec"]["version"] == 2
