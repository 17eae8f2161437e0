"""What a server remembers of keys: for less than a second, nothing that was forgotten, and when they were used."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import delete, select, text, update
from tests.factories import Person, Team, open_client
from tests.identity.keys import PATH, make_key

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import key_states, repository
from gnomon.identity.contracts import KeyRefused
from gnomon.identity.key_states import KeyStates
from gnomon.identity.tables import ApiKeyRow, MembershipRow, UserRow

DATASETS = "/api/v1/datasets"
AT = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
async def elsewhere(runtime: Runtime) -> AsyncIterator[Database]:
    """The same database as another server has it."""
    url = runtime.get(Database).url.replace("+aiosqlite", "").replace("+asyncpg", "")
    database = Database(url)
    yield database
    await database.close()


@pytest.mark.parametrize("change", ["revoke", "expire", "take out", "delete the person"])
async def test_what_another_server_changes_ends_a_key_within_a_second(
    app: FastAPI, team: Team, elsewhere: Database, change: str
) -> None:
    key = (await make_key(team.viewer))["key"]
    person = select(UserRow.id).where(UserRow.email == team.viewer.email).scalar_subquery()
    statements: dict[str, list[Any]] = {
        "revoke": [delete(ApiKeyRow)],
        "expire": [update(ApiKeyRow).values(expires_at=datetime(2020, 1, 1, tzinfo=UTC))],
        "take out": [delete(MembershipRow).where(MembershipRow.user_id == person)],
        "delete the person": [
            text("DELETE FROM workspaces WHERE personal_of IN (SELECT id FROM users WHERE email = :email)").bindparams(
                email=team.viewer.email
            ),
            delete(UserRow).where(UserRow.email == team.viewer.email),
        ],
    }
    async with open_client(app, **{"x-api-key": key}) as client:
        assert (await client.get(DATASETS)).status_code == 200
        async with elsewhere.write() as session:
            for statement in statements[change]:
                await session.execute(statement)
        await asyncio.sleep(key_states.MAX_AGE_SECONDS + 0.05)
        assert (await client.get(DATASETS)).status_code == 401
    assert key_states.MAX_AGE_SECONDS < 1


async def test_a_key_is_read_once_for_all_requests_of_a_moment(
    app: FastAPI, viewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, reads = (await make_key(viewer))["key"], []
    whole = repository.api_key_by_hash

    async def counted(*given: Any) -> Any:
        reads.append(given[1])
        return await whole(*given)

    monkeypatch.setattr(key_states, "MAX_AGE_SECONDS", 3600)
    monkeypatch.setattr(repository, "api_key_by_hash", counted)
    async with open_client(app) as client:
        for one, status in ((key, 200), (f"gn_{'A' * 43}", 401)):
            for _ in range(3):
                assert (await client.get(DATASETS, headers={"x-api-key": one})).status_code == status
            assert len(reads) == 1
            reads.clear()


async def test_what_is_revoked_while_it_is_being_read_is_not_remembered(
    viewer: Person, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, states = await make_key(viewer), runtime.get(KeyStates)
    whole = repository.api_key_by_hash

    async def slow(*given: Any) -> Any:
        found = await whole(*given)
        monkeypatch.setattr(repository, "api_key_by_hash", whole)
        assert (await viewer.client.delete(f"{PATH}/{made['id']}")).status_code == 204
        return found

    monkeypatch.setattr(key_states, "MAX_AGE_SECONDS", 3600)
    monkeypatch.setattr(repository, "api_key_by_hash", slow)
    assert str((await states.of(made["key"])).user_id) == viewer.user_id
    with pytest.raises(KeyRefused):
        await states.of(made["key"])


async def test_no_more_keys_are_remembered_than_there_is_room_for(
    viewer: Person, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_states, "MAX_STATES", 2)
    states = runtime.get(KeyStates)
    for letter in "ABCD":
        with pytest.raises(KeyRefused):
            await states.of(f"gn_{letter * 43}")
    assert len(states._states) == 2


async def last_used(viewer: Person) -> datetime | None:
    (listed,) = (await viewer.client.get(PATH)).json()["items"]
    found = listed["last_used_at"]
    return None if found is None else datetime.fromisoformat(found)


async def test_a_use_is_noted_once_a_minute(app: FastAPI, viewer: Person, runtime: Runtime) -> None:
    key, states = (await make_key(viewer))["key"], runtime.get(KeyStates)
    noted = []
    async with open_client(app, **{"x-api-key": key}) as client:
        for seconds in (0, 1, 59, 60, 61):
            with clock.fixed_at(AT + timedelta(seconds=seconds)):
                assert (await client.get(DATASETS)).status_code == 200
            await states.close()
            noted.append(await last_used(viewer))
    assert noted == [AT, AT, AT, *[AT + timedelta(seconds=60)] * 2]


async def test_several_servers_note_a_use_once_together(viewer: Person, runtime: Runtime) -> None:
    key = (await make_key(viewer))["key"]
    servers = [KeyStates(runtime.get(Database)) for _ in range(2)]
    for seconds, server in enumerate(servers):
        server._states.clear()
        with clock.fixed_at(AT + timedelta(seconds=seconds)):
            await server.of(key)
    for server in servers:
        await server.close()
    assert await last_used(viewer) == AT


async def test_an_answer_does_not_wait_for_its_use_to_be_noted_and_does_not_fail_with_it(
    app: FastAPI, viewer: Person, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, gate = (await make_key(viewer))["key"], asyncio.Event()

    async def stuck(*_given: Any, **_named: Any) -> None:
        await gate.wait()
        raise OSError("the disk is away")

    monkeypatch.setattr(repository, "note_key_use", stuck)
    async with open_client(app, **{"x-api-key": key}) as client:
        assert (await asyncio.wait_for(client.get("/api/v1/models/functions"), 10)).status_code == 200
    gate.set()
    await runtime.get(KeyStates).close()
    assert await last_used(viewer) is None


async def test_a_refused_key_is_not_noted(app: FastAPI, viewer: Person, runtime: Runtime) -> None:
    made = await make_key(viewer, expires_at=(datetime.now(UTC) + timedelta(minutes=1)).isoformat())
    with clock.fixed_at(datetime.fromisoformat(made["expires_at"])):
        async with open_client(app, **{"x-api-key": made["key"]}) as client:
            assert (await client.get(DATASETS)).status_code == 401
    await runtime.get(KeyStates).close()
    assert await last_used(viewer) is None
