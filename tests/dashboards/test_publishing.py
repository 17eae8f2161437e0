"""Publishing: readers see what was published and nothing of a draft, by whatever road they ask."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from tests.dashboards.pieces import SALES, STORES, ask, create, regions, spec_of, tile, upload
from tests.factories import Person, Team, open_client

from gnomon.dashboards import publishing, repository, service
from gnomon.dashboards.contracts import (
    ChoosePublishing,
    CreateDashboard,
    PublishDashboard,
    SaveDashboard,
)
from gnomon.dashboards.samples.showcase import expect_showcase
from gnomon.dashboards.tables import ShowcaseRow
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId

CANARY = "canary"
NOBODYS = "01900000-0000-7000-8000-000000000000"


def at(dashboard: dict[str, Any], path: str = "") -> str:
    return f"/api/v1/dashboards/{dashboard['id']}{path}"


def saving(dashboard: dict[str, Any], **changes: Any) -> dict[str, Any]:
    kept = {name: dashboard[name] for name in ("revision", "name", "description", "spec")}
    return {**kept, **changes}


def words(tile_id: str, markdown: str = "Hello") -> dict[str, Any]:
    layout = {"x": 0, "y": 0, "width": 6, "height": 4}
    return {"kind": "text", "id": tile_id, "layout": layout, "markdown": markdown}


async def save(person: Person, dashboard: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Save a change; answers the dashboard then."""
    answer = await person.client.put(at(dashboard), json=saving(dashboard, **changes))
    assert answer.status_code == 200, answer.text
    saved: dict[str, Any] = answer.json()
    return saved


async def by_hand(person: Person, dashboard: dict[str, Any]) -> dict[str, Any]:
    """Publish a dashboard by hand from now on."""
    body = {"revision": dashboard["revision"], "is_live": False}
    answer = await person.client.put(at(dashboard, "/publishing"), json=body)
    assert answer.status_code == 200, answer.text
    chosen: dict[str, Any] = answer.json()
    return chosen


async def publish(person: Person, dashboard: dict[str, Any], note: str | None = None) -> dict[str, Any]:
    """Publish the state that is given."""
    answer = await person.client.post(at(dashboard, "/publish"), json={"revision": dashboard["revision"], "note": note})
    assert answer.status_code == 200, answer.text
    published: dict[str, Any] = answer.json()
    return published


async def seen_by(person: Person, dashboard: dict[str, Any]) -> dict[str, Any]:
    seen: dict[str, Any] = (await person.client.get(at(dashboard))).json()
    return seen


async def test_a_new_dashboard_is_seen_as_it_is_saved(team: Team) -> None:
    made = await create(team.editor.client, spec_of(words("a")))
    assert made["publication"] == "live"
    saved = await save(team.editor, made, name="Renamed")
    assert await seen_by(team.viewer, made) == {**saved, "may_edit": False}


async def test_from_the_moment_that_it_is_published_by_hand_readers_see_the_last_published_state(team: Team) -> None:
    made = await create(team.editor.client, spec_of(words("a")))
    chosen = await by_hand(team.editor, made)
    assert chosen == {**made, "publication": "published"}
    draft = await save(team.editor, chosen, name="Draft", description="Unfinished", spec=spec_of(words("b")))
    assert (draft["publication"], draft["revision"]) == ("changed", 2)
    assert await seen_by(team.owner, made) == draft
    before = await seen_by(team.viewer, made)
    assert before == {**made, "publication": "published", "may_edit": False, "updated_at": before["updated_at"]}
    assert (await team.editor.client.get(at(made, "/published"))).json() == before
    published = await publish(team.editor, draft, "The new look")
    assert published == {**draft, "publication": "published"}
    after = await seen_by(team.viewer, made)
    assert after == {**published, "may_edit": False, "updated_at": after["updated_at"]}


