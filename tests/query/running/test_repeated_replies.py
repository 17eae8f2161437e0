"""Whole replies given again: the same but for the numbers of the run, and never after anything has changed."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from tests.factories import PASSWORD, make_settings, sign_up
from tests.query.running.house import House
from tests.query.running.repeating import BY_REGION, COUNT, Watch, ask, send, warm
from tests.query.test_routes import BATCH, frames_of

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.database import Database
from gnomon.identity.rate_limits import RateLimits, make_rate_limits
from gnomon.query.caching.memory import MemoryResults

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("quiet_log")]

OF_ONE_RUN = ("run_id", "asked_at", "elapsed_ms")


async def test_a_reply_is_given_again_with_the_numbers_of_its_own_run(
    house: House, sales: DatasetId, watch: Watch
) -> None:
    owner = house.team.owner
    await ask(owner, sales)
    first, first_rows = await ask(owner, sales)
    assert watch.took() is False
    again, again_rows = await ask(owner, sales)
    assert watch.took() is True
    assert again_rows == first_rows
    receipts = [first.pop("receipt"), again.pop("receipt")]
    assert again == first
    assert [one["is_cached"] for one in receipts] == [True, True]
    assert receipts[0]["run_id"] != receipts[1]["run_id"]
    assert 0 <= receipts[1]["elapsed_ms"] < 5_000
    settled = [{name: value for name, value in one.items() if name not in OF_ONE_RUN} for one in receipts]
    assert settled[1] == settled[0]
    assert set(receipts[1]) == set(receipts[0])


async def test_its_headers_and_its_line_in_the_log_are_those_of_any_reply(
    house: House, sales: DatasetId, watch: Watch
) -> None:
    first, _, again = [await send(house.team.owner, sales) for _ in range(3)]
    assert watch.took() is True
    changing = ("x-request-id", "content-length", "date")
    kept = [{name: value for name, value in one.headers.items() if name not in changing} for one in (first, again)]
    assert kept[1] == kept[0]
    await house.questions.log.flush()
    async with house.runtime.get(Database).read() as session:
        rows = await session.execute(
            text("SELECT is_cached, row_count, times, user_id FROM query_log WHERE dataset_id = :id ORDER BY id"),
            {"id": sales.hex},
        )
        found = [tuple(row) for row in rows]
    assert [(bool(is_cached), count, times) for is_cached, count, times, _ in found] == [(False, 2, 1), (True, 2, 2)]
    assert len({user for *_, user in found}) == 1


@pytest.mark.parametrize("place", ["first", "last"])
async def test_the_id_of_the_run_does_not_make_a_request_another_one(
    house: House, sales: DatasetId, watch: Watch, place: str
) -> None:
    spec = {"spec": {"dataset_id": str(sales), **BY_REGION}}
    for expected in (False, False, True):
        run = {"run_id": str(uuid4())}
        content = json.dumps({**run, **spec} if place == "first" else {**spec, **run})
        headers = {"accept": BATCH, "content-type": "application/json"}
        answer = await house.team.owner.client.post("/api/v1/query", content=content, headers=headers)
        assert watch.took() is expected
        ((head, _),) = frames_of(answer.content)
        assert head["meaning"]["receipt"]["run_id"] == run["run_id"]


async def test_a_batch_is_given_again_and_follows_each_of_its_questions(
    house: House, sales: DatasetId, watch: Watch
) -> None:
    owner = house.team.owner
    specs = [{"dataset_id": str(sales), **BY_REGION}, {"dataset_id": str(sales), "measures": [COUNT]}]
    body = {"questions": [{"id": f"q{place}", "spec": spec} for place, spec in enumerate(specs)]}
    found = []
    for expected in (False, False, True):
        answer = await owner.client.post("/api/v1/query/batch", json=body, headers={"accept": BATCH})
        assert watch.took() is expected
        found.append(
            sorted((head["id"], head["meaning"]["row_count"], rows) for head, rows in frames_of(answer.content))
        )
    assert found[2] == found[0]
    await house.store("SELECT 1 AS id, 'west' AS region", dataset_id=sales)
    answer = await owner.client.post("/api/v1/query/batch", json=body, headers={"accept": BATCH})
    assert watch.took() is False
    assert sorted(head["meaning"]["row_count"] for head, _ in frames_of(answer.content)) == [1, 1]


async def rename(house: House, dataset_id: DatasetId) -> None:
    path = f"/api/v1/datasets/{dataset_id}"
    assert (await house.team.owner.client.patch(path, json={"name": f"other {uuid4().hex[:6]}"})).status_code == 200


async def relabel(house: House, dataset_id: DatasetId) -> None:
    body = {"columns": [{"name": "region", "label": "Where"}]}
    path = f"/api/v1/datasets/{dataset_id}/columns"
    assert (await house.team.owner.client.patch(path, json=body)).status_code == 200


async def replace_rows(house: House, dataset_id: DatasetId) -> None:
    await house.store("SELECT 1 AS id, 'west' AS region", dataset_id=dataset_id)


async def by_another_process(house: House, dataset_id: DatasetId) -> None:
    """What another server, or the command line, writes."""
    beside = Database(house.runtime.get(Database).url.replace("+aiosqlite", ""))
    async with beside.write() as session:
        await session.execute(text("UPDATE datasets SET name = 'beside' WHERE id = :id"), {"id": dataset_id.hex})
    await beside.close()


@pytest.mark.parametrize("change", [rename, relabel, replace_rows, by_another_process])
async def test_whatever_is_changed_is_seen_by_the_next_question(
    house: House, sales: DatasetId, watch: Watch, change: Callable[[House, DatasetId], Any]
) -> None:
    owner = house.team.owner
    await warm(owner, sales, watch)
    before, _ = await ask(owner, sales)
    assert watch.took() is True
    await change(house, sales)
    after, _ = await ask(owner, sales)
    assert watch.took() is False
    told = [
        (one["columns"][0]["label"], one["row_count"], one["receipt"]["sources"][0]["name"]) for one in (before, after)
    ]
    assert told[0] != told[1]


async def test_a_dataset_in_the_trash_is_not_found_any_more(house: House, sales: DatasetId, watch: Watch) -> None:
    owner = house.team.owner
    await warm(owner, sales, watch)
    await owner.client.delete(f"/api/v1/datasets/{sales}")
    assert (await send(owner, sales)).status_code == 404
    assert watch.took() is False


async def test_a_member_who_was_removed_is_answered_no_more(house: House, sales: DatasetId, watch: Watch) -> None:
    team = house.team
    async with sign_up(house.app, name="leaver", workspace_id=team.workspace_id) as leaver:
        members = f"/api/v1/workspaces/{team.workspace_id}/members"
        added = await team.owner.client.post(members, json={"email": leaver.email, "role": "viewer"})
        assert added.status_code == 201
        await warm(leaver, sales, watch)
        removed = await team.owner.client.delete(f"{members}/{leaver.user_id}")
        assert removed.status_code == 204
        assert (await send(leaver, sales)).status_code == 404
    assert watch.took() is False


async def test_another_role_and_other_attributes_go_the_whole_road(
    house: House, sales: DatasetId, watch: Watch
) -> None:
    team = house.team
    path = f"/api/v1/workspaces/{team.workspace_id}/members/{team.viewer.user_id}"
    for change in ({"role": "editor"}, {"attributes": {"region": ["north"]}}, {"role": "viewer", "attributes": {}}):
        for _ in range(3):
            await ask(team.viewer, sales)
        assert watch.took() is True
        assert (await team.owner.client.patch(path, json=change)).status_code == 200
        await ask(team.viewer, sales)
        assert watch.took() is False


async def test_who_has_signed_out_is_answered_no_more(house: House, sales: DatasetId, watch: Watch) -> None:
    owner = house.team.owner
    login = {"email": owner.email, "password": PASSWORD}
    signed_in = (await owner.client.post("/api/v1/auth/login", json=login)).json()
    headers = {"authorization": f"Bearer {signed_in['access_token']}", "accept": BATCH}
    body = {"spec": {"dataset_id": str(sales), **BY_REGION}}

    async def status() -> int:
        return (await owner.client.post("/api/v1/query", json=body, headers=headers)).status_code

    assert [await status() for _ in range(3)] == [200, 200, 200]
    assert watch.took() is True
    out = await owner.client.post("/api/v1/auth/logout", headers={"authorization": headers["authorization"]})
    assert out.status_code in (200, 204)
    assert await status() == 401
    headers["authorization"] += "x"
    assert await status() == 401
    del headers["authorization"]
    headers["authorization"] = ""
    assert await status() == 401
    assert watch.took() is False


async def test_a_reply_that_is_given_again_counts_like_any_other(
    house: House, sales: DatasetId, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    await warm(house.team.owner, sales, watch)
    limits = make_rate_limits(make_settings(rate_limit_signed_in="3/minute"))
    monkeypatch.setitem(house.runtime._parts, RateLimits, limits)
    found = [(await send(house.team.owner, sales)).status_code for _ in range(5)]
    assert (found, watch.took()) == ([200, 200, 200, 429, 429], True)


async def test_nobody_gets_the_reply_of_another(house: House, sales: DatasetId, watch: Watch) -> None:
    team = house.team
    await warm(team.owner, sales, watch)
    assert (await send(team.stranger, sales)).status_code == 404
    viewer, _ = await ask(team.viewer, sales)
    assert watch.took() is False
    assert viewer["receipt"]["is_cached"] is True


@contextmanager
def other_rules(house: House) -> Iterator[None]:
    found = house.questions.permissions

    def anew(*given: Any) -> Any:
        return found(*given)

    with house.replaced("permissions", anew):
        yield


async def test_other_rules_are_asked_anew(house: House, sales: DatasetId, watch: Watch) -> None:
    await warm(house.team.owner, sales, watch)
    with other_rules(house):
        await ask(house.team.owner, sales)
    assert watch.took() is False


@pytest.mark.parametrize(
    "parts",
    [
        {"body": {"skip_cache": True}},
        {"filters": [{"kind": "relative_time", "member": "moment", "count": 9000, "unit": "day"}], **BY_REGION},
    ],
    ids=["skip_cache", "of the present"],
)
async def test_what_must_be_made_anew_is(house: House, sales: DatasetId, watch: Watch, parts: dict[str, Any]) -> None:
    for _ in range(4):
        await ask(house.team.owner, sales, **parts)
    assert watch.took() is False


async def test_an_error_is_told_each_time(house: House, sales: DatasetId, watch: Watch) -> None:
    for _ in range(3):
        assert (
            await send(house.team.owner, sales, measures=[{"member": "none", "aggregation": "sum"}])
        ).status_code == 422
    assert watch.took() is False


async def test_rows_that_are_kept_no_longer_are_asked_for_again(house: House, sales: DatasetId, watch: Watch) -> None:
    now = 0.0
    with house.replaced("cache", MemoryResults(1_000_000, 300, clock=lambda: now)):
        await warm(house.team.owner, sales, watch)
        now = 301.0
        house.statements()
        await ask(house.team.owner, sales)
        assert watch.took() is False
        assert len(house.statements()) == 1


async def test_another_form_and_an_envelope_are_made_as_ever(house: House, sales: DatasetId, watch: Watch) -> None:
    body = {"spec": {"dataset_id": str(sales), **BY_REGION}}
    for headers in ({"accept": "application/json"}, {"accept": BATCH, "prefer": "envelope"}):
        for _ in range(3):
            answer = await house.team.owner.client.post("/api/v1/query", json=body, headers=headers)
            assert answer.status_code == 200
    assert watch.took() is False


async def test_many_who_ask_at_the_same_time_get_what_is_true(house: House, sales: DatasetId) -> None:
    async def rows() -> int:
        meaning, _ = await ask(house.team.owner, sales)
        found: int = meaning["row_count"]
        return found

    assert set(await asyncio.gather(*(rows() for _ in range(20)))) == {2}
    await replace_rows(house, sales)
    assert set(await asyncio.gather(*(rows() for _ in range(20)))) == {1}
