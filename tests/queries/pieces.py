"""What tests of queries begin with: a small dataset, saved queries, runs in the history."""

from typing import Any
from uuid import UUID

import httpx
from tests.factories import Person

from gnomon.foundation.kit import clock
from gnomon.foundation.kit.ids import uuid7
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.queries.runtime import RunHistory
from gnomon.queries.tables import SqlRunRow

SALES = "day,region,amount\n2024-01-05,North,10.50\n2024-02-01,South,20.25\n2024-02-15,North,30.00\n"
NOTHING = "00000000-0000-4000-8000-000000000000"


async def upload(client: httpx.AsyncClient, name: str = "sales.csv", content: str = SALES) -> str:
    """Upload a small file; answers the dataset's id."""
    answer = await client.post("/api/v1/datasets/upload", files={"file": (name, content.encode(), "text/csv")})
    assert answer.status_code == 201, answer.text
    dataset_id: str = answer.json()["id"]
    return dataset_id


async def get(client: httpx.AsyncClient, path: str) -> Any:
    """What a path below `/queries` answers when all is well."""
    answer = await client.get(f"/api/v1/queries{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def save(person: Person, name: str = "Sales", sql: str = "SELECT 1", **more: Any) -> dict[str, Any]:
    """Keep a statement for the workspace."""
    answer = await person.client.post("/api/v1/queries/saved", json={"name": name, "sql": sql, **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def execute(client: httpx.AsyncClient, sql: str, **more: Any) -> httpx.Response:
    """Run a statement."""
    return await client.post("/api/v1/queries/execute", json={"sql": sql, **more})


async def runs_of(client: httpx.AsyncClient, **parameters: Any) -> list[dict[str, Any]]:
    """The history of whoever the client is signed in as, the newest first."""
    answer = await client.get("/api/v1/queries", params=parameters)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def principal_of(person: Person) -> Principal:
    """The person as the server knows them."""
    return Principal(
        PrincipalKind.USER, WorkspaceId(UUID(person.workspace_id)), Role.VIEWER, UserId(UUID(person.user_id))
    )


async def note(runtime: Runtime, person: Person, sql: str = "SELECT 1", **fields: Any) -> str:
    """Let the history of a person hold one more run, as if it had just ended; answers its id."""
    who = principal_of(person)
    row = SqlRunRow(
        **{
            "id": uuid7(),
            "workspace_id": who.workspace_id,
            "user_id": who.user_id,
            "sql": sql,
            "parameters": {},
            "status": "done",
            "row_count": 1,
            "total_rows": 1,
            "is_truncated": False,
            "elapsed_ms": 1.5,
            "is_cached": False,
            "sources": [],
            "created_at": clock.now(),
            **fields,
        }
    )
    await runtime.get(RunHistory).note(who, row)
    return str(row.id)
