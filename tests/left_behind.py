"""What a server left behind on which a team had signed up: tests start on a copy and work as these people at once."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import FastAPI
from tests.built_routes import create_quickly
from tests.factories import Person, Team, make_settings, make_team, open_client
from tests.lazy_engine import LazyEngine

from gnomon.foundation.kit import clock, ids
from gnomon.foundation.settings import Settings
from gnomon.identity import passwords
from gnomon.identity.contracts import UserId, UserSummary
from gnomon.identity.tokens import TokenSigner, TokenType

LOWEST_COST = 4
"""Of hashing a password, as far as bcrypt goes."""


@dataclass(frozen=True)
class LeftBehind:
    """A server that has ended: its database, its files, and the people in it, whose clients have ended with it."""

    database: str
    """What tests copy: the name of a database, or the path of a file."""
    data_dir: Path
    team: Team

    def copy_files(self, data_dir: Path) -> None:
        """Give another server the files, among them the key that signed the tokens of the people."""
        shutil.copytree(self.data_dir, data_dir)


def leave_behind(folder: Path, database: str, url: str) -> LeftBehind:
    """Start a server over an empty database, have a team sign up over HTTP, and end the server."""
    settings = make_settings(data_dir=folder / "data", database_url=url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", LOWEST_COST)
        patch.setattr("gnomon.bootstrap.start_engine", LazyEngine)
        return LeftBehind(database, settings.data_dir, asyncio.run(_sign_up(settings)))


async def _sign_up(settings: Settings) -> Team:
    app = create_quickly(settings)
    async with app.router.lifespan_context(app), make_team(app) as team:
        return team


@asynccontextmanager
async def come_back(app: FastAPI, team: Team) -> AsyncIterator[Team]:
    """The people of a server that has ended, in a server with a copy of its files and its database."""
    async with AsyncExitStack() as stack:

        async def again(person: Person) -> Person:
            return await stack.enter_async_context(_come_back(app, person))

        yield Team(
            workspace_id=team.workspace_id,
            owner=await again(team.owner),
            editor=await again(team.editor),
            viewer=await again(team.viewer),
            stranger=await again(team.stranger),
        )


@asynccontextmanager
async def _come_back(app: FastAPI, person: Person) -> AsyncIterator[Person]:
    """A client that goes on with the person's session: its access token is new, for the old one may have run out."""
    signer: TokenSigner = app.state.runtime.get(TokenSigner)
    session_id = signer.verify(person.refresh_token, TokenType.REFRESH).session_id
    summary = UserSummary(id=UserId(UUID(person.user_id)), email=person.email, full_name=None)
    token = signer.access_token(summary, session_id, jti=ids.random_hex(), at=clock.now())
    async with open_client(app) as client:
        client.headers = person.client.headers.copy()
        client.headers["authorization"] = f"Bearer {token}"
        yield replace(person, client=client, access_token=token)