async def test_what_publishing_would_change_is_told_to_those_who_may(team: Team) -> None:
    made = await by_hand(team.editor, await create(team.editor.client, spec_of(words("a"), words("gone"))))
    draft = await save(team.owner, made, spec=spec_of(words("a", "Hi"), words("b"), words("c")))
    told = (await team.editor.client.get(at(made, "/publication"))).json()
    assert {key: told[key] for key in told if key not in {"comparison", "published_at", "changed_at"}} == {
        "state": "changed",
        "published_revision": 1,
        "published_by_name": told["published_by_name"],
        "note": None,
        "changed_by_name": told["changed_by_name"],
    }
    assert told["published_by_name"] != told["changed_by_name"]
    assert (told["published_at"], told["changed_at"]) == (made["updated_at"], draft["updated_at"])
    assert told["comparison"]["summary"] == ["2 tiles added", "1 tile removed", "1 tile changed"]
    await publish(team.owner, draft, "Two more")
    after = (await team.editor.client.get(at(made, "/publication"))).json()
    assert (after["state"], after["note"], after["changed_at"], after["comparison"]["is_same"]) == (
        "published",
        "Two more",
        None,
        True,
    )


async def test_a_draft_that_somebody_changed_meanwhile_is_not_published_unseen(team: Team) -> None:
    made = await by_hand(team.editor, await create(team.editor.client))
    await save(team.owner, made, name="Not seen yet")
    for path, method in (("/publish", "POST"), ("/discard", "POST"), ("/publishing", "PUT")):
        body = {"revision": made["revision"]} | ({"is_live": True} if path == "/publishing" else {})
        answer = await team.editor.client.request(method, at(made, path), json=body)
        assert (answer.status_code, answer.json()["error"]["details"]) == (409, {"revision": 2, "base": 1})
    assert (await seen_by(team.viewer, made))["name"] == "Sales"


async def test_a_draft_is_discarded_as_a_new_revision_and_that_is_undone_by_restoring_it(team: Team) -> None:
    made = await by_hand(team.editor, await create(team.editor.client, spec_of(words("a"))))
    draft = await save(team.editor, made, name="Draft", spec=spec_of(words("b")))
    back = (await team.editor.client.post(at(made, "/discard"), json={"revision": 2})).json()
    assert back == {**made, "revision": 3, "updated_at": back["updated_at"]}
    assert back["publication"] == "published"
    seen = await seen_by(team.viewer, made)
    assert (seen["name"], seen["spec"], seen["updated_at"]) == ("Sales", made["spec"], made["updated_at"])
    undone = (await team.editor.client.post(at(made, "/revisions/2/restore"))).json()
    assert undone == {**draft, "revision": 4, "updated_at": undone["updated_at"]}
    assert (await seen_by(team.viewer, made))["name"] == "Sales"


async def test_a_draft_that_is_changed_back_by_hand_is_no_draft_any_more(team: Team) -> None:
    made = await by_hand(team.editor, await create(team.editor.client, spec_of(words("a"))))
    draft = await save(team.editor, made, name="Draft")
    back = await save(team.editor, draft, name="Sales")
    assert (back["publication"], back["revision"]) == ("published", 3)
    assert (await seen_by(team.viewer, made))["updated_at"] == made["updated_at"]


async def test_what_was_never_published_is_not_there_for_readers(team: Team) -> None:
    answer = await team.editor.client.post("/api/v1/dashboards", json={"name": "Secret", "is_live": False})
    made = answer.json()
    assert made["publication"] == "draft"
    assert (await team.viewer.client.get(at(made))).status_code == 404
    assert (await team.viewer.client.post(at(made, "/results"), json={})).status_code == 404
    assert (await team.editor.client.get(at(made, "/published"))).status_code == 404
    assert (await team.viewer.client.get("/api/v1/dashboards")).json()["total"] == 0
    refused = await team.editor.client.post(at(made, "/discard"), json={"revision": 1})
    assert (refused.status_code, refused.json()["error"]["message"]) == (
        409,
        "This dashboard was never published, so there is nothing to go back to.",
    )
    told = (await team.editor.client.get(at(made, "/publication"))).json()
    assert (told["published_revision"], told["comparison"]["summary"]) == (None, ["1 page added"])
    await team.editor.client.delete(at(made))
    assert (await team.viewer.client.get("/api/v1/trash")).json()["items"] == []
    assert [one["name"] for one in (await team.editor.client.get("/api/v1/trash")).json()["items"]] == ["Secret"]
    await team.editor.client.post(at(made, "/restore"))
    assert (await publish(team.editor, made))["publication"] == "published"
    assert (await seen_by(team.viewer, made))["name"] == "Secret"


