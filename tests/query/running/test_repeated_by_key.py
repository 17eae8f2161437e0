"""Replies to keys are given again like others, and to no key that is good no more."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, update
from tests.factories import open_client
from tests.identity.keys import PATH, make_key
from tests.query.running.house import House
from tests.query.running.repeating import Watch, send

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.key_states import MAX_AGE_SECONDS, KeyStates
from gnomon.identity.tables import ApiKeyRow

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("quiet_log")]

Change = Callable[[House, dict[str, Any]], Awaitable[None]]


async def warm(client: httpx.AsyncClient, runtime: Runtime, dataset_id: DatasetId, watch: Watch) -> None:
    """Ask until the reply is given again; the first use is noted in between, which is a commit."""
    assert (await send(client, dataset_id)).status_code == 200
    await runtime.get(KeyStates).close()
    for _ in range(3):
        assert (await send(client, dataset_id)).status_code == 200
    assert watch.took() is True


async def revoke(house: House, made: dict[str, Any]) -> None:
    assert (await house.team.viewer.client.delete(f"{PATH}/{made['id']}")).status_code == 204


async def revoke_elsewhere(house: House, made: dict[str, Any]) -> None:
    beside = Database(house.runtime.get(Database).url.replace("+aiosqlite", ""))
    async with beside.write() as session:
        await session.execute(delete(ApiKeyRow).where(ApiKeyRow.prefix == made["prefix"]))
    await beside.close()
    await asyncio.sleep(MAX_AGE_SECONDS + 0.05)


async def let_expire_elsewhere(house: House, made: dict[str, Any]) -> None:
    beside = Database(house.runtime.get(Database).url.replace("+aiosqlite", ""))
    past = datetime(2020, 1, 1, tzinfo=UTC)
    async with beside.write() as session:
        await session.execute(update(ApiKeyRow).where(ApiKeyRow.prefix == made["prefix"]).values(expires_at=past))
    await beside.close()
    await asyncio.sleep(MAX_AGE_SECONDS + 0.05)


@pytest.mark.parametrize("header", ["x-api-key", "authorization"])
@pytest.mark.parametrize("change", [revoke, revoke_elsewhere, let_expire_elsewhere])
async def test_a_key_that_is_good_no_more_is_answered_no_more(
    house: House, sales: DatasetId, watch: Watch, change: Change, header: str
) -> None:
    made = await make_key(house.team.viewer)
    value = made["key"] if header == "x-api-key" else f"Bearer {made['key']}"
    async with open_client(house.app, **{header: value}) as client:
        await warm(client, house.runtime, sales, watch)
        await change(house, made)
        assert (await send(client, sales)).status_code == 401
        assert watch.took() is False


async def test_a_key_expires_in_the_middle_of_repeated_replies(house: House, sales: DatasetId, watch: Watch) -> None:
    made = await make_key(house.team.viewer, expires_at=(datetime.now(UTC) + timedelta(minutes=5)).isoformat())
    async with open_client(house.app, **{"x-api-key": made["key"]}) as client:
        await warm(client, house.runtime, sales, watch)
        # No commit, and nothing to read anew: only the time goes by.
        with clock.fixed_at(datetime.fromisoformat(made["expires_at"])):
            assert (await send(client, sales)).status_code == 401
        assert watch.took() is False


async def test_a_key_that_only_reads_gets_no_reply_that_was_kept_for_one_that_asks(
    house: House, sales: DatasetId, watch: Watch
) -> None:
    asking, reading = [await make_key(house.team.viewer, scope) for scope in ("query", "read")]
    async with open_client(house.app, **{"x-api-key": asking["key"]}) as client:
        await warm(client, house.runtime, sales, watch)
        client.headers["x-api-key"] = reading["key"]
        assert (await send(client, sales)).status_code == 403
        client.headers["authorization"] = f"Bearer {asking['key']}"
        assert (await send(client, sales)).status_code == 401
        assert watch.took() is False
