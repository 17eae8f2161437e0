"""Keys that tests make, and clients that carry them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from fastapi import FastAPI
from tests.factories import Person, open_client

PATH = "/api/v1/api-keys"


async def make_key(person: Person, *scopes: str, **more: Any) -> dict[str, Any]:
    """A new key of a person, as it was answered; good for questions unless scopes are named."""
    body = {"name": "Script", "scopes": scopes or ("query",), **more}
    answer = await person.client.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@asynccontextmanager
async def key_client(app: FastAPI, person: Person, *scopes: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that carries a new key of a person."""
    made = await make_key(person, *scopes)
    async with open_client(app, **{"x-api-key": made["key"]}) as client:
        yield client


def error_of(answer: httpx.Response) -> tuple[int, str, str]:
    """Status, code and message of a refusal."""
    error = answer.json()["error"]
    return answer.status_code, error["code"], error["message"]