async def test_to_publish_as_saved_again_publishes_the_draft_at_once(team: Team) -> None:
    made = await by_hand(team.editor, await create(team.editor.client))
    draft = await save(team.editor, made, name="Draft")
    body = {"revision": draft["revision"], "is_live": True}
    assert (await team.editor.client.put(at(made, "/publishing"), json=body)).json() == {**draft, "publication": "live"}
    assert await seen_by(team.viewer, made) == {**draft, "publication": "live", "may_edit": False}
    assert (await save(team.editor, draft, name="At once"))["publication"] == "live"
    assert (await seen_by(team.viewer, made))["name"] == "At once"


async def test_lists_are_searched_and_sorted_by_what_the_caller_sees(team: Team) -> None:
    made = [await create(team.editor.client, spec_of(words("a")), name) for name in ("Alpha", "Beta")]
    chosen = await by_hand(team.editor, made[0])
    await save(team.editor, chosen, name="Zulu", spec=spec_of(words("a"), words("b")))

    async def names(person: Person, query: str) -> list[tuple[str, int, str]]:
        listed = (await person.client.get(f"/api/v1/dashboards?{query}")).json()["items"]
        return [(one["name"], one["tile_count"], one["publication"]) for one in listed]

    assert await names(team.viewer, "sort=name") == [("Alpha", 1, "published"), ("Beta", 1, "live")]
    assert await names(team.editor, "sort=name") == [("Beta", 1, "live"), ("Zulu", 2, "changed")]
    assert await names(team.viewer, "search=zulu") == []
    assert await names(team.viewer, "search=alpha") == [("Alpha", 1, "published")]
    assert await names(team.editor, "search=alpha") == []
    assert [one[0] for one in await names(team.viewer, "sort=-updated_at")] == ["Beta", "Alpha"]
    assert [one[0] for one in await names(team.editor, "sort=-updated_at")] == ["Zulu", "Beta"]


async def test_readers_see_of_the_history_what_was_published_with_its_note(team: Team) -> None:
    made = await by_hand(team.editor, await create(team.editor.client))
    second = await save(team.editor, made, name="Second")
    third = await save(team.owner, second, name="Third")
    await publish(team.editor, third, "Ready")
    await save(team.editor, third, name="Fourth")

    async def history(person: Person) -> list[tuple[int, bool, str | None]]:
        listed = (await person.client.get(at(made, "/revisions"))).json()["items"]
        return [(one["revision"], one["is_published"], one["note"]) for one in listed]

    assert await history(team.editor) == [(4, False, None), (3, True, "Ready"), (2, False, None), (1, False, None)]
    assert await history(team.viewer) == [(3, True, "Ready"), (1, False, None)]
    assert (await team.viewer.client.get(at(made, "/revisions/2"))).status_code == 404
    assert (await team.viewer.client.get(at(made, "/revisions/3"))).json()["name"] == "Third"
    for path in ("/revisions/4/compare", "/revisions/3/compare?with=2"):
        assert (await team.viewer.client.get(at(made, path))).status_code == 404
    told = (await team.viewer.client.get(at(made, "/revisions/3/compare"))).json()
    assert (told["before"], told["after"], told["words"]) == (1, 3, ["name Sales → Third"])


async def test_what_is_published_is_never_thinned(runtime: Runtime, owner: Person) -> None:
    workspace = WorkspaceId(UUID(owner.workspace_id))
    principal = Principal(PrincipalKind.USER, workspace, Role.OWNER, user_id=UserId(UUID(owner.user_id)))
    start = datetime(2024, 5, 1, 12, tzinfo=UTC)
    async with runtime.get(Database).write() as session:
        with clock.fixed_at(start):
            made = await service.create_dashboard(session, principal, CreateDashboard(name="Sales"))
            await publishing.choose_publishing(session, principal, made.id, ChoosePublishing(revision=1, is_live=False))
        for second in range(1, 20):
            with clock.fixed_at(start + timedelta(seconds=second)):
                command = SaveDashboard(revision=made.revision, name=f"After {second} s", spec=made.spec)
                made = await service.save_dashboard(session, principal, made.id, command)
                if second == 7:
                    await publishing.publish_dashboard(
                        session, principal, made.id, PublishDashboard(revision=made.revision)
                    )
        listed = await service.list_revisions(session, principal, made.id, cursor=None, limit=50)
        shown = await publishing.get_published(session, principal, made.id)
    assert [(one.name, one.is_published) for one in listed.items] == [
        ("After 19 s", False),
        ("After 7 s", True),
        ("Sales", False),
    ]
    assert (shown.name, shown.revision) == ("After 7 s", 8)


