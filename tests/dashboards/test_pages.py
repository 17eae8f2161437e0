"""The pages of a dashboard: named, in an order, each with tiles of its own; no more of them than can be kept."""

from typing import Any

import pytest
from tests.dashboards.pieces import ask, create, regions, tile, upload
from tests.factories import Person, Team

from gnomon.dashboards.contracts import MAX_PAGES, MAX_TILES

DATASET = "01900000-0000-7000-8000-000000000000"


def page(page_id: str, *tiles: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"id": page_id, "title": page_id.upper(), "tiles": list(tiles), "filters": [], **changes}


def spec(*pages: dict[str, Any]) -> dict[str, Any]:
    return {"version": 2, "pages": list(pages), "filters": [], "parameters": []}


def words(count: int) -> list[dict[str, Any]]:
    layout = {"x": 0, "y": 0, "width": 1, "height": 1}
    return [{"kind": "text", "id": f"t{number}", "layout": layout, "markdown": "x"} for number in range(count)]


async def save(person: Person, dashboard: dict[str, Any], *pages: dict[str, Any], revision: int = 1) -> dict[str, Any]:
    body = {"revision": revision, "name": dashboard["name"], "description": None, "spec": spec(*pages)}
    answer = await person.client.put(f"/api/v1/dashboards/{dashboard['id']}", json=body)
    return {"status": answer.status_code, **answer.json()}


@pytest.mark.parametrize(
    ("pages", "field", "words"),
    [
        ([], "spec", "A dashboard has at least one page."),
        ([page("a", title="")], "spec.pages[0].title", "A page needs a name."),
        ([page("a"), page("b", title=" \t\u00a0")], "spec.pages[1].title", "A page needs a name."),
        ([page("a", title="x" * 256)], "spec.pages[0].title", "at most 255 characters"),
        ([page("no spaces please")], "spec.pages[0].id", "pattern"),
        ([page("same"), page("same")], "spec", "Pages and tiles have ids of their own."),
        ([page("a", *words(1)), page("b", *words(1))], "spec", "Pages and tiles have ids of their own."),
        ([page("t0", *words(1))], "spec", "Pages and tiles have ids of their own."),
        ([page(f"p{number}") for number in range(MAX_PAGES + 1)], "spec.pages", f"at most {MAX_PAGES} items"),
        ([page("a", *words(MAX_TILES + 1))], "spec.pages[0].tiles", f"at most {MAX_TILES} items"),
    ],
)
async def test_pages_that_cannot_be_kept_are_refused_with_the_reason_and_nothing_is_changed(
    pages: list[dict[str, Any]], field: str, words: str, editor: Person
) -> None:
    made = await create(editor.client, spec(page("first")))
    refused = await save(editor, made, *pages)
    assert (refused["status"], refused["error"]["code"]) == (422, "VALIDATION_ERROR")
    [fault] = refused["error"]["details"]["fields"]
    assert fault["field"] == field
    assert words in fault["message"]
    assert (await editor.client.get(f"/api/v1/dashboards/{made['id']}")).json() == made


async def test_as_many_pages_and_tiles_as_are_allowed_are_kept_in_their_order(editor: Person) -> None:
    made = await create(editor.client)
    names = [page(f"p{number}", title=f"Page {number} of a long row 🧭") for number in range(MAX_PAGES - 1)]
    pages = [page("full", *words(MAX_TILES), title="x" * 255), *names]
    saved = await save(editor, made, *pages)
    assert saved["spec"] == spec(*pages)
    assert (await editor.client.get(f"/api/v1/dashboards/{made['id']}")).json()["spec"] == spec(*pages)


async def test_the_tiles_of_all_pages_are_counted_and_copied_with_the_dashboard(editor: Person) -> None:
    first, second = words(2)
    made = await create(editor.client, spec(page("a", first), page("b", second)))
    listed = (await editor.client.get("/api/v1/dashboards")).json()["items"]
    assert [one["tile_count"] for one in listed] == [2]
    copy = (await editor.client.post(f"/api/v1/dashboards/{made['id']}/duplicate")).json()
    assert copy["spec"] == made["spec"]


async def test_a_removed_page_comes_back_with_its_tiles_from_the_revision_before(editor: Person) -> None:
    pages = [page("a"), page("b", *words(3))]
    made = await create(editor.client, spec(*pages))
    assert (await save(editor, made, page("a")))["spec"] == spec(page("a"))
    back = await editor.client.post(f"/api/v1/dashboards/{made['id']}/revisions/1/restore")
    assert back.json()["spec"] == spec(*pages)


async def test_who_reorders_pages_from_an_old_state_is_told_and_changes_nothing(team: Team) -> None:
    made = await create(team.editor.client, spec(page("a"), page("b")))
    await save(team.owner, made, page("a", title="Renamed"), page("b"))
    late = await save(team.editor, made, page("b"), page("a"))
    assert (late["status"], late["error"]["details"]) == (409, {"revision": 2, "base": 1})
    present = (await team.viewer.client.get(f"/api/v1/dashboards/{made['id']}")).json()
    assert present["spec"] == spec(page("a", title="Renamed"), page("b"))


async def test_a_tile_is_answered_on_the_page_to_which_it_was_moved_and_nowhere_else(owner: Person) -> None:
    dataset_id = await upload(owner.client, "sales.csv", "region,amount\nNorth,1\nSouth,2\n")
    moved = tile("moved", dataset_id, "region")
    made = await create(owner.client, spec(page("a", moved), page("b")))
    await save(owner, made, page("a"), page("b", moved))
    there = await ask(owner.client, made["id"], page_id="b")
    assert there["moved"]["error"] is None
    assert regions(there["moved"]) == ["North", "South"]
    assert await ask(owner.client, made["id"], page_id="a") == {}
    gone = await ask(owner.client, made["id"], page_id="a", tile_ids=["moved"])
    assert gone["moved"]["error"]["message"] == "This tile is no longer on the page."


async def test_a_page_that_is_not_saved_yet_is_answered_from_the_draft(owner: Person) -> None:
    dataset_id = await upload(owner.client, "sales.csv", "region,amount\nNorth,1\nSouth,2\n")
    made = await create(owner.client, spec(page("a")))
    draft = spec(page("a"), page("new", tile("fresh", dataset_id, "region")))
    answered = await ask(owner.client, made["id"], page_id="new", draft=draft)
    assert answered["fresh"]["error"] is None
