"""An answer leaves the server when what it acknowledges is committed, and not a moment sooner."""

from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import select
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from tests.factories import Person

from gnomon.dashboards.tables import DashboardRow
from gnomon.foundation.db.database import Database


def looking_as_it_answers(app: ASGIApp, database: Database, seen: list[Any]) -> ASGIApp:
    """The application, with a look from outside at what is committed whenever it begins to answer."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def look_and_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                async with database.read() as session:
                    rows = (await session.execute(select(DashboardRow.name, DashboardRow.revision))).all()
                seen.append([tuple(row) for row in rows])
            await send(message)

        await app(scope, receive, look_and_send)

    return answer


async def test_what_is_acknowledged_is_committed(app: FastAPI, owner: Person, database: Database) -> None:
    seen: list[Any] = []
    transport = httpx.ASGITransport(app=looking_as_it_answers(app, database, seen))
    headers = owner.client.headers
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver/api/v1", headers=headers) as client:
        made = (await client.post("/dashboards", json={"name": "Made"})).json()
        saved = {"revision": 1, "name": "Saved", "spec": made["spec"]}
        assert (await client.put(f"/dashboards/{made['id']}", json=saved)).status_code == 200
        await client.delete(f"/dashboards/{made['id']}")
        await client.delete(f"/trash/dashboard/{made['id']}")
    assert seen == [[("Made", 1)], [("Saved", 2)], [("Saved", 2)], []]
