"""How often visitors may ask: many behind one address are let in, strangers are not, and each door has a rate."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from tests.conftest import MakeApp
from tests.factories import Team, make_team, open_client
from tests.sharing import embedding
from tests.sharing.test_links import PASSWORD, public, sales_board, share

from gnomon.api.throttle import COUNTED_AT_THE_DOOR
from gnomon.sharing.embed_routes import embed_visitor
from gnomon.sharing.routes import count_knock, link_visitor

DOORS = {link_visitor, embed_visitor, count_knock}


@asynccontextmanager
async def house(make_app: MakeApp, **rates: str) -> AsyncIterator[tuple[Team, httpx.AsyncClient]]:
    """A team on a server without rates, and somebody signed out on one beside it that has some."""
    async with make_team(await make_app()) as team, open_client(await make_app(**rates)) as visitor:
        yield team, visitor


async def statuses(client: httpx.AsyncClient, times: int, method: str, address: str, **more: Any) -> list[int]:
    return [(await client.request(method, address, **more)).status_code for _ in range(times)]


async def test_whoever_follows_a_link_counts_for_the_link_and_not_for_the_address(make_app: MakeApp) -> None:
    async with house(make_app, rate_limit_default="3/minute", rate_limit_visitors="6/minute") as (team, office):
        board = await sales_board(team.owner)
        first, second = await share(team.owner, board), await share(team.owner, board)
        assert await statuses(office, 7, "GET", public(first)) == [200] * 6 + [429]
        refused = await office.post(public(first, "/results"), json={})
        assert (refused.status_code, 0 < int(refused.headers["retry-after"]) <= 60) == (429, True)
        assert await statuses(office, 6, "GET", public(second, "/changes")) == [200] * 6


async def test_an_address_that_guesses_is_not_looked_at_any_more(make_app: MakeApp) -> None:
    async with house(make_app, rate_limit_default="3/minute", rate_limit_visitors="off") as (team, guesser):
        link = await share(team.owner, await sales_board(team.owner))
        guess = public({"path": f"/s/{'a' * len(link['path'].removeprefix('/s/'))}"})
        assert await statuses(guesser, 5, "GET", guess) == [404] * 3 + [429] * 2
        assert await statuses(guesser, 1, "GET", public(link)) == [429]


async def test_knocking_without_the_password_counts_for_the_address(make_app: MakeApp) -> None:
    async with house(make_app, rate_limit_default="3/minute", rate_limit_visitors="off") as (team, visitor):
        link = await share(team.owner, await sales_board(team.owner), password=PASSWORD)
        assert await statuses(visitor, 4, "POST", public(link, "/results"), json={}) == [401] * 3 + [429]


@pytest.mark.parametrize("path", ["", "/changes"])
async def test_a_token_counts_for_its_embed_and_a_wrong_one_for_the_address(path: str, make_app: MakeApp) -> None:
    async with house(make_app, rate_limit_default="2/minute", rate_limit_visitors="4/minute") as (team, frame):
        made = await embedding.embed(team.owner, await sales_board(team.owner))
        address = embedding.public(made, path)
        right = embedding.with_token(embedding.signed(made))
        assert await statuses(frame, 5, "GET", address, headers=right) == [200] * 4 + [429]
        wrong = embedding.with_token("nonsense")
        assert await statuses(frame, 3, "GET", address, headers=wrong) == [401] * 2 + [429]


def test_every_route_that_is_counted_at_its_door_has_one(app: FastAPI) -> None:
    found = [
        context.original_route
        for context in iter_route_contexts(app.routes)
        if isinstance(context.original_route, APIRoute) and (context.path or "").startswith(COUNTED_AT_THE_DOOR)
    ]
    assert len(found) == 16
    unguarded = [one.path for one in found if not DOORS & {part.call for part in one.dependant.dependencies}]
    assert unguarded == []