async def test_a_copy_is_of_the_draft_and_published_the_same_way(team: Team) -> None:
    made = await by_hand(team.editor, await create(team.editor.client))
    await save(team.editor, made, name="Draft")
    copy = (await team.editor.client.post(at(made, "/duplicate"))).json()
    assert (copy["name"], copy["publication"]) == ("Draft (copy)", "draft")
    assert (await team.viewer.client.get(at(copy))).status_code == 404


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def with_a_canary(team: Team) -> dict[str, Any]:
    """A published dashboard over sales whose draft says “canary” wherever a draft can say something, over stores."""
    sales = await upload(team.owner.client, "sales.csv", SALES)
    stores = await upload(team.owner.client, "stores.csv", STORES)
    made = await create(team.editor.client, spec_of(tile("bars", sales, "region")))
    made = await by_hand(team.editor, made)
    first = made["spec"]["pages"][0]
    reach = {"id": f"{CANARY}-filter", "label": CANARY, "dataset_id": stores, "member": "region", "control": "list"}
    bars = {**tile("bars", stores, "region", "size"), "title": CANARY}
    canaries = [tile(f"{CANARY}-tile", stores, "region", "size"), words(f"{CANARY}-words", CANARY)]
    pages = [
        {**first, "title": CANARY, "tiles": [bars]},
        {"id": f"{CANARY}-page", "title": CANARY, "tiles": canaries, "filters": [reach]},
    ]
    return await save(team.editor, made, name=CANARY, description=CANARY, spec={"version": 2, "pages": pages})


ASKED: dict[str, Any] = {
    "page_id": f"{CANARY}-page",
    "tile_ids": [f"{CANARY}-tile"],
    "brushed": f"{CANARY}-tile",
    "name": "Mine",
}


def every_road(app: FastAPI, dashboard: dict[str, Any]) -> list[tuple[str, str]]:
    """Every route that reads, and those that name a dashboard, with the parts of the draft for what they ask."""
    ids = {
        "dashboard_id": dashboard["id"],
        "revision": "2",
        "filter_id": f"{CANARY}-filter",
        "tile_id": f"{CANARY}-tile",
    }
    roads = []
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        path = context.path or ""
        if not isinstance(route, APIRoute) or not path.startswith("/api/v1/") or "/live" in path:
            continue
        is_about = "{dashboard_id}" in path
        for method in context.methods or ():
            if method in {"GET", "POST"} and (is_about or (method == "GET" and "{" not in path)):
                filled = path
                for name, value in ids.items():
                    filled = filled.replace(f"{{{name}}}", value)
                roads.append((method, filled if "{" not in filled else filled.split("{")[0] + NOBODYS))
    return roads


async def test_no_road_leads_readers_to_the_draft(app: FastAPI, team: Team) -> None:
    draft = await with_a_canary(team)
    roads = every_road(app, draft)
    assert len(roads) > 30
    told = {}
    for method, path in roads:
        for body in (ASKED, {}, {"brushed": "bars"}):
            answer = await team.viewer.client.request(method, path, json=body if method == "POST" else None)
            # What was asked for may be named again; that it is there, and what it holds, may not.
            said = answer.text.replace(f"{CANARY}-tile", "").replace(f"{CANARY}-filter", "")
            if CANARY in said.lower() or "West" in said:
                told[f"{method} {path}"] = answer.text[:300]
    assert told == {}
    by_editor = await team.editor.client.get(at(draft))
    assert CANARY in by_editor.text


async def test_what_readers_find_by_its_name_marked_and_looked_at_is_called_as_it_was_published(team: Team) -> None:
    draft = await with_a_canary(team)
    for shelf in ("favourites", "recent"):
        kept = await team.viewer.client.put(f"/api/v1/{shelf}/dashboard/{draft['id']}")
        assert kept.status_code == 204, shelf

    async def names(person: Person, path: str) -> list[str]:
        answer = await person.client.get(f"/api/v1/{path}")
        return [one["name"] for one in answer.json()["items"] if one["kind"] == "dashboard"]

    for path in ("favourites", "recent", "search?q=sales"):
        assert await names(team.viewer, path) == ["Sales"], path
    assert await names(team.viewer, f"search?q={CANARY}") == []
    # By its name, and by what stands on it.
    assert set(await names(team.editor, f"search?q={CANARY}")) == {CANARY}


