"""Comments: threads about a dashboard, a tile or a point; answers, mentions, and what is settled."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import SALES, create, spec_of, tile, upload
from tests.factories import Person, Team
from tests.identity.keys import key_client

from gnomon.comments import service
from gnomon.comments.contracts import MAX_MENTIONS

API = "/api/v1"
POINT = [{"label": "Region", "value": "west"}, {"label": "Sum of amount", "value": "1,204.50"}]


async def board(person: Person) -> dict[str, Any]:
    """A dashboard with one tile."""
    sales = await upload(person.client, "sales.csv", SALES)
    return await create(person.client, spec_of(tile("bars", sales, "region")))


def call(person: Person, name: str = "Somebody") -> str:
    """A mention of a person."""
    return f"@[{name}]({person.user_id})"


async def start(person: Person, dashboard: dict[str, Any], words: str, **anchor: Any) -> dict[str, Any]:
    """Begin a thread."""
    body = {"anchor": anchor, "words": words}
    answer = await person.client.post(f"{API}/dashboards/{dashboard['id']}/comments", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def answer_in(person: Person, thread: dict[str, Any], words: str) -> dict[str, Any]:
    """Say something in a thread."""
    answer = await person.client.post(f"{API}/comments/{thread['id']}/replies", json={"words": words})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def threads(person: Person, dashboard: dict[str, Any]) -> list[dict[str, Any]]:
    """What is said about a dashboard."""
    answer = await person.client.get(f"{API}/dashboards/{dashboard['id']}/comments")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def mentions(person: Person) -> list[dict[str, Any]]:
    """Where somebody is mentioned."""
    answer = await person.client.get(f"{API}/mentions")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def said(thread: dict[str, Any]) -> list[str | None]:
    """The words of a thread."""
    return [one["words"] for one in thread["comments"]]


async def test_a_thread_about_a_point_is_seen_by_everybody_in_the_workspace(team: Team) -> None:
    dashboard = await board(team.editor)
    made = await start(team.viewer, dashboard, "  Why so high? ", page_id="page-1", tile_id="bars", point=POINT)
    assert made == {
        "id": made["id"],
        "dashboard_id": dashboard["id"],
        "anchor": {"page_id": "page-1", "tile_id": "bars", "point": POINT},
        "resolved_at": None,
        "resolved_by": None,
        "created_at": made["created_at"],
        "updated_at": made["created_at"],
        "comments": [
            {
                "id": made["comments"][0]["id"],
                "author_id": team.viewer.user_id,
                "author_name": made["comments"][0]["author_name"],
                "words": "Why so high?",
                "mentions": [],
                "created_at": made["created_at"],
                "edited_at": None,
                "may_change": True,
                "may_remove": True,
            }
        ],
    }
    (seen,) = await threads(team.editor, dashboard)
    assert (said(seen), seen["comments"][0]["may_change"], seen["comments"][0]["may_remove"]) == (
        ["Why so high?"],
        False,
        False,
    )


async def test_the_thread_that_changed_last_stands_first_and_answers_stand_in_order(team: Team) -> None:
    dashboard = await board(team.editor)
    first = await start(team.editor, dashboard, "First")
    await start(team.viewer, dashboard, "Second", tile_id="bars")
    assert [said(one) for one in await threads(team.owner, dashboard)] == [["Second"], ["First"]]
    await answer_in(team.viewer, first, "Answer")
    assert [said(one) for one in await threads(team.owner, dashboard)] == [["First", "Answer"], ["Second"]]


async def test_a_thread_is_settled_and_an_answer_opens_it_again(team: Team) -> None:
    dashboard = await board(team.editor)
    thread = await start(team.editor, dashboard, "Is this right?")
    path = f"{API}/comments/{thread['id']}"
    settled = (await team.viewer.client.patch(path, json={"is_resolved": True})).json()
    assert settled["resolved_at"] is not None
    assert settled["resolved_by"] is not None
    again = (await team.owner.client.patch(path, json={"is_resolved": True})).json()
    assert again == {**settled, "comments": again["comments"]}
    opened = await answer_in(team.owner, thread, "No.")
    assert (opened["resolved_at"], opened["resolved_by"]) == (None, None)


async def test_only_ones_own_words_are_changed_and_an_owner_may_take_back_others(team: Team) -> None:
    dashboard = await board(team.editor)
    thread = await start(team.editor, dashboard, "Mine")
    thread = await answer_in(team.viewer, thread, "Another's")
    mine, other = (f"{API}/comments/{thread['id']}/replies/{one['id']}" for one in thread["comments"])
    changed = await team.editor.client.put(mine, json={"words": "Mine, better"})
    assert said(changed.json()) == ["Mine, better", "Another's"]
    assert changed.json()["comments"][0]["edited_at"] is not None
    for refused in (
        await team.editor.client.put(other, json={"words": "Not mine"}),
        await team.owner.client.put(other, json={"words": "Not mine"}),
        await team.editor.client.delete(other),
    ):
        assert (refused.status_code, refused.json()["error"]["message"]) == (403, "These are somebody else's words.")
    assert said((await team.owner.client.delete(other)).json()) == ["Mine, better", None]
    assert (await team.viewer.client.put(other, json={"words": "Back"})).status_code == 404
    assert (await team.editor.client.delete(mine)).json() is None
    assert await threads(team.editor, dashboard) == []


async def test_who_is_mentioned_finds_it_until_they_have_seen_it(team: Team) -> None:
    dashboard = await board(team.editor)
    words = f"{call(team.viewer)} and {call(team.viewer)}, look: {call(team.owner)}"
    thread = await start(team.editor, dashboard, words, tile_id="bars")
    assert set(thread["comments"][0]["mentions"]) == {team.viewer.user_id, team.owner.user_id}
    (mention,) = await mentions(team.viewer)
    assert mention == {
        "thread_id": thread["id"],
        "comment_id": thread["comments"][0]["id"],
        "dashboard_id": dashboard["id"],
        "dashboard_name": dashboard["name"],
        "anchor": {"page_id": None, "tile_id": "bars", "point": []},
        "author_name": thread["comments"][0]["author_name"],
        "words": words,
        "created_at": thread["created_at"],
        "is_seen": False,
    }
    seen = await team.viewer.client.post(f"{API}/mentions/seen", json={"comment_ids": [mention["comment_id"]]})
    assert seen.status_code == 204
    assert [one["is_seen"] for one in await mentions(team.viewer)] == [True]
    assert [one["is_seen"] for one in await mentions(team.owner)] == [False]
    assert await mentions(team.editor) == []


async def test_words_that_are_changed_call_only_those_who_were_not_called_before(team: Team) -> None:
    dashboard = await board(team.editor)
    thread = await start(team.editor, dashboard, call(team.viewer))
    comment = thread["comments"][0]["id"]
    await team.viewer.client.post(f"{API}/mentions/seen", json={"comment_ids": [comment]})
    path = f"{API}/comments/{thread['id']}/replies/{comment}"
    both = f"{call(team.viewer)} {call(team.owner)}"
    assert (await team.editor.client.put(path, json={"words": both})).status_code == 200
    assert [one["is_seen"] for one in await mentions(team.viewer)] == [True]
    assert [one["is_seen"] for one in await mentions(team.owner)] == [False]
    assert (await team.editor.client.put(path, json={"words": call(team.owner)})).status_code == 200
    assert await mentions(team.viewer) == []
    assert (await team.editor.client.delete(path)).status_code == 200
    assert await mentions(team.owner) == []


async def test_only_members_are_mentioned_and_not_too_many(team: Team) -> None:
    dashboard = await board(team.editor)
    path = f"{API}/dashboards/{dashboard['id']}/comments"
    stranger = await team.editor.client.post(path, json={"words": call(team.stranger)})
    assert (stranger.status_code, stranger.json()["error"]["details"]) == (
        422,
        {"user_ids": [team.stranger.user_id]},
    )
    crowd = " ".join(f"@[x]({uuid4()})" for _ in range(MAX_MENTIONS + 1))
    many = await team.editor.client.post(path, json={"words": crowd})
    assert (many.status_code, many.json()["error"]["message"]) == (422, "A comment mentions at most 20 people.")
    for harmless in ("@[nobody]()", "@[x](not-an-id)", "mail@example.com", "@[a\nb](x)"):
        assert (await team.editor.client.post(path, json={"words": harmless})).status_code == 201
    assert len(await threads(team.editor, dashboard)) == 4


@pytest.mark.parametrize(
    "anchor",
    [
        {"tile_id": "gone"},
        {"page_id": "gone"},
        {"page_id": "page-2", "tile_id": "bars"},
        {"point": POINT},
    ],
)
async def test_a_comment_is_about_something_that_is_there(editor: Person, anchor: dict[str, Any]) -> None:
    dashboard = await board(editor)
    body = {"anchor": anchor, "words": "Here"}
    refused = await editor.client.post(f"{API}/dashboards/{dashboard['id']}/comments", json=body)
    assert refused.status_code == 422
    assert "no longer on the dashboard" in refused.json()["error"]["message"]


@pytest.mark.parametrize("words", ["", "   ", "x" * 5001])
async def test_a_comment_has_words_and_not_too_many(editor: Person, words: str) -> None:
    dashboard = await board(editor)
    answer = await editor.client.post(f"{API}/dashboards/{dashboard['id']}/comments", json={"words": words})
    assert answer.status_code == 422


async def test_there_is_an_end_to_threads_and_answers(editor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    dashboard = await board(editor)
    thread = await start(editor, dashboard, "One")
    monkeypatch.setattr(service, "MAX_THREADS", 1)
    monkeypatch.setattr(service, "MAX_COMMENTS", 1)
    more = await editor.client.post(f"{API}/dashboards/{dashboard['id']}/comments", json={"words": "Two"})
    full = await editor.client.post(f"{API}/comments/{thread['id']}/replies", json={"words": "Two"})
    assert (more.status_code, full.status_code) == (409, 409)


async def test_comments_are_as_far_away_as_their_dashboard(team: Team) -> None:
    dashboard = await board(team.editor)
    thread = await start(team.editor, dashboard, call(team.viewer))
    assert (await team.editor.client.delete(f"{API}/dashboards/{dashboard['id']}")).status_code == 204
    assert (await team.viewer.client.get(f"{API}/dashboards/{dashboard['id']}/comments")).status_code == 404
    assert await mentions(team.viewer) == []
    replies = f"{API}/comments/{thread['id']}/replies"
    assert (await team.editor.client.post(replies, json={"words": "Still?"})).status_code == 404
    restored = await team.editor.client.post(f"{API}/dashboards/{dashboard['id']}/restore")
    assert restored.status_code == 200
    assert len(await mentions(team.viewer)) == 1


def verbs(dashboard: str, thread: str, comment: str) -> list[tuple[str, str, dict[str, Any] | None]]:
    """Every request about comments."""
    return [
        ("GET", f"/dashboards/{dashboard}/comments", None),
        ("POST", f"/dashboards/{dashboard}/comments", {"words": "Hello"}),
        ("PATCH", f"/comments/{thread}", {"is_resolved": True}),
        ("POST", f"/comments/{thread}/replies", {"words": "Hello"}),
        ("PUT", f"/comments/{thread}/replies/{comment}", {"words": "Hello"}),
        ("DELETE", f"/comments/{thread}/replies/{comment}", None),
    ]


async def statuses(client: httpx.AsyncClient, thread: dict[str, Any]) -> list[int]:
    """What each of them answers."""
    wanted = verbs(thread["dashboard_id"], thread["id"], thread["comments"][0]["id"])
    return [(await client.request(verb, f"{API}{path}", json=body)).status_code for verb, path, body in wanted]


async def test_another_workspace_and_nobody_find_no_comments(team: Team, client: httpx.AsyncClient) -> None:
    dashboard = await board(team.editor)
    thread = await start(team.editor, dashboard, "Ours")
    assert await statuses(team.stranger.client, thread) == [404] * 6
    assert await statuses(client, thread) == [401] * 6
    assert (await client.get(f"{API}/mentions")).status_code == 401
    assert (await client.post(f"{API}/mentions/seen", json={"comment_ids": [str(uuid4())]})).status_code == 401
    assert said((await threads(team.editor, dashboard))[0]) == ["Ours"]


async def test_a_key_reads_comments_and_says_nothing(team: Team, app: FastAPI) -> None:
    dashboard = await board(team.editor)
    thread = await start(team.editor, dashboard, "Ours")
    async with key_client(app, team.editor) as program:
        assert await statuses(program, thread) == [200, 403, 403, 403, 403, 403]


async def test_what_is_said_of_a_tile_that_only_a_draft_has_stays_among_editors_and_those_they_call(team: Team) -> None:
    made = await board(team.editor)
    address = f"{API}/dashboards/{made['id']}"
    by_hand = await team.editor.client.put(
        f"{address}/publishing", json={"revision": made["revision"], "is_live": False}
    )
    assert by_hand.status_code == 200, by_hand.text
    spec = made["spec"]
    page = spec["pages"][0]
    secret = {**page["tiles"][0], "id": "secret", "layout": {**page["tiles"][0]["layout"], "y": 40}}
    draft = {**spec, "pages": [{**page, "tiles": [*page["tiles"], secret]}]}
    body = {"name": made["name"], "spec": draft, "revision": by_hand.json()["revision"]}
    saved = await team.editor.client.put(address, json=body)
    assert saved.status_code == 200, saved.text

    hidden = await start(team.editor, made, "Not to be told yet", tile_id="secret")
    await start(team.editor, made, "For all", tile_id="bars")
    assert [said(one) for one in await threads(team.viewer, made)] == [["For all"]]
    refused = await team.viewer.client.post(f"{API}/comments/{hidden['id']}/replies", json={"words": "What is it?"})
    assert (refused.status_code, "secret" in refused.text) == (404, False)
    both = [["For all"], ["Not to be told yet"]]
    assert [said(one) for one in await threads(team.owner, made)] == both

    await answer_in(team.editor, hidden, f"{call(team.viewer)}, look at it")
    assert len(await threads(team.viewer, made)) == 2
    await answer_in(team.viewer, hidden, "I see")
