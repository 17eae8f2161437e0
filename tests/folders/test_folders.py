"""Folders: made, renamed, moved, removed and had back; who changes what lies in them."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from tests.factories import Person, Team
from tests.folders.pieces import API, close, inside, make, put_in, tree
from tests.trash.test_trash import make_things

from gnomon.folders.contracts import MAX_DEPTH
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.tables import AuditEntryRow

ALL = [("dashboard", "Sales"), ("chart", "Total"), ("query", "All"), ("dataset", "sales")]


async def things(person: Person) -> dict[str, str]:
    """One of each kind that can be filed."""
    made = await make_things(person.client)
    return {kind: made[kind] for kind in ("dashboard", "chart", "query", "dataset")}


async def change(person: Person, folder: str, **to: Any) -> tuple[int, Any]:
    """Rename or move a folder; answers the status and the name, or what is wrong."""
    answer = await person.client.patch(f"{API}/folders/{folder}", json=to)
    said = answer.json()
    return answer.status_code, said["name"] if answer.status_code == 200 else said["error"]["message"]


async def test_a_folder_is_made_renamed_and_moved(editor: Person) -> None:
    plans = await make(editor.client, "  Plans ")
    year = await make(editor.client, "2026", plans)
    other = await make(editor.client, "Archive")
    assert await tree(editor.client) == {"Plans": None, "2026": "Plans", "Archive": None}
    assert await change(editor, year, parent_id=other) == (200, "2026")
    assert await change(editor, plans, name="Plans & goals") == (200, "Plans & goals")
    assert await change(editor, year, parent_id=None) == (200, "2026")
    assert await tree(editor.client) == {"Plans & goals": None, "2026": None, "Archive": None}


@pytest.mark.parametrize("name", ["", "   ", "a/b", "x" * 101, None, 7])
async def test_a_name_that_is_none_is_refused(editor: Person, name: object) -> None:
    assert (await editor.client.post(f"{API}/folders", json={"name": name})).status_code == 422


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "'; DROP TABLE folders; --", "日本語 📁", "%_\\"])
async def test_a_name_is_taken_as_it_is(editor: Person, name: str) -> None:
    folder = await make(editor.client, name)
    assert await tree(editor.client) == {name: None}
    assert await inside(editor.client, folder) == []


async def test_two_side_by_side_are_not_called_the_same(editor: Person) -> None:
    plans = await make(editor.client, "Plans")
    inner = await make(editor.client, "Plans", plans)
    taken = "There is a folder “Plans” here already."
    again = await editor.client.post(f"{API}/folders", json={"name": "PLANS"})
    assert (again.status_code, again.json()["error"]["message"]) == (409, taken)
    assert await change(editor, inner, parent_id=None) == (409, taken)
    assert await change(editor, inner, parent_id=None, name="Plans of ours") == (200, "Plans of ours")


async def test_a_folder_lies_never_in_itself(editor: Person) -> None:
    top = await make(editor.client, "Top")
    middle = await make(editor.client, "Middle", top)
    low = await make(editor.client, "Low", middle)
    for to in (top, middle, low):
        assert await change(editor, top, parent_id=to) == (409, "A folder cannot lie within itself.")
    assert await tree(editor.client) == {"Top": None, "Middle": "Top", "Low": "Middle"}


async def test_folders_in_folders_have_an_end(editor: Person) -> None:
    path: list[str] = []
    for depth in range(MAX_DEPTH):
        path.append(await make(editor.client, f"Depth {depth}", path[-1] if path else None))
    deeper = await editor.client.post(f"{API}/folders", json={"name": "Too deep", "parent_id": path[-1]})
    assert (deeper.status_code, deeper.json()["error"]["message"]) == (409, f"Folders are at most {MAX_DEPTH} deep.")
    outer = await make(editor.client, "Outer")
    await make(editor.client, "Inner", outer)
    assert (await change(editor, outer, parent_id=path[-2]))[0] == 409
    assert await change(editor, outer, parent_id=path[-3]) == (200, "Outer")


async def test_things_are_filed_found_there_and_put_back(editor: Person) -> None:
    made = await things(editor)
    plans = await make(editor.client, "Plans")
    assert sorted(await inside(editor.client, None)) == sorted(ALL)
    moved = await put_in(editor.client, plans, **made)
    assert moved.json() == {"before": [{"kind": kind, "id": one, "folder_id": None} for kind, one in made.items()]}
    assert (await inside(editor.client, plans), await inside(editor.client, None)) == (ALL, [])
    back = await put_in(editor.client, None, chart=made["chart"])
    assert back.json() == {"before": [{"kind": "chart", "id": made["chart"], "folder_id": plans}]}
    assert await inside(editor.client, None) == [("chart", "Total")]
    found = (await editor.client.get(f"{API}/search?q=Sales")).json()["items"]
    assert {one["kind"]: one["folder_id"] for one in found} == {"dashboard": plans, "dataset": plans, "model": None}


async def test_all_things_are_filed_or_none(editor: Person) -> None:
    made = await things(editor)
    plans = await make(editor.client, "Plans")
    assert (await put_in(editor.client, plans, chart=made["chart"], dashboard=str(uuid4()))).status_code == 404
    assert (await put_in(editor.client, plans, chart=made["chart"], model=str(uuid4()))).status_code == 422
    assert (await put_in(editor.client, str(uuid4()), chart=made["chart"])).status_code == 404
    assert await inside(editor.client, plans) == []


async def test_what_lies_in_a_removed_folder_moves_up_and_comes_back(editor: Person) -> None:
    made = await things(editor)
    plans = await make(editor.client, "Plans")
    year = await make(editor.client, "2026", plans)
    await make(editor.client, "May", year)
    await put_in(editor.client, year, **made)
    assert (await editor.client.delete(f"{API}/folders/{year}?content=up")).status_code == 204
    assert await tree(editor.client) == {"Plans": None, "May": "Plans"}
    assert await inside(editor.client, plans) == ALL
    # What was moved on meanwhile stays where it was put.
    await put_in(editor.client, None, chart=made["chart"])
    assert (await editor.client.post(f"{API}/folders/{year}/restore")).status_code == 200
    assert await tree(editor.client) == {"Plans": None, "2026": "Plans", "May": "2026"}
    assert await inside(editor.client, year) == [one for one in ALL if one[0] != "chart"]
    assert (await editor.client.post(f"{API}/folders/{year}/restore")).status_code == 404


async def test_what_lies_in_a_removed_folder_goes_to_the_trash_and_comes_back(editor: Person) -> None:
    made = await things(editor)
    plans = await make(editor.client, "Plans")
    year = await make(editor.client, "2026", plans)
    await put_in(editor.client, year, dashboard=made["dashboard"], chart=made["chart"])
    await put_in(editor.client, plans, query=made["query"], dataset=made["dataset"])
    assert (await editor.client.delete(f"{API}/folders/{plans}?content=trash")).status_code == 204
    assert await tree(editor.client) == {}
    trash = (await editor.client.get(f"{API}/trash")).json()["items"]
    assert {one["kind"] for one in trash} == set(made)
    assert (await editor.client.delete(f"{API}/trash/query/{made['query']}")).status_code == 204
    assert (await editor.client.post(f"{API}/folders/{plans}/restore")).status_code == 200
    assert await tree(editor.client) == {"Plans": None, "2026": "Plans"}
    assert await inside(editor.client, plans) == [("dataset", "sales")]
    assert await inside(editor.client, year) == [("dashboard", "Sales"), ("chart", "Total")]


async def test_one_thing_taken_out_of_the_trash_brings_its_folder_along(editor: Person) -> None:
    made = await things(editor)
    plans = await make(editor.client, "Plans")
    year = await make(editor.client, "2026", plans)
    await put_in(editor.client, year, **made)
    assert (await editor.client.delete(f"{API}/folders/{plans}?content=trash")).status_code == 204
    for kind, one in made.items():
        assert (await editor.client.post(f"{API}/trash/{kind}/{one}/restore")).status_code == 200
    assert await tree(editor.client) == {"Plans": None, "2026": "Plans"}
    assert await inside(editor.client, year) == ALL


async def test_a_narrower_folder_within_is_narrower_still_and_never_wider(team: Team) -> None:
    made = await things(team.owner)
    outer = await make(team.owner.client, "Outer")
    inner = await make(team.owner.client, "Inner", outer)
    await put_in(team.owner.client, inner, dashboard=made["dashboard"])
    board = f"{API}/dashboards/{made['dashboard']}"

    async def seen() -> tuple[int, int]:
        return (await team.editor.client.get(board)).status_code, (await team.viewer.client.get(board)).status_code

    assert await seen() == (200, 200)
    await close(team.owner.client, inner, sees="editors")
    assert await seen() == (200, 404)
    await close(team.owner.client, inner, team.viewer, sees="editors")
    assert await seen() == (200, 200)
    await close(team.owner.client, outer, team.editor)
    # The viewer is let into the inner folder, and not into the one around it.
    assert await seen() == (200, 404)
    assert await tree(team.viewer.client) == {}
    await close(team.owner.client, inner, team.viewer)
    assert await seen() == (404, 404)
    assert await tree(team.editor.client) == {"Outer": None}


async def test_what_lies_in_a_folder_is_changed_by_those_who_were_chosen(team: Team) -> None:
    made = await things(team.owner)
    folder = await make(team.owner.client, "Board")
    await put_in(team.owner.client, folder, **made)
    await close(team.owner.client, folder, sees="everybody", edits="chosen")
    told = "Only chosen people may change what lies in this folder."

    async def attempts() -> dict[str, tuple[int, str | None]]:
        client, board = team.editor.client, f"{API}/dashboards/{made['dashboard']}"
        spec = (await client.get(board)).json()
        answers = {
            "save": await client.put(board, json={key: spec[key] for key in ("name", "spec", "revision")}),
            "publish": await client.post(f"{board}/publish", json={"revision": spec["revision"]}),
            "share": await client.post(f"{API}/shares", json={"dashboard_id": made["dashboard"]}),
            "links": await client.get(f"{API}/shares?dashboard_id={made['dashboard']}"),
            "bookmark": await client.post(f"{board}/bookmarks", json={"name": "All", "state": {}, "is_shared": True}),
            "chart": await client.delete(f"{API}/charts/{made['chart']}"),
            "query": await client.delete(f"{API}/queries/{made['query']}"),
            "move": await put_in(client, None, dashboard=made["dashboard"]),
            "move dataset": await put_in(client, None, dataset=made["dataset"]),
            "rename": await client.patch(f"{API}/folders/{folder}", json={"name": "Mine"}),
            "make": await client.post(f"{API}/folders", json={"name": "Mine", "parent_id": folder}),
            "remove": await client.delete(f"{API}/folders/{folder}"),
        }
        return {
            name: (one.status_code, one.json()["error"]["message"] if one.status_code == 403 else None)
            for name, one in answers.items()
        }

    assert await attempts() == dict.fromkeys(await attempts(), (403, told))
    # Everybody reads on, and takes a copy that nobody sees who did not see the original.
    copy = await team.editor.client.post(f"{API}/dashboards/{made['dashboard']}/duplicate")
    assert copy.status_code == 201
    assert ("dashboard", "Sales (copy)") in await inside(team.editor.client, None)
    await close(team.owner.client, folder, team.editor, sees="everybody", edits="chosen", may_edit=True)
    statuses = {name: status for name, (status, _) in (await attempts()).items()}
    # Published as it is saved already; all else is done.
    assert {name: status for name, status in statuses.items() if status not in {200, 201, 204}} in (
        {},
        {"publish": 409},
    )


async def test_a_copy_stays_in_the_closed_folder_or_is_not_made(team: Team) -> None:
    made = await things(team.owner)
    folder = await make(team.owner.client, "Board")
    await put_in(team.owner.client, folder, dashboard=made["dashboard"])
    await close(team.owner.client, folder, team.editor, edits="chosen")
    path = f"{API}/dashboards/{made['dashboard']}/duplicate"
    assert (await team.editor.client.post(path)).status_code == 403
    await close(team.owner.client, folder, team.editor, edits="chosen", may_edit=True)
    assert (await team.editor.client.post(path)).status_code == 201
    assert await inside(team.editor.client, folder) == [("dashboard", "Sales"), ("dashboard", "Sales (copy)")]


async def test_nobody_becomes_an_editor_by_a_folder(team: Team) -> None:
    made = await things(team.owner)
    folder = await make(team.owner.client, "Board")
    await put_in(team.owner.client, folder, chart=made["chart"])
    await close(team.owner.client, folder, team.viewer, edits="chosen", may_edit=True)
    assert (await team.viewer.client.delete(f"{API}/charts/{made['chart']}")).status_code == 403
    (one,) = (await team.viewer.client.get(f"{API}/folders")).json()["items"]
    assert (one["may_edit"], one["may_manage"], one["is_limited"]) == (False, False, True)


async def test_who_may_say_who_sees_a_folder(team: Team, runtime: Runtime) -> None:
    folder = await make(team.editor.client, "Mine")
    theirs = await make(team.owner.client, "Theirs")
    body = {"sees": "chosen", "edits": "chosen", "people": []}
    assert (await team.editor.client.put(f"{API}/folders/{theirs}/access", json=body)).status_code == 403
    assert (await team.editor.client.get(f"{API}/folders/{theirs}/access")).status_code == 403
    mine = await team.editor.client.put(f"{API}/folders/{folder}/access", json=body)
    # Its maker cannot lock themselves out.
    assert mine.json() == {**body, "people": [{"user_id": team.editor.user_id, "may_edit": True}]}
    assert (await team.owner.client.get(f"{API}/folders/{folder}/access")).json() == mine.json()
    stranger = {"user_id": team.stranger.user_id, "may_edit": True}
    wrong = await team.owner.client.put(f"{API}/folders/{folder}/access", json={**body, "people": [stranger]})
    assert wrong.status_code == 422
    async with runtime.get(Database).read() as session:
        noted = select(AuditEntryRow).where(AuditEntryRow.verb == "folders.access_changed")
        entries = [(one.resource_id, one.user_id, one.details) for one in await session.scalars(noted)]
    assert entries == [(folder, UUID(team.editor.user_id), {"sees": "chosen", "edits": "chosen", "people": 1})]


async def test_a_folder_with_something_closed_within_is_not_removed(team: Team) -> None:
    outer = await make(team.owner.client, "Outer")
    inner = await make(team.owner.client, "Inner", outer)
    await close(team.owner.client, inner)
    for content in ("up", "trash"):
        answer = await team.editor.client.delete(f"{API}/folders/{outer}?content={content}")
        assert answer.status_code == 403, answer.text
    assert await tree(team.owner.client) == {"Outer": None, "Inner": "Outer"}


async def test_a_dataset_in_a_closed_folder_stays_open_and_says_not_where_it_lies(team: Team) -> None:
    made = await things(team.owner)
    folder = await make(team.owner.client, "Board")
    await put_in(team.owner.client, folder, dataset=made["dataset"])
    await close(team.owner.client, folder)
    assert (await team.viewer.client.get(f"{API}/datasets/{made['dataset']}")).status_code == 200
    assert ("dataset", "sales") in await inside(team.viewer.client, None)
    assert folder not in (await team.viewer.client.get(f"{API}/search?q=sales")).text
    assert await inside(team.owner.client, folder) == [("dataset", "sales")]
    assert ("dataset", "sales") not in await inside(team.owner.client, None)


async def test_another_workspace_finds_no_folder_of_this_one(team: Team) -> None:
    folder = await make(team.owner.client, "Board")
    stranger = team.stranger.client
    told = [
        await stranger.patch(f"{API}/folders/{folder}", json={"name": "Mine"}),
        await stranger.delete(f"{API}/folders/{folder}"),
        await stranger.post(f"{API}/folders/{folder}/restore"),
        await stranger.get(f"{API}/folders/{folder}/access"),
        await stranger.put(f"{API}/folders/{folder}/access", json={}),
        await stranger.get(f"{API}/things?folder_id={folder}"),
        await stranger.post(f"{API}/folders", json={"name": "Mine", "parent_id": folder}),
    ]
    assert [one.status_code for one in told] == [404] * len(told)
    own = await make(stranger, "Own")
    assert (await change(team.stranger, own, parent_id=folder))[0] == 404
    assert await tree(stranger) == {"Own": None}


async def test_queries_name_their_folder_by_its_path(editor: Person) -> None:
    plans = await make(editor.client, "Plans")
    body = {"name": "Q", "sql": "SELECT 1", "folder": "plans/2026/May"}
    made = (await editor.client.post(f"{API}/queries/saved", json=body)).json()
    assert made["folder"] == "Plans/2026/May"
    assert await tree(editor.client) == {"Plans": None, "2026": "Plans", "May": "2026"}
    assert await change(editor, plans, name="Goals") == (200, "Goals")
    kept = (await editor.client.get(f"{API}/queries/{made['id']}")).json()
    assert kept["folder"] == "Goals/2026/May"
    # What names its present place is not moved.
    again = {**body, "folder": "Goals/2026/May", "revision": kept["revision"]}
    assert (await editor.client.put(f"{API}/queries/{made['id']}", json=again)).json()["folder"] == "Goals/2026/May"
    assert await tree(editor.client) == {"Goals": None, "2026": "Goals", "May": "2026"}
