"""Trees and the best of a field for visitors: what the page offers, and nothing beyond it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import create, spec_of, tile, upload
from tests.dashboards.test_levels import CITIES, by_hand, chose
from tests.dashboards.test_ranking import AMOUNT, ROWS, best, top_on
from tests.dashboards.test_trees import LEVELS, paths, tree_on
from tests.factories import Team, open_client
from tests.sharing.test_links import answers, public, share


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def link_to(team: Team, **more: Any) -> dict[str, Any]:
    """A link to a sum under a tree of places and under the best cities by takings or rows."""
    cities = await upload(team.owner.client, "cities.csv", CITIES)
    offer = {"measures": [AMOUNT, ROWS], "max_count": 3}
    spec = spec_of(tile("total", cities, None), filters=(tree_on(cities), top_on(cities, ranking=offer)))
    return await share(team.owner, await create(team.owner.client, spec), **more)


async def listed(visitor: httpx.AsyncClient, link: dict[str, Any], name: str, **body: Any) -> httpx.Response:
    return await visitor.post(public(link, f"/filters/{name}/values"), json=body)


async def test_a_visitor_chooses_parts_of_a_tree_and_the_best(team: Team, visitor: httpx.AsyncClient) -> None:
    link = await link_to(team)
    wanted = [chose("place", paths(["Peru"], ["Chile", "Ch-3"]))]
    assert await answers(visitor, link, chosen=wanted) == {
        "total": by_hand("SELECT sum(amount) FROM cities WHERE country = 'Peru' OR city = 'Ch-3'")
    }
    assert await answers(visitor, link, chosen=[*wanted, chose("best", best(2))]) == {
        "total": by_hand(
            "SELECT sum(takings) FROM (SELECT sum(amount) AS takings FROM cities "
            "WHERE country = 'Peru' OR city = 'Ch-3' GROUP BY city ORDER BY 1 DESC LIMIT 2)"
        )
    }


async def test_a_visitor_opens_and_searches_a_tree(team: Team, visitor: httpx.AsyncClient) -> None:
    link = await link_to(team)
    below = (await listed(visitor, link, "place", path=["Peru", "Pe-1"])).json()
    found = (await listed(visitor, link, "place", level=1, search="o-2")).json()
    ranked = (await listed(visitor, link, "best", chosen=[chose("best", best(2))])).json()
    assert (below["rows"], found["rows"]) == ([["depot", 1], ["shop", 1]], [["Bolivia", "Bo-2", 2]])
    assert ranked["rows"] == by_hand("SELECT city, sum(amount) FROM cities GROUP BY 1 ORDER BY 2 DESC LIMIT 2")
    assert [one["receipt"]["sql"] for one in (below, found, ranked)] == ["", "", ""]


@pytest.mark.parametrize(
    "wanted",
    [
        chose("place", {"kind": "path", "levels": [*LEVELS, {"member": "is_open"}], "paths": [["Peru"]]}),
        chose("place", {"kind": "path", "levels": [{"member": "amount"}], "paths": [[7]]}),
        chose("place", {"kind": "in", "member": "is_open", "values": [True]}),
        chose("best", best(2, "biggest")),
        chose("best", best(4)),
        chose("best", best(2) | {"member": "is_open"}),
        chose("best", {"kind": "measure", "measure": "amount", "min": 3}),
        chose("best", {"kind": "in", "member": "city", "values": ["Pe-0"]}),
    ],
    ids=[
        "a deeper level",
        "another field",
        "values of another",
        "another measure",
        "more",
        "another",
        "a sum",
        "values",
    ],
)
async def test_a_visitor_chooses_nothing_that_the_page_does_not_offer(
    team: Team, visitor: httpx.AsyncClient, wanted: dict[str, Any]
) -> None:
    link = await link_to(team)
    asked = await visitor.post(public(link, "/results"), json={"chosen": [wanted]})
    ranked = await listed(visitor, link, "best", chosen=[wanted])
    assert (asked.status_code, ranked.status_code) in {(403, 403), (422, 422), (422, 403)}
    assert "Pe-" not in asked.text + ranked.text


async def test_the_lock_of_a_link_holds_for_the_best_too(team: Team, visitor: httpx.AsyncClient) -> None:
    cities = await upload(team.owner.client, "cities.csv", CITIES)
    spec = spec_of(tile("total", cities, None), filters=(tree_on(cities), top_on(cities)))
    lock = {"dataset_id": cities, "member": "country", "values": ["Chile"]}
    link = await share(team.owner, await create(team.owner.client, spec), locks=[lock])
    ranked = (await listed(visitor, link, "best", chosen=[chose("best", best(10))])).json()["rows"]
    assert sorted(row[0] for row in ranked) == ["Ch-0", "Ch-1", "Ch-2", "Ch-3"]
    assert (await listed(visitor, link, "place", path=["Peru"])).json()["rows"] == []
    assert await answers(visitor, link, chosen=[chose("best", best(1)), chose("place", paths(["Peru"]))]) == {
        "total": [[None]]
    }
