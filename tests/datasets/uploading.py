"""What tests of datasets begin with: a file that was uploaded."""

from typing import Any

import httpx

SALES = b"date,region,revenue\n2024-01-01,North,1.50\n2024-01-02,South,2.25\n2024-01-03,,3.00\n"


async def send(
    client: httpx.AsyncClient, content: bytes = SALES, name: str = "Sales Q4.csv", **fields: str
) -> httpx.Response:
    """Upload a file."""
    return await client.post("/api/v1/datasets/upload", files={"file": (name, content)}, data=fields)


async def upload(
    client: httpx.AsyncClient, content: bytes = SALES, name: str = "Sales Q4.csv", **fields: str
) -> dict[str, Any]:
    """Upload a file that is good; answers the dataset."""
    answer = await send(client, content, name, **fields)
    assert answer.status_code == 201, answer.text
    dataset: dict[str, Any] = answer.json()
    return dataset


async def get(client: httpx.AsyncClient, path: str) -> Any:
    """What a path answers."""
    answer = await client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def problem(answer: httpx.Response) -> tuple[int, str]:
    """The status and the code of a refusal."""
    return answer.status_code, answer.json()["error"]["code"]