async def test_the_tiles_of_readers_answer_what_is_published_and_nothing_else(team: Team) -> None:
    draft = await with_a_canary(team)
    assert regions((await ask(team.viewer.client, draft["id"]))["bars"]) == ["North", "South"]
    assert regions((await ask(team.editor.client, draft["id"]))["bars"]) == ["North", "South", "West"]
    answers = await ask(team.viewer.client, draft["id"], tile_ids=[f"{CANARY}-tile"])
    assert answers[f"{CANARY}-tile"]["error"]["code"] == "NOT_FOUND"
    other = await team.viewer.client.post(at(draft, "/results"), json={"page_id": f"{CANARY}-page"})
    assert other.status_code == 404
    own = await team.viewer.client.post(at(draft, "/results"), json={"draft": draft["spec"]})
    assert own.status_code == 403


async def test_files_that_readers_take_home_are_of_what_is_published(team: Team) -> None:
    draft = await with_a_canary(team)
    source = {"kind": "tile", "dashboard_id": draft["id"], "page_id": f"{CANARY}-page", "tile_id": f"{CANARY}-tile"}
    for kind in ("csv", "png"):
        answer = await team.viewer.client.post("/api/v1/exports", json={"source": source, "format": kind})
        assert answer.status_code == 404, kind
        own = {**source, "draft": draft["spec"]}
        answer = await team.viewer.client.post("/api/v1/exports", json={"source": own, "format": kind})
        assert answer.status_code == 403, kind


async def test_a_key_that_only_reads_sees_what_its_persons_readers_see(app: FastAPI, team: Team) -> None:
    draft = await with_a_canary(team)
    body = {"name": "Key", "scopes": ["read"]}
    made = await team.editor.client.post("/api/v1/api-keys", json=body)
    assert made.status_code == 201, made.text
    async with open_client(app) as client:
        client.headers["Authorization"] = f"Bearer {made.json()['key']}"
        for path in ("", "/revisions", "/published"):
            answer = await client.get(at(draft, path))
            assert (answer.status_code, CANARY in answer.text) == (200, False), path
        assert CANARY not in (await client.get("/api/v1/dashboards")).text


async def test_visitors_of_links_and_of_the_landing_page_see_what_is_published(
    runtime: Runtime, team: Team, visitor: httpx.AsyncClient
) -> None:
    draft = await with_a_canary(team)
    made = await team.editor.client.post("/api/v1/shares", json={"dashboard_id": draft["id"]})
    share = f"/api/v1/public/shares/{made.json()['path'].removeprefix('/s/')}"
    async with runtime.get(Database).write() as session:
        await expect_showcase(session)
        row = await repository.showcase(session, for_update=True)
        shown = UUID(draft["id"])
        if row is None:
            workspace = UUID(draft["workspace_id"])
            session.add(ShowcaseRow(id=1, workspace_id=workspace, dashboard_id=shown, samples_version=1))
        else:
            row.workspace_id, row.dashboard_id = UUID(draft["workspace_id"]), shown
    for base in (share, "/api/v1/public/showcase"):
        look = await visitor.get(base)
        assert (look.status_code, CANARY in look.text) == (200, False)
        results = (await visitor.post(f"{base}/results", json={})).json()["items"]
        assert [regions(one) for one in results] == [["North", "South"]]
        for body in ({"tile_ids": [f"{CANARY}-tile"]}, {"page_id": f"{CANARY}-page"}, {"draft": draft["spec"]}):
            answer = await visitor.post(f"{base}/results", json=body)
            assert answer.status_code in {403, 404}, body
        values = await visitor.post(f"{base}/filters/{CANARY}-filter/values", json={})
        assert values.status_code in {403, 404}
    published = await publish(team.editor, draft)
    assert published["publication"] == "published"
    assert CANARY in (await visitor.get(share)).text


async def test_a_link_to_what_was_never_published_leads_nowhere_until_it_is(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    body = {"name": "Sales", "is_live": False, "spec": spec_of(words("a"))}
    board = (await team.editor.client.post("/api/v1/dashboards", json=body)).json()
    made = await team.editor.client.post("/api/v1/shares", json={"dashboard_id": board["id"]})
    share = f"/api/v1/public/shares/{made.json()['path'].removeprefix('/s/')}"
    assert (await visitor.get(share)).status_code == 404
    await publish(team.editor, board)
    assert (await visitor.get(share)).json()["name"] == "Sales"
