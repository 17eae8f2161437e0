"""Makes what tests begin with: settings, clients, people, workspaces."""

import itertools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI

from gnomon.foundation.settings import Settings

PASSWORD = "Correct-horse-7"

_numbers = itertools.count(1)


def make_settings(base: Settings | None = None, **changes: Any) -> Settings:
    """Settings without environment and `.env`; nothing is limited, and nothing rolled up, unless a test asks for it."""
    start: dict[str, Any] = {
        "allow_signup": True,
        "showcase": False,
        "rate_limit_auth": "off",
        "rate_limit_queries": "off",
        "rate_limit_uploads": "off",
        "rate_limit_default": "off",
        "rate_limit_signed_in": "off",
        "rollups": {"enabled": False},
        "engine": {"workers": 1, "threads": 1, "memory_limit": 1024 * 1024 * 1024},
    }
    if base is not None:
        start = {name: getattr(base, name) for name in Settings.model_fields}
    return Settings(_env_file=None, **{**start, **changes})


@asynccontextmanager
async def open_client(app: FastAPI, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that speaks to the application without a socket."""
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver", headers=headers) as client:
        yield client


@dataclass(frozen=True)
class Person:
    """Somebody with an account, and a client that is signed in as them."""

    client: httpx.AsyncClient
    user_id: str
    email: str
    password: str
    workspace_id: str
    """The workspace that the client works in."""
    access_token: str
    refresh_token: str


@dataclass(frozen=True)
class Team:
    """One workspace and the people around it; `stranger` works in another one."""

    workspace_id: str
    owner: Person
    editor: Person
    viewer: Person
    stranger: Person


def new_email(name: str = "person") -> str:
    """An address that nobody has yet."""
    return f"{name}-{next(_numbers)}@example.com"


async def register(client: httpx.AsyncClient, *, name: str = "person", password: str = PASSWORD) -> dict[str, Any]:
    """Open an account; answers what registration answered."""
    body = {"email": new_email(name), "password": password, "full_name": name.title()}
    answer = await client.post("/api/v1/auth/register", json=body)
    assert answer.status_code == 201, answer.text
    account: dict[str, Any] = answer.json()
    return account


async def sign_in(client: httpx.AsyncClient, email: str, password: str = PASSWORD) -> dict[str, Any]:
    """Sign in; answers the tokens."""
    answer = await client.post("/api/v1/auth/login", json={"email": email, "password": password})
    assert answer.status_code == 200, answer.text
    tokens: dict[str, Any] = answer.json()
    return tokens


@asynccontextmanager
async def sign_up(app: FastAPI, *, name: str = "person", workspace_id: str | None = None) -> AsyncIterator[Person]:
    """A new person, signed in and working in their personal workspace, or in the one that is named."""
    async with open_client(app) as client:
        account = await register(client, name=name)
        tokens = await sign_in(client, account["email"])
        client.headers["authorization"] = f"Bearer {tokens['access_token']}"
        me = (await client.get("/api/v1/auth/me")).json()
        here = workspace_id or me["workspace"]["id"]
        if workspace_id is not None:
            client.headers["x-workspace-id"] = workspace_id
        yield Person(
            client=client,
            user_id=account["id"],
            email=account["email"],
            password=PASSWORD,
            workspace_id=here,
            access_token=tokens["access_token"],
            refresh_token=tokens["refresh_token"],
        )


@asynccontextmanager
async def make_team(app: FastAPI) -> AsyncIterator[Team]:
    """A workspace with an owner, an editor and a viewer; a stranger has a workspace of their own."""
    async with AsyncExitStack() as stack:
        founder = await stack.enter_async_context(sign_up(app, name="owner"))
        created = await founder.client.post("/api/v1/workspaces", json={"name": "Team"})
        workspace_id: str = created.json()["id"]
        founder.client.headers["x-workspace-id"] = workspace_id
        owner = Person(**{**founder.__dict__, "workspace_id": workspace_id})
        others = {}
        for role in ("editor", "viewer"):
            person = await stack.enter_async_context(sign_up(app, name=role, workspace_id=workspace_id))
            body = {"email": person.email, "role": role}
            added = await owner.client.post(f"/api/v1/workspaces/{workspace_id}/members", json=body)
            assert added.status_code == 201, added.text
            others[role] = person
        stranger = await stack.enter_async_context(sign_up(app, name="stranger"))
        yield Team(workspace_id, owner, others["editor"], others["viewer"], stranger)
